/**
 * Periods and deadlines. Fixed dates never roll; only periods do (民法总则 200–205, 民法典 200–204, by analogy): the
 * starting day is not counted, and a last day that is a rest day gives way to the next working day.
 */
import { type Clause, type Result, accept, refuse } from '../refusal.js';
import { type Locale, say } from '../wording/catalogue.js';
import { sayDue } from '../wording/dates.js';
import { type Day, addDays, atTime, dayOf, daysBetween, endOfDay, yearOf } from './beijing.js';
import { isWorkingDay } from './working-days.js';

export interface Period {
  /** The day of the event the period counts from: not counted itself, unless `countFirstDay`. */
  from: Day;
  /** 1 … 3660. */
  count: number;
  unit: 'workingDays' | 'naturalDays';
  /** A recorded option for texts that count the day of posting. */
  countFirstDay?: boolean;
}

export interface PeriodEnd {
  /** The last day on which the act is in time. */
  lastDay: Day;
  /** Where a natural-day period would have ended, had that been a working day. */
  rolledFrom?: Day;
  /** What to tell the reader about the calculation; a code of the wording catalogue. */
  note?: 'PERIOD_ROLLED' | 'PERIOD_FIRST_DAY_COUNTED';
}

export function periodEnd(period: Period): Result<PeriodEnd> {
  if (!Number.isSafeInteger(period.count) || period.count < 1 || period.count > 3660) {
    return refuse({ code: 'PERIOD_COUNT_INVALID', params: { count: String(period.count) } });
  }
  const note = period.countFirstDay ? ('PERIOD_FIRST_DAY_COUNTED' as const) : undefined;
  const firstCounted = period.countFirstDay ? period.from : addDays(period.from, 1);

  if (period.unit === 'workingDays') {
    const last = nthWorkingDay(firstCounted, period.count);
    return last.ok ? accept(withoutUndefined({ lastDay: last.value, note })) : last;
  }
  const computed = addDays(firstCounted, period.count - 1);
  const last = nthWorkingDay(computed, 1);
  if (!last.ok) return last;
  if (last.value === computed) return accept(withoutUndefined({ lastDay: computed, note }));
  return accept({ lastDay: last.value, rolledFrom: computed, note: 'PERIOD_ROLLED' });
}

/** The n-th working day on or after `from` (n from 1). */
export function nthWorkingDay(from: Day, n: number): Result<Day> {
  let day = from;
  for (let counted = 0; ; day = addDays(day, 1)) {
    const working = isWorkingDay(day);
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
