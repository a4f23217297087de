/** Turns one date rule into an instant, with what it rests on. Instants are epoch milliseconds; rules are Beijing dates. */
import { atTime, dayOf, isDay } from '../calendar/beijing.js';
import { type DueBasis, dueOf } from '../calendar/due-basis.js';
import type { Period } from '../calendar/periods.js';
import type { Calendar } from '../calendar/working-days.js';
import { accept, refuse, type Result } from '../refusal.js';
import type { DateRule, FixedDate } from './common.js';

/** Which of the two a rule stands for: they differ in the default time of day. */
export type Edge = 'opens' | 'due';

/** An instant and how it came about. */
export interface Dated {
  ms: number;
  basis: DueBasis;
}

/** The last day on which an act is in time: what is due at 24:00 of day X is due on X, though the instant is X+1 00:00. */
export const lastDayOf = (dueMs: number): string => dayOf(dueMs - 1);

/** The day of a fixed date. `baseYear` is the programme's year, or the implementation year of a yearly step. */
export const fixedDay = (rule: FixedDate, baseYear: number): string => `${baseYear + (rule.year ?? 0)}-${rule.on}`;

export const isFixed = (rule: DateRule): rule is FixedDate => 'on' in rule;

/** Looks up what a period counts from: `opens`, `signed`, `application.due`. */
export type Reference = (after: string) => Result<Dated>;

/** An instant that has happened, or that people have set. */
export const fixedAt = (ms: number): Dated => ({ ms, basis: { rule: 'fixed', dueMs: ms } });

/**
 * A fixed date is taken as it is, Sunday or not. A period counts from the day of its reference (not counted itself) and
 * ends by the rules of domain/calendar. Zero days is the reference's own instant.
 */
export function resolve(rule: DateRule, edge: Edge, baseYear: number, reference: Reference, calendar: Calendar): Result<Dated> {
  const time = rule.time ?? (edge === 'opens' ? '00:00' : '24:00');
  if (isFixed(rule)) {
    const day = fixedDay(rule, baseYear);
    return isDay(day) ? accept(fixedAt(atTime(day, time))) : refuse({ code: 'DAY_INVALID', params: { day } });
  }
  const from = reference(rule.after);
  if (!from.ok) return from;
  if ('days' in rule && rule.days === 0) return from;
  const basis: DueBasis = { rule: 'period', from: startOf(rule.after, from.value), ...lengthOf(rule), time };
  const due = dueOf(basis, calendar);
  return due.ok ? accept({ ms: due.value, basis }) : due;
}

/**
 * An instant named as due belongs to the day it ends; any other instant to the day it falls on. A deadline that rests on a
 * period stays one: when the calendar moves it, what counts from it moves too.
 */
function startOf(after: string, { ms, basis }: Dated): string | DueBasis {
  if (!after.endsWith('.due')) return dayOf(ms);
  return basis.rule === 'fixed' ? lastDayOf(ms) : basis;
}

export function lengthOf(rule: Exclude<DateRule, FixedDate>): Pick<Period, 'count' | 'unit'> {
  if ('workingDays' in rule) return { count: rule.workingDays, unit: 'workingDays' };
  if ('months' in rule) return { count: rule.months, unit: 'months' };
  if ('years' in rule) return { count: rule.years, unit: 'years' };
  return { count: rule.days, unit: 'naturalDays' };
}

/** A date of the round's settings: Beijing wall time without an offset, an instant with one. */
export function settingInstant(text: string): Result<number> {
  const wall = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(text);
  if (wall?.[1] && wall[2]) {
    return isDay(wall[1]) ? accept(atTime(wall[1], wall[2])) : refuse({ code: 'DAY_INVALID', params: { day: wall[1] } });
  }
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? refuse({ code: 'DAY_INVALID', params: { day: text } }) : accept(instant);
}
