/**
 * When people act. Everybody acts at a few instants, so that a rehearsal's clock takes few steps: on the day after the
 * opening, when they are reminded a week or a day before the deadline, or at the last day's three o'clock; what is decided
 * together, at once.
 */
import { addDays, atTime, type Day, dayOf, endOfDay } from '../domain/calendar/beijing.js';
import { choose } from './chance.js';

export const DAY_MS = 86_400_000;

/** Office hours: the next 10:00 or 16:00, Beijing, after this instant. Epoch milliseconds. */
export function officeAfter(at: number): number {
  const day = dayOf(at);
  const hours = [atTime(day, '10:00'), atTime(day, '16:00'), atTime(addDays(day, 1), '10:00')];
  return hours.find((hour) => hour > at) ?? atTime(addDays(day, 1), '16:00');
}

export interface Span {
  opensAt: number;
  /** One is in time before it. */
  dueAt: number;
  /** When the debt was first seen: nobody acts on what is not there yet. */
  seenAt: number;
}

/** The last day on which one is in time. */
export const lastDayOf = (dueAt: number): Day => dayOf(dueAt - 1);

/** The instants at which one may act, earliest first; empty when the time is over. */
export function slots({ opensAt, dueAt, seenAt }: Span): number[] {
  const last = lastDayOf(dueAt);
  const wanted = [
    atTime(addDays(dayOf(opensAt), 1), '10:00'),
    ...[7, 1].map((days) => atTime(addDays(last, -days), '09:00')),
    atTime(last, '15:00'),
  ];
  const possible = [...new Set(wanted)].filter((at) => at >= seenAt && at >= opensAt && at < dueAt).sort((a, b) => a - b);
  if (possible.length > 0) return possible;
  const next = officeAfter(Math.max(opensAt, seenAt));
  return next < dueAt ? [next] : [];
}

/** A collective decision: one meeting, a week before the deadline, for everything that is there by then; else the next office hours. */
export function meetingBefore({ opensAt, dueAt, seenAt }: Span): number {
  const meeting = atTime(addDays(lastDayOf(dueAt), -7), '09:00');
  return meeting >= seenAt && meeting >= opensAt ? meeting : officeAfter(Math.max(opensAt, seenAt));
}

/** The last office hours before the deadline: for what is signed together. */
export function closingBefore({ opensAt, dueAt, seenAt }: Span): number {
  const closing = atTime(lastDayOf(dueAt), '16:00');
  return closing > seenAt && closing >= opensAt ? closing : officeAfter(Math.max(opensAt, seenAt));
}

/** Undefined when it is too late. */
export function slotBy(span: Span, chance: number): number | undefined {
  const possible = slots(span);
  return possible.length === 0 ? undefined : choose(possible, chance);
}

/** The deadline that somebody late is given: the end of the fourth day after. */
export const extendedFrom = (day: Day): number => endOfDay(addDays(day, 4));
