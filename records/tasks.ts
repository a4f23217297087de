/** Who owes what behind a gate. */
import { instant, type Tx } from './pool.js';

export interface NewTask {
  kind: string;
  role: string;
  societyId?: string | null;
  accountId?: string | null;
  applicationId?: string | null;
  /** A deadline of its own, instead of the gate's. Epoch milliseconds. */
  dueAt?: number | null;
}

/** Idempotent: the same debt at the same gate exists once. */
export async function openTasks(
  tx: Tx, at: number, gate: { id: number; realm: string; roundId: string; projectId?: string | null; workflowId: string }, tasks: NewTask[],
): Promise<void> {
  if (tasks.length === 0) return;
  await tx.query(
    `INSERT INTO task (realm, round_id, project_id, gate_id, workflow_id, created_at, armed_at, kind, role, society_id, account_id, application_id, due_at)
     SELECT $1, $2, $3, $4, $5, $6, $6, t.kind, t.role, t."societyId", t."accountId", t."applicationId", to_timestamp(t."dueAt" / 1000.0)
     FROM jsonb_to_recordset($7) AS t(kind text, role text, "societyId" uuid, "accountId" uuid, "applicationId" uuid, "dueAt" numeric)
     ON CONFLICT DO NOTHING`,
    [gate.realm, gate.roundId, gate.projectId ?? null, gate.id, gate.workflowId, instant(at), JSON.stringify(tasks)],
  );
}

export interface OpenTask {
  id: string;
  kind: string;
  role: string;
  society_id: string | null;
  account_id: string | null;
  application_id: string | null;
  /** Its own deadline; null for the gate's. */
  due_at: number | null;
}

export async function owed(tx: Tx, gateId: number): Promise<OpenTask[]> {
  return (await tx.query<OpenTask>(
    `SELECT t.id, t.kind, t.role, t.society_id, t.account_id, t.application_id, CASE WHEN t.due_at IS NOT NULL THEN app.effective_due(g.due_at, e.due_at, t.due_at) END AS due_at
     FROM task t JOIN gate g ON g.id = t.gate_id LEFT JOIN gate_extension e ON e.gate_id = t.gate_id AND e.society_id = t.society_id
     WHERE t.gate_id = $1 AND t.state = 'open' ORDER BY t.kind, t.id`, [gateId])).rows;
}

export async function settleTasks(tx: Tx, gateId: number, kind: string | null, state: 'done' | 'skipped' | 'cancelled', at: number): Promise<void> {
  await tx.query(
    `UPDATE task SET state = $3, done_at = $4 WHERE gate_id = $1 AND ($2::text IS NULL OR kind = $2) AND state = 'open'`,
    [gateId, kind, state, instant(at)],
  );
}

export async function settleTask(tx: Tx, id: string, state: 'done' | 'skipped' | 'cancelled', at: number): Promise<void> {
  await tx.query(`UPDATE task SET state = $2, done_at = $3 WHERE id = $1 AND state = 'open'`, [id, state, instant(at)]);
}

export async function tasksOf(tx: Tx, gateId: number): Promise<{ kind: string; state: 'open' | 'done' | 'skipped' | 'cancelled' }[]> {
  return (await tx.query<{ kind: string; state: 'open' | 'done' | 'skipped' | 'cancelled' }>('SELECT kind, state FROM task WHERE gate_id = $1', [gateId])).rows;
}

/** Taken up again at its gate: what was handed in has to be handed in once more, or what was cancelled is owed after all. */
export async function takeUpAgain(tx: Tx, gateId: number, kinds: readonly string[], at: number): Promise<void> {
  await tx.query(
    `UPDATE task SET state = 'open', done_at = NULL, armed_at = $3, deadline_version = deadline_version + 1 WHERE gate_id = $1 AND kind = ANY($2::text[]) AND state <> 'open'`,
    [gateId, kinds, instant(at)],
  );
}

/** Open tasks of a role behind a project's gates become one account's. */
export async function assignOpenTasks(tx: Tx, projectId: string, role: string, accountId: string): Promise<void> {
  await tx.query(`UPDATE task SET account_id = $3 WHERE project_id = $1 AND role = $2 AND state = 'open'`, [projectId, role, accountId]);
}

/** Owed again: what was handed in has been withdrawn while its gate is still open. */
export async function reopenTask(tx: Tx, gateId: number, societyId: string): Promise<void> {
  await tx.query(
    `UPDATE task t SET state = 'open', done_at = NULL FROM gate g
     WHERE g.id = t.gate_id AND t.gate_id = $1 AND t.society_id = $2 AND t.state = 'done' AND g.status = 'open'`,
    [gateId, societyId],
  );
}
