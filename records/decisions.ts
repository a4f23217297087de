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
  /** Whose case it was about. */
  society_name: string | null;
}

const TAKEN = `SELECT c.*, w.round_id, w.project_id, a.name AS account_name, s.name AS society_name FROM command c JOIN wait w ON w.workflow_id = c.workflow_id LEFT JOIN account a ON a.id = c.principal LEFT JOIN society s ON s.id = w.society_id
  WHERE c.state = 'applied' AND c.kind NOT IN ('previewCorrection', 'retry')`;

/** Newest first; of a round those of its projects and sanctions too. */
export async function takenDecisions(tx: Tx, of: { roundId?: string; projectId?: string; workflowId?: string; limit: number }): Promise<TakenDecisionRow[]> {
  return (await tx.query<TakenDecisionRow>(
    `${TAKEN} AND ($1::uuid IS NULL OR w.round_id = $1) AND ($2::uuid IS NULL OR w.project_id = $2) AND ($4::text IS NULL OR c.workflow_id = $4) ORDER BY c.decided_at DESC, c.id LIMIT $3`,
    [of.roundId ?? null, of.projectId ?? null, of.limit, of.workflowId ?? null])).rows;
}

export async function takenDecision(tx: Tx, id: string): Promise<TakenDecisionRow | undefined> {
  return (await tx.query<TakenDecisionRow>(`${TAKEN} AND c.id = $1`, [id])).rows[0];
}

export interface Eligible {
  id: string;
  code: string;
  name: string;
}

/** Whose award may still be withdrawn: nothing is signed or filed. */
export async function awardedSocieties(tx: Tx, roundId: string): Promise<Eligible[]> {
  return (await tx.query<Eligible>(`SELECT s.id, s.code, s.name FROM project p JOIN society s ON s.id = p.society_id WHERE p.round_id = $1 AND p.status = 'awarded' ORDER BY s.code`, [roundId])).rows;
}

/** Who may move up instead. */
export async function reserveSocieties(tx: Tx, roundId: string): Promise<Eligible[]> {
  return (await tx.query<Eligible>(`SELECT s.id, s.code, s.name FROM placement p JOIN society s ON s.id = p.society_id WHERE p.round_id = $1 AND p.status = 'reserve' ORDER BY p.rank, s.code`, [roundId])).rows;
}

/** The project's workflow of a society in a round. */
export async function projectOf(tx: Tx, roundId: string, societyId: string): Promise<string | undefined> {
  return (await tx.query<{ id: string }>('SELECT id FROM project WHERE round_id = $1 AND society_id = $2', [roundId, societyId])).rows[0]?.id;
}
