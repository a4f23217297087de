import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { mailroomId } from '../../../domain/ids.js';
import type { StageOf } from '../../../domain/programme/schema.js';
import { checkMove, checkTimekeeping, planDefence } from '../../../domain/review/defence.js';
import type { Refusal } from '../../../domain/refusal.js';
import { acceptedApplications } from '../../../records/applications.js';
import { record } from '../../../records/audit.js';
import { now } from '../../../records/clock.js';
import { defencesAhead, type DefenceSlot, defenceSlots, hearers, keepTime, lockDefence, moveSlot, savePlan, signIn } from '../../../records/defence.js';
import { announceDefence } from '../../../records/defence-notices.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { loadRound, type PlannedRound } from '../../../records/rounds.js';
import { toInstant } from '../contract/common.js';
import type { Defence, DefencePlan, Defences, DefenceSlot as SlotView, SignIn, SlotChange, SlotPath, Timekeeping } from '../contract/defence.js';
import type { Repeatable } from '../http/keyed.js';
import type { Locale } from '../http/request.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, Refused, refused, unwrap } from '../problem/refused.js';
import { Temporal } from '../temporal.js';
import { type DefenceOf, defenceView, OFFICE, readerOf } from './defence-view.js';

/** The days of the defence (000 §5.3). Rows only: a room can be changed while Temporal is down. */
@Injectable()
export class DefenceService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly temporal: Temporal,
  ) {}

  list(scope: Scope, who: Principal): Promise<Defences> {
    const reader = readerOf(who);
    return withScope(this.pool, scope, async (tx) => ({
      items: (await defencesAhead(tx, reader.as === 'expert' ? reader.id : undefined)).map((one) => ({
        round: { id: one.round_id, name: one.round_name }, from: toInstant(one.first), to: toInstant(one.last), societies: one.societies, held: one.held, room: one.room,
      })),
    }));
  }

  get(scope: Scope, who: Principal, roundId: string, locale: Locale): Promise<Defence> {
    return withScope(this.pool, scope, async (tx) => defenceView(tx, await heardIn(tx, roundId), readerOf(who), locale));
  }

  plan(scope: Scope, accountId: string, request: Repeatable, roundId: string, entry: DefencePlan, locale: Locale): Promise<Defence> {
    return this.changing(scope, accountId, request, roundId, (tx, of) => defenceView(tx, of, OFFICE, locale), async (tx, { stage, round: { programme } }, slots, at) => {
      if (slots.some(({ status }) => status === 'held')) throw refused('DEFENCE_UNDER_WAY');
      const applications = await acceptedApplications(tx, roundId);
      const experts = await hearers(tx, roundId);
      const rooms = entry.rooms.map(({ room, panel, windows }) => ({ room, panel, windows: windows.map((one) => ({ opensAt: Date.parse(one.opensAt), closesAt: Date.parse(one.closesAt) })) }));
      const planned = unwrap(planDefence({
        defenders: applications.map(({ id, code, discipline_group }) => ({ code, panel: discipline_group, experts: experts.filter((one) => one.application_id === id).map(({ code: own }) => own) })),
        rooms, minutes: stage.defence.presentationMinutes + stage.defence.questionMinutes, breakMinutes: stage.defence.breakMinutes ?? 0, seed: entry.seed,
      }), { programme });
      const ids = new Map(applications.map(({ code, id }) => [code, id]));
      await savePlan(tx, scope.realm, roundId, { seed: entry.seed, rooms, at }, planned.map((slot) => ({
        applicationId: ids.get(slot.code) ?? '', panel: slot.panel, position: slot.position, room: slot.room, startsAt: slot.startsAt, minutes: (slot.endsAt - slot.startsAt) / 60_000,
      })));
      await announceDefence(tx, { realm: scope.realm, roundId, at, occasion: `plan/${at}`, template: 'defenceNotice', reason: '' });
      return { action: 'defence.plan', body: { seed: entry.seed, rooms: entry.rooms.map(({ room, panel }) => `${panel}: ${room}`), slots: planned.map(({ code, position, panel }) => `${panel} ${position} ${code}`) } };
    });
  }

  change(scope: Scope, accountId: string, request: Repeatable, { id, applicationId }: SlotPath, entry: SlotChange, locale: Locale): Promise<SlotView> {
    return this.changingOne(scope, accountId, request, { id, applicationId }, locale, async (tx, _of, slots, at) => {
      const slot = open(slots, applicationId);
      const room = entry.room ?? slot.room;
      const startsAt = entry.startsAt === null ? null : Date.parse(entry.startsAt);
      if (startsAt !== null) {
        const experts = await hearers(tx, id);
        const planned = slots.filter((one) => one.status === 'planned' || one.application_id === applicationId).map((one) => ({
          code: one.code, panel: one.panel, room: one.room, position: one.position, startsAt: one.starts_at, endsAt: one.starts_at + one.minutes * 60_000,
          experts: experts.filter(({ application_id }) => application_id === one.application_id).map(({ code }) => code),
        }));
        first(checkMove({ code: slot.code, room, startsAt }, planned));
      }
      await moveSlot(tx, id, applicationId, { startsAt, room }, { at, by: accountId, reason: entry.reason });
      await announceDefence(tx, { realm: scope.realm, roundId: id, at, occasion: `change/${slot.version + 1}`, applicationId, template: startsAt === null ? 'defencePostponed' : 'defenceMoved', reason: entry.reason });
      return { action: 'defence.change', body: { application: applicationId, startsAt: entry.startsAt, room, reason: entry.reason } };
    });
  }

  signIn(scope: Scope, accountId: string, request: Repeatable, { id, applicationId }: SlotPath, entry: SignIn, locale: Locale): Promise<SlotView> {
    return this.changingOne(scope, accountId, request, { id, applicationId }, locale, async (tx, _of, slots, at) => {
      const slot = slotOf(slots, applicationId);
      const hearing = new Set((await hearers(tx, id)).filter((one) => one.application_id === slot.application_id).map(({ expert_id }) => expert_id));
      // Whoever is recused has left the room and signs for nothing.
      if (!entry.experts.every((expert) => hearing.has(expert))) throw refused('DEFENCE_NOT_HEARING', { field: 'experts' });
      await signIn(tx, id, applicationId, { experts: [...new Set(entry.experts)], society: entry.society, at });
      return { action: 'defence.signIn', body: { application: applicationId, experts: entry.experts, people: entry.society.length } };
    });
  }

  keepTime(scope: Scope, accountId: string, request: Repeatable, { id, applicationId }: SlotPath, entry: Timekeeping, locale: Locale): Promise<SlotView> {
    return this.changingOne(scope, accountId, request, { id, applicationId }, locale, async (tx, _of, slots) => {
      slotOf(slots, applicationId);
      const kept = { presentationFrom: Date.parse(entry.presentationFrom), presentationTo: Date.parse(entry.presentationTo), questionsTo: Date.parse(entry.questionsTo) };
      first(checkTimekeeping(kept));
      await keepTime(tx, id, applicationId, kept);
      return { action: 'defence.time', body: { application: applicationId, ...kept } };
    });
  }

  private changingOne(scope: Scope, accountId: string, request: Repeatable, { id, applicationId }: SlotPath, locale: Locale, work: Change): Promise<SlotView> {
    return this.changing(scope, accountId, request, id, async (tx, of) => found((await defenceView(tx, of, OFFICE, locale)).items.find((slot) => slot.applicationId === applicationId)), work);
  }

  /** One change at a time, once per key, on record. */
  private async changing<T>(
    scope: Scope, accountId: string, request: Repeatable, roundId: string, view: (tx: Tx, of: DefenceOf) => Promise<T>, work: Change,
  ): Promise<T> {
    const answer = await this.once.run(scope, accountId, request, async (tx) => {
      const of = await heardIn(tx, roundId);
      await lockDefence(tx, roundId);
      const done = await work(tx, of, await defenceSlots(tx, roundId), await now(tx, scope.realm));
      await record(tx, { stream: `round/${roundId}`, realm: scope.realm, actor: accountId, ...done });
      return view(tx, of);
    });
    this.temporal.wake(scope.realm, [mailroomId(scope.realm)]);
    return answer;
  }
}

/** What is done under the lock, for the audit trail. */
type Change = (tx: Tx, of: DefenceOf, slots: DefenceSlot[], at: number) => Promise<{ action: string; body: Record<string, unknown> }>;

async function heardIn(tx: Tx, roundId: string): Promise<DefenceOf> {
  const round: PlannedRound = found(await loadRound(tx, roundId));
  return { round, stage: found(round.programme.stages.find((one): one is StageOf<'expertReview'> => one.type === 'expertReview')) };
}

const slotOf = (slots: readonly DefenceSlot[], applicationId: string): DefenceSlot => found(slots.find((slot) => slot.application_id === applicationId));

function open(slots: readonly DefenceSlot[], applicationId: string): DefenceSlot {
  const slot = slotOf(slots, applicationId);
  if (slot.status === 'held') throw refused('DEFENCE_HELD');
  return slot;
}

function first(refusals: readonly Refusal[]): void {
  if (refusals[0]) throw new Refused(refusals[0]);
}
