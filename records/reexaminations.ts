/** Re-examinations of answered objections: one each, by somebody else than who answered. */
import { instant, type Tx } from './pool.js';

export interface Reexamination {
  objection_id: string;
  round_id: string;
  society_id: string;
  requested_by: 'objector' | 'society';
  grounds: string;
  first_state: 'upheld' | 'rejected';
  state: 'open' | 'confirmed' | 'changed';
  answer: string | null;
  decided_by: string | null;
  requested_at: number;
  answer_due_at: number | null;
  decided_at: number | null;
}

export interface NewReexamination {
  realm: string;
  objectionId: string;
  roundId: string;
  societyId: string;
  factId: string;
  by: 'objector' | 'society';
  grounds: string;
  firstState: 'upheld' | 'rejected';
  at: number;
  answerDueAt: number;
}

/** False when there was one already. */
export async function addReexamination(tx: Tx, one: NewReexamination): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO reexamination (objection_id, realm, round_id, society_id, fact_id, requested_by, grounds, first_state, requested_at, answer_due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
    [one.objectionId, one.realm, one.roundId, one.societyId, one.factId, one.by, one.grounds, one.firstState, instant(one.at), instant(one.answerDueAt)]);
  return rowCount === 1;
}

export async function findReexamination(tx: Tx, objectionId: string): Promise<Reexamination | undefined> {
  return (await tx.query<Reexamination>('SELECT * FROM reexamination WHERE objection_id = $1', [objectionId])).rows[0];
}

export async function decideReexamination(tx: Tx, objectionId: string, state: 'confirmed' | 'changed', answer: string, by: string, at: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE reexamination SET state = $2, answer = $3, decided_by = $4, decided_at = $5 WHERE objection_id = $1 AND state = 'open'`, [objectionId, state, answer, by, instant(at)]);
  return rowCount === 1;
}

/** Decided by mistake: it waits for its answer again. */
export async function reopenReexamination(tx: Tx, objectionId: string): Promise<void> {
  await tx.query(`UPDATE reexamination SET state = 'open', answer = NULL, decided_by = NULL, decided_at = NULL WHERE objection_id = $1`, [objectionId]);
}

/** Of a round, by objection. */
export async function reexaminationsOf(tx: Tx, roundId: string): Promise<Map<string, Reexamination>> {
  const { rows } = await tx.query<Reexamination>('SELECT * FROM reexamination WHERE round_id = $1', [roundId]);
  return new Map(rows.map((row) => [row.objection_id, row]));
}
