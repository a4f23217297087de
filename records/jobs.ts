/** Work over many records, item by item, and rehearsals at the press of a button. Times are real, also in a rehearsal. */
import { only, type Tx } from './pool.js';

export type JobKind = 'acceptApplications' | 'retryStuck' | 'extendStuck' | 'rehearsal';
export type JobState = 'running' | 'done' | 'failed' | 'cancelled';

export interface Job {
  id: string;
  realm: string;
  kind: JobKind;
  state: JobState;
  asked: Record<string, unknown>;
  progress: Record<string, unknown> | null;
  result: Record<string, unknown> | null;
  account_id: string;
  account_name: string | null;
  locale: 'zh' | 'en';
  begun_at: number;
  ended_at: number | null;
  total: number;
  done: number;
  refused: number;
}

export interface JobItem {
  n: number;
  ref: string;
  label: string;
  state: 'waiting' | 'done' | 'refused';
  problem: Record<string, unknown> | null;
  at: number | null;
}

const JOBS = `SELECT j.*, a.name AS account_name, i.total, i.done, i.refused FROM job j LEFT JOIN account a ON a.id = j.account_id
  CROSS JOIN LATERAL (SELECT count(*) AS total, count(*) FILTER (WHERE state = 'done') AS done, count(*) FILTER (WHERE state = 'refused') AS refused FROM job_item WHERE job_id = j.id) i`;

export interface NewJob {
  realm: string;
  kind: JobKind;
  asked: Record<string, unknown>;
  accountId: string;
  locale: 'zh' | 'en';
  items: readonly { ref: string; label: string }[];
}

export async function addJob(tx: Tx, job: NewJob): Promise<string> {
  const { id } = only((await tx.query<{ id: string }>('INSERT INTO job (realm, kind, asked, account_id, locale) VALUES ($1, $2, $3, $4, $5) RETURNING id', [job.realm, job.kind, job.asked, job.accountId, job.locale])).rows);
  await tx.query(
    `INSERT INTO job_item (job_id, n, realm, ref, label) SELECT $1, i.n, $2, i.ref, i.label FROM jsonb_to_recordset($3) AS i(n int, ref text, label text)`,
    [id, job.realm, JSON.stringify(job.items.map((item, n) => ({ n: n + 1, ...item })))]);
  return id;
}

export async function findJob(tx: Tx, id: string): Promise<Job | undefined> {
  return (await tx.query<Job>(`${JOBS} WHERE j.id = $1`, [id])).rows[0];
}

/** Newest first. */
export async function listJobs(tx: Tx, limit: number): Promise<Job[]> {
  return (await tx.query<Job>(`${JOBS} ORDER BY j.begun_at DESC, j.id LIMIT $1`, [limit])).rows;
}

export async function itemsOf(tx: Tx, id: string): Promise<JobItem[]> {
  return (await tx.query<JobItem>('SELECT n, ref, label, state, problem, at FROM job_item WHERE job_id = $1 ORDER BY n', [id])).rows;
}

/** Those that are still to be done, in their order; they stay so until they have been. */
export async function waitingItems(tx: Tx, id: string, limit: number): Promise<JobItem[]> {
  return (await tx.query<JobItem>(`SELECT n, ref, label, state, problem, at FROM job_item WHERE job_id = $1 AND state = 'waiting' ORDER BY n LIMIT $2`, [id, limit])).rows;
}

export async function endItem(tx: Tx, id: string, n: number, end: { state: 'done' | 'refused'; problem?: Record<string, unknown> }): Promise<void> {
  await tx.query(`UPDATE job_item SET state = $3, problem = $4, at = clock_timestamp() WHERE job_id = $1 AND n = $2 AND state = 'waiting'`, [id, n, end.state, end.problem ?? null]);
}

/** Says that somebody is at it; false when it is over or was cancelled. */
export async function beat(tx: Tx, id: string, progress?: Record<string, unknown>): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE job SET beat_at = clock_timestamp(), progress = coalesce($2, progress) WHERE id = $1 AND state = 'running'`, [id, progress ?? null]);
  return rowCount === 1;
}

export async function endJob(tx: Tx, id: string, end: { state: Exclude<JobState, 'running'>; result?: Record<string, unknown> }): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE job SET state = $2, result = coalesce($3, result), ended_at = clock_timestamp() WHERE id = $1 AND state = 'running'`, [id, end.state, end.result ?? null]);
  return rowCount === 1;
}

/** Running ones that nobody has been at for so long, of every realm; for a connection without a scope. */
export async function orphanedJobs(tx: Tx, silentSeconds: number): Promise<{ id: string; realm: string }[]> {
  return (await tx.query<{ id: string; realm: string }>(`SELECT * FROM app.orphaned_jobs(make_interval(secs => $1))`, [silentSeconds])).rows;
}

/** Takes an orphan: only one of several succeeds. */
export async function takeJob(tx: Tx, id: string, silentSeconds: number): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE job SET beat_at = clock_timestamp() WHERE id = $1 AND state = 'running' AND beat_at < clock_timestamp() - make_interval(secs => $2)`, [id, silentSeconds]);
  return rowCount === 1;
}
