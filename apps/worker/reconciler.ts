/**
 * Repairs what got lost between the record and Temporal: every few seconds it wakes workflows whose rows say that they
 * have something to do. Restoring a backup needs nothing else.
 */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { contestsId, mailroomId } from '../../domain/ids.js';
import { isContestDue } from '../../records/contests.js';
import { type Pool, unscoped, wholeRealm, withScope } from '../../records/pool.js';
import { listRealms } from '../../records/realms.js';
import { forgetStart, hasUnsentMail, neglected, untouched, withReconcilerLock } from '../../records/reconcile.js';
import { CHILD_TYPES, type createWaker } from '../../temporal/waking.js';

const BATCH = 500;
/** Looked up in Temporal at a time. */
const LOOKED_UP = 50;

export function startReconciler(parts: { pool: Pool; client: Client; waker: ReturnType<typeof createWaker>; everyMs: number; warn: (message: string) => void }) {
  let stopped = false;
  let wakeUp = () => undefined as void;
  const loop = async () => {
    while (!stopped) {
      await withReconcilerLock(parts.pool, () => reconcile(parts)).catch((error: unknown) => parts.warn(`reconciler: ${String(error)}`));
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, parts.everyMs);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return {
    async stop(): Promise<void> {
      stopped = true;
      wakeUp();
      await running;
    },
  };
}

async function reconcile({ pool, client, waker }: { pool: Pool; client: Client; waker: ReturnType<typeof createWaker> }): Promise<void> {
  for (const realm of await listRealms(unscoped(pool))) {
    const scope = wholeRealm(realm.id);
    const ids = await withScope(pool, scope, (tx) => neglected(tx, realm.id, BATCH));
    if (await withScope(pool, scope, (tx) => hasUnsentMail(tx, realm.id))) ids.push(mailroomId(realm.id));
    if (await withScope(pool, scope, (tx) => isContestDue(tx, realm.id))) ids.push(contestsId(realm.id));
    await waker.wake(realm.id, ids);
    for (const wait of await withScope(pool, scope, (tx) => untouched(tx, realm.id, LOOKED_UP))) {
      if (CHILD_TYPES.has(wait.type) || !(await isGone(client, wait.workflow_id))) continue;
      await withScope(pool, scope, (tx) => forgetStart(tx, wait.workflow_id));
      await waker.wake(realm.id, [wait.workflow_id]);
    }
  }
}

/** Temporal says that it has ended, or knows nothing of it; a Temporal that does not answer says neither. */
async function isGone(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name !== 'RUNNING';
  } catch (error) {
    return error instanceof WorkflowNotFoundError;
  }
}
