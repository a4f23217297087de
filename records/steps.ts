/** A step of a workflow and its outcome: what a re-entered workflow finds again. */
import { instant, type Tx } from './pool.js';

export interface Step {
  id: string;
  workflow_id: string;
  key: string;
  round_id: string;
  project_id: string | null;
  gate_id: number | null;
  status: 'open' | 'done' | 'skipped';
  outcome: Record<string, unknown> | null;
  opened_at: number;
}

export async function findStep(tx: Tx, workflowId: string, key: string): Promise<Step | undefined> {
  return (await tx.query<Step>(`SELECT * FROM step WHERE workflow_id = $1 AND key = $2 AND status <> 'superseded'`, [workflowId, key])).rows[0];
}

export async function openStep(
  tx: Tx, step: { realm: string; workflowId: string; key: string; roundId: string; projectId?: string | null; gateId?: number | null; at: number },
): Promise<void> {
  await tx.query(
    'INSERT INTO step (realm, workflow_id, key, round_id, project_id, gate_id, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [step.realm, step.workflowId, step.key, step.roundId, step.projectId ?? null, step.gateId ?? null, instant(step.at)],
  );
}

/** `inputsHash` and `ruleVersion` say from what, and by which rules, the outcome was computed. */
export async function endStep(
  tx: Tx, workflowId: string, key: string,
  end: { status: 'done' | 'skipped'; outcome: Record<string, unknown>; at: number; inputsHash?: string; ruleVersion?: number },
): Promise<void> {
  await tx.query(
    `UPDATE step SET status = $3, outcome = $4, done_at = $5, inputs_hash = $6, rule_version = $7 WHERE workflow_id = $1 AND key = $2 AND status = 'open'`,
    [workflowId, key, end.status, end.outcome, instant(end.at), end.inputsHash ?? null, end.ruleVersion ?? 1],
  );
}

export async function stepsOf(tx: Tx, workflowId: string): Promise<Step[]> {
  return (await tx.query<Step>(`SELECT * FROM step WHERE workflow_id = $1 AND status <> 'superseded' ORDER BY opened_at, key`, [workflowId])).rows;
}

/** What a correction takes back: the row stays, and its key is free for the next attempt. */
export async function supersedeStep(tx: Tx, id: string, commandId: string, at: number): Promise<void> {
  await tx.query(`UPDATE step SET status = 'superseded', superseded_by = $2, done_at = coalesce(done_at, $3) WHERE id = $1 AND status <> 'superseded'`, [id, commandId, instant(at)]);
}

/** A step of an earlier attempt that still holds in this one. */
export async function carryStep(tx: Tx, from: Step, workflowId: string, realm: string, at: number): Promise<void> {
  await tx.query(
    `INSERT INTO step (realm, workflow_id, key, round_id, project_id, status, outcome, opened_at, done_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT DO NOTHING`,
    [realm, workflowId, from.key, from.round_id, from.project_id, from.status, { ...from.outcome, carried: true }, instant(at)]);
}

/** Steps that were taken back and have not come again. */
export async function supersededKeys(tx: Tx, workflowId: string): Promise<string[]> {
  return (await tx.query<{ key: string }>(
    `SELECT DISTINCT s.key FROM step s WHERE s.workflow_id = $1 AND s.status = 'superseded'
       AND NOT EXISTS (SELECT 1 FROM step n WHERE n.workflow_id = s.workflow_id AND n.key = s.key AND n.status <> 'superseded')`, [workflowId])).rows.map((row) => row.key);
}
