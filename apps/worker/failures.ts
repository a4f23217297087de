/** Makes what keeps failing visible: after five attempts the problem is in the wait row; success clears it. */
import type { ActivityInboundCallsInterceptor, ActivityExecuteInput, Next } from '@temporalio/worker';
import type { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { type Pool, wholeRealm, withScope } from '../../records/pool.js';
import { clearFailing, flag } from '../../records/waits.js';

const VISIBLE_FROM = 5;

export class Failures implements ActivityInboundCallsInterceptor {
  constructor(private readonly context: Context, private readonly pool: Pool) {}

  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    const { attempt, workflowExecution, activityType } = this.context.info;
    const realm = realmOf(input.args[0]);
    const workflowId = workflowExecution?.workflowId;
    try {
      const result = await next(input);
      if (attempt >= VISIBLE_FROM && realm && workflowId) await this.note(realm, (tx) => clearFailing(tx, workflowId));
      return result;
    } catch (error) {
      if (attempt === VISIBLE_FROM && realm && workflowId && !(error instanceof ApplicationFailure)) {
        const problem = { code: 'FAILING', activity: activityType, attempt, message: error instanceof Error ? error.message.slice(0, 300) : String(error) };
        await this.note(realm, (tx) => flag(tx, workflowId, 'failing', problem));
      }
      throw error;
    }
  }

  /** The database may be what fails: then there is nowhere to write it, and the UI shows the attempt. */
  private async note(realm: string, write: Parameters<typeof withScope<void>>[2]): Promise<void> {
    await withScope(this.pool, wholeRealm(realm), write).catch(() => undefined);
  }
}

const realmOf = (argument: unknown): string | undefined =>
  typeof argument === 'object' && argument !== null && 'realm' in argument && typeof argument.realm === 'string' ? argument.realm : undefined;
