/** When the reminders of a due date go out. [C]: the days and the hour are the programme's settings. */
import { addDays, atTime } from '../calendar/beijing.js';
import { lastDayOf } from './date-rules.js';
import type { Programme } from './schema.js';

export interface WaveInstant {
  /** `T-14` … `T-0`, `overdue`. */
  wave: string;
  /** Epoch milliseconds; 09:00 Beijing time unless the programme says otherwise. */
  atMs: number;
}

/**
 * All waves of a due instant, earliest first. Days count back from the last day (24:00 of day X is due on X), `overdue` is
 * the day after. A wave before the due date that would only come at or after the due instant is left out.
 */
export function waveInstants(programme: Pick<Programme, 'reminders'>, dueMs: number): WaveInstant[] {
  const lastDay = lastDayOf(dueMs);
  return programme.reminders.waves
    .map(({ key, days }) => ({ wave: key, days, atMs: atTime(addDays(lastDay, -days), programme.reminders.at) }))
    .filter(({ days, atMs }) => days < 0 || atMs < dueMs)
    .map(({ wave, atMs }) => ({ wave, atMs }))
    .sort((a, b) => a.atMs - b.atMs);
}
