import { endOfDay } from '../../../domain/calendar/beijing.js';
import { calendarWith, shippedCalendar } from '../../../domain/calendar/working-days.js';
import { contestBasis, contestDeadline, firstLetterAt, overdueLetterAt } from '../../../domain/eligibility/contest-deadline.js';
import { beijing, programme } from '../programme/support.js';

const deadline = (raised: string, workingDays?: number) => {
  const shipped = programme();
  const known = contestDeadline(contestBasis(beijing(raised), workingDays === undefined ? undefined : { ...shipped, contest: { answerWorkingDays: workingDays, clause: { document: 'choice', clause: 'answer' } } }), shippedCalendar);
  if (!known.ok) throw new Error(known.refusal.code);
  return known.value;
};

describe('the deadline of a contested fact (choice: ten working days, a reminder two before)', () => {
  test.each([
    // The day of the contest is not counted; 2021 National Day: 1–7 October off, Saturday the 9th worked.
    ['2021-11-05 09:00', '2021-11-19', '2021-11-17 09:00'],
    ['2021-09-29 23:59', '2021-10-19', '2021-10-15 09:00'],
    ['2021-11-06 12:00', '2021-11-19', '2021-11-17 09:00'],
  ])('raised %s, the last day is %s and the reminder goes out %s', (raised, last, reminder) => {
    expect(deadline(raised)).toEqual({ dueMs: endOfDay(last), remindMs: beijing(reminder) });
  });

  test('a programme may say otherwise; so short that its reminder lies behind, the first letter comes after the deadline', () => {
    const short = deadline('2021-11-05 10:00', 1);
    expect(short).toEqual({ dueMs: endOfDay('2021-11-08'), remindMs: beijing('2021-11-04 09:00') });
    expect(firstLetterAt(short, beijing('2021-11-05 10:00'))).toBe(beijing('2021-11-09 09:00'));
    // At the very instant of the reminder it is too late for it.
    expect(firstLetterAt(short, short.remindMs ?? 0)).toBe(beijing('2021-11-09 09:00'));
    expect(firstLetterAt(deadline('2021-11-05 10:00', 20), beijing('2021-11-05 10:00'))).toBe(beijing('2021-12-01 09:00'));
  });

  test('that it is late is told the morning after the last day', () => {
    expect(overdueLetterAt(endOfDay('2021-11-19'))).toBe(beijing('2021-11-20 09:00'));
  });

  test('in a year that was not announced there is none yet, and it follows from the same basis once the notice is there', () => {
    const basis = contestBasis(beijing('2026-12-24 10:00'), undefined);
    expect(contestDeadline(basis, shippedCalendar)).toMatchObject({ ok: false, refusal: { code: 'CALENDAR_UNKNOWN', params: { year: 2027 } } });
    expect(contestDeadline(basis, calendarWith([{ year: 2027, restDays: ['2027-01-01'], workingDays: [] }]))).toEqual({ ok: true, value: { dueMs: endOfDay('2027-01-08'), remindMs: beijing('2027-01-06 09:00') } });
  });
});
