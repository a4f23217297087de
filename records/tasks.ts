/** Who owes what behind a gate. */
import { instant, type Tx } from './pool.js';

export interface NewTask {
  kind: string;
  role: string;
  societyId?: string | null;
  accountId?: string | null;
  applicationId?: string | null;
}

/** Idempotent: the same debt at the same gate exists once. */
export async function openTasks(
  tx: Tx, at: number, gate: { id: number; realm: string; roundId: string; projectId?: string | null; workflowId: string }, tasks: NewTask[],
): Promise<void> {
  if (tasks.length === 0) return;
  await tx.query(
    `INSERT INTO task (realm, round_id, project_id, gate_id, workflow_id, created_at, armed_at, kind, role, society_id, account_id, application_id)
     SELECT $1, $2, $3, $4, $5, $6, $6, t.kind, t.role, t."societyId", t."accountId", t."applicationId"
     FROM jsonb_to_recordset($7) AS t(kind text, role text, "societyId" uuid, "accountId" uuid, "applicationId" uuid)
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
}

export async function owed(tx: Tx, gateId: number): Promise<OpenTask[]> {
  return (await tx.query<OpenTask>(`SELECT * FROM task WHERE gate_id = $1 AND state = 'open' ORDER BY kind, id`, [gateId])).rows;
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

/** Owed again: what was handed in has been withdrawn while its gate is still open. */
export async function reopenTask(tx: Tx, gateId: number, societyId: string): Promise<void> {
  await tx.query(
    `UPDATE task t SET state = 'open', done_at = NULL FROM gate g
     WHERE g.id = t.gate_id AND t.gate_id = $1 AND t.society_id = $2 AND t.state = 'done' AND g.status = 'open'`,
    [gateId, societyId],
  );
}
