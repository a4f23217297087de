/** Facts that a society contests, or shows because a rule asks for them; the office answers each, and the answer stays. */
import { instant, only, type Tx } from './pool.js';

export type ContestState = 'open' | 'upheld' | 'corrected' | 'withdrawn' | 'recorded';

export interface Contest {
  id: string;
  realm: string;
  society_id: string;
  code: string;
  name: string;
  record_id: string | null;
  round_id: string | null;
  rule: string;
  reason: string;
  document: string;
  raised_at: number;
  state: ContestState;
  answer: string | null;
  answered_at: number | null;
  result_id: string | null;
}

const CONTESTS = 'SELECT c.*, s.code, s.name FROM fact_contest c JOIN society s ON s.id = c.society_id';

export interface NewContest {
  realm: string;
  societyId: string;
  recordId?: string;
  roundId?: string;
  rule?: string;
  reason: string;
  document: string;
  by: string;
  at: number;
}

/** Undefined when the fact is contested already. */
export async function raiseContest(tx: Tx, contest: NewContest): Promise<Contest | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO fact_contest (realm, society_id, record_id, round_id, rule, reason, document, raised_by, raised_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT DO NOTHING RETURNING id`,
    [contest.realm, contest.societyId, contest.recordId ?? null, contest.roundId ?? null, contest.rule ?? '', contest.reason, contest.document, contest.by, instant(contest.at)],
  );
  return rows[0] === undefined ? undefined : findContest(tx, rows[0].id);
}

export async function findContest(tx: Tx, id: string): Promise<Contest | undefined> {
  return (await tx.query<Contest>(`${CONTESTS} WHERE c.id = $1`, [id])).rows[0];
}

/** The row, which nobody else answers until the transaction ends. */
export async function lockContest(tx: Tx, id: string): Promise<Contest | undefined> {
  return (await tx.query<Contest>(`${CONTESTS} WHERE c.id = $1 FOR UPDATE OF c`, [id])).rows[0];
}

export interface ContestFilter {
  societyId?: string;
  state?: ContestState;
  /** Raised at (epoch milliseconds) and id of the last row seen. */
  after?: (string | number)[];
  limit: number;
}

/** Oldest first: who has waited longest comes first. One row more than `limit` when there are more. */
export async function listContests(tx: Tx, filter: ContestFilter): Promise<{ rows: Contest[]; total: number }> {
  const where = '($1::uuid IS NULL OR c.society_id = $1) AND ($2::text IS NULL OR c.state = $2)';
  const values = [filter.societyId ?? null, filter.state ?? null];
  const after = filter.after?.[0];
  const { rows } = await tx.query<Contest>(
    `${CONTESTS} WHERE ${where} AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', c.raised_at), c.id) > ($3, $4::uuid))
     ORDER BY date_trunc('milliseconds', c.raised_at), c.id LIMIT $5`,
    [...values, after === undefined ? null : instant(Number(after)), filter.after?.[1] ?? null, filter.limit + 1],
  );
  return { rows, total: only((await tx.query<{ total: number }>(`SELECT count(*) AS total FROM fact_contest c WHERE ${where}`, values)).rows).total };
}

export async function answerContest(tx: Tx, id: string, answer: { state: ContestState; text: string; by: string; at: number; resultId?: string }): Promise<void> {
  await tx.query(`UPDATE fact_contest SET state = $2, answer = $3, answered_by = $4, answered_at = $5, result_id = $6 WHERE id = $1 AND state = 'open'`,
    [id, answer.state, answer.text, answer.by, instant(answer.at), answer.resultId ?? null]);
}
