/**
 * Days and instants in Beijing time (fixed +08:00). Instants are epoch milliseconds, days are `YYYY-MM-DD` strings.
 * A malformed day is a bug of the caller and throws; forms are checked with `isDay` before.
 */

/** A calendar day in Beijing, `YYYY-MM-DD`. Comparing two as strings compares the days. */
export type Day = string;

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

/** The Beijing day an instant falls on. Midnight belongs to the day that begins. */
export const dayOf = (instantMs: number): Day => new Date(instantMs + BEIJING_MS).toISOString().slice(0, 10);

/** 00:00 Beijing time. */
export const startOfDay = (day: Day): number => utcMidnight(day) - BEIJING_MS;

/** 24:00 Beijing time, which is 00:00 of the next day: what is due then may be handed in *before* it. */
export const endOfDay = (day: Day): number => startOfDay(day) + DAY_MS;

/** A wall time on that day; `24:00` is its end. */
export function atTime(day: Day, time: string): number {
  const parts = /^([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?$/.exec(time);
  const seconds = parts ? (Number(parts[1]) * 60 + Number(parts[2])) * 60 + Number(parts[3] ?? 0) : Number.NaN;
  if (!(seconds <= 86_400)) throw new RangeError(`not a time of day: ${time}`);
  return startOfDay(day) + seconds * 1_000;
}

export const addDays = (day: Day, n: number): Day => fromUtcMidnight(utcMidnight(day) + n * DAY_MS);

/** Days from `a` to `b`; negative when `b` is the earlier one. */
export const daysBetween = (a: Day, b: Day): number => (utcMidnight(b) - utcMidnight(a)) / DAY_MS;

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (day: Day): number => new Date(utcMidnight(day)).getUTCDay();

/** The corresponding day of another year; 29 February becomes 28 February where the year has none. */
export function addYears(day: Day, n: number): Day {
  const year = String(yearOf(day) + n).padStart(4, '0');
  const sameDay = `${year}${day.slice(4)}`;
  return isDay(sameDay) ? sameDay : `${year}-02-28`;
}

/** The corresponding day `n` months on; the month's last day where it has none (31 January and a month: 28 or 29 February). */
export function addMonths(day: Day, n: number): Day {
  const months = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + n;
  const month = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
  const sameDay = `${month}-${day.slice(8)}`;
  for (const date of [sameDay, `${month}-30`, `${month}-29`]) if (isDay(date)) return date;
  return `${month}-28`;
}

/** For sorting: negative, zero, positive. */
export const compareDays = (a: Day, b: Day): number => Number(a > b) - Number(a < b);

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Is the text a day that exists? */
export function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  // Date.parse takes 30 February for 1 March in some engines: read it back.
  return !Number.isNaN(ms) && fromUtcMidnight(ms) === text;
}

function utcMidnight(day: Day): number {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  return Date.parse(`${day}T00:00:00Z`);
}

const fromUtcMidnight = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);
