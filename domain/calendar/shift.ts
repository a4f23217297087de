/** Deadlines after a suspension [C]: nobody loses the time during which nothing could be handed in. */
import { type Result, accept, refuse } from '../refusal.js';
import { dayOf, endOfDay } from './beijing.js';
import { nthWorkingDay } from './periods.js';
import type { Calendar } from './working-days.js';

/**
 * The due instant moved by the time the gate was suspended. When it then falls on a rest day it moves on to 24:00 of the
 * next working day. Without suspended time nothing moves: a fixed date stays on its Sunday.
 */
export function shiftBySuspension(dueMs: number, suspendedMs: number, calendar: Calendar): Result<number> {
  if (!Number.isSafeInteger(suspendedMs) || suspendedMs < 0) {
    return refuse({ code: 'SUSPENSION_INVALID', params: { milliseconds: String(suspendedMs) } });
  }
  if (suspendedMs === 0) return accept(dueMs);
  const shifted = dueMs + suspendedMs;
  // 24:00 is the next day's 00:00 but belongs to the day that ends.
  const day = dayOf(shifted - 1);
  const workingDay = nthWorkingDay(day, 1, calendar);
  if (!workingDay.ok) return workingDay;
  return accept(workingDay.value === day ? shifted : endOfDay(workingDay.value));
}
