import { endOfDay } from '../../../domain/calendar/beijing.js';
import { dueOf, type DueBasis, followsCalendar } from '../../../domain/calendar/due-basis.js';
import { shippedCalendar } from '../../../domain/calendar/working-days.js';

const due = (basis: DueBasis) => dueOf(basis, shippedCalendar);
const endsOn = (day: string) => ({ ok: true, value: endOfDay(day) });
const publicity: DueBasis = { rule: 'period', from: '2018-11-07', count: 5, unit: 'workingDays', time: '24:00' };

describe('what a deadline rests on', () => {
  test('a fixed date stays where it is, also on a rest day', () => {
    expect(due({ rule: 'fixed', dueMs: endOfDay('2018-10-28') })).toEqual(endsOn('2018-10-28'));
  });

  test('a period counts from the day after its event, unless the text counts the day itself', () => {
    expect(due(publicity)).toEqual(endsOn('2018-11-14'));
    expect(due({ ...publicity, countFirstDay: false })).toEqual(endsOn('2018-11-14'));
    expect(due({ ...publicity, countFirstDay: true })).toEqual(endsOn('2018-11-13'));
  });

  test('a period that rests on a deadline counts from the day that the deadline ends', () => {
    expect(due({ rule: 'period', from: publicity, count: 1, unit: 'workingDays', time: '24:00' })).toEqual(endsOn('2018-11-15'));
    expect(due({ rule: 'period', from: { rule: 'fixed', dueMs: endOfDay('2018-10-28') }, count: 2, unit: 'naturalDays', time: '24:00' })).toEqual(endsOn('2018-10-30'));
  });

  test('what rests on an unknown year is refused at every depth', () => {
    const unknown: DueBasis = { rule: 'period', from: '2026-12-30', count: 5, unit: 'workingDays', time: '24:00' };
    for (const basis of [unknown, { ...publicity, from: unknown }, { rule: 'suspended', of: unknown, byMs: 1 }] satisfies DueBasis[]) expect(due(basis)).toMatchObject({ ok: false, refusal: { code: 'CALENDAR_UNKNOWN' } });
  });

  test('another calendar moves periods only', () => {
    expect(followsCalendar({ rule: 'fixed', dueMs: 0 })).toBe(false);
    expect(followsCalendar(publicity)).toBe(true);
    expect(followsCalendar({ rule: 'suspended', of: publicity, byMs: 1 })).toBe(true);
  });
});

test('a deadline a thousandth of a second after midnight belongs to the day that has just begun', () => {
  expect(due({ rule: 'period', from: { rule: 'fixed', dueMs: endOfDay('2018-10-28') + 1 }, count: 1, unit: 'naturalDays', time: '24:00' })).toEqual(endsOn('2018-10-30'));
});
