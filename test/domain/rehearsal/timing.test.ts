import { closingBefore, meetingBefore, officeAfter, slots } from '../../../rehearsal/timing.js';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const day = (text: string): number => at(`${text}T00:00:00`);

test.each([
  ['2018-10-18T09:59:00', '2018-10-18T10:00:00'],
  ['2018-10-18T10:00:00', '2018-10-18T16:00:00'],
  ['2018-10-18T16:00:00', '2018-10-19T10:00:00'],
])('after %s the office works at %s, Beijing', (now, next) => {
  expect(officeAfter(at(now))).toBe(at(next));
});

test('one acts the day after the opening, when reminded a week or a day before the deadline, or on the last day', () => {
  const span = { opensAt: day('2018-10-16'), dueAt: day('2018-10-29'), seenAt: day('2018-10-16') };
  expect(slots(span)).toEqual([at('2018-10-17T10:00:00'), at('2018-10-21T09:00:00'), at('2018-10-27T09:00:00'), at('2018-10-28T15:00:00')]);
  expect(slots({ ...span, seenAt: at('2018-10-27T09:00:00') })).toEqual([at('2018-10-27T09:00:00'), at('2018-10-28T15:00:00')]);
});

test('who learns of a debt on its last evening acts in the next office hours, when those are in time', () => {
  const span = { opensAt: day('2018-10-16'), dueAt: at('2018-10-29T12:00:00') };
  expect(slots({ ...span, seenAt: at('2018-10-28T18:00:00') })).toEqual([at('2018-10-29T10:00:00')]);
  expect(slots({ ...span, seenAt: at('2018-10-29T11:00:00') })).toEqual([]);
});

test('what is decided together has one meeting; what comes later is decided in the next office hours', () => {
  const span = { opensAt: day('2019-05-01'), dueAt: day('2019-06-01'), seenAt: day('2019-05-01') };
  expect(meetingBefore(span)).toBe(at('2019-05-24T09:00:00'));
  expect(meetingBefore({ ...span, seenAt: at('2019-05-25T11:00:00') })).toBe(at('2019-05-25T16:00:00'));
  expect(closingBefore(span)).toBe(at('2019-05-31T16:00:00'));
});
