import fc from 'fast-check';
import { addDays, addYears, atTime, compareDays, dayOf, daysBetween, endOfDay, isDay, startOfDay, weekday } from '../../../domain/calendar/beijing.js';

const anyDay = fc.integer({ min: 0, max: 36_500 }).map((n) => addDays('2000-01-01', n));

describe('Beijing days', () => {
  test.each([
    ['2018-10-28T15:59:59.999Z', '2018-10-28'],
    ['2018-10-28T16:00:00.000Z', '2018-10-29'],
    ['2018-12-31T16:00:00.000Z', '2019-01-01'],
  ])('%s falls on %s in Beijing', (instant, day) => {
    expect(dayOf(Date.parse(instant))).toBe(day);
  });

  test('24:00 is the start of the next day', () => {
    expect(endOfDay('2018-10-28')).toBe(startOfDay('2018-10-29'));
    expect(atTime('2018-10-28', '24:00')).toBe(Date.parse('2018-10-28T16:00:00Z'));
    expect(atTime('2018-10-28', '17:00')).toBe(Date.parse('2018-10-28T09:00:00Z'));
  });

  test.each(['24:00:01', '24:01', '25:00', '9:00', '12:60', ''])('%p is not a time of day', (time) => {
    expect(() => atTime('2018-10-28', time)).toThrow(RangeError);
  });

  test('28 October 2018, the last day of application (000 §5.2), is a Sunday', () => {
    expect(weekday('2018-10-28')).toBe(0);
  });

  test.each([
    ['2020-02-29', 1, '2021-02-28'],
    ['2020-02-29', 4, '2024-02-29'],
    ['2018-10-28', 3, '2021-10-28'],
    ['2021-02-28', -1, '2020-02-28'],
  ])('%s plus %i years is %s', (day, years, expected) => {
    expect(addYears(day, years)).toBe(expected);
  });

  test.each(['2018-02-29', '2018-13-01', '2018-1-1', '2018-00-10', 'today', '2018-10-28T00:00'])('%s is not a day, and using it as one throws', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => startOfDay(text)).toThrow(RangeError);
  });

  test('any instant of a day belongs to that day, and the end of it to the next', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 86_399_999 }), (day, ms) => {
        expect(dayOf(startOfDay(day) + ms)).toBe(day);
        expect(dayOf(endOfDay(day))).toBe(addDays(day, 1));
      }),
    );
  });

  test('adding and counting days are inverse, and order agrees with the count', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -2000, max: 2000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect(Math.sign(compareDays(addDays(day, n), day))).toBe(Math.sign(n));
      }),
    );
  });
});
