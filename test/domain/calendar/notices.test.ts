import { recalculate } from '../../../domain/calendar/recalculate.js';
import type { DueBasis } from '../../../domain/calendar/due-basis.js';
import { dueOf, periodFrom } from '../../../domain/calendar/due-basis.js';
import { checkNotice } from '../../../domain/calendar/notice.js';
import { latestStart, periodEnd } from '../../../domain/calendar/periods.js';
import { type CalendarNotice, calendarWith, shippedCalendar } from '../../../domain/calendar/working-days.js';
import { beijing } from '../programme/support.js';

const notice = (given: Partial<CalendarNotice>): CalendarNotice => ({ year: null, restDays: [], workingDays: [], ...given });

/** As first announced: off until 30 January, 1 February worked. The shipped data has the notice of 26 January 2020. */
const before2020 = notice({ workingDays: ['2020-01-31', '2020-02-01'] });
const amended2020 = notice({ restDays: ['2020-01-31', '2020-02-01', '2020-02-02'] });
/** Made up: that year is not announced. */
const of2027 = notice({ year: 2027, restDays: ['2027-01-01', '2027-02-08', '2027-10-01'], workingDays: ['2027-02-14'] });

describe('the calendar is a value with a version (rule 4)', () => {
  test('notices recorded beyond the shipped data count, and the version says how many', () => {
    const calendar = calendarWith([of2027]);
    expect(['2027-01-01', '2027-02-08', '2027-02-14', '2027-02-13', '2027-06-01'].map((day) => calendar.isWorkingDay(day))).toEqual([false, false, true, false, true]);
    expect([calendar.version, JSON.stringify({ calendar })]).toEqual(['chinese-days 1.5.7 + 1', '{"calendar":"chinese-days 1.5.7 + 1"}']);
    expect(calendar.isWorkingDay('2028-01-03')).toBe('unknown');
    expect(calendarWith([])).toBe(shippedCalendar);
  });

  test('of two notices about one day the later one holds: Spring Festival 2020', () => {
    expect(calendarWith([before2020]).isWorkingDay('2020-01-31')).toBe(true);
    expect(calendarWith([before2020, amended2020]).isWorkingDay('2020-01-31')).toBe(false);
  });

  test.each([
    ['nothing at all', notice({}), ['NOTICE_EMPTY']],
    ['a day twice', notice({ restDays: ['2026-05-06', '2026-05-06'] }), ['NOTICE_DAY_TWICE']],
    ['a day off and worked', notice({ restDays: ['2026-05-06'], workingDays: ['2026-05-06'] }), ['NOTICE_DAY_TWICE']],
    ['a day of a year that is not announced', notice({ restDays: ['2027-05-06'] }), ['NOTICE_DAY_OF_UNKNOWN_YEAR']],
    ['a new year without National Day', notice({ year: 2027, restDays: ['2027-01-01'] }), ['NOTICE_YEAR_INCOMPLETE']],
    ['a new year', of2027, []],
    ['a new year that moves days of the December before', notice({ ...of2027, restDays: [...of2027.restDays, '2026-12-31'] }), []],
    ['an amendment', amended2020, []],
  ])('a notice with %s', (_, given, codes) => {
    expect(checkNotice(given, shippedCalendar).map(({ code }) => code)).toEqual(codes);
  });
});

describe('an amended notice recalculates open deadlines (rule 4)', () => {
  const now = beijing('2020-01-26 12:00');
  const opened = beijing('2020-01-22 10:00');
  const five = periodFrom(opened, 5, 'workingDays');
  const first = calendarWith([before2020]);
  const then = calendarWith([before2020, amended2020]);
  const due = (basis: DueBasis, calendar = first): number => {
    const at = dueOf(basis, calendar);
    return at.ok ? at.value : Number.NaN;
  };

  test('a period moves: five working days from 22 January 2020 end on 6 instead of 4 February', () => {
    expect(due(five)).toBe(beijing('2020-02-04 24:00'));
    expect(recalculate({ dueMs: due(five), basis: five }, then, now)).toEqual({ moves: true, dueMs: beijing('2020-02-06 24:00') });
  });

  test('what counts from a period moves with it, and so does a period that was suspended', () => {
    const chained: DueBasis = { rule: 'period', from: five, count: 1, unit: 'workingDays', time: '24:00' };
    const suspended: DueBasis = { rule: 'suspended', of: five, byMs: 24 * 3_600_000 };
    expect([due(chained), due(chained, then)]).toEqual([beijing('2020-02-05 24:00'), beijing('2020-02-07 24:00')]);
    expect([due(suspended), due(suspended, then)]).toEqual([beijing('2020-02-05 24:00'), beijing('2020-02-07 24:00')]);
  });

  test('fixed dates and what staff have set stay; nothing is closed early; an unknown year stays unknown', () => {
    const fixed: DueBasis = { rule: 'fixed', dueMs: beijing('2020-02-02 24:00') };
    const why = (...given: Parameters<typeof recalculate>) => {
      const result = recalculate(...given);
      return result.moves ? 'moves' : result.refusal.code;
    };
    expect(why({ dueMs: beijing('2020-02-02 24:00'), basis: fixed }, then, now)).toBe('DUE_IS_FIXED');
    expect(why({ dueMs: beijing('2020-02-10 24:00'), basis: null }, then, now)).toBe('DUE_SET_BY_STAFF');
    expect(why({ dueMs: due(five, then), basis: five }, then, now)).toBe('DUE_UNCHANGED');
    expect(why({ dueMs: due(five, then), basis: five }, first, beijing('2020-02-05 09:00'))).toBe('DUE_WOULD_BE_PAST');
    expect(why({ dueMs: due(five, then), basis: five }, first, due(five, first))).toBe('DUE_WOULD_BE_PAST');
    expect(why({ dueMs: due(five, then), basis: five }, first, due(five, first) - 1)).toBe('moves');
    expect(why({ dueMs: 0, basis: periodFrom(beijing('2026-12-30 10:00'), 5, 'workingDays') }, shippedCalendar, now)).toBe('CALENDAR_UNKNOWN');
    expect(why({ dueMs: 0, basis: periodFrom(beijing('2026-12-30 10:00'), 5, 'workingDays') }, calendarWith([of2027]), now)).toBe('moves');
  });
});

describe('the State Council’s arrangements 2018–2026', () => {
  test.each([
    // from, count, unit, last day
    ['2018-09-28', 3, 'workingDays', '2018-10-08', '29 and 30 September 2018 are worked, 1–7 October are off'],
    ['2018-09-21', 10, 'naturalDays', '2018-10-08', '1 October 2018 is off'],
    ['2020-01-22', 5, 'workingDays', '2020-02-06', 'Spring Festival 2020, prolonged by the notice of 26 January'],
    ['2020-01-22', 10, 'naturalDays', '2020-02-03', '1 February 2020 became a day off'],
    ['2023-01-18', 5, 'workingDays', '2023-01-30', '28 and 29 January 2023, a weekend, are worked'],
    ['2023-09-25', 10, 'naturalDays', '2023-10-07', '5 October 2023 is off, Saturday the 7th is worked'],
    ['2026-02-12', 3, 'workingDays', '2026-02-24', 'Saturday 14 February 2026 is worked, the 15th to the 23rd are off'],
    ['2026-09-30', 3, 'workingDays', '2026-10-10', 'Saturday 10 October 2026 is worked'],
  ] as const)('from %s %i %s end on %s: %s', (from, count, unit, lastDay, _why) => {
    expect(periodEnd({ from, count, unit }, shippedCalendar)).toMatchObject({ ok: true, value: { lastDay } });
  });

  test.each([
    // 民法典 202: the corresponding day; where there is none, the month's last day; 203: a rest day gives way.
    ['2018-10-31', 1, 'months', '2018-11-30'],
    ['2018-01-31', 1, 'months', '2018-02-28'],
    ['2019-01-31', 1, 'months', '2019-02-28'],
    ['2020-01-31', 1, 'months', '2020-03-02'],
    ['2018-11-30', 3, 'months', '2019-02-28'],
    ['2020-02-29', 1, 'years', '2021-03-01'],
    ['2018-10-28', 3, 'years', '2021-10-28'],
    ['2018-08-15', 6, 'months', '2019-02-15'],
  ] as const)('from %s %i %s end on %s', (from, count, unit, lastDay) => {
    expect(periodEnd({ from, count, unit }, shippedCalendar)).toMatchObject({ ok: true, value: { lastDay } });
  });

  test('the latest posting for a result on 15 November 2018 is Wednesday 7 November (000 §5.3)', () => {
    expect(latestStart({ count: 5, unit: 'workingDays' }, '2018-11-14', shippedCalendar)).toEqual({ ok: true, value: '2018-11-07' });
    expect(latestStart({ count: 10, unit: 'naturalDays' }, '2018-11-19', shippedCalendar)).toEqual({ ok: true, value: '2018-11-09' });
    expect(latestStart({ count: 5, unit: 'workingDays' }, '2027-03-01', shippedCalendar)).toMatchObject({ ok: false, refusal: { code: 'CALENDAR_UNKNOWN' } });
  });
});
