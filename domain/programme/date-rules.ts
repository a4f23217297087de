/** Turns one date rule into an instant. Instants are epoch milliseconds; rules are Beijing dates. */
import { atTime, dayOf, isDay } from '../calendar/beijing.js';
import { periodEnd } from '../calendar/periods.js';
import { accept, refuse, type Result } from '../refusal.js';
import type { DateRule, FixedDate } from './common.js';

/** Which of the two a rule stands for: they differ in the default time of day. */
export type Edge = 'opens' | 'due';

/** The last day on which an act is in time: what is due at 24:00 of day X is due on X, though the instant is X+1 00:00. */
export const lastDayOf = (dueMs: number): string => dayOf(dueMs - 1);

/** The day of a fixed date. `baseYear` is the programme's year, or the implementation year of a yearly step. */
export const fixedDay = (rule: FixedDate, baseYear: number): string => `${baseYear + (rule.year ?? 0)}-${rule.on}`;

export const isFixed = (rule: DateRule): rule is FixedDate => 'on' in rule;

/** Looks up what a period counts from: `opens`, `signed`, `application.due`. */
export type Reference = (after: string) => Result<number>;

/**
 * A fixed date is taken as it is, Sunday or not. A period counts from the day of its reference (not counted itself) and
 * ends by the rules of domain/calendar. Zero days is the reference's own instant.
 */
export function resolve(rule: DateRule, edge: Edge, baseYear: number, reference: Reference): Result<number> {
  const time = rule.time ?? (edge === 'opens' ? '00:00' : '24:00');
  if (isFixed(rule)) {
    const day = fixedDay(rule, baseYear);
    return isDay(day) ? accept(atTime(day, time)) : refuse({ code: 'DAY_INVALID', params: { day } });
  }
  const from = reference(rule.after);
  if (!from.ok) return from;
  if ('days' in rule && rule.days === 0) return from;
  // An instant named as due belongs to the day it ends; any other instant to the day it falls on.
  const startDay = rule.after.endsWith('.due') ? lastDayOf(from.value) : dayOf(from.value);
  const end = 'days' in rule
    ? periodEnd({ from: startDay, count: rule.days, unit: 'naturalDays' })
    : periodEnd({ from: startDay, count: rule.workingDays, unit: 'workingDays' });
  return end.ok ? accept(atTime(end.value.lastDay, time)) : end;
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
