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
  return (await tx.query<Step>('SELECT * FROM step WHERE workflow_id = $1 AND key = $2', [workflowId, key])).rows[0];
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
  return (await tx.query<Step>('SELECT * FROM step WHERE workflow_id = $1 ORDER BY opened_at, key', [workflowId])).rows;
}
