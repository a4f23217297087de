/**
 * Working days as the State Council arranges them each year (放假调休): a Saturday or Sunday may be a working day, a
 * weekday may be a rest day. Only the package's data is used: its functions read the computer's time zone.
 */
import arrangements from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import library from 'chinese-days/package.json' with { type: 'json' };
import { type Day, weekday, yearOf } from './beijing.js';

const restDays: ReadonlySet<string> = new Set(Object.keys(arrangements.holidays));
const movedWorkingDays: ReadonlySet<string> = new Set(Object.keys(arrangements.workdays));

/** A year is known when its notice is: the notice always has National Day. */
const knownYears: ReadonlySet<number> = new Set(
  [...restDays].filter((day) => day.endsWith('-10-01')).map((day) => yearOf(day)),
);

/** Which data an outcome was computed with; stored beside every date that rests on it. */
export const calendarVersion: string = `chinese-days ${library.version}`;

/**
 * Is it a working day? `unknown` for years whose notice the data does not have. The notice for a year comes out in
 * the autumn before and may still move the last days of December (as on 29–31 December 2018): update the data then.
 */
export function isWorkingDay(day: Day): boolean | 'unknown' {
  const dayOfWeek = weekday(day);
  if (!knownYears.has(yearOf(day))) return 'unknown';
  if (movedWorkingDays.has(day)) return true;
  if (restDays.has(day)) return false;
  return dayOfWeek >= 1 && dayOfWeek <= 5;
}
