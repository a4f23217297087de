import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { mailroomId } from '../../../domain/ids.js';
import type { PaperChannel } from '../../../domain/paper-entry.js';
import { handIn } from '../../../records/hand-in.js';
import { queueMail } from '../../../records/outbox.js';
import { accountAddress } from '../../../records/people.js';
import { type Pool, type Scope, type Tx, withScopeRetried } from '../../../records/pool.js';
import { findListedTask, type ListedTask } from '../../../records/task-list.js';
import { toInstant } from '../contract/common.js';
import type { Receipt, Submission } from '../contract/tasks.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Plans } from '../platform/plans.js';
import { Refused, refused } from '../problem/refused.js';
import { Temporal } from '../temporal.js';
import { receiptOf, type SayRefused } from './receipts.js';
import { mustBeAppointed } from './money-context.js';
import { contextOf } from './submission-context.js';
import { readSubmission } from './submission-check.js';
import { askedOf } from './task-view.js';
import { mustOwn } from './tasks.service.js';

/** Takes what is handed in: one transaction, whether or not Temporal and the workers are there. */
@Injectable()
export class SubmissionsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly plans: Plans,
    private readonly temporal: Temporal,
  ) {}

  submit(scope: Scope, who: Principal, accountId: string, request: Repeatable, id: string, body: Submission): Promise<Receipt> {
    return this.take(scope, accountId, request, {
      body, find: async (tx) => mustOwn(who, await findListedTask(tx, id)), besides: (tx, { task, receipt }) => acknowledge(tx, task, accountId, receipt),
    });
  }

  /** `find` says which task, or refuses; `besides` is done once, in the transaction that has taken the fact. */
  async take(scope: Scope, accountId: string, request: Repeatable, { body, find, besides, said }: Taking): Promise<Receipt> {
    const { receipt, wake } = await withScopeRetried(this.pool, scope, async (tx) => {
      const task = await find(tx);
      const programme = await this.plans.of(tx, task.programme_version_id);
      const asked = askedOf(programme, task);
      if (asked === undefined) throw refused('TASK_IS_DECIDED');
      await mustBeAppointed(tx, task, programme);
      const read = readSubmission(asked, body, await contextOf(tx, task, programme, body));
      if (read instanceof Refused) throw read;
      const taken = await handIn(tx, {
        realm: scope.realm, roundId: task.round_id, gateId: task.gate_id, taskId: task.id, kind: read.kind ?? task.kind, payload: read.payload, principal: accountId,
        societyId: task.society_id, applicationId: task.application_id, key: request.key, bodyHash: request.bodyHash, totalThousandths: read.totalThousandths,
        collected: asked.what === 'form' && asked.collects !== undefined, bySociety: task.role === 'society',
      });
      const receipt = receiptOf(taken, asked.clause, said?.(task));
      if (!receipt.repeated) await besides(tx, { task, receipt });
      return { receipt, wake: taken.wake };
    });
    this.temporal.wake(scope.realm, [...wake, mailroomId(scope.realm)]);
    return receipt;
  }
}

export interface Taking {
  body: Submission;
  find: (tx: Tx) => Promise<ListedTask>;
  besides: (tx: Tx, taken: { task: ListedTask; receipt: Receipt }) => Promise<void>;
  /** How a refusal of the gate is said, when not in its own words. */
  said?: (task: ListedTask) => SayRefused;
}

/** By mail too, in the same transaction. */
export async function acknowledge(tx: Tx, task: ListedTask, accountId: string, { receipt, at, bodyHash }: Receipt, onPaper?: { channel: PaperChannel; receivedAt: string }): Promise<void> {
  const society = task.role === 'society' && task.society_email !== null ? { email: task.society_email, locale: 'zh', name: task.society_name ?? '' } : undefined;
  const to = society ?? (await accountAddress(tx, accountId));
  if (to === undefined) return;
  await queueMail(tx, Date.parse(at), [{
    realm: task.realm, roundId: task.round_id, societyId: society === undefined ? null : task.society_id, key: `receipt/${receipt}`, template: onPaper === undefined ? 'receipt' : 'receiptOfPaper',
    params: { ...onPaper, round: task.round_name, ...(society === undefined ? {} : { society: society.name }), task: task.kind, receipt, at, hash: bodyHash, dueAt: toInstant(task.due_at), link: `/tasks/${task.id}` },
    recipient: to.email, locale: to.locale,
  }]);
}
