import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { dayOf, endOfDay } from '../../../domain/calendar/beijing.js';
import { periodEnd } from '../../../domain/calendar/periods.js';
import { mailroomId } from '../../../domain/ids.js';
import { type Programme, type StageOf } from '../../../domain/programme/schema.js';
import { calendarIn } from '../../../records/calendar.js';
import { type Admissibility, admit } from '../../../domain/publicity/admissibility.js';
import { now } from '../../../records/clock.js';
import { findSociety } from '../../../records/societies.js';
import { handIn } from '../../../records/hand-in.js';
import { queueMail } from '../../../records/outbox.js';
import { type Pool, type Scope, type Tx, withScopeRetried } from '../../../records/pool.js';
import { findPublicity, publicEntries, type PublicityPeriod } from '../../../records/publicity-list.js';
import { Email, toInstant } from '../contract/common.js';
import type { NewObjection } from '../contract/publicity.js';
import type { Receipt } from '../contract/tasks.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Plans } from '../platform/plans.js';
import { found, refused } from '../problem/refused.js';
import { receiptOf } from '../tasks/receipts.js';
import { Temporal } from '../temporal.js';

/** Takes objections from anybody. Who objects stands in the objection alone: not in its principal, and so not in the audit. */
@Injectable()
export class ObjectingService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly plans: Plans,
    private readonly temporal: Temporal,
  ) {}

  async object(scope: Scope, request: Repeatable, stageId: string, objection: NewObjection): Promise<Receipt> {
    const { receipt, wake } = await withScopeRetried(this.pool, scope, async (tx) => {
      const period = found(await findPublicity(tx, stageId));
      if (!period.posted) throw refused('NOT_FOUND');
      const stage = plannedPublicity(await this.plans.of(tx, period.programme_version_id));
      if (!(await findSociety(tx, objection.societyId))) throw refused('NOT_FOUND', { field: 'societyId' });
      const fact = {
        realm: scope.realm, roundId: period.round_id, gateId: period.gate_id, kind: 'objection', payload: { ...objection, stageId }, principal: strangerOf(scope, request),
        key: request.key, bodyHash: request.bodyHash,
      };
      const inTime = await handIn(tx, fact);
      // After the period it is kept as a lead: it holds nothing up, and nobody is turned away.
      const late = !inTime.ok && LATE.has(inTime.code);
      const taken = late ? await handIn(tx, { ...fact, kind: 'lateObjection', payload: { ...fact.payload, admissibility: await lateness(tx, scope, period, objection) } }) : inTime;
      const receipt = receiptOf(taken, stage.clause);
      if (!receipt.repeated) await acknowledge(tx, scope, period, stage, objection, receipt, late);
      return { receipt, wake: taken.wake };
    });
    this.temporal.wake(scope.realm, [...wake, mailroomId(scope.realm)]);
    return receipt;
  }
}

const LATE: ReadonlySet<string> = new Set(['DEADLINE_PASSED', 'GATE_CLOSED']);

async function lateness(tx: Tx, scope: Scope, period: PublicityPeriod, { societyId, name, organisation, sealed }: NewObjection): Promise<Admissibility> {
  const onList = (await publicEntries(tx, period.stage_id)).some((entry) => entry.society_id === societyId && entry.status === 'listed');
  return admit(
    { receivedMs: await now(tx, scope.realm), named: name !== undefined, organisation: organisation === true, sealed: sealed === true, onList },
    { opensMs: period.opens_at, dueMs: Math.min(period.due_at, await now(tx, scope.realm)) },
  );
}

/** Nobody's account: an id made from the request's key, so that the same request sent twice is one objection. */
export function strangerOf(scope: Scope, { key }: Repeatable): string {
  const hex = createHash('sha256').update(`objection\n${scope.realm}\n${key}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function plannedPublicity(programme: Programme): StageOf<'publicityPeriod'> {
  return found(programme.stages.find((stage): stage is StageOf<'publicityPeriod'> => stage.type === 'publicityPeriod'));
}

/** With a name: the receipt goes where the answer will go, if that is a mailbox. */
async function acknowledge(
  tx: Tx, scope: Scope, period: PublicityPeriod, stage: StageOf<'publicityPeriod'>, { contact }: NewObjection, { receipt, at }: Receipt, late: boolean,
): Promise<void> {
  const mailbox = Email.safeParse(contact);
  if (!mailbox.success) return;
  const due = periodEnd({ from: dayOf(Date.parse(at)), count: stage.objection.answerWorkingDays, unit: 'workingDays' }, await calendarIn(tx, scope.realm));
  await queueMail(tx, Date.parse(at), [{
    realm: scope.realm, roundId: period.round_id, key: `objectionReceipt/${receipt}`, template: late ? 'lateObjectionReceipt' : 'objectionReceipt',
    params: { round: period.round_name, receipt, at, link: `/receipts/${receipt}`, ...(due.ok && !late ? { dueAt: toInstant(endOfDay(due.value.lastDay)) } : {}) },
    recipient: mailbox.data,
  }]);
}
