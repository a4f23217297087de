/** Facts that a society contests, or shows because a rule asks for them; the office answers each, and the answer stays. */
import type { DueBasis } from '../domain/calendar/due-basis.js';
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
  /** Null while the calendar does not know the year that it falls into. */
  due_at: number | null;
  /** Null when it was answered before there were deadlines. */
  due_basis: DueBasis | null;
  /** When it must be looked at again: for a letter, or to compute its deadline. */
  next_at: number | null;
  /** Open, and its deadline has passed. */
  overdue: boolean;
}

const OVERDUE = `(c.state = 'open' AND c.due_at IS NOT NULL AND c.due_at <= app.now(c.realm))`;
const CONTESTS = `SELECT c.*, s.code, s.name, ${OVERDUE} AS overdue FROM fact_contest c JOIN society s ON s.id = c.society_id`;

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
  basis: DueBasis;
  deadline: Deadline;
}

/** A deadline as it was computed, or not: by which calendar, and what is to be looked at when. */
export interface Deadline {
  calendar: string;
  dueAt: number | null;
  nextAt: number | null;
}

/** Undefined when the fact is contested already. */
export async function raiseContest(tx: Tx, contest: NewContest): Promise<Contest | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO fact_contest (realm, society_id, record_id, round_id, rule, reason, document, raised_by, raised_at, due_basis, due_calendar, due_at, next_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING RETURNING id`,
    [
      contest.realm, contest.societyId, contest.recordId ?? null, contest.roundId ?? null, contest.rule ?? '', contest.reason, contest.document, contest.by, instant(contest.at),
      contest.basis, contest.deadline.calendar, orNull(contest.deadline.dueAt), orNull(contest.deadline.nextAt),
    ],
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
  /** Of the last row seen: 0 when overdue, else 1; raised at (epoch milliseconds); id. */
  after?: (string | number)[];
  limit: number;
}

/** The overdue first, then the oldest: who has waited longest. One row more than `limit` when there are more. */
export async function listContests(tx: Tx, filter: ContestFilter): Promise<{ rows: Contest[]; total: number; overdue: number }> {
  const where = '($1::uuid IS NULL OR c.society_id = $1) AND ($2::text IS NULL OR c.state = $2)';
  const values = [filter.societyId ?? null, filter.state ?? null];
  const place = `CASE WHEN ${OVERDUE} THEN 0 ELSE 1 END, date_trunc('milliseconds', c.raised_at), c.id`;
  const [late, raised, id] = filter.after ?? [];
  const { rows } = await tx.query<Contest>(
    `${CONTESTS} WHERE ${where} AND ($3::int IS NULL OR (${place}) > ($3, $4::timestamptz, $5::uuid)) ORDER BY ${place} LIMIT $6`,
    [...values, late ?? null, raised === undefined ? null : instant(Number(raised)), id ?? null, filter.limit + 1],
  );
  return { rows, ...only((await tx.query<{ total: number; overdue: number }>(`SELECT count(*) AS total, count(*) FILTER (WHERE ${OVERDUE}) AS overdue FROM fact_contest c WHERE ${where}`, values)).rows) };
}

export async function answerContest(tx: Tx, id: string, answer: { state: ContestState; text: string; by: string; at: number; resultId?: string }): Promise<void> {
  await tx.query(`UPDATE fact_contest SET state = $2, answer = $3, answered_by = $4, answered_at = $5, result_id = $6 WHERE id = $1 AND state = 'open'`,
    [id, answer.state, answer.text, answer.by, instant(answer.at), answer.resultId ?? null]);
}

/** Open ones of the realm whose instant has come, or whose deadline is not known yet; nobody answers them until the transaction ends. */
export async function contestsToLookAt(tx: Tx, realm: string): Promise<Contest[]> {
  return (await tx.query<Contest>(`${CONTESTS} WHERE c.realm = $1 AND c.state = 'open' AND (c.next_at <= (SELECT app.now($1)) OR c.due_at IS NULL) ORDER BY c.raised_at, c.id FOR UPDATE OF c`, [realm])).rows;
}

/** Whether there is one: asked often, answered from an index of the open ones. */
export async function isContestDue(tx: Tx, realm: string): Promise<boolean> {
  return only((await tx.query<{ due: boolean }>(`SELECT EXISTS (SELECT 1 FROM fact_contest WHERE realm = $1 AND state = 'open' AND next_at <= (SELECT app.now($1))) AS due`, [realm])).rows).due;
}

export interface OpenContests {
  open: number;
  overdue: number;
  /** When the oldest was raised; null when none is open. */
  since: number | null;
  /** The first deadline still to come. */
  until: number | null;
  /** When one of them must be looked at again. */
  next: number | null;
}

export async function openContests(tx: Tx, realm: string): Promise<OpenContests> {
  return only((await tx.query<OpenContests>(
    `SELECT count(*) AS open, count(*) FILTER (WHERE due_at <= n.at) AS overdue, min(raised_at) AS since, min(due_at) FILTER (WHERE due_at > n.at) AS until, min(next_at) AS next
     FROM fact_contest, (SELECT app.now($1) AS at) n WHERE realm = $1 AND state = 'open'`, [realm])).rows);
}

export async function setContestDeadline(tx: Tx, id: string, { calendar, dueAt, nextAt }: Deadline): Promise<void> {
  await tx.query('UPDATE fact_contest SET due_calendar = $2, due_at = $3, next_at = $4 WHERE id = $1', [id, calendar, orNull(dueAt), orNull(nextAt)]);
}

/** What was done about it, and when it is looked at again. */
export async function contestTold(tx: Tx, id: string, what: 'reminded' | 'overdue', at: number, nextAt: number | null): Promise<void> {
  await tx.query(`UPDATE fact_contest SET ${what === 'reminded' ? 'reminded_at' : 'overdue_told_at'} = $2, next_at = $3 WHERE id = $1`, [id, instant(at), orNull(nextAt)]);
}

/** The calendar has changed: what has no deadline yet is looked at again. Answers whether there is any. */
export async function recomputeContests(tx: Tx, realm: string): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE fact_contest SET next_at = app.now($1) WHERE realm = $1 AND state = 'open' AND due_at IS NULL`, [realm]);
  return (rowCount ?? 0) > 0;
}

/** Letters about its deadline that have not gone out: it has been answered. */
export async function cancelContestLetters(tx: Tx, realm: string, id: string): Promise<void> {
  await tx.query(`UPDATE outbox SET state = 'cancelled' WHERE realm = $1 AND state = 'queued' AND template IN ('contestDueSoon', 'contestOverdue') AND params->>'contest' = $2`, [realm, id]);
}

const orNull = (ms: number | null): string | null => (ms === null ? null : instant(ms));
