/**
 * Periods and deadlines. Fixed dates never roll; only periods do (民法总则 200–205, 民法典 200–204, by analogy): the
 * starting day is not counted, and a last day that is a rest day gives way to the next working day.
 */
import { type Clause, type Result, accept, refuse } from '../refusal.js';
import { type Locale, say } from '../wording/catalogue.js';
import { sayDue } from '../wording/dates.js';
import { type Day, addDays, addMonths, atTime, compareDays, dayOf, daysBetween, endOfDay, yearOf } from './beijing.js';
import type { Calendar } from './working-days.js';

export const PERIOD_UNITS = ['workingDays', 'naturalDays', 'months', 'years'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

/** The longest period of each unit: about ten years. */
const MOST: Record<PeriodUnit, number> = { workingDays: 3660, naturalDays: 3660, months: 120, years: 10 };

export interface Period {
  /** The day of the event the period counts from: not counted itself, unless `countFirstDay`. */
  from: Day;
  /** From 1; at most ten years. */
  count: number;
  unit: PeriodUnit;
  /** A recorded option for texts that count the day of posting. */
  countFirstDay?: boolean;
}

export interface PeriodEnd {
  /** The last day on which the act is in time. */
  lastDay: Day;
  /** Where a period of natural days, months or years would have ended, had that been a working day. */
  rolledFrom?: Day;
  /** What to tell the reader about the calculation; a code of the wording catalogue. */
  note?: 'PERIOD_ROLLED' | 'PERIOD_FIRST_DAY_COUNTED';
}

export function periodEnd(period: Period, calendar: Calendar): Result<PeriodEnd> {
  const { count, unit } = period;
  if (!Number.isSafeInteger(count) || count < 1 || count > MOST[unit]) {
    return refuse({ code: 'PERIOD_COUNT_INVALID', params: { count: String(count), most: MOST[unit] } });
  }
  const note = period.countFirstDay ? ('PERIOD_FIRST_DAY_COUNTED' as const) : undefined;
  if (unit === 'workingDays') {
    const last = nthWorkingDay(period.countFirstDay ? period.from : addDays(period.from, 1), count, calendar);
    return last.ok ? accept(withoutUndefined({ lastDay: last.value, note })) : last;
  }
  const computed = unrolledEnd(period);
  const last = nthWorkingDay(computed, 1, calendar);
  if (!last.ok) return last;
  if (last.value === computed) return accept(withoutUndefined({ lastDay: computed, note }));
  return accept({ lastDay: last.value, rolledFrom: computed, note: 'PERIOD_ROLLED' });
}

/**
 * Months and years end on the corresponding day of the last month; where it has none, on the month's last day (民法总则
 * 202, 民法典 202). When the first day counts, everything is a day earlier.
 */
function unrolledEnd({ from, count, unit, countFirstDay }: Period): Day {
  const start = countFirstDay ? addDays(from, -1) : from;
  if (unit === 'months' || unit === 'years') return addMonths(start, unit === 'years' ? 12 * count : count);
  return addDays(start, count);
}

/**
 * The other way round: the latest day on which the event may happen (a list be posted) so that its period has ended on
 * `lastDay` or before; never a rest day. Refused when the calendar does not know a year in between.
 */
export function latestStart(period: Omit<Period, 'from'>, lastDay: Day, calendar: Calendar): Result<Day> {
  for (let from = soonest(period, lastDay); daysBetween(from, lastDay) <= LONGEST_LOOK_BACK; from = addDays(from, -1)) {
    const working = calendar.isWorkingDay(from);
    if (working === 'unknown') return refuse({ code: 'CALENDAR_UNKNOWN', params: { year: yearOf(from), day: from } });
    if (!working) continue;
    const end = periodEnd({ ...period, from }, calendar);
    if (!end.ok && end.refusal.code !== 'CALENDAR_UNKNOWN') return end;
    // What ends in a year that is not known ends too late in any case: lastDay is in a known one.
    if (end.ok && compareDays(end.value.lastDay, lastDay) <= 0) return accept(from);
  }
  return refuse({ code: 'PERIOD_COUNT_INVALID', params: { count: String(period.count), most: MOST[period.unit] } });
}

/** Without any rest day in between. */
function soonest({ count, unit, countFirstDay }: Omit<Period, 'from'>, lastDay: Day): Day {
  const days = unit === 'months' ? 27 * count : unit === 'years' ? 365 * count : count;
  return addDays(lastDay, (countFirstDay ? 1 : 0) - days);
}

/** Ten years, and the longest holiday. */
const LONGEST_LOOK_BACK = 5600;

/** The n-th working day on or after `from` (n from 1). */
export function nthWorkingDay(from: Day, n: number, calendar: Calendar): Result<Day> {
  let day = from;
  for (let counted = 0; ; day = addDays(day, 1)) {
    const working = calendar.isWorkingDay(day);
    if (working === 'unknown') return refuse({ code: 'CALENDAR_UNKNOWN', params: { year: yearOf(day), day } });
    if (working && ++counted === n) return accept(day);
  }
}

/** [C] Online a day ends at 24:00; at a counter, by phone or on paper at 17:00. What comes *at* the instant is late. */
export const dueInstant = (day: Day, channel: 'online' | 'counter'): number =>
  channel === 'online' ? endOfDay(day) : atTime(day, '17:00');

/** The articles on periods in force in that round's year. 民法典 took effect on 1 January 2021. */
export const periodLaw = (year: number): Clause =>
  year < 2021 ? { document: '民法总则', clause: '200–205' } : { document: '民法典', clause: '200–204' };

/**
 * A last day as it is printed everywhere: `2018年10月28日（周日）24:00（含当日）`. With an instant as `nowMs` the days left
 * follow; without one (letters, lists on paper) they do not.
 */
export function printDeadline(day: Day, nowMs: number | undefined, locale: Locale): string {
  const printed = sayDue(locale, endOfDay(day));
  if (nowMs === undefined) return printed;
  const days = daysBetween(dayOf(nowMs), day);
  if (days < 0) return printed + say(locale, 'REMAINING_NONE');
  return printed + (days === 0 ? say(locale, 'REMAINING_TODAY') : say(locale, 'REMAINING_DAYS', { days }));
}

const withoutUndefined = ({ lastDay, note }: { lastDay: Day; note: PeriodEnd['note'] }): PeriodEnd =>
  note ? { lastDay, note } : { lastDay };
