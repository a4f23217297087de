/** What an explanation computes again from: inputs as they are stored, with their ids, and what was stored as the result. */
import type { DueBasis } from '../domain/calendar/due-basis.js';
import type { Tx } from './pool.js';

export interface StoredFigures {
  disciplineGroup: string;
  values: { indicator: string; value: number; fact_id: string | null }[];
  findings: string[];
}

/** Of one society in one round; undefined when there is no such society in the scope. */
export async function storedFigures(tx: Tx, roundId: string, societyId: string, authority: string): Promise<StoredFigures | undefined> {
  const society = (await tx.query<{ discipline_group: string }>('SELECT discipline_group FROM society WHERE id = $1', [societyId])).rows[0];
  if (!society) return undefined;
  const values = (await tx.query<StoredFigures['values'][number]>(
    'SELECT indicator, value, fact_id FROM indicator_value WHERE round_id = $1 AND society_id = $2 AND value IS NOT NULL ORDER BY indicator', [roundId, societyId])).rows;
  const findings = (await tx.query<{ finding: string }>(
    `SELECT value->>'finding' AS finding FROM society_record WHERE society_id = $1 AND kind = 'managementFinding' AND status = 'active' AND authority = $2 ORDER BY as_of, id`, [societyId, authority])).rows;
  return { disciplineGroup: society.discipline_group, values, findings: findings.map((row) => row.finding) };
}

export interface StoredAward {
  id: string;
  programme: string;
  title: string;
  year: number;
}

export async function storedAwards(tx: Tx, societyId: string): Promise<StoredAward[]> {
  return (await tx.query<StoredAward>(
    `SELECT id, value->>'programme' AS programme, value->>'title' AS title, (value->>'year')::int AS year FROM society_record
     WHERE society_id = $1 AND kind = 'award' AND status = 'active' ORDER BY as_of, id`, [societyId])).rows;
}

export interface StoredReview {
  id: string;
  round_id: string;
  application_id: string;
  society_id: string;
  society_code: string;
  expert_id: string;
  expert_code: string;
  state: string;
  entry: Record<string, unknown> | null;
  total_thousandths: number | null;
}

const REVIEW = `SELECT v.id, v.round_id, v.application_id, a.society_id, s.code AS society_code, v.expert_id, e.code AS expert_code, v.state, v.entry, v.total_thousandths
  FROM review v JOIN application a ON a.id = v.application_id JOIN society s ON s.id = a.society_id JOIN expert e ON e.id = v.expert_id`;

export async function storedReview(tx: Tx, id: string): Promise<StoredReview | undefined> {
  return (await tx.query<StoredReview>(`${REVIEW} WHERE v.id = $1`, [id])).rows[0];
}

/** The scores that were handed in in a round. */
export async function scoredReviews(tx: Tx, roundId: string): Promise<StoredReview[]> {
  return (await tx.query<StoredReview>(`${REVIEW} WHERE v.round_id = $1 AND v.state = 'scored' ORDER BY v.application_id, e.code`, [roundId])).rows;
}

export interface StoredPlace {
  application_id: string;
  round_id: string;
  society_id: string;
  code: string;
  discipline_group: string;
  rank: number;
  score_thousandths: number;
  tier: string | null;
  status: string;
}

const PLACE = 'SELECT p.*, s.code, s.discipline_group FROM placement p JOIN society s ON s.id = p.society_id';

export async function storedPlace(tx: Tx, applicationId: string): Promise<StoredPlace | undefined> {
  return (await tx.query<StoredPlace>(`${PLACE} WHERE p.application_id = $1`, [applicationId])).rows[0];
}

export async function storedPlaces(tx: Tx, roundId: string): Promise<StoredPlace[]> {
  return (await tx.query<StoredPlace>(`${PLACE} WHERE p.round_id = $1 ORDER BY p.rank, s.code`, [roundId])).rows;
}

/** The last applied decision of a kind in a round, with its id. */
export async function lastCommand(tx: Tx, roundId: string, kind: string): Promise<{ id: string; body: Record<string, unknown>; at: number | null } | undefined> {
  return (await tx.query<{ id: string; body: Record<string, unknown>; at: number | null }>(
    `SELECT id, body, at FROM command WHERE kind = $2 AND state = 'applied' AND workflow_id LIKE 'round/' || $1::text || '/%' ORDER BY decided_at DESC LIMIT 1`, [roundId, kind])).rows[0];
}

export interface StoredVerdict {
  year: number;
  decision: string;
  recommended: string;
  score_thousandths: number | null;
  command_id: string;
}

/** The one that stands: a corrected verdict is followed by another. */
export async function storedVerdict(tx: Tx, projectId: string, year: number): Promise<StoredVerdict | undefined> {
  return (await tx.query<StoredVerdict>('SELECT * FROM verdict WHERE project_id = $1 AND year = $2 ORDER BY n DESC LIMIT 1', [projectId, year])).rows[0];
}

export interface StoredExtension {
  reason: string;
  command_id: string;
  for_all: boolean;
}

/** The extension that holds for a society at a gate: its own, else the last one for all. */
export async function extensionAt(tx: Tx, gateId: number, societyId: string | null): Promise<StoredExtension | undefined> {
  const own = societyId === null ? [] : (await tx.query<StoredExtension>(
    'SELECT reason, command_id, false AS for_all FROM gate_extension WHERE gate_id = $1 AND society_id = $2', [gateId, societyId])).rows;
  if (own[0]) return own[0];
  return (await tx.query<StoredExtension>(
    `SELECT coalesce(body->>'reason', '') AS reason, id AS command_id, true AS for_all FROM command
     WHERE kind = 'extendDeadline' AND state = 'applied' AND body->>'societyId' IS NULL AND (answer->>'gateId')::bigint = $1 ORDER BY decided_at DESC LIMIT 1`, [gateId])).rows[0];
}

/** What a gate's due instant was computed from; null where staff have set it. */
export async function storedDue(tx: Tx, gateId: number): Promise<DueBasis | null> {
  return (await tx.query<{ due_basis: DueBasis | null }>('SELECT due_basis FROM gate WHERE id = $1', [gateId])).rows[0]?.due_basis ?? null;
}

/** How the office settled unknown and flagged lines when it decided on an application: in the last attempt of its case. */
export async function settlementsOf(tx: Tx, caseIds: string[]): Promise<unknown[]> {
  const { rows } = await tx.query<{ settle: unknown }>(
    `SELECT body->'settle' AS settle FROM command WHERE workflow_id = ANY($1) AND kind = 'decideApplication' AND state = 'applied' ORDER BY decided_at DESC LIMIT 1`, [caseIds]);
  const settle = rows[0]?.settle;
  return Array.isArray(settle) ? (settle as unknown[]) : [];
}
