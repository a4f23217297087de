/**
 * What a deadline rests on, kept beside it: a fixed date, a period, or either moved by a suspension. With it an amended
 * calendar can be applied: only what follows from a period moves; what staff have set has no basis and stays.
 */
import { accept, type Result } from '../refusal.js';
import { atTime, type Day, dayOf } from './beijing.js';
import { type Period, periodEnd } from './periods.js';
import { shiftBySuspension } from './shift.js';
import type { Calendar } from './working-days.js';

export type DueBasis =
  /** Epoch milliseconds, of the programme or the round's settings: never rolls, never moves. */
  | { rule: 'fixed'; dueMs: number }
  /** `from` is the day of an event, or a deadline that rests on a period itself. `time` is Beijing wall time. */
  | (Omit<Period, 'from'> & { rule: 'period'; from: Day | DueBasis; time: string })
  /** A suspension of that many milliseconds, then resumed [C]. */
  | { rule: 'suspended'; of: DueBasis; byMs: number };

/** The due instant, epoch milliseconds. */
export function dueOf(basis: DueBasis, calendar: Calendar): Result<number> {
  switch (basis.rule) {
    case 'fixed':
      return accept(basis.dueMs);
    case 'period': {
      const { from, count, unit, countFirstDay, time } = basis;
      const start = typeof from === 'string' ? accept(from) : startDay(from, calendar);
      if (!start.ok) return start;
      const end = periodEnd({ from: start.value, count, unit, ...(countFirstDay ? { countFirstDay } : {}) }, calendar);
      return end.ok ? accept(atTime(end.value.lastDay, time)) : end;
    }
    case 'suspended': {
      const before = dueOf(basis.of, calendar);
      return before.ok ? shiftBySuspension(before.value, basis.byMs, calendar) : before;
    }
  }
}

/** A deadline belongs to the day that it ends. */
function startDay(basis: DueBasis, calendar: Calendar): Result<Day> {
  const due = dueOf(basis, calendar);
  return due.ok ? accept(dayOf(due.value - 1)) : due;
}

/** Whether another calendar could move it. */
export const followsCalendar = (basis: DueBasis): boolean => basis.rule !== 'fixed';

/** A period of days that ends at 24:00 online, from the day of an instant. */
export const periodFrom = (at: number, count: number, unit: Period['unit']): DueBasis => ({ rule: 'period', from: dayOf(at), count, unit, time: '24:00' });
