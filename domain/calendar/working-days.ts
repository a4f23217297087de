/**
 * Working days as the State Council arranges them each year (放假调休): a Saturday or Sunday may be a working day, a
 * weekday may be a rest day. A calendar is a value: what the system is shipped with, and the notices recorded since.
 * Only the package's data is used: its functions read the computer's time zone.
 */
import arrangements from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import library from 'chinese-days/package.json' with { type: 'json' };
import { type Day, weekday, yearOf } from './beijing.js';

export interface Calendar {
  /** Stored beside every date that rests on it: `chinese-days 1.5.7`, or `chinese-days 1.5.7 + 2` after two records. */
  readonly version: string;
  /** `unknown` for years whose notice is neither shipped nor recorded. */
  isWorkingDay(day: Day): boolean | 'unknown';
  /** A calendar is written down by its version. */
  toJSON(): string;
}

/** A notice of the State Council's office as staff record it: a new year's arrangement, or a change of one. */
export interface CalendarNotice {
  /** The year that the notice announces; null when it only changes days of years that are known. */
  year: number | null;
  /** Weekdays off, and weekends off that were to be worked. Any year: a notice may move days of the December before. */
  restDays: readonly Day[];
  /** Weekends worked (调休), and weekdays that are no longer off. */
  workingDays: readonly Day[];
}

const restDays: ReadonlySet<string> = new Set(Object.keys(arrangements.holidays));
const movedWorkingDays: ReadonlySet<string> = new Set(Object.keys(arrangements.workdays));

/** A year is known when its notice is: the notice always has National Day. */
const knownYears: ReadonlySet<number> = new Set(
  [...restDays].filter((day) => day.endsWith('-10-01')).map((day) => yearOf(day)),
);

/** The years of the shipped data, first to last. */
export const SHIPPED_YEARS: readonly number[] = [...knownYears].sort((a, b) => a - b);

/** Which data the shipped calendar is. */
export const calendarVersion: string = `chinese-days ${library.version}`;

export const shippedCalendar: Calendar = { version: calendarVersion, isWorkingDay: shipped, toJSON: () => calendarVersion };

/** The shipped calendar with the notices recorded since, oldest first: what a later one says of a day holds. `n` numbers the version. */
export function calendarWith(notices: readonly CalendarNotice[], n = notices.length): Calendar {
  if (notices.length === 0 && n === 0) return shippedCalendar;
  const said = new Map<Day, boolean>();
  const announced = new Set<number>();
  for (const notice of notices) {
    for (const day of notice.restDays) said.set(day, false);
    for (const day of notice.workingDays) said.set(day, true);
    if (notice.year !== null) announced.add(notice.year);
  }
  const version = `${calendarVersion} + ${n}`;
  return {
    version,
    isWorkingDay: (day) => said.get(day) ?? (announced.has(yearOf(day)) && !knownYears.has(yearOf(day)) ? isWeekday(day) : shipped(day)),
    toJSON: () => version,
  };
}

/** By the shipped calendar alone. */
export const isWorkingDay = (day: Day): boolean | 'unknown' => shipped(day);

/**
 * The notice for a year comes out in the autumn before and may still move the last days of December (as on 29–31 December
 * 2018): it is recorded, or the data updated, then.
 */
function shipped(day: Day): boolean | 'unknown' {
  const weekdayNumber = weekday(day);
  if (!knownYears.has(yearOf(day))) return 'unknown';
  if (movedWorkingDays.has(day)) return true;
  if (restDays.has(day)) return false;
  return weekdayNumber >= 1 && weekdayNumber <= 5;
}

function isWeekday(day: Day): boolean {
  const number = weekday(day);
  return number >= 1 && number <= 5;
}
