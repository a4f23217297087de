import { Inject, Injectable } from '@nestjs/common';
import { mailroomId, roundId } from '../../../domain/ids.js';
import { type Locale, say } from '../../../domain/wording/catalogue.js';
import { record } from '../../../records/audit.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { reassignTask } from '../../../records/reassign.js';
import { forgetStart } from '../../../records/reconcile.js';
import { findWaits, ring, type Wait } from '../../../records/waits.js';
import { CHILD_TYPES } from '../../../temporal/waking.js';
import { Commands } from '../commands.js';
import { type Reassigned, type Reassignment, type Retried, type Skip, Skipped, type StuckList, type StuckQuery } from '../contract/stuck.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused, unwrap } from '../problem/refused.js';
import { Temporal } from '../temporal.js';
import { stuckItems } from './stuck-view.js';

/** What is stuck, and what staff can do about it. Reads PostgreSQL only: the list is there while Temporal is down. */
@Injectable()
export class StuckService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
    private readonly once: Once,
    private readonly temporal: Temporal,
  ) {}

  list(scope: Scope, query: StuckQuery, locale: Locale): Promise<StuckList> {
    return withScope(this.pool, scope, async (tx) => {
      const { items, total } = await stuckItems(tx, query, (workflowId) => this.temporal.uiUrl(workflowId), locale);
      return { items, total, message: total === 0 ? say(locale, 'stuck.none') : say(locale, 'stuck.some', { count: total }) };
    });
  }

  /** The workflow looks again. One that is gone while its row is open is started from its rows; a gone stage by its round. */
  async retry(scope: Scope, accountId: string, request: Repeatable, workflowId: string): Promise<Retried> {
    let wait = await this.openWait(scope, workflowId);
    let standing = await this.temporal.standing(wait.workflow_id);
    if (standing === 'gone' && CHILD_TYPES.has(wait.type)) {
      wait = await this.openWait(scope, roundId(wait.round_id));
      standing = await this.temporal.standing(wait.workflow_id);
    }
    if (standing === 'unknown') throw refused('PROCESS_UNAVAILABLE', {}, { headers: { 'Retry-After': '10' } });
    if (standing === 'running') {
      await this.commands.decide(scope, { accountId, request, kind: 'retry', workflowId: wait.workflow_id, body: {} });
      return { workflowId: wait.workflow_id, outcome: 'retried' };
    }
    const restarted = await this.once.run(scope, accountId, request, async (tx) => {
      await forgetStart(tx, wait.workflow_id);
      // Should the start be lost, the reconciler repeats it.
      await ring(tx, wait.workflow_id);
      await record(tx, { stream: `round/${wait.round_id}`, realm: scope.realm, actor: accountId, action: 'workflow.restart', body: { workflow: wait.workflow_id } });
      return { workflowId: wait.workflow_id, outcome: 'restarted' as const };
    });
    this.temporal.wake(scope.realm, [wait.workflow_id]);
    return restarted;
  }

  async skip(scope: Scope, accountId: string, request: Repeatable, { workflowId, step, reason }: Skip): Promise<Skipped> {
    await this.openWait(scope, workflowId);
    return Skipped.parse(await this.commands.decide(scope, { accountId, request, kind: 'skipStep', workflowId, body: { reason, ...(step === undefined ? {} : { step }) } }));
  }

  async reassign(scope: Scope, accountId: string, request: Repeatable, { taskId, accountId: to, reason }: Reassignment): Promise<Reassigned> {
    let wake: string[] = [];
    const answer = await this.once.run(scope, accountId, request, async (tx) => {
      const { wake: concerned, roundId: round, ...done } = unwrap(await reassignTask(tx, taskId, to));
      wake = [...concerned, mailroomId(scope.realm)];
      await record(tx, { stream: `round/${round}`, realm: scope.realm, actor: accountId, action: 'task.reassign', body: { ...done, reason } });
      return done;
    });
    this.temporal.wake(scope.realm, wake);
    return answer;
  }

  private async openWait(scope: Scope, workflowId: string): Promise<Wait> {
    const wait = found((await withScope(this.pool, scope, (tx) => findWaits(tx, [workflowId])))[0]);
    if (wait.state === 'closed') throw refused('STAGE_CLOSED');
    return wait;
  }
}
