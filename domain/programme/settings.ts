/** What staff fix when they launch a round: dates that differ from the programme's, quotas, and why. */
import { z } from 'zod';
import { type Calendar, shippedCalendar } from '../calendar/working-days.js';

/** A Beijing wall time to the minute (`2018-10-28T24:00`), or an instant with its offset (`2018-10-28T16:00:00.500Z`). */
export const SettingInstant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T(([01]\d|2[0-3]):[0-5]\d|24:00)$|^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/);

export const RoundSettings = z.strictObject({
  /** Runs the programme's calendar in another year; the implementation years move with it. */
  year: z.int().min(2000).max(2100).optional(),
  /**
   * `<stage>.opens`, `<stage>.due`; `<step>.opens`, `<step>.due` of a step done once; for a yearly step
   * `<step>.<year>.opens`, `<step>.<year>.due` (`audit.2018.due`); for a date inside a review `review.scoring.due`.
   */
  dates: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*(\.\d{4}|\.[a-z][A-Za-z]*)?\.(opens|due)$/), SettingInstant).optional(),
  quota: z
    .strictObject({
      /** Planned number of grants: the shortlist is a percentage of it. */
      planned: z.int().positive().optional(),
      /** By tier key. */
      tiers: z.record(z.string(), z.int().min(0)).optional(),
      /** A change of the quota has a reason. */
      reason: z.string().min(1).max(500).optional(),
    })
    .optional(),
  /** Experts per application, when it differs from the programme's. */
  expertsPerApplication: z.int().positive().optional(),
});
export type RoundSettings = z.infer<typeof RoundSettings>;

/** What dates are computed with: the round's settings, and the calendar in force in its realm. */
export interface DatedSettings extends RoundSettings {
  /** Absent only where there is no realm yet: a programme's file is checked against the shipped calendar. */
  calendar?: Calendar;
}

export const calendarOf = (settings: DatedSettings): Calendar => settings.calendar ?? shippedCalendar;
