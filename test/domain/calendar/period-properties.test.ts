import fc from 'fast-check';
import { addDays, compareDays } from '../../../domain/calendar/beijing.js';
import { latestStart, type Period, PERIOD_UNITS, periodEnd } from '../../../domain/calendar/periods.js';
import { type CalendarNotice, calendarWith } from '../../../domain/calendar/working-days.js';

const day = fc.integer({ min: 0, max: 2100 }).map((n) => addDays('2018-01-01', n));
const notice: fc.Arbitrary<CalendarNotice> = fc.record({ year: fc.constant(null), restDays: fc.array(day, { maxLength: 30 }), workingDays: fc.array(day, { maxLength: 30 }) });
const calendar = fc.array(notice, { maxLength: 3 }).map((notices) => calendarWith(notices));
const length = fc.constantFrom(...PERIOD_UNITS).chain((unit) => fc.record({ unit: fc.constant(unit), count: fc.integer({ min: 1, max: unit === 'years' ? 2 : unit === 'months' ? 12 : 60 }), countFirstDay: fc.boolean() }));

const lastDay = (period: Period, on: ReturnType<typeof calendarWith>): string => {
  const end = periodEnd(period, on);
  if (!end.ok) throw new Error(end.refusal.code);
  return end.value.lastDay;
};

describe('periods, whatever the calendar (民法典 200–204)', () => {
  test('never end on a rest day', () => {
    fc.assert(fc.property(calendar, length, day, (on, period, from) => on.isWorkingDay(lastDay({ ...period, from }, on)) === true));
  });

  test('an event a day later never ends its period sooner; one unit more never does either', () => {
    fc.assert(fc.property(calendar, length, day, (on, period, from) => {
      const end = lastDay({ ...period, from }, on);
      return compareDays(lastDay({ ...period, from: addDays(from, 1) }, on), end) >= 0 && compareDays(lastDay({ ...period, count: period.count + 1, from }, on), end) >= 0;
    }));
  });

  test('the starting day is not counted unless the text says so: counting it never makes the period longer', () => {
    fc.assert(fc.property(calendar, length, day, (on, period, from) => compareDays(lastDay({ ...period, countFirstDay: true, from }, on), lastDay({ ...period, countFirstDay: false, from }, on)) <= 0));
  });

  test('another rest day never ends a period sooner', () => {
    fc.assert(fc.property(fc.array(notice, { maxLength: 2 }), length, day, day, (notices, period, from, off) => {
      const later = [...notices, { year: null, restDays: [off], workingDays: [] }];
      return compareDays(lastDay({ ...period, from }, calendarWith(later)), lastDay({ ...period, from }, calendarWith(notices))) >= 0;
    }));
  });

  test('the latest posting is in time, a working day, and no later working day is in time', () => {
    fc.assert(fc.property(calendar, length, day, (on, period, by) => {
      const latest = latestStart(period, by, on);
      if (!latest.ok) throw new Error(latest.refusal.code);
      if (on.isWorkingDay(latest.value) !== true || compareDays(lastDay({ ...period, from: latest.value }, on), by) > 0) return false;
      for (let from = addDays(latest.value, 1); compareDays(from, by) <= 0; from = addDays(from, 1)) {
        if (on.isWorkingDay(from) === true && compareDays(lastDay({ ...period, from }, on), by) <= 0) return false;
      }
      return true;
    }), { numRuns: 60 });
  });
});
