import { atTime, endOfDay } from '../../../domain/calendar/beijing.js';
import { shiftBySuspension as shift } from '../../../domain/calendar/shift.js';
import { shippedCalendar } from '../../../domain/calendar/working-days.js';

const shiftBySuspension = (due: number, suspended: number) => shift(due, suspended, shippedCalendar);

const HOUR = 3_600_000;

describe('a deadline after a suspension', () => {
  test.each([
    ['no suspension leaves Sunday 28 October alone', endOfDay('2018-10-28'), 0, endOfDay('2018-10-28')],
    ['a day moves 24:00 of Sunday to 24:00 of Monday', endOfDay('2018-10-28'), 24 * HOUR, endOfDay('2018-10-29')],
    ['an hour moves it into Monday, a working day', endOfDay('2018-10-28'), HOUR, endOfDay('2018-10-28') + HOUR],
    ['into a Saturday: 24:00 of the next Monday', endOfDay('2018-11-02'), 1, endOfDay('2018-11-05')],
    ['a full Friday stays Friday', endOfDay('2018-11-01'), 24 * HOUR, endOfDay('2018-11-02')],
    ['a counter deadline into National Day: 24:00 of 8 October', atTime('2018-09-30', '17:00'), 24 * HOUR, endOfDay('2018-10-08')],
    ['into a worked Saturday it stays', atTime('2018-09-28', '17:00'), 24 * HOUR, atTime('2018-09-29', '17:00')],
  ])('%s', (_, due, suspended, expected) => {
    expect(shiftBySuspension(due, suspended)).toEqual({ ok: true, value: expected });
  });

  test('an unknown year and a negative duration are refused', () => {
    expect(shiftBySuspension(endOfDay('2026-12-31'), HOUR)).toMatchObject({ ok: false, refusal: { code: 'CALENDAR_UNKNOWN' } });
    expect(shiftBySuspension(endOfDay('2018-10-28'), -1)).toMatchObject({ ok: false, refusal: { code: 'SUSPENSION_INVALID' } });
  });
});
