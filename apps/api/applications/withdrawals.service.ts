import { Inject, Injectable } from '@nestjs/common';
import { mailroomId } from '../../../domain/ids.js';
import { lockApplication } from '../../../records/application-list.js';
import type { ApplicationStatus } from '../../../records/applications.js';
import { wasHandedIn } from '../../../records/facts.js';
import { dueFor } from '../../../records/gates.js';
import { handIn } from '../../../records/hand-in.js';
import { queueMail } from '../../../records/outbox.js';
import { societyAddress } from '../../../records/people.js';
import { type Pool, type Scope, type Tx, withScopeRetried } from '../../../records/pool.js';
import { latestStage, loadRound } from '../../../records/rounds.js';
import { toInstant } from '../contract/common.js';
import type { Receipt } from '../contract/tasks.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { found, refused } from '../problem/refused.js';
import { receiptOf } from '../tasks/receipts.js';
import { Temporal } from '../temporal.js';

const RULE = { document: '000', clause: '§5.2' };
const WITHDRAWABLE: ReadonlySet<ApplicationStatus> = new Set(['submitted', 'correcting', 'accepted']);

/** 000 §5.2: applying is voluntary. Until approval a withdrawal is a fact: it needs nobody's consent, and no Temporal. */
@Injectable()
export class WithdrawalsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly temporal: Temporal,
  ) {}

  async withdraw(scope: Scope, accountId: string, request: Repeatable, id: string, reason: string): Promise<Receipt> {
    const { receipt, wake } = await withScopeRetried(this.pool, scope, async (tx) => {
      const application = found(await lockApplication(tx, id));
      if (!(await wasHandedIn(tx, accountId, request.key))) await mayWithdraw(tx, application);
      const taken = await handIn(tx, {
        realm: scope.realm, roundId: application.round_id, gateId: application.gate_id, kind: 'withdrawal', payload: { applicationId: id, reason }, principal: accountId,
        societyId: application.society_id, applicationId: id, key: request.key, bodyHash: request.bodyHash,
      });
      const receipt = receiptOf(taken, RULE);
      if (!receipt.repeated) await confirm(tx, application, receipt);
      return { receipt, wake: taken.wake };
    });
    this.temporal.wake(scope.realm, [...wake, mailroomId(scope.realm)]);
    return receipt;
  }
}

async function mayWithdraw(tx: Tx, application: { round_id: string; status: ApplicationStatus }): Promise<void> {
  if (!WITHDRAWABLE.has(application.status)) throw refused('ALREADY_DECIDED', { rule: RULE, params: { status: application.status } });
  const approval = await latestStage(tx, application.round_id, 'approval');
  if (approval?.status === 'done') throw refused('STAGE_CLOSED', { rule: { document: '000', clause: '§5.3' } });
}

async function confirm(tx: Tx, application: { realm: string; round_id: string; society_id: string; gate_id: number; receipt: string }, { receipt, at }: Receipt): Promise<void> {
  const to = found(await societyAddress(tx, application.society_id));
  const round = found(await loadRound(tx, application.round_id));
  await queueMail(tx, Date.parse(at), [{
    realm: application.realm, roundId: round.id, societyId: application.society_id, key: `withdrawn/${receipt}`, template: 'withdrawn',
    params: { round: round.name, society: to.name, task: 'application', receipt: application.receipt, at, dueAt: toInstant(await dueFor(tx, application.gate_id, application.society_id)) },
    recipient: to.email, locale: to.locale,
  }]);
}
