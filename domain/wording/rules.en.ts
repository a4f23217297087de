/** What the rules of `domain` say, in English. `{name}` is filled from the refusal's or reason's params. */
import type { rulesZh } from './rules.zh.js';

export const rulesEn = {
  // calendar
  CALENDAR_UNKNOWN: 'The State Council’s holiday arrangement for {year} is not in the calendar yet, so it is not known whether {day} is a working day. Update the calendar first.',
  PERIOD_COUNT_INVALID: 'A period is a whole number of days from 1 to 3660 (here {count}).',
  PERIOD_ROLLED: 'The last day of the period is a rest day; the period ends with the next working day.',
  PERIOD_FIRST_DAY_COUNTED: 'By rule, the starting day counts towards this period.',
  SUSPENSION_INVALID: 'The suspended time is not valid ({milliseconds} ms).',
  DEADLINE_PRINTED: '{weekday} {date} {month} {year}, 24:00 Beijing time (that day included)',
  DEADLINE_DAYS_LEFT: ' · {days} day(s) left',
  DEADLINE_TODAY: ' · due today',
  DEADLINE_PASSED: ' · closed',
  WEEKDAYS: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday',
  MONTHS: 'January February March April May June July August September October November December',
} as const satisfies Record<keyof typeof rulesZh, string>;
