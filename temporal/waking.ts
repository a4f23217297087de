/**
 * Starts workflows and wakes them. What a workflow is to do is in its rows: a signal that is lost, or comes twice, changes
 * nothing but the time. Used by API and worker alike.
 */
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowIdConflictPolicy, WorkflowIdReusePolicy, WorkflowNotFoundError } from '@temporalio/client';
import { contestsId, mailroomId, taskQueue } from '../domain/ids.js';
import { type Pool, wholeRealm, withScope } from '../records/pool.js';
import { findWaits, markStarted, type StartableWait } from '../records/waits.js';
import { NUDGE, type WorkflowInput } from '../workflows/messages.js';
import { realmAttributes, startAttributes, summaryOf } from './attributes.js';

/** Children of a round: their parent starts them, and nobody else. */
export const CHILD_TYPES: ReadonlySet<string> = new Set([
  'capabilityAssessment', 'suggestedList', 'applicationWindow', 'expertReview', 'publicityPeriod', 'approval', 'materialsCollection', 'callNotice', 'commendation',
]);

/** How many requests are under way at once. */
const AT_ONCE = 25;

/** What Temporal calls what every database has; others where one namespace serves several databases, which would take each other's. */
export interface Naming {
  taskQueue(this: void, realm: string): string;
  mailroom(this: void, realm: string): string;
  contests(this: void, realm: string): string;
}

export function createWaker(pool: Pool, client: Client, naming: Naming = { taskQueue, mailroom: mailroomId, contests: contestsId }) {
  return {
    /** Wakes these workflows; those that were never started are started. Failures are left to the reconciler. */
    async wake(realm: string, workflowIds: Iterable<string>): Promise<void> {
      const ids = [...new Set(workflowIds)];
      if (ids.length === 0) return;
      const mailroom = mailroomId(realm);
      const waits = await withScope(pool, wholeRealm(realm), (tx) => findWaits(tx, ids));
      const jobs = waits.filter((wait) => wait.state !== 'closed').map((wait) => () => wakeOne(wait));
      if (ids.includes(mailroom)) jobs.push(() => wakeMailroom(realm));
      if (ids.includes(contestsId(realm))) jobs.push(() => wakeContests(realm));
      const started = (await inBatches(jobs)).filter((id) => id !== undefined);
      if (started.length > 0) await withScope(pool, wholeRealm(realm), (tx) => markStarted(tx, started));
    },
  };

  /** The id of a workflow that runs now and whose start is to be written down. */
  async function wakeOne(wait: StartableWait): Promise<string | undefined> {
    const child = CHILD_TYPES.has(wait.type);
    try {
      if ((wait.started_at !== null || child) && (await nudged(wait.workflow_id))) return undefined;
      if (child) return undefined;
      if (!(await startedAnew(wait))) await nudged(wait.workflow_id);
      return wait.workflow_id;
    } catch {
      return undefined;
    }
  }

  /** False when Temporal has no such workflow running: its row is open, so it is started again from its rows. */
  async function nudged(workflowId: string): Promise<boolean> {
    try {
      await client.workflow.getHandle(workflowId).signal(NUDGE);
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** False when it runs already: whoever started it did not come to write it down, and it has not looked since. */
  async function startedAnew(wait: StartableWait): Promise<boolean> {
    const input: WorkflowInput = { schema: 1, id: wait.workflow_id, realm: wait.realm };
    try {
      await client.workflow.start(wait.type, {
        workflowId: wait.workflow_id,
        taskQueue: naming.taskQueue(wait.realm),
        args: [input],
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
        workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
        typedSearchAttributes: startAttributes(wait),
        staticSummary: summaryOf(wait),
      });
      return true;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
      throw error;
    }
  }

  async function wakeMailroom(realm: string): Promise<undefined> {
    const input: WorkflowInput = { schema: 1, id: naming.mailroom(realm), realm };
    await client.workflow
      .signalWithStart('mailroom', { workflowId: input.id, taskQueue: naming.taskQueue(realm), args: [input], signal: NUDGE, signalArgs: [] })
      .catch(() => undefined);
    return undefined;
  }

  async function wakeContests(realm: string): Promise<undefined> {
    const input: WorkflowInput = { schema: 1, id: naming.contests(realm), realm };
    await client.workflow
      .signalWithStart('contests', {
        workflowId: input.id, taskQueue: naming.taskQueue(realm), args: [input], signal: NUDGE, signalArgs: [], typedSearchAttributes: realmAttributes(realm, 'contests'), staticSummary: summaryOf({ type: 'contests' }),
      })
      .catch(() => undefined);
    return undefined;
  }
}

async function inBatches<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const runner = async () => {
    for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) results.push(await job());
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, jobs.length) }, runner));
  return results;
}

