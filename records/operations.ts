/** What an administrator looks at first when something does not come: mail that waits or failed, workflows at work or failing. */
import { only, type Tx } from './pool.js';

export interface Operations {
  mailQueued: number;
  /** Given up after the last attempt. */
  mailFailed: number;
  /** Epoch milliseconds; null when nothing waits to be sent. */
  oldestMail: number | null;
  workflowsOpen: number;
  /** Whose activity keeps failing, or whose step was refused and waits for a person. */
  workflowsFailing: number;
  jobsRunning: number;
}

export async function operationsOf(tx: Tx, realm: string): Promise<Operations> {
  return only((await tx.query<Operations>(
    `SELECT m.*, w.*, (SELECT count(*) FROM job WHERE realm = $1 AND state = 'running') AS "jobsRunning"
     FROM (SELECT count(*) FILTER (WHERE state <> 'failed') AS "mailQueued", count(*) FILTER (WHERE state = 'failed') AS "mailFailed", min(queued_at) FILTER (WHERE state <> 'failed') AS "oldestMail"
         FROM outbox WHERE realm = $1 AND state IN ('queued', 'claimed', 'failed')) m,
       (SELECT count(*) AS "workflowsOpen", count(*) FILTER (WHERE attention IN ('failing', 'manual')) AS "workflowsFailing" FROM wait WHERE realm = $1 AND state <> 'closed') w`, [realm])).rows);
}
