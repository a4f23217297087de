import { Inject, Injectable } from '@nestjs/common';
import { addDays, type Day, weekday, yearOf } from '../../../domain/calendar/beijing.js';
import { checkNotice } from '../../../domain/calendar/notice.js';
import { type Calendar, calendarVersion, SHIPPED_YEARS } from '../../../domain/calendar/working-days.js';
import { contestsId, LIVE } from '../../../domain/ids.js';
import { type Locale, say } from '../../../domain/wording/catalogue.js';
import { record } from '../../../records/audit.js';
import { addNotice, calendarIn, findNotice, listNotices, type NoticeRow, withdrawNotice } from '../../../records/calendar.js';
import { now } from '../../../records/clock.js';
import { recomputeContests } from '../../../records/contests.js';
import { type Pool, type Scope, type Tx, withScope } from '../../../records/pool.js';
import { ringAwaitingCalendar } from '../../../records/recalculation.js';
import type { CalendarYear, NewCalendarNotice, NoticeRecorded, RecordedNotice, WorkingCalendar } from '../contract/calendar.js';
import { toInstant } from '../contract/common.js';
import type { Repeatable } from '../http/keyed.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { Temporal } from '../temporal.js';
import { orNull } from '../rounds/round-view.js';

/** The State Council's working-day calendar: shipped data, and the notices that the office records when they come out. */
@Injectable()
export class CalendarService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
    private readonly temporal: Temporal,
  ) {}

  read(scope: Scope): Promise<WorkingCalendar> {
    return withScope(this.pool, scope, async (tx) => {
      const notices = await listNotices(tx, scope.realm);
      const announced = notices.filter((one) => one.withdrawnAt === null).flatMap((one) => one.year ?? []);
      const years = [...new Set([...SHIPPED_YEARS, ...announced])].sort((a, b) => a - b);
      return { version: (await calendarIn(tx, scope.realm)).version, shipped: calendarVersion, years, notices: notices.map(noticeView) };
    });
  }

  async year(scope: Scope, year: number, locale: Locale): Promise<CalendarYear> {
    const calendar = await withScope(this.pool, scope, (tx) => calendarIn(tx, scope.realm));
    const days = daysOf(year);
    const known = calendar.isWorkingDay(`${year}-06-01`) !== 'unknown';
    const working = known ? days.filter((day) => calendar.isWorkingDay(day) === true) : [];
    return {
      year, known, version: calendar.version, workingDays: working.length,
      restWeekdays: known ? days.filter((day) => isWeekday(day) && calendar.isWorkingDay(day) === false) : [],
      workedWeekends: working.filter((day) => !isWeekday(day)),
      message: known ? say(locale, 'calendar.known', { year, version: calendar.version }) : say(locale, 'calendar.unknown', { year }),
    };
  }

  async record(scope: Scope, accountId: string, request: Repeatable, notice: NewCalendarNotice): Promise<NoticeRecorded> {
    return this.changing(scope, accountId, request, async (tx) => {
      mustHold(notice, await calendarIn(tx, scope.realm));
      const added = await addNotice(tx, { ...notice, realm: scope.realm, by: accountId, at: await now(tx, scope.realm) });
      return { row: added, action: 'calendar.notice', body: { ...notice, notice: added.id, n: added.n } };
    });
  }

  async withdraw(scope: Scope, accountId: string, request: Repeatable, id: string, reason: string): Promise<NoticeRecorded> {
    return this.changing(scope, accountId, request, async (tx) => {
      found(await findNotice(tx, scope.realm, id));
      if (!(await withdrawNotice(tx, scope.realm, id, reason, await now(tx, scope.realm)))) throw refused('ALREADY_DECIDED');
      return { row: found(await findNotice(tx, scope.realm, id)), action: 'calendar.withdraw', body: { notice: id, reason } };
    });
  }

  /** What waits for the calendar looks again, whatever has changed in it. */
  private async changing(scope: Scope, accountId: string, request: Repeatable, change: (tx: Tx) => Promise<{ row: NoticeRow; action: string; body: Record<string, unknown> }>): Promise<NoticeRecorded> {
    let woken: string[] = [];
    let contests: string[] = [];
    const answer = await this.once.run(scope, accountId, request, async (tx) => {
      const { row, action, body } = await change(tx);
      woken = await ringAwaitingCalendar(tx, scope.realm);
      contests = (await recomputeContests(tx, scope.realm)) ? [contestsId(scope.realm)] : [];
      const { version } = await calendarIn(tx, scope.realm);
      await record(tx, { stream: scope.realm === LIVE ? 'calendar' : `calendar/${scope.realm}`, realm: scope.realm, actor: accountId, action, body: { ...body, version } });
      return { notice: noticeView(row), version, resumed: woken.length };
    });
    this.temporal.wake(scope.realm, [...woken, ...contests]);
    return answer;
  }
}

/** Everything that is wrong with a notice at once, each with its field. */
export function mustHold(notice: NewCalendarNotice, calendar: Calendar): void {
  const refusals = checkNotice(notice, calendar);
  if (refusals.length === 0) return;
  throw refused('NOTICE_INVALID', { params: { count: refusals.length } }, { errors: refusals.map(({ code, field = '', params }) => ({ field, code, params })) });
}

function noticeView(row: NoticeRow): RecordedNotice {
  return {
    id: row.id, n: row.n, year: row.year, documentNumber: row.documentNumber, issuedOn: row.issuedOn, title: row.title, restDays: [...row.restDays], workingDays: [...row.workingDays],
    reason: row.reason, recordedAt: toInstant(row.recordedAt), withdrawnAt: orNull(row.withdrawnAt), withdrawalReason: row.withdrawalReason,
  };
}

function daysOf(year: number): Day[] {
  const days: Day[] = [];
  for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) days.push(day);
  return days;
}

const isWeekday = (day: Day): boolean => weekday(day) >= 1 && weekday(day) <= 5;
