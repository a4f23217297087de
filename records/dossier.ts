/** What lies before the leadership besides the list: who decided what in the round, and by which minutes. */
import type { Tx } from './pool.js';

export interface DecisionTaken {
  kind: string;
  body: Record<string, unknown>;
  answer: Record<string, unknown> | null;
  /** By the clock of the realm. */
  at: number | null;
  /** Real time, also in a rehearsal. */
  decided_at: number;
}

/** Applied staff decisions of these kinds about the round itself, oldest first. */
export async function decisionsTaken(tx: Tx, roundId: string, kinds: readonly string[]): Promise<DecisionTaken[]> {
  return (await tx.query<DecisionTaken>(
    `SELECT c.kind, c.body, c.answer, c.at, c.decided_at FROM command c JOIN wait w ON w.workflow_id = c.workflow_id
     WHERE w.round_id = $1 AND w.project_id IS NULL AND c.state = 'applied' AND c.kind = ANY($2) ORDER BY c.decided_at, c.id`,
    [roundId, kinds])).rows;
}
