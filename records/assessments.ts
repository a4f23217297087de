/** Capability assessment: the figures societies handed in, and the frozen result. */
import type { RecordedProgress } from '../domain/assessment/recorded.js';
import type { Authority } from '../domain/authority.js';
import { only, type Tx } from './pool.js';

export interface SocietyFigures {
  id: string;
  code: string;
  discipline_group: string;
  figures: Record<string, number>;
  findings: string[];
}

/** The societies of a programme's authority, by code. */
export async function activeSocieties(tx: Tx, realm: string, authority: Authority): Promise<{ id: string; code: string }[]> {
  return (await tx.query<{ id: string; code: string }>(
    `SELECT id, code FROM society WHERE realm = $1 AND authority = $2 AND status = 'active' ORDER BY code`, [realm, authority])).rows;
}

export async function saveIndicators(
  tx: Tx, realm: string, roundId: string, societyId: string, factId: string, values: { indicator: string; value: number; evidence: string }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO indicator_value (round_id, society_id, realm, indicator, value, evidence, fact_id)
     SELECT $1, $2, $3, v.indicator, v.value, v.evidence, $4 FROM jsonb_to_recordset($5) AS v(indicator text, value numeric, evidence text)
     ON CONFLICT (round_id, society_id, indicator) DO UPDATE SET value = excluded.value, evidence = excluded.evidence, fact_id = excluded.fact_id`,
    [roundId, societyId, realm, factId, JSON.stringify(values)],
  );
}

/** Societies with at least one figure, and the standard-management findings that the round's own authority recorded about them. */
export async function assessedSocieties(tx: Tx, realm: string, roundId: string): Promise<SocietyFigures[]> {
  return (await tx.query<SocietyFigures>(
    `SELECT s.id, s.code, s.discipline_group, coalesce(jsonb_object_agg(v.indicator, v.value) FILTER (WHERE v.value IS NOT NULL), '{}') AS figures,
       coalesce((SELECT array_agg(r.value->>'finding') FROM society_record r WHERE r.society_id = s.id AND r.kind = 'managementFinding' AND r.status = 'active' AND r.authority = d.authority), '{}') AS findings
     FROM society s JOIN indicator_value v ON v.society_id = s.id AND v.round_id = $2 JOIN round d ON d.id = $2
     WHERE s.realm = $1 AND s.status = 'active' GROUP BY s.id, d.authority ORDER BY s.code`,
    [realm, roundId],
  )).rows;
}

/** What the authority's collections of materials recorded about each society's progress. */
export async function recordedProgress(tx: Tx, realm: string, authority: Authority): Promise<Map<string, RecordedProgress[]>> {
  const { rows } = await tx.query<RecordedProgress & { society_id: string }>(
    `SELECT id, society_id, value->>'programme' AS programme, (value->>'percent')::float8 AS percent, to_char(as_of, 'YYYY-MM-DD') AS "asOf"
     FROM society_record WHERE realm = $1 AND authority = $2 AND kind = 'progress' AND status = 'active'`,
    [realm, authority],
  );
  const bySociety = new Map<string, RecordedProgress[]>();
  for (const { society_id, ...progress } of rows) bySociety.set(society_id, [...(bySociety.get(society_id) ?? []), progress]);
  return bySociety;
}

/** Keeps the recorded values of these indicators, and only those, beside the figures that were handed in: a record withdrawn later changes no result. */
export async function freezeRecorded(tx: Tx, realm: string, roundId: string, indicators: readonly string[], values: readonly { societyId: string; indicator: string; value: number; evidence: string }[]): Promise<void> {
  await tx.query('DELETE FROM indicator_value WHERE round_id = $1 AND indicator = ANY($2)', [roundId, indicators]);
  await tx.query(
    `INSERT INTO indicator_value (round_id, society_id, realm, indicator, value, evidence)
     SELECT $1, v."societyId", $2, v.indicator, v.value, v.evidence FROM jsonb_to_recordset($3) AS v("societyId" uuid, indicator text, value numeric, evidence text)
     ON CONFLICT (round_id, society_id, indicator) DO UPDATE SET value = excluded.value, evidence = excluded.evidence, fact_id = NULL`,
    [roundId, realm, JSON.stringify(values)],
  );
}

export interface LegacyAward {
  society_id: string;
  code: string;
  programme: string;
  title: string;
  year: number;
}

export async function legacyAwards(tx: Tx, realm: string): Promise<LegacyAward[]> {
  return (await tx.query<LegacyAward>(
    `SELECT s.id AS society_id, s.code, r.value->>'programme' AS programme, r.value->>'title' AS title, (r.value->>'year')::int AS year
     FROM society_record r JOIN society s ON s.id = r.society_id
     WHERE r.realm = $1 AND r.kind = 'award' AND r.status = 'active' AND s.status = 'active'`,
    [realm],
  )).rows;
}

export interface AssessmentRow {
  societyId: string;
  totalThousandths: number;
  rank: number;
  lines: unknown;
}

export async function saveAssessment(tx: Tx, realm: string, roundId: string, rows: AssessmentRow[]): Promise<void> {
  await tx.query(
    `INSERT INTO assessment (round_id, society_id, realm, total_thousandths, rank, lines)
     SELECT $1, a."societyId", $2, a."totalThousandths", a.rank, a.lines
     FROM jsonb_to_recordset($3) AS a("societyId" uuid, "totalThousandths" bigint, rank int, lines jsonb)
     ON CONFLICT (round_id, society_id) DO UPDATE SET total_thousandths = excluded.total_thousandths, rank = excluded.rank, lines = excluded.lines`,
    [roundId, realm, JSON.stringify(rows)],
  );
}

export async function assessmentOf(tx: Tx, roundId: string): Promise<{ society_id: string; code: string; rank: number; total_thousandths: number; route: string | null }[]> {
  return (await tx.query<{ society_id: string; code: string; rank: number; total_thousandths: number; route: string | null }>(
    `SELECT a.society_id, s.code, a.rank, a.total_thousandths, a.route FROM assessment a JOIN society s ON s.id = a.society_id
     WHERE a.round_id = $1 ORDER BY a.rank, s.code`, [roundId])).rows;
}

/** Who may apply, and by which route. A legacy society without figures gets a row of its own, last in rank. */
export async function setRoutes(tx: Tx, realm: string, roundId: string, byRank: string[], legacy: string[]): Promise<void> {
  // A list that is confirmed again invites nobody whom only the one before invited.
  await tx.query(`UPDATE assessment SET route = CASE WHEN society_id = ANY($2::uuid[]) THEN 'rank' END WHERE round_id = $1`, [roundId, byRank]);
  const last = only((await tx.query<{ last: number }>('SELECT coalesce(max(rank), 0) + 1 AS last FROM assessment WHERE round_id = $1', [roundId])).rows).last;
  await tx.query(
    `INSERT INTO assessment (round_id, society_id, realm, total_thousandths, rank, route, lines)
     SELECT $1, id, $2, 0, $4, 'legacy', '[]' FROM unnest($3::uuid[]) AS id
     ON CONFLICT (round_id, society_id) DO UPDATE SET route = 'legacy'`,
    [roundId, realm, legacy, last],
  );
}

export async function invitedSocieties(tx: Tx, roundId: string): Promise<string[]> {
  return (await tx.query<{ society_id: string }>(`SELECT a.society_id FROM assessment a JOIN society s ON s.id = a.society_id AND s.status <> 'merged' WHERE a.round_id = $1 AND a.route IS NOT NULL ORDER BY a.society_id`, [roundId])).rows
    .map((row) => row.society_id);
}
