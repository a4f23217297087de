/** What somebody handed in: taken by one SQL function, acknowledged row by row, never by a watermark. */
import { only, type Tx } from './pool.js';

export interface Submission {
  realm: string;
  gateId: number;
  taskId?: string | null;
  kind: string;
  payload: unknown;
  principal: string;
  societyId?: string | null;
  /** The request's Idempotency-Key. */
  key: string;
  bodyHash: string;
  /** True for kinds whose effect is stored in the same transaction: no workflow has to absorb them. */
  acknowledge: boolean;
  /** False for what is taken whether its gate is open or not: a withdrawal, until approval. */
  gated?: boolean;
}

export type Taken =
  | { ok: true; factId: string; receipt: string; at: string; bodyHash: string; workflowId: string; gateId: number; repeated: boolean }
  | { ok: false; code: string; due?: string; at?: string; opens?: string; since?: string };

export async function submit(tx: Tx, fact: Submission): Promise<Taken> {
  const { rows } = await tx.query<{ taken: Taken }>('SELECT app.submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS taken', [
    fact.realm, fact.gateId, fact.taskId ?? null, fact.kind, JSON.stringify(fact.payload), fact.principal, fact.societyId ?? null,
    fact.key, fact.bodyHash, fact.acknowledge, fact.gated ?? true,
  ]);
  return only(rows).taken;
}

export interface Fact {
  id: string;
  kind: string;
  gate_id: number;
  task_id: string | null;
  society_id: string | null;
  application_id: string | null;
  principal: string;
  payload: Record<string, unknown>;
  at: number;
  receipt: string;
}

/** Facts that their workflow has not absorbed yet, in the order in which they came. */
export async function unacknowledged(tx: Tx, workflowId: string): Promise<Fact[]> {
  return (await tx.query<Fact>('SELECT * FROM fact WHERE workflow_id = $1 AND acknowledged_at IS NULL ORDER BY recorded_at, id', [workflowId])).rows;
}

export async function acknowledge(tx: Tx, ids: string[], realm: string): Promise<void> {
  if (ids.length === 0) return;
  await tx.query('UPDATE fact SET acknowledged_at = app.now($2) WHERE id = ANY($1::uuid[]) AND acknowledged_at IS NULL', [ids, realm]);
}

/** What a workflow that ends will not look at any more; it stays on record. */
export async function acknowledgeAll(tx: Tx, workflowId: string, realm: string): Promise<void> {
  await tx.query('UPDATE fact SET acknowledged_at = app.now($2) WHERE workflow_id = $1 AND acknowledged_at IS NULL', [workflowId, realm]);
}

/** Whether a request with this key was taken before: its repetition is answered, whatever has happened since. */
export async function wasHandedIn(tx: Tx, principal: string, key: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM fact WHERE principal = $1 AND idem_key = $2', [principal, key])).rows.length > 0;
}
