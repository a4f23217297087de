import { Inject, Injectable } from '@nestjs/common';
import { stageDates } from '../../../domain/programme/dates.js';
import { roundQuota } from '../../../domain/programme/quota.js';
import type { Programme } from '../../../domain/programme/schema.js';
import { type OpenCall, openCalls, programmesAtWork } from '../../../records/calls.js';
import { type Pool, type Scope, wholeRealm, withScope } from '../../../records/pool.js';
import { Commands } from '../commands.js';
import { type Call, type CallDetail, type CallNotice, CallPublished, type Calls, type Commendation, Commended, type OfficeContacts } from '../contract/calls.js';
import { toInstant } from '../contract/common.js';
import type { Repeatable } from '../http/keyed.js';
import { formView } from '../platform/form-view.js';
import { POOL } from '../platform/names.js';
import { Stages } from '../platform/stages.js';
import { found } from '../problem/refused.js';

/** Open calls; 003 §4: the call before the applications, the circular after the publicity. */
@Injectable()
export class CallsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
    private readonly stages: Stages,
  ) {}

  async list(scope: Scope): Promise<Calls> {
    return { items: (await withScope(this.pool, wholeRealm(scope.realm), (tx) => openCalls(tx))).map(callView) };
  }

  async get(scope: Scope, roundId: string): Promise<CallDetail> {
    const [call] = await withScope(this.pool, wholeRealm(scope.realm), (tx) => openCalls(tx, roundId));
    const { programme } = found(call);
    const window = found(windowOf(programme));
    return { ...callView(found(call)), eligibility: window.eligibility.map(({ name, clause }) => ({ name, clause })), form: formView(programme, window.form) };
  }

  /** Of programmes with a round that is not over: whom to ring up, on every page. */
  async contacts(scope: Scope): Promise<OfficeContacts> {
    const programmes = await withScope(this.pool, wholeRealm(scope.realm), programmesAtWork);
    return { items: programmes.map((programme) => ({ programme: programme.name, contacts: contactsOf(programme) })) };
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

function callView({ round_id, round_name, settings, programme, call, opens_at, due_at }: OpenCall): Call {
  const window = windowOf(programme);
  const planned = window && stageDates(programme, settings, window.key);
  const [opensMs, dueMs] = opens_at !== null && due_at !== null ? [opens_at, due_at] : planned?.ok ? [planned.value.opensMs, planned.value.dueMs] : [null, null];
  const { planned: places } = roundQuota(programme, settings);
  return {
    roundId: round_id, roundName: round_name, programme: { key: programme.key, name: programme.name }, authority: programme.authority,
    number: call?.number ?? null, places: call?.places ?? (places > 0 ? places : null), publishedOn: call?.publishedOn ?? null,
    opensAt: opensMs === null ? null : toInstant(opensMs), dueAt: dueMs === null ? null : toInstant(dueMs), whoMayApply: window?.invites ?? 'shortlist', contacts: contactsOf(programme),
  };
}

const windowOf = (programme: Programme) => programme.stages.find((stage) => stage.type === 'applicationWindow');

const contactsOf = ({ contacts: { office, hotline, mailbox } }: Programme): Call['contacts'] => ({ office, hotline, mailbox });
