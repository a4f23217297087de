/** The append-only record: who, when, what, why. One hash chain per stream, anchors over all of them. */
import type { Pool, Tx } from './pool.js';

export interface AuditEntry {
  /** `society/{id}`, `round/{id}`, `project/{id}` …: one chain each. */
  stream: string;
  realm: string;
  /** An account's id, or `system`. */
  actor: string;
  action: string;
  body: Record<string, unknown>;
}

export async function record(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.query('SELECT app.audit_append($1, $2, $3, $4, $5)', [entry.stream, entry.realm, entry.actor, entry.action, entry.body]);
}

export interface BrokenStream {
  stream: string;
  n: number;
  problem: 'gap' | 'link' | 'content' | 'head';
}

/** Streams whose chain does not hold; empty is good. */
export async function verifyAudit(pool: Pool): Promise<BrokenStream[]> {
  return (await pool.query<BrokenStream>('SELECT * FROM app.audit_broken()')).rows;
}

export async function anchorAudit(pool: Pool): Promise<{ streams: number; hash: string }> {
  const { rows } = await pool.query<{ streams: number; hash: Buffer }>('SELECT (app.audit_anchor_now()).*');
  return { streams: rows[0]?.streams ?? 0, hash: rows[0]?.hash.toString('hex') ?? '' };
}
