/** The append-only record: who, when, what, why. One hash chain per stream, anchors over all of them (verify.ts checks both). */
import { only, type Pool, type Tx } from './pool.js';

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

export interface Anchor {
  /** Epoch milliseconds; it covers every entry of the live realm up to then. */
  at: number;
  streams: number;
  /** SHA-256 in hex; kept elsewhere (the log), it proves later that nothing before it was changed. */
  hash: string;
}

/** Anchors the record unless the last anchor is younger than this; null then. Any number of processes may ask. */
export async function anchorAudit(pool: Pool, everyMinutes: number): Promise<Anchor | null> {
  const { rows } = await pool.query<{ at: number; streams: number; hash: Buffer }>('SELECT * FROM app.audit_anchor_due(make_interval(mins => $1))', [everyMinutes]);
  const made = rows[0];
  return made === undefined ? null : { at: made.at, streams: made.streams, hash: made.hash.toString('hex') };
}

export interface AuditRow {
  stream: string;
  n: number;
  at: number;
  actor: string;
  action: string;
  body: Record<string, unknown>;
  hash: Buffer;
  /** Null when the actor is no account, or is gone. */
  actor_name: string | null;
}

const ENTRY = 'u.stream, u.n, u.at, u.actor, u.action, u.body, u.hash, a.name AS actor_name';
const ENTRIES = 'audit u LEFT JOIN account a ON a.id::text = u.actor';

/** One stream, newest first, before number `before`; one row more than `limit` when there are more. */
export async function listAudit(tx: Tx, stream: string, page: { before?: number; limit: number }): Promise<{ rows: AuditRow[]; total: number }> {
  const { rows } = await tx.query<AuditRow>(`SELECT ${ENTRY} FROM ${ENTRIES} WHERE u.stream = $1 AND ($2::int IS NULL OR u.n < $2) ORDER BY u.n DESC LIMIT $3`, [stream, page.before ?? null, page.limit + 1]);
  const counted = await tx.query<{ total: number }>('SELECT count(*) AS total FROM audit WHERE stream = $1', [stream]);
  return { rows, total: only(counted.rows).total };
}

/** The last entry of a page; two of one instant go by stream and number. */
export interface AuditPlace {
  stream: string;
  n: number;
}

/** All streams of a realm, newest first, before this entry; one row more than `limit` when there are more. */
export async function newestAudit(tx: Tx, realm: string, page: { before?: AuditPlace; limit: number }): Promise<{ rows: AuditRow[]; total: number }> {
  const { rows } = await tx.query<AuditRow>(
    `SELECT ${ENTRY} FROM ${ENTRIES} WHERE u.realm = $1 AND ($2::text IS NULL OR (u.at, u.stream, u.n) < (SELECT b.at, b.stream, b.n FROM audit b WHERE b.stream = $2 AND b.n = $3))
     ORDER BY u.at DESC, u.stream DESC, u.n DESC LIMIT $4`, [realm, page.before?.stream ?? null, page.before?.n ?? null, page.limit + 1]);
  const counted = await tx.query<{ total: number }>('SELECT count(*) AS total FROM audit WHERE realm = $1', [realm]);
  return { rows, total: only(counted.rows).total };
}

export interface RoundEvent extends AuditRow {
  /** Whose case it concerns. */
  society: string | null;
}

/** The last entries of the round's own record, newest first. */
export async function lastEvents(tx: Tx, roundId: string, limit: number): Promise<RoundEvent[]> {
  return (await tx.query<RoundEvent>(
    `SELECT ${ENTRY}, s.name AS society FROM ${ENTRIES} LEFT JOIN wait w ON w.workflow_id = u.body->>'workflow' LEFT JOIN society s ON s.id = w.society_id
     WHERE u.stream = $1 ORDER BY u.n DESC LIMIT $2`, [`round/${roundId}`, limit])).rows;
}
