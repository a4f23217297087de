import { Inject, Injectable } from '@nestjs/common';
import { roundId } from '../../../domain/ids.js';
import { type Locale, sayKey } from '../../../domain/wording/catalogue.js';
import { record } from '../../../records/audit.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { findListedObjection, type ListedObjection, listObjections, objectorOf } from '../../../records/publicity-list.js';
import { type Reexamination, reexaminationsOf } from '../../../records/reexaminations.js';
import { Commands } from '../commands.js';
import { toInstant } from '../contract/common.js';
import {
  type Objection, type ObjectionAnswer, ObjectionAnswered, type Objections, type Objector, type ReexaminationAnswer, Reexamined, type StandingJudgement, StandingJudged,
} from '../contract/objections.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { found } from '../problem/refused.js';

/** Objections as the office reads and answers them. */
@Injectable()
export class ObjectionsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
  ) {}

  list(scope: Scope, roundId: string, locale: Locale): Promise<Objections> {
    return withScope(this.pool, scope, async (tx) => {
      const reexaminations = await reexaminationsOf(tx, roundId);
      return { items: (await listObjections(tx, roundId)).map((row) => objectionView(row, locale, reexaminations.get(row.id))) };
    });
  }

  /** The identity of whoever objected is confidential: every look at it is recorded. */
  objector(scope: Scope, accountId: string, id: string): Promise<Objector> {
    return withScope(this.pool, scope, async (tx) => {
      const objection = found(await findListedObjection(tx, id));
      const objector = found(await objectorOf(tx, id));
      await record(tx, { stream: `round/${objection.round_id}`, realm: scope.realm, actor: accountId, action: 'objection.identity.read', body: { objection: id } });
      return objector;
    });
  }

  async answer(scope: Scope, accountId: string, request: Repeatable, id: string, { decision, answer }: ObjectionAnswer): Promise<ObjectionAnswered> {
    const objection = found(await withScope(this.pool, scope, (tx) => findListedObjection(tx, id)));
    return ObjectionAnswered.parse(await this.commands.decide(scope, {
      accountId, request, kind: 'answerObjection', workflowId: deciding(objection), body: { objectionId: id, decision, answer },
    }));
  }

  async judge(scope: Scope, accountId: string, request: Repeatable, id: string, judgement: StandingJudgement): Promise<StandingJudged> {
    const objection = found(await withScope(this.pool, scope, (tx) => findListedObjection(tx, id)));
    return StandingJudged.parse(await this.commands.decide(scope, { accountId, request, kind: 'judgeObjection', workflowId: objection.workflow_id, body: { objectionId: id, ...judgement } }));
  }

  async reexamine(scope: Scope, accountId: string, request: Repeatable, id: string, answer: ReexaminationAnswer): Promise<Reexamined> {
    const objection = found(await withScope(this.pool, scope, (tx) => findListedObjection(tx, id)));
    return Reexamined.parse(await this.commands.decide(scope, { accountId, request, kind: 'reexamine', workflowId: deciding(objection), body: { objectionId: id, ...answer } }));
  }
}

/** While its list is open the list decides; afterwards the round. */
const deciding = ({ stage_status: status, workflow_id: workflowId, round_id: round }: ListedObjection): string => (status === 'open' ? workflowId : roundId(round));

export const objectionView = (row: ListedObjection, locale: Locale, reexamination?: Reexamination): Objection => ({
  standing: typeof row.admissibility.reason === 'string'
    ? { reason: row.admissibility.reason, message: row.admissibility.because ?? sayKey(locale, row.admissibility.reason), conditions: row.admissibility.conditions }
    : null,
  reexamination: reexamination
    ? {
        requestedBy: reexamination.requested_by, grounds: reexamination.grounds, first: reexamination.first_state, state: reexamination.state, answer: reexamination.answer,
        requestedAt: toInstant(reexamination.requested_at), answerDueAt: orNull(reexamination.answer_due_at), decidedAt: orNull(reexamination.decided_at),
      }
    : null,
  id: row.id, stageId: row.stage_id, society: { id: row.society_id, code: row.code, name: row.society_name }, named: row.named, state: row.state, grounds: row.grounds,
  receipt: row.receipt, receivedAt: toInstant(row.received_at), answerDueAt: row.answer_due_at === null ? null : toInstant(row.answer_due_at), answer: row.answer,
  answeredAt: row.answered_at === null ? null : toInstant(row.answered_at),
});

const orNull = (ms: number | null): string | null => (ms === null ? null : toInstant(ms));
