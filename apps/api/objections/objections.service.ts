import { Inject, Injectable } from '@nestjs/common';
import { record } from '../../../records/audit.js';
import { type Pool, type Scope, withScope } from '../../../records/pool.js';
import { findListedObjection, type ListedObjection, listObjections, objectorOf } from '../../../records/publicity-list.js';
import { Commands } from '../commands.js';
import { toInstant } from '../contract/common.js';
import { type Objection, type ObjectionAnswer, ObjectionAnswered, type Objections, type Objector } from '../contract/objections.js';
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

  list(scope: Scope, roundId: string): Promise<Objections> {
    return withScope(this.pool, scope, async (tx) => ({ items: (await listObjections(tx, roundId)).map(objectionView) }));
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
      accountId, request, kind: 'answerObjection', workflowId: objection.workflow_id, body: { objectionId: id, decision, answer },
    }));
  }
}

export const objectionView = (row: ListedObjection): Objection => ({
  id: row.id, stageId: row.stage_id, society: { id: row.society_id, code: row.code, name: row.society_name }, named: row.named, state: row.state, grounds: row.grounds,
  receipt: row.receipt, receivedAt: toInstant(row.received_at), answerDueAt: row.answer_due_at === null ? null : toInstant(row.answer_due_at), answer: row.answer,
  answeredAt: row.answered_at === null ? null : toInstant(row.answered_at),
});
