/** Decisions as they were taken, for whoever looks back: with what stood before, and by which one each was corrected. */
import type { Tx } from './pool.js';

export interface TakenDecisionRow {
  id: string;
  kind: string;
  workflow_id: string;
  principal: string;
  account_name: string | null;
  body: Record<string, unknown>;
  before: Record<string, unknown> | null;
  answer: Record<string, unknown> | null;
  at: number | null;
  decided_at: number;
  corrected_by: string | null;
  round_id: string;
  project_id: string | null;
}

const TAKEN = `SELECT c.*, w.round_id, w.project_id, a.name AS account_name FROM command c JOIN wait w ON w.workflow_id = c.workflow_id LEFT JOIN account a ON a.id = c.principal
  WHERE c.state = 'applied' AND c.kind NOT IN ('previewCorrection', 'retry')`;

/** Newest first; of a round its projects' too. */
export async function takenDecisions(tx: Tx, of: { roundId?: string; projectId?: string; limit: number }): Promise<TakenDecisionRow[]> {
  return (await tx.query<TakenDecisionRow>(
    `${TAKEN} AND ($1::uuid IS NULL OR w.round_id = $1) AND ($2::uuid IS NULL OR w.project_id = $2) ORDER BY c.decided_at DESC, c.id LIMIT $3`,
    [of.roundId ?? null, of.projectId ?? null, of.limit])).rows;
}

export async function takenDecision(tx: Tx, id: string): Promise<TakenDecisionRow | undefined> {
  return (await tx.query<TakenDecisionRow>(`${TAKEN} AND c.id = $1`, [id])).rows[0];
}

/** The project's workflow of a society in a round. */
export async function projectOf(tx: Tx, roundId: string, societyId: string): Promise<string | undefined> {
  return (await tx.query<{ id: string }>('SELECT id FROM project WHERE round_id = $1 AND society_id = $2', [roundId, societyId])).rows[0]?.id;
}
