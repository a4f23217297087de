/**
 * One row per workflow: what it waits for. Inserted `busy` in the transaction before the workflow is started, `parked`
 * by `enter` and `observe`, `closed` when it ends. "Stuck" lists and the rehearsal's quiescence read it.
 */
import { instant, type Tx } from './pool.js';

export type Attention = 'none' | 'overdue' | 'objection' | 'failing' | 'manual';

export interface WaitSubject {
  roundId: string;
  projectId?: string | null;
  applicationId?: string | null;
  societyId?: string | null;
  stage?: string;
}

export interface Wait {
  workflow_id: string;
  realm: string;
  type: string;
  round_id: string;
  project_id: string | null;
  application_id: string | null;
  society_id: string | null;
  stage: string;
  state: 'busy' | 'parked' | 'closed';
  rung: boolean;
  step: string;
  role: string;
  what: string;
  params: Record<string, string | number>;
  attention: Attention;
  problem: Record<string, unknown> | null;
  since: number;
  until: number | null;
  started_at: number | null;
}

export interface Parking {
  step: string;
  role: string;
  /** Key of the wording catalogue: for whom and what then. */
  what: string;
  params?: Record<string, string | number>;
  attention?: Attention;
  until: number | null;
}

export async function createWait(tx: Tx, realm: string, workflowId: string, type: string, subject: WaitSubject): Promise<void> {
  await tx.query(
    `INSERT INTO wait (workflow_id, realm, type, input, round_id, project_id, application_id, society_id, stage, since)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, app.now($2)) ON CONFLICT (workflow_id) DO NOTHING`,
    [
      workflowId, realm, type, { schema: 1, id: workflowId, realm }, subject.roundId, subject.projectId ?? null,
      subject.applicationId ?? null, subject.societyId ?? null, subject.stage ?? '',
    ],
  );
}

/** Locks the row: one step, command or observation of a workflow at a time. */
export async function lockWait(tx: Tx, workflowId: string): Promise<Wait | undefined> {
  return (await tx.query<Wait>('SELECT * FROM wait WHERE workflow_id = $1 FOR UPDATE', [workflowId])).rows[0];
}

/** `since` stays when the same thing is waited for again. */
export async function park(tx: Tx, wait: Pick<Wait, 'workflow_id' | 'realm'>, parking: Parking): Promise<void> {
  await tx.query(
    `UPDATE wait SET state = 'parked', rung = false, role = $3, params = $5, attention = $6, until = $7, touched_at = clock_timestamp(),
       problem = CASE WHEN $6 = 'manual' THEN problem END,
       since = CASE WHEN state = 'parked' AND step = $2 AND what = $4 THEN since ELSE app.now(realm) END, step = $2, what = $4
     WHERE workflow_id = $1`,
    [
      wait.workflow_id, parking.step, parking.role, parking.what, parking.params ?? {}, parking.attention ?? 'none',
      parking.until === null ? null : instant(parking.until),
    ],
  );
}

export async function setBusy(tx: Tx, workflowId: string): Promise<void> {
  await tx.query(
    `UPDATE wait SET state = 'busy', rung = false, attention = 'none', problem = NULL, until = NULL, touched_at = clock_timestamp()
     WHERE workflow_id = $1 AND state <> 'closed'`,
    [workflowId],
  );
}

export async function closeWait(tx: Tx, workflowId: string): Promise<void> {
  await tx.query(
    `UPDATE wait SET state = 'closed', rung = false, until = NULL, attention = 'none', problem = NULL, touched_at = clock_timestamp(),
       closed_at = app.now(realm) WHERE workflow_id = $1 AND state <> 'closed'`,
    [workflowId],
  );
}

/** Wakes a workflow durably; the signal that follows may be lost, the reconciler repeats it. */
export async function ring(tx: Tx, workflowId: string): Promise<void> {
  await tx.query('SELECT app.ring($1)', [workflowId]);
}

/**
 * Wakes a workflow at this instant at the latest. True when its alarm was later, or none was set yet: then it has to be told.
 * The row is locked even when the alarm is sooner: an observation under way would park without what this transaction writes.
 */
export async function wakeBy(tx: Tx, workflowId: string, at: number): Promise<boolean> {
  const wait = await lockWait(tx, workflowId);
  if (!wait || wait.state === 'closed' || (wait.state === 'parked' && wait.until !== null && wait.until <= at)) return false;
  await tx.query(
    `UPDATE wait SET until = CASE WHEN state = 'parked' THEN $2::timestamptz END, rung = true, touched_at = clock_timestamp() WHERE workflow_id = $1`,
    [workflowId, instant(at)],
  );
  return true;
}

/** A problem that a person must see: a refusal inside a workflow (`manual`), or an activity that keeps failing. */
export async function flag(tx: Tx, workflowId: string, attention: 'failing' | 'manual', problem: Record<string, unknown>): Promise<void> {
  await tx.query(
    `UPDATE wait SET attention = $2, problem = $3, touched_at = clock_timestamp(),
       state = CASE WHEN $2 = 'manual' THEN 'parked' ELSE state END, until = CASE WHEN $2 = 'manual' THEN NULL ELSE until END,
       rung = CASE WHEN $2 = 'manual' THEN false ELSE rung END
     WHERE workflow_id = $1 AND state <> 'closed'`,
    [workflowId, attention, problem],
  );
}

export async function clearFailing(tx: Tx, workflowId: string): Promise<void> {
  await tx.query(`UPDATE wait SET attention = 'none', problem = NULL WHERE workflow_id = $1 AND attention = 'failing'`, [workflowId]);
}

/** A workflow that had ended begins again, from its rows. Answers whether it had. */
export async function reopenWait(tx: Tx, workflowId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE wait SET state = 'busy', rung = true, started_at = NULL, closed_at = NULL, touched_at = clock_timestamp() WHERE workflow_id = $1 AND state = 'closed'`, [workflowId]);
  return rowCount === 1;
}

/**
 * The planner of a round that is over begins again: something is owed in it after all (a sanction found later). Answers
 * whether it had ended.
 */
export async function reopenPlanner(tx: Tx, workflowId: string): Promise<boolean> {
  if (!(await reopenWait(tx, workflowId))) return false;
  await tx.query(`UPDATE step SET status = 'open', outcome = NULL, done_at = NULL WHERE workflow_id = $1`, [workflowId]);
  return true;
}

/** Workflows that have a row but were never started. */
export async function unstartedWaits(tx: Tx, roundId: string): Promise<string[]> {
  const { rows } = await tx.query<{ workflow_id: string }>(
    `SELECT workflow_id FROM wait WHERE round_id = $1 AND started_at IS NULL AND state <> 'closed' ORDER BY workflow_id`, [roundId]);
  return rows.map((row) => row.workflow_id);
}

export async function markStarted(tx: Tx, workflowIds: string[]): Promise<void> {
  await tx.query('UPDATE wait SET started_at = clock_timestamp() WHERE workflow_id = ANY($1) AND started_at IS NULL', [workflowIds]);
}

export interface StartableWait extends Wait {
  programme_key: string;
}

export async function findWaits(tx: Tx, workflowIds: string[]): Promise<StartableWait[]> {
  return (await tx.query<StartableWait>(
    'SELECT w.*, r.programme_key FROM wait w JOIN round r ON r.id = w.round_id WHERE w.workflow_id = ANY($1)', [workflowIds])).rows;
}
