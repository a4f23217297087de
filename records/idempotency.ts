/**
 * Requests that create something plain, once per key: the row, the effect and the answer are one transaction. Facts and
 * commands have their own keys (facts.ts, commands.ts).
 */
import { type Pool, type Scope, type Tx, withScopeRetried } from './pool.js';

export interface Once {
  /** The account that asks. */
  principal: string;
  key: string;
  bodyHash: string;
}

/** Closes and opens stored answers: they may hold a token that is shown once, or personal data. */
export interface Seal {
  close(answer: unknown): Buffer;
  /** Undefined when the seal's secret has changed since. */
  open(sealed: Buffer): unknown;
}

export type Done<T> = { state: 'done'; answer: T; repeated: boolean } | { state: 'keyReused' };

/**
 * Runs `work` unless this key was used before; then answers what was answered. Two requests at once: the second waits
 * for the first one's row. A `work` that throws leaves nothing, so that the key may be tried again; one that PostgreSQL
 * chose to break a deadlock is run again, so it must not do anything outside.
 */
export function once<T>(pool: Pool, scope: Scope, request: Once, seal: Seal, work: (tx: Tx) => Promise<T>): Promise<Done<T>> {
  return withScopeRetried(pool, scope, async (tx) => {
    await actAs(tx, request.principal);
    const { rowCount } = await tx.query(
      'INSERT INTO idempotency (principal, idem_key, realm, body_hash) VALUES ($1, $2, $3, $4) ON CONFLICT (principal, idem_key) DO NOTHING',
      [request.principal, request.key, scope.realm, request.bodyHash],
    );
    if (rowCount === 1) {
      // [C]: keys are remembered for a week.
      await tx.query(`DELETE FROM idempotency WHERE principal = $1 AND created_at < clock_timestamp() - interval '7 days'`, [request.principal]);
      const answer = await work(tx);
      await tx.query('UPDATE idempotency SET answer = $3 WHERE principal = $1 AND idem_key = $2', [request.principal, request.key, seal.close(answer)]);
      return { state: 'done', answer, repeated: false };
    }
    const { rows } = await tx.query<{ body_hash: string; answer: Buffer | null }>('SELECT body_hash, answer FROM idempotency WHERE principal = $1 AND idem_key = $2', [
      request.principal,
      request.key,
    ]);
    const before = rows[0];
    const answer = before?.answer ? seal.open(before.answer) : undefined;
    if (before?.body_hash !== request.bodyHash || answer === undefined) return { state: 'keyReused' };
    return { state: 'done', answer: answer as T, repeated: true };
  });
}

/** Says who acts, for the audit triggers of this transaction. */
export async function actAs(tx: Tx, account: string): Promise<void> {
  await tx.query(`SELECT set_config('app.actor', $1, true)`, [account]);
}
