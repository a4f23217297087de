import { Inject, Injectable } from '@nestjs/common';
import { recalculate } from '../../../domain/calendar/recalculate.js';
import { type Calendar, calendarWith } from '../../../domain/calendar/working-days.js';
import { lastDayOf } from '../../../domain/programme/date-rules.js';
import { stageOf, type Programme } from '../../../domain/programme/schema.js';
import { stepName } from '../../../domain/wording/tasks.js';
import { waveInstants } from '../../../domain/programme/waves.js';
import { type Locale, say, sayCode } from '../../../domain/wording/catalogue.js';
import { sayDue } from '../../../domain/wording/dates.js';
import { calendarIn, listNotices, storedCalendar } from '../../../records/calendar.js';
import { now } from '../../../records/clock.js';
import { findListedGate, owedWithDue } from '../../../records/gate-list.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { countAwaitingCalendar, type FollowingGate, followingGates } from '../../../records/recalculation.js';
import { Commands } from '../commands.js';
import type { NewCalendarNotice, Recalculation, RecalculationDone, RecalculationOrder } from '../contract/calendar.js';
import { toInstant } from '../contract/common.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Plans } from '../platform/plans.js';
import { found, Refused } from '../problem/refused.js';
import { mustHold } from './calendar.service.js';

type Moved = RecalculationDone['items'][number];

/** An amended notice recalculates open deadlines: preview, then apply, one recorded decision for each. */
@Injectable()
export class RecalculationService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: Commands,
    private readonly plans: Plans,
  ) {}

  previewNotice(scope: Scope, notice: NewCalendarNotice, locale: Locale): Promise<Recalculation> {
    return withScope(this.pool, scope, async (tx) => {
      const stored = await storedCalendar(tx, scope.realm);
      mustHold(notice, calendarWith(stored.notices, stored.n));
      return this.preview(tx, scope, calendarWith([...stored.notices, notice], stored.n + 1), locale);
    });
  }

  pending(scope: Scope, locale: Locale): Promise<Recalculation> {
    return withScope(this.pool, scope, async (tx) => this.preview(tx, scope, await calendarIn(tx, scope.realm), locale));
  }

  /** Every gate by its own command, in a transaction of its own: what cannot be moved does not keep back the others. */
  async apply(scope: Scope, accountId: string, request: Repeatable, order: RecalculationOrder, locale: Locale): Promise<RecalculationDone> {
    const { gates, notice } = await withScope(this.pool, scope, async (tx) => {
      const rows = [];
      for (const id of new Set(order.gateIds)) rows.push(found(await findListedGate(tx, id)));
      const latest = (await listNotices(tx, scope.realm)).findLast((one) => one.withdrawnAt === null);
      return { gates: rows, notice: latest?.documentNumber ?? '' };
    });
    const items: Moved[] = [];
    for (const gate of gates) {
      const body = { gateId: gate.id, calendar: order.calendar, notice, reason: order.reason };
      const own = { key: `${request.key}/${gate.id}`, bodyHash: `${request.bodyHash}/${gate.id}` };
      items.push(await this.move(scope, { accountId, request: own, kind: 'recalculateDeadline', workflowId: gate.workflow_id, body }, gate.id, locale));
    }
    return { items };
  }

  private async move(scope: Scope, decision: Parameters<Commands['decide']>[1], gateId: number, locale: Locale): Promise<Moved> {
    try {
      const answer = await this.commands.decide(scope, decision);
      return { gateId, outcome: 'moved', before: String(answer.before), dueAt: String(answer.dueAt), deadlineVersion: Number(answer.deadlineVersion), code: null, message: null };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code, params } = error.refusal;
      return { gateId, outcome: code === 'PROCESS_UNAVAILABLE' ? 'unavailable' : 'refused', before: null, dueAt: null, deadlineVersion: null, code, message: sayCode(locale, code, params) };
    }
  }

  private async preview(tx: Tx, scope: Scope, calendar: Calendar, locale: Locale): Promise<Recalculation> {
    const at = await now(tx, scope.realm);
    const gates = await followingGates(tx, scope.realm);
    const programmeOf = await this.plans.all(tx, gates.map((gate) => gate.programme_version_id));
    const answer: Recalculation = { version: calendar.version, moves: [], stays: [], waiting: await countAwaitingCalendar(tx, scope.realm) };
    for (const gate of gates) {
      const programme = programmeOf(gate.programme_version_id);
      const computed = recalculate({ dueMs: gate.due_at, basis: gate.due_basis }, calendar, at);
      const about = { gateId: gate.id, round: { id: gate.round_id, name: gate.round_name }, name: nameOf(programme, gate) };
      if (computed.moves) answer.moves.push({ ...about, ...(await moveView(tx, gate, computed.dueMs, { programme, at, locale })) });
      else if (computed.refusal.code !== 'DUE_UNCHANGED') {
        answer.stays.push({ ...about, dueAt: toInstant(gate.due_at), code: computed.refusal.code, message: sayCode(locale, computed.refusal.code, computed.refusal.params) });
      }
    }
    return answer;
  }
}

async function moveView(tx: Tx, gate: FollowingGate, dueMs: number, { programme, at, locale }: { programme: Programme; at: number; locale: Locale }) {
  // A later date of a society's own stays.
  const tasks = (await owedWithDue(tx, gate.id)).filter((task) => task.due_at === gate.due_at || task.due_at <= dueMs);
  const told = new Map(tasks.flatMap(({ society }) => (society === null ? [] : [[society.id, society] as const])));
  const coming = (due: number) => waveInstants(programme, due).filter((wave) => wave.atMs > at).map(({ wave, atMs }) => ({ wave, at: toInstant(atMs) }));
  return {
    workflowId: gate.workflow_id, society: gate.society, before: toInstant(gate.due_at), dueAt: toInstant(dueMs), lastDayBefore: lastDayOf(gate.due_at), lastDay: lastDayOf(dueMs),
    affected: tasks.length, told: [...told.values()], reminders: { before: coming(gate.due_at), after: coming(dueMs) },
    message: say(locale, 'calendar.move', { name: nameOf(programme, gate)[locale], before: sayDue(locale, gate.due_at), after: sayDue(locale, dueMs), affected: tasks.length }),
  };
}

function nameOf(programme: Programme, { stage, step }: FollowingGate): { zh: string; en: string } {
  const [first = '', second] = step.split('.');
  return stageOf(programme, stage)?.name ?? stepName(programme, second ?? first);
}
