import fc from 'fast-check';
import { addDays, atTime, daysBetween, endOfDay, startOfDay } from '../../../domain/calendar/beijing.js';
import { dueInstant, type Period, periodEnd as endOf, periodLaw, printDeadline } from '../../../domain/calendar/periods.js';
import { isWorkingDay, shippedCalendar } from '../../../domain/calendar/working-days.js';

const periodEnd = (period: Period) => endOf(period, shippedCalendar);

const known = fc.integer({ min: 0, max: 6500 }).map((n) => addDays('2008-01-01', n));

describe('periods', () => {
  test('publicity posted on Wed 7 November 2018 for 5 working days ends on the 14th, in time for 15 November (000 §5.3)', () => {
    expect(periodEnd({ from: '2018-11-07', count: 5, unit: 'workingDays' })).toEqual({ ok: true, value: { lastDay: '2018-11-14' } });
  });

  test('one day later it would end on 15 November itself, too late for the result (000 §5.3)', () => {
    expect(periodEnd({ from: '2018-11-08', count: 5, unit: 'workingDays' })).toMatchObject({ value: { lastDay: '2018-11-15' } });
  });

  test.each([
    // from, count, last day, rolled from
    ['2018-11-05', 10, '2018-11-15', undefined],
    ['2018-11-07', 10, '2018-11-19', '2018-11-17'],
    ['2018-11-08', 10, '2018-11-19', '2018-11-18'],
    ['2018-09-21', 10, '2018-10-08', '2018-10-01'],
    ['2018-09-19', 10, '2018-09-29', undefined],
    ['2018-12-20', 10, '2019-01-02', '2018-12-30'],
  ])('ten natural days (003 §4.2) from %s: %i days end on %s', (from, count, lastDay, rolledFrom) => {
    const result = periodEnd({ from, count, unit: 'naturalDays' });
    expect(result).toEqual({ ok: true, value: rolledFrom ? { lastDay, rolledFrom, note: 'PERIOD_ROLLED' } : { lastDay } });
  });

  test.each([
    ['2018-09-27', 3, '2018-09-30'], // Friday, and the worked Saturday and Sunday
    ['2018-09-28', 3, '2018-10-08'],
    ['2018-09-30', 1, '2018-10-08'],
  ])('adjusted working days count (调休): from %s, %i working days end on %s', (from, count, lastDay) => {
    expect(periodEnd({ from, count, unit: 'workingDays' })).toMatchObject({ ok: true, value: { lastDay } });
  });

  test('counting the starting day is a recorded option', () => {
    const value = { lastDay: '2018-11-16', note: 'PERIOD_FIRST_DAY_COUNTED' };
    expect(periodEnd({ from: '2018-11-07', count: 10, unit: 'naturalDays', countFirstDay: true })).toEqual({ ok: true, value });
    expect(periodEnd({ from: '2018-11-07', count: 5, unit: 'workingDays', countFirstDay: true })).toMatchObject({ value: { lastDay: '2018-11-13' } });
  });

  test.each([
    // unit, from, count, last day, rolled from
    ['months', '2018-10-15', 1, '2018-11-15', undefined],
    ['months', '2018-01-31', 1, '2018-02-28', undefined],
    ['months', '2018-08-12', 2, '2018-10-12', undefined],
    ['years', '2018-10-15', 1, '2019-10-15', undefined],
    ['years', '2016-02-29', 1, '2017-02-28', undefined],
    ['years', '2018-11-16', 3, '2021-11-16', undefined],
    ['years', '2017-11-17', 1, '2018-11-19', '2018-11-17'],
  ] as const)('%s are counted by the calendar: from %s, %i end on %s', (unit, from, count, lastDay, rolledFrom) => {
    expect(periodEnd({ from, count, unit })).toEqual({ ok: true, value: rolledFrom === undefined ? { lastDay } : { lastDay, rolledFrom, note: 'PERIOD_ROLLED' } });
  });

  test('a period that reaches a year without a notice is refused, not guessed', () => {
    expect(periodEnd({ from: '2026-12-30', count: 5, unit: 'workingDays' })).toMatchObject({ ok: false, refusal: { code: 'CALENDAR_UNKNOWN', params: { year: 2027 } } });
    expect(periodEnd({ from: '2026-12-30', count: 5, unit: 'naturalDays' })).toMatchObject({ ok: false, refusal: { code: 'CALENDAR_UNKNOWN' } });
    expect(periodEnd({ from: '2026-12-30', count: 1, unit: 'workingDays' })).toEqual({ ok: true, value: { lastDay: '2026-12-31' } });
  });

  test.each([0, -1, 1.5, Number.NaN, 4000])('%p is not a number of days', (count) => {
    expect(periodEnd({ from: '2018-11-07', count, unit: 'workingDays' })).toMatchObject({ ok: false, refusal: { code: 'PERIOD_COUNT_INVALID' } });
  });

  test('every period ends on a working day, after its start; a natural one never early, and skips rest days only', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 90 }), fc.constantFrom('workingDays' as const, 'naturalDays' as const), (from, count, unit) => {
        const end = periodEnd({ from, count, unit });
        if (!end.ok) throw new Error(end.refusal.code);
        const { lastDay, rolledFrom } = end.value;
        expect(isWorkingDay(lastDay)).toBe(true);
        expect(daysBetween(from, lastDay)).toBeGreaterThanOrEqual(count);
        for (let day = rolledFrom ?? lastDay; day !== lastDay; day = addDays(day, 1)) expect(isWorkingDay(day)).toBe(false);
        if (unit === 'naturalDays') expect(daysBetween(from, rolledFrom ?? lastDay)).toBe(count);
      }),
    );
  });

  test('a period of working days holds exactly that many of them', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const end = periodEnd({ from, count, unit: 'workingDays' });
        if (!end.ok) throw new Error(end.refusal.code);
        let held = 0;
        for (let day = addDays(from, 1); day <= end.value.lastDay; day = addDays(day, 1)) if (isWorkingDay(day) === true) held += 1;
        expect(held).toBe(count);
      }),
    );
  });

  test('rounds before 2021 cite 民法总则 200–205, later ones 民法典 200–204', () => {
    expect(periodLaw(2020)).toEqual({ document: '民法总则', clause: '200–205' });
    expect(periodLaw(2021)).toEqual({ document: '民法典', clause: '200–204' });
  });
});

describe('deadlines', () => {
  test('online the last day ends at 24:00, at a counter at 17:00; Sunday 28 October 2018 does not roll (000 §5.2)', () => {
    expect(dueInstant('2018-10-28', 'online')).toBe(startOfDay('2018-10-29'));
    expect(dueInstant('2018-10-28', 'counter')).toBe(atTime('2018-10-28', '17:00'));
  });

  test('a deadline is printed with weekday and 含当日', () => {
    expect(printDeadline('2018-10-28', undefined, 'zh')).toBe('2018年10月28日（周日）24:00（含当日）');
    expect(printDeadline('2018-10-28', undefined, 'en')).toBe('Sunday 28 October 2018, 24:00 Beijing time (that day included)');
  });

  test.each([
    [atTime('2018-10-25', '23:59'), ' · 还剩 3 天'],
    [startOfDay('2018-10-28'), ' · 今天截止'],
    [endOfDay('2018-10-28') - 1, ' · 今天截止'],
    [endOfDay('2018-10-28'), ' · 已截止'],
  ])('at %i it says%s', (now, tail) => {
    expect(printDeadline('2018-10-28', now, 'zh')).toBe(`2018年10月28日（周日）24:00（含当日）${tail}`);
  });
});
