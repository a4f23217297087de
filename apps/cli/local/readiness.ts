import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { ServerProcess } from './server-process.js';

/** Any answer will do: a server that answers 401 or 404 is up. */
export async function answersHttp(url: string, server: ServerProcess): Promise<void> {
  while (server.running) {
    const answered = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(() => true, () => false);
    if (answered) return;
    await wait(100);
  }
}

/** The worker has nothing to connect to; Temporal knows who asks it for work since when. */
export async function pollsTaskQueue(address: string, namespace: string, taskQueue: string, server: ServerProcess): Promise<void> {
  const sinceMs = Date.now();
  const connection = await Connection.connect({ address });
  try {
    while (server.running && !(await pollsSince(connection, { namespace, taskQueue, sinceMs }))) await wait(100);
  } finally {
    await connection.close();
  }
}

export interface Polling {
  namespace: string;
  taskQueue: string;
  /** Epoch milliseconds. */
  sinceMs: number;
  /** Only a worker on this host; the SDK names itself `pid@host`. */
  host?: string;
}

export async function pollsSince(connection: Connection, { namespace, taskQueue, sinceMs, host }: Polling): Promise<boolean> {
  const { pollers } = await connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name: taskQueue }, taskQueueType: WORKFLOW_TASKS });
  // The server's instants are whole seconds here.
  const recent = (pollers ?? []).filter((poller) => (Number(poller.lastAccessTime?.seconds ?? 0) + 1) * 1000 >= sinceMs);
  return recent.some((poller) => host === undefined || poller.identity?.endsWith(`@${host}`));
}

/** temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW */
const WORKFLOW_TASKS = 1;
