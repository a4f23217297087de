import { addDays, yearOf } from '../../../domain/calendar/beijing.js';
import { calendarVersion, isWorkingDay } from '../../../domain/calendar/working-days.js';

describe('working days', () => {
  test.each([
    ['2018-09-29', true, 'a Saturday worked for National Day'],
    ['2018-09-30', true, 'a Sunday worked for National Day'],
    ['2018-10-01', false, 'National Day'],
    ['2018-10-05', false, 'a Friday of the National Day holiday'],
    ['2018-10-08', true, 'the Monday after it'],
    ['2018-10-27', false, 'a Saturday'],
    ['2018-10-28', false, 'a Sunday'],
    ['2018-12-29', true, 'a Saturday worked for New Year 2019'],
    ['2018-12-31', false, 'a Monday off for New Year 2019'],
    ['2020-01-31', false, 'the Spring Festival holiday prolonged in 2020'],
    ['2021-10-08', true, 'the Friday after National Day 2021'],
    ['2021-10-09', true, 'a Saturday worked in 2021'],
  ])('%s: %s (%s)', (day, expected) => {
    expect(isWorkingDay(day)).toBe(expected);
  });

  test('a year without a notice is unknown, never guessed', () => {
    expect(isWorkingDay('2026-12-31')).toBe(true);
    expect(isWorkingDay('2027-01-04')).toBe('unknown');
    expect(isWorkingDay('2003-12-31')).toBe('unknown');
  });

  test('2018 had 365 − 104 − 11 = 250 working days: weekends and statutory holidays, whatever was moved', () => {
    let count = 0;
    for (let day = '2018-01-01'; yearOf(day) === 2018; day = addDays(day, 1)) if (isWorkingDay(day) === true) count += 1;
    expect(count).toBe(250);
  });

  test('the version names package and number', () => {
    expect(calendarVersion).toBe('chinese-days 1.5.7');
  });
});
