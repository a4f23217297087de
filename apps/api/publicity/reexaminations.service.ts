import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { StageOf } from '../../../domain/programme/schema.js';
import { mayBeReexamined, REEXAMINATION } from '../../../domain/publicity/reexamination.js';
import { calendarIn } from '../../../records/calendar.js';
import { now } from '../../../records/clock.js';
import { handIn } from '../../../records/hand-in.js';
import { type Pool, type Scope, type Tx, wholeRealm, withScopeRetried } from '../../../records/pool.js';
import { findPublicity, type ListedObjection, objectionByReceipt, upheldAgainst } from '../../../records/publicity-list.js';
import { findReexamination } from '../../../records/reexaminations.js';
import type { OwnReexaminationRequest, ReexaminationRequest } from '../contract/publicity.js';
import type { Receipt } from '../contract/tasks.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Plans } from '../platform/plans.js';
import { found, refused, unwrap } from '../problem/refused.js';
import { receiptOf } from '../tasks/receipts.js';
import { Temporal } from '../temporal.js';
import { strangerOf } from './objecting.service.js';

/** 复核 [C]: asked for once, in time; the list waits for it. Who objected is known by receipt, name and contact, and stays confidential. */
@Injectable()
export class ReexaminationsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly plans: Plans,
    private readonly temporal: Temporal,
  ) {}

  byObjector(scope: Scope, request: Repeatable, receipt: string, { name, contact, grounds }: ReexaminationRequest): Promise<Receipt> {
    return this.take(scope, strangerOf(scope, request), request, 'objector', grounds, async (tx) => {
      const objection = found(await objectionByReceipt(tx, receipt));
      // Whoever guesses a receipt's number learns nothing.
      if (objection.name !== name || objection.contact !== contact) throw refused('NOT_FOUND');
      return objection;
    });
  }

  bySociety(scope: Scope, who: Principal, request: Repeatable, stageId: string, { grounds }: OwnReexaminationRequest): Promise<Receipt> {
    return this.take(scope, who.accountId ?? '', request, 'society', grounds, async (tx) => found(await upheldAgainst(tx, stageId, who.societyId ?? '')));
  }

  private async take(scope: Scope, principal: string, request: Repeatable, by: 'objector' | 'society', grounds: string, find: (tx: Tx) => Promise<ListedObjection>): Promise<Receipt> {
    const whole = wholeRealm(scope.realm);
    const { receipt, wake } = await withScopeRetried(this.pool, whole, async (tx) => {
      const objection = await find(tx);
      const period = found(await findPublicity(tx, objection.stage_id));
      const programme = await this.plans.of(tx, period.programme_version_id);
      const stage = found(programme.stages.find((one): one is StageOf<'publicityPeriod'> => one.type === 'publicityPeriod'));
      const asked = await findReexamination(tx, objection.id);
      const due = asked
        ? Number(asked.answer_due_at)
        : unwrap(mayBeReexamined({ state: objection.state, answeredMs: objection.answered_at, reexamined: false }, by, stage, await now(tx, scope.realm), await calendarIn(tx, scope.realm))).answerDueMs;
      const taken = await handIn(tx, {
        realm: scope.realm, roundId: objection.round_id, gateId: period.gate_id, kind: 'reexamination', principal, key: request.key, bodyHash: request.bodyHash,
        payload: { objectionId: objection.id, societyId: objection.society_id, by, grounds, firstState: objection.state, answerDueAt: due },
      });
      const receipt = receiptOf(taken, REEXAMINATION);
      if (asked && !receipt.repeated) throw refused('REEXAMINED_ALREADY', { rule: REEXAMINATION });
      return { receipt, wake: taken.wake };
    });
    this.temporal.wake(scope.realm, wake);
    return receipt;
  }
}
