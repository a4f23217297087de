import { Inject, Injectable } from '@nestjs/common';
import { stageDates } from '../../../domain/programme/dates.js';
import { type PublishedCall, publishedCalls } from '../../../records/calls.js';
import { type Pool, type Scope, wholeRealm, withScope } from '../../../records/pool.js';
import { Commands } from '../commands.js';
import { type CallNotice, CallPublished, type Calls, type Commendation, Commended } from '../contract/calls.js';
import { toInstant } from '../contract/common.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Stages } from '../platform/stages.js';

/** 003 §4: the call before the applications, the circular after the publicity. */
@Injectable()
export class CallsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
    private readonly stages: Stages,
  ) {}

  async list(scope: Scope): Promise<Calls> {
    const calls = await withScope(this.pool, wholeRealm(scope.realm), publishedCalls);
    return { items: calls.map(callView) };
  }

  async publish(scope: Scope, accountId: string, request: Repeatable, roundId: string, body: CallNotice): Promise<CallPublished> {
    const workflowId = await this.stages.workflowOf(scope, roundId, 'callNotice');
    return CallPublished.parse(await this.commands.decide(scope, { accountId, request, kind: 'publishCall', workflowId, body: { ...body } }));
  }

  async commend(scope: Scope, accountId: string, request: Repeatable, roundId: string, body: Commendation): Promise<Commended> {
    const workflowId = await this.stages.workflowOf(scope, roundId, 'commendation');
    return Commended.parse(await this.commands.decide(scope, { accountId, request, kind: 'commend', workflowId, body: { ...body } }));
  }
}

function callView({ round_id, round_name, settings, programme, call, opens_at, due_at }: PublishedCall): Calls['items'][number] {
  const window = programme.stages.find((stage) => stage.type === 'applicationWindow');
  const planned = window && stageDates(programme, settings, window.key);
  const [opensMs, dueMs] = opens_at !== null && due_at !== null ? [opens_at, due_at] : planned?.ok ? [planned.value.opensMs, planned.value.dueMs] : [null, null];
  return {
    roundId: round_id, roundName: round_name, programme: { key: programme.key, name: programme.name }, authority: programme.authority,
    number: call.number, places: call.places, publishedOn: call.publishedOn,
    opensAt: opensMs === null ? null : toInstant(opensMs), dueAt: dueMs === null ? null : toInstant(dueMs), contacts: programme.contacts,
  };
}
