/** A notice of the State Council's office (放假调休通知) before it is recorded: which days it may name, and what it must. */
import type { Refusal } from '../refusal.js';
import { type Day, yearOf } from './beijing.js';
import type { Calendar, CalendarNotice } from './working-days.js';

/** All refusals at once; an empty list is acceptance. `calendar` is the one in force before it. */
export function checkNotice(notice: CalendarNotice, calendar: Calendar): Refusal[] {
  const days = [...notice.restDays, ...notice.workingDays];
  const twice = [...new Set(days.filter((day, n) => days.indexOf(day) < n))];
  const knows = (day: Day) => yearOf(day) === notice.year || calendar.isWorkingDay(day) !== 'unknown';
  const stray = [...new Set(days.filter((day) => !knows(day)))];
  return [
    ...(days.length === 0 ? [{ code: 'NOTICE_EMPTY', field: 'restDays' }] : []),
    ...twice.map((day) => ({ code: 'NOTICE_DAY_TWICE', field: notice.workingDays.includes(day) ? 'workingDays' : 'restDays', params: { day } })),
    ...stray.map((day) => ({ code: 'NOTICE_DAY_OF_UNKNOWN_YEAR', field: notice.restDays.includes(day) ? 'restDays' : 'workingDays', params: { day, year: yearOf(day) } })),
    ...missingHoliday(notice, calendar),
  ];
}

/** A year's notice always has New Year and National Day: without them the list was cut off. */
function missingHoliday({ year, restDays }: CalendarNotice, calendar: Calendar): Refusal[] {
  if (year === null || calendar.isWorkingDay(`${year}-06-01`) !== 'unknown') return [];
  return [`${year}-01-01`, `${year}-10-01`]
    .filter((day) => !restDays.includes(day))
    .map((day) => ({ code: 'NOTICE_YEAR_INCOMPLETE', field: 'restDays', params: { year, day } }));
}
