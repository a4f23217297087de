/** What moving a deadline means, told before it is moved: the reminders that move with it, and the days it gains. */
import { addDays, compareDays } from '../calendar/beijing.js';
import type { Calendar } from '../calendar/working-days.js';
import { accept, refuse, type Result } from '../refusal.js';
import { lastDayOf } from './date-rules.js';
import type { Programme } from './schema.js';
import { waveInstants, type WaveInstant } from './waves.js';

export interface ExtensionPreview {
  /** The last days on which one is in time, Beijing. */
  lastDayBefore: string;
  lastDay: string;
  /** A new deadline on a rest day stands; staff should know. */
  onRestDay: boolean;
  /** Days after the old last day, up to the new one: working days, and the rest days among them. */
  workingDays: number;
  restDays: string[];
  /** True when the State Council's arrangement of some of these days is not known. */
  calendarUnknown: boolean;
  /** Waves of the old deadline that would still have come, and those of the new one. */
  remindersBefore: WaveInstant[];
  reminders: WaveInstant[];
}

/** All instants epoch milliseconds. Refused unless the new deadline is later than the present one and than now. */
export function extensionPreview(programme: Pick<Programme, 'reminders'>, move: { dueMs: number; newDueMs: number; nowMs: number }, calendar: Calendar): Result<ExtensionPreview> {
  const { dueMs, newDueMs, nowMs } = move;
  if (!(newDueMs > dueMs) || newDueMs <= nowMs) {
    return refuse({ code: 'EXTENSION_NOT_LATER', field: 'dueAt', params: { current: new Date(dueMs).toISOString(), now: new Date(nowMs).toISOString() } });
  }
  const lastDay = lastDayOf(newDueMs);
  const gained = daysAfter(lastDayOf(dueMs), lastDay);
  const coming = (due: number) => waveInstants(programme, due).filter(({ atMs }) => atMs > nowMs);
  return accept({
    lastDayBefore: lastDayOf(dueMs),
    lastDay,
    onRestDay: calendar.isWorkingDay(lastDay) === false,
    workingDays: gained.filter((day) => calendar.isWorkingDay(day) === true).length,
    restDays: gained.filter((day) => calendar.isWorkingDay(day) === false),
    calendarUnknown: gained.some((day) => calendar.isWorkingDay(day) === 'unknown'),
    remindersBefore: coming(dueMs),
    reminders: coming(newDueMs),
  });
}

/** A deadline is never moved by more than ten years. */
const MOST_DAYS = 3660;

function daysAfter(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = addDays(from, 1); compareDays(day, to) <= 0 && days.length < MOST_DAYS; day = addDays(day, 1)) days.push(day);
  return days;
}

