import { Inject, Injectable } from '@nestjs/common';
import type { Programme, StageOf } from '../../../domain/programme/schema.js';
import { applicantsOf, suggest, unsuggest } from '../../../records/applicants.js';
import { record } from '../../../records/audit.js';
import { now } from '../../../records/clock.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { latestStage, loadRound, lockOpenStage } from '../../../records/rounds.js';
import { Commands } from '../commands.js';
import { toInstant } from '../contract/common.js';
import { type SuggestedList, SuggestedListPublished, type Suggestions } from '../contract/suggested-list.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { Stages } from '../platform/stages.js';
import { type FieldError, found, refused } from '../problem/refused.js';

/** 001 §3: the office draws the list up while its stage is open; who is on it, and why, stays on record. */
@Injectable()
export class SuggestedListService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly commands: Commands,
    private readonly stages: Stages,
  ) {}

  read(scope: Scope, roundId: string): Promise<SuggestedList> {
    return withScope(this.pool, scope, (tx) => listOf(tx, roundId));
  }

  suggest(scope: Scope, accountId: string, request: Repeatable, roundId: string, { entries }: Suggestions): Promise<SuggestedList> {
    return this.once.run(scope, accountId, request, async (tx) => {
      const stage = await openList(tx, roundId);
      const known = stage.sources.map(({ key }) => key);
      const errors = entries.flatMap((entry, n) => entry.sources.flatMap(({ source }, m): FieldError[] =>
        known.includes(source) ? [] : [{ field: `entries.${n}.sources.${m}.source`, code: 'SUGGESTION_SOURCE_UNKNOWN', params: { source, sources: known.join(', ') } }]));
      const [first] = errors;
      if (first) throw refused('SUGGESTION_SOURCE_UNKNOWN', { rule: stage.clause, params: first.params }, { errors });
      const taken = await suggest(tx, { id: roundId, realm: scope.realm }, await now(tx, scope.realm), accountId, entries);
      // One that is unknown or not active is refused with all: nothing is added.
      if (taken < entries.length) throw refused('NOT_FOUND', { field: 'entries' });
      await record(tx, { stream: `round/${roundId}`, realm: scope.realm, actor: accountId, action: 'suggestedList.suggest', body: { entries } });
      return listOf(tx, roundId);
    });
  }

  remove(scope: Scope, accountId: string, request: Repeatable, roundId: string, societyId: string, reason: string): Promise<SuggestedList> {
    return this.once.run(scope, accountId, request, async (tx) => {
      await openList(tx, roundId);
      if (!(await unsuggest(tx, roundId, societyId))) throw refused('NOT_FOUND');
      await record(tx, { stream: `round/${roundId}`, realm: scope.realm, actor: accountId, action: 'suggestedList.remove', body: { society: societyId, reason } });
      return listOf(tx, roundId);
    });
  }

  async publish(scope: Scope, accountId: string, request: Repeatable, roundId: string): Promise<SuggestedListPublished> {
    const workflowId = await this.stages.workflowOf(scope, roundId, 'suggestedList');
    return SuggestedListPublished.parse(await this.commands.decide(scope, { accountId, request, kind: 'publishSuggestedList', workflowId, body: {} }));
  }
}

const planned = (programme: Programme): StageOf<'suggestedList'> => found(programme.stages.find((stage): stage is StageOf<'suggestedList'> => stage.type === 'suggestedList'));

/** The stage, which stays open until the transaction ends. */
async function openList(tx: Tx, roundId: string): Promise<StageOf<'suggestedList'>> {
  const stage = planned(found(await loadRound(tx, roundId)).programme);
  const open = await lockOpenStage(tx, roundId, 'suggestedList');
  if (open === undefined) throw refused((await latestStage(tx, roundId, 'suggestedList')) === undefined ? 'STAGE_NOT_OPEN' : 'STAGE_CLOSED', { rule: stage.clause });
  return stage;
}

async function listOf(tx: Tx, roundId: string): Promise<SuggestedList> {
  const stage = planned(found(await loadRound(tx, roundId)).programme);
  const attempt = await latestStage(tx, roundId, 'suggestedList');
  return {
    status: attempt === undefined ? 'notYet' : attempt.status === 'open' ? 'open' : 'published',
    sources: stage.sources.map(({ key, name }) => ({ key, name })),
    items: (await applicantsOf(tx, roundId)).map((one) => ({
      societyId: one.society_id, code: one.code, name: one.name, disciplineGroup: one.discipline_group, route: one.route, sources: one.sources, reason: one.reason, at: toInstant(one.added_at),
    })),
  };
}
