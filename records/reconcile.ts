/** What the reconciler looks for: work that is in the record but that no workflow has noticed. */
import type { Pool, Tx } from './pool.js';

/** One reconciler at a time over all worker processes; the lock goes with the connection. */
export async function withReconcilerLock(pool: Pool, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ got: boolean }>(`SELECT pg_try_advisory_lock(hashtext('reconciler')) AS got`);
    if (!rows[0]?.got) return false;
    try {
      await work();
    } finally {
      await client.query(`SELECT pg_advisory_unlock(hashtext('reconciler'))`);
    }
    return true;
  } finally {
    client.release();
  }
}

/**
 * Workflows of a realm to wake: rung, overdue, with unacknowledged facts, or with a row but never started; all of them
 * only when nothing has touched them for a moment.
 */
export async function neglected(tx: Tx, realm: string, limit: number): Promise<string[]> {
  const { rows } = await tx.query<{ workflow_id: string }>(
    `SELECT workflow_id FROM wait w
     WHERE realm = $1 AND state <> 'closed' AND touched_at < clock_timestamp() - interval '2 seconds'
       AND (rung OR (state = 'parked' AND until <= app.now($1)) OR (started_at IS NULL AND state = 'busy')
         OR EXISTS (SELECT 1 FROM fact f WHERE f.workflow_id = w.workflow_id AND f.realm = $1 AND f.acknowledged_at IS NULL))
     ORDER BY touched_at LIMIT $2`,
    [realm, limit],
  );
  const ids = rows.map((row) => row.workflow_id);
  await tx.query('UPDATE wait SET touched_at = clock_timestamp() WHERE workflow_id = ANY($1)', [ids]);
  return ids;
}

export async function hasUnsentMail(tx: Tx, realm: string): Promise<boolean> {
  const { rows } = await tx.query(
    `SELECT 1 FROM outbox WHERE realm = $1 AND not_before <= clock_timestamp() - interval '2 seconds'
       AND (state = 'queued' OR (state = 'claimed' AND claimed_until < clock_timestamp())) LIMIT 1`, [realm]);
  return rows.length > 0;
}

/**
 * Started, but untouched for so long that their workflow may be gone: a minute while `busy`, an hour while it waits. They
 * count as touched now, so that the next call answers with others.
 */
export async function untouched(tx: Tx, realm: string, limit: number): Promise<{ workflow_id: string; type: string }[]> {
  return (await tx.query<{ workflow_id: string; type: string }>(
    `UPDATE wait SET touched_at = clock_timestamp() WHERE workflow_id IN (
       SELECT workflow_id FROM wait WHERE realm = $1 AND state <> 'closed' AND started_at IS NOT NULL
         AND touched_at < clock_timestamp() - CASE state WHEN 'busy' THEN interval '60 seconds' ELSE interval '1 hour' END
       ORDER BY touched_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING workflow_id, type`, [realm, limit])).rows;
}

/** So that it is started again from its rows. */
export async function forgetStart(tx: Tx, workflowId: string): Promise<void> {
  await tx.query(`UPDATE wait SET started_at = NULL, state = 'busy' WHERE workflow_id = $1 AND state <> 'closed'`, [workflowId]);
}
