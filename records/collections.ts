/** A collection of materials: what came, what the checks made of it, the outcome, and what is recorded about the societies. Batches. */
import type { CheckLine } from '../domain/governance/check.js';
import type { CollectionOutcome } from '../domain/governance/outcome.js';
import { only, type Tx } from './pool.js';

export interface Collected {
  fact_id: string;
  society_id: string;
  content: Record<string, unknown>;
  /** The step behind whose gate it was taken. */
  step: string;
}

/** What was handed in as this kind, the latest of each society, or of one. */
export async function collectedIn(tx: Tx, roundId: string, kind: string, societyId: string | null = null): Promise<Collected[]> {
  return (await tx.query<Collected>(
    `SELECT DISTINCT ON (f.society_id) f.id AS fact_id, f.society_id, f.payload->'content' AS content, g.step
     FROM fact f JOIN gate g ON g.id = f.gate_id WHERE f.round_id = $1 AND f.kind = $2 AND f.society_id IS NOT NULL AND ($3::uuid IS NULL OR f.society_id = $3)
     ORDER BY f.society_id, f.recorded_at DESC`,
    [roundId, kind, societyId],
  )).rows;
}

export interface CollectionKey {
  realm: string;
  roundId: string;
  /** Key of the stage. */
  stage: string;
}

export interface NewResult {
  societyId: string;
  factId: string | null;
  late: boolean;
  lines: CheckLine[];
  inputsHash: string;
  outcome?: CollectionOutcome;
}

export async function saveResults(tx: Tx, { realm, roundId, stage }: CollectionKey, results: readonly NewResult[]): Promise<void> {
  await tx.query(
    `INSERT INTO collection_result (realm, round_id, stage, society_id, fact_id, late, lines, outcome, inputs_hash)
     SELECT $1, $2, $3, r."societyId", r."factId", r.late, r.lines, r.outcome, r."inputsHash"
     FROM jsonb_to_recordset($4) AS r("societyId" uuid, "factId" uuid, late boolean, lines jsonb, outcome jsonb, "inputsHash" text)
     ON CONFLICT (round_id, stage, society_id) DO UPDATE SET fact_id = excluded.fact_id, late = excluded.late, lines = excluded.lines,
       outcome = excluded.outcome, inputs_hash = excluded.inputs_hash`,
    [realm, roundId, stage, JSON.stringify(results)],
  );
}

export interface ResultRow {
  society_id: string;
  code: string;
  name: string;
  fact_id: string | null;
  late: boolean;
  lines: CheckLine[];
  outcome: CollectionOutcome | null;
  inputs_hash: string;
}

const RESULT = 'SELECT c.*, s.code, s.name FROM collection_result c JOIN society s ON s.id = c.society_id WHERE c.round_id = $1 AND c.stage = $2';

/** By code. */
export async function resultsOf(tx: Tx, { roundId, stage }: Pick<CollectionKey, 'roundId' | 'stage'>): Promise<ResultRow[]> {
  return (await tx.query<ResultRow>(`${RESULT} ORDER BY s.code`, [roundId, stage])).rows;
}

export interface ResultFilter {
  status?: CollectionOutcome['status'];
  /** Code of the last row seen. */
  after?: string;
  limit: number;
}

/** By code; one row more than `limit` when there are more. */
export async function listResults(tx: Tx, { roundId, stage }: Pick<CollectionKey, 'roundId' | 'stage'>, filter: ResultFilter): Promise<{ rows: ResultRow[]; total: number }> {
  const where = `($3::text IS NULL OR c.outcome->>'status' = $3)`;
  const { rows } = await tx.query<ResultRow>(`${RESULT} AND ${where} AND ($4::text IS NULL OR s.code > $4) ORDER BY s.code LIMIT $5`, [roundId, stage, filter.status ?? null, filter.after ?? null, filter.limit + 1]);
  const counted = await tx.query<{ total: number }>(`SELECT count(*) AS total FROM collection_result c WHERE c.round_id = $1 AND c.stage = $2 AND ${where}`, [roundId, stage, filter.status ?? null]);
  return { rows, total: only(counted.rows).total };
}

export async function resultOf(tx: Tx, { roundId, stage }: Pick<CollectionKey, 'roundId' | 'stage'>, societyId: string): Promise<(ResultRow & { content: Record<string, unknown> | null }) | undefined> {
  return (await tx.query<ResultRow & { content: Record<string, unknown> | null }>(
    `SELECT r.*, f.payload->'content' AS content FROM (${RESULT}) r LEFT JOIN fact f ON f.id = r.fact_id WHERE r.society_id = $3`, [roundId, stage, societyId])).rows[0];
}

export interface CollectionRecord {
  societyId: string;
  kind: 'managementFinding' | 'progress';
  value: Record<string, unknown>;
}

/**
 * Records what a collection found, as the authority's own. What an earlier round or stage of the same programme recorded is
 * superseded: it stays in the history and decides nothing any more.
 */
export async function recordOutcomes(
  tx: Tx, realm: string, source: { programme: string; authority: string; asOf: string; document: string; issuer: string }, kinds: readonly string[], records: readonly CollectionRecord[],
): Promise<void> {
  await tx.query(
    `UPDATE society_record SET status = 'corrected' WHERE realm = $1 AND authority = $2 AND kind = ANY($3) AND value->>'programme' = $4 AND status = 'active'`,
    [realm, source.authority, kinds, source.programme],
  );
  await tx.query(
    `INSERT INTO society_record (realm, society_id, kind, value, as_of, issuer, document, authority)
     SELECT $1, r."societyId", r.kind, r.value, $3, $4, $5, $6 FROM jsonb_to_recordset($2) AS r("societyId" uuid, kind text, value jsonb)`,
    [realm, JSON.stringify(records), source.asOf, source.issuer, source.document, source.authority],
  );
}

export interface CollectionCounts {
  owed: number;
  submitted: number;
  late: number;
  missing: number;
  warnings: number;
  explanations: number;
  findings: number;
  verified: number;
  rectified: number;
}

/** Of one stage, when it has ended; societies, not points, except warnings and findings. */
export async function countCollection(tx: Tx, roundId: string, stage: string): Promise<CollectionCounts> {
  return only((await tx.query<CollectionCounts>(
    `WITH c AS (SELECT * FROM collection_result WHERE round_id = $1 AND stage = $2),
       done AS (SELECT g.step, count(*) AS n FROM fact f JOIN gate g ON g.id = f.gate_id JOIN stage s ON s.workflow_id = f.workflow_id
         WHERE f.round_id = $1 AND s.key = $2 GROUP BY g.step)
     SELECT (SELECT count(*) FROM c) AS owed, (SELECT count(*) FROM c WHERE fact_id IS NOT NULL) AS submitted, (SELECT count(*) FROM c WHERE late) AS late,
       (SELECT count(*) FROM c WHERE fact_id IS NULL) AS missing,
       (SELECT coalesce(sum(jsonb_array_length(outcome->'warnings')), 0)::int FROM c) AS warnings,
       coalesce((SELECT n FROM done WHERE step = 'explanations'), 0) AS explanations,
       (SELECT coalesce(sum(jsonb_array_length(outcome->'findings')), 0)::int FROM c) AS findings,
       coalesce((SELECT n FROM done WHERE step = 'verification'), 0) AS verified,
       coalesce((SELECT n FROM done WHERE step = 'rectification'), 0) AS rectified`,
    [roundId, stage],
  )).rows);
}
