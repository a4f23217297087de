import { shippedCalendar } from '../../../domain/calendar/working-days.js';
import { extensionPreview } from '../../../domain/programme/extension.js';
import { isSkippable } from '../../../domain/programme/skippable.js';
import { beijing, programme } from './support.js';

const shipped = programme();
const preview = (from: string, to: string, now: string) => extensionPreview(shipped, { dueMs: beijing(from), newDueMs: beijing(to), nowMs: beijing(now) }, shippedCalendar);

describe('an extension, before it is decided', () => {
  test('tells the working days gained, and the rest days among them by the State Council’s arrangement', () => {
    const moved = preview('2018-09-28T24:00', '2018-10-09T24:00', '2018-09-20T09:00');
    // 29 and 30 September 2018 are working days, 1 to 7 October are not.
    expect(moved).toMatchObject({ ok: true, value: { lastDayBefore: '2018-09-28', lastDay: '2018-10-09', workingDays: 4, onRestDay: false, calendarUnknown: false } });
    expect(moved.ok && moved.value.restDays).toEqual(['2018-10-01', '2018-10-02', '2018-10-03', '2018-10-04', '2018-10-05', '2018-10-06', '2018-10-07']);
  });

  test('keeps a fixed day that is a rest day, and says so', () => {
    expect(preview('2018-10-26T24:00', '2018-10-28T24:00', '2018-10-20T09:00')).toMatchObject({ ok: true, value: { onRestDay: true, workingDays: 0 } });
  });

  test('tells which reminders will still come, by the old and by the new deadline', () => {
    const moved = preview('2018-10-10T24:00', '2018-10-15T24:00', '2018-10-08T10:00');
    expect(moved.ok && moved.value.remindersBefore.map(({ wave }) => wave)).toEqual(['T-1', 'T-0', 'overdue']);
    expect(moved.ok && moved.value.reminders.map(({ wave }) => wave)).toEqual(['T-3', 'T-1', 'T-0', 'overdue']);
  });

  test('says when the calendar of the new year is not known yet', () => {
    expect(preview('2031-12-30T24:00', '2032-01-10T24:00', '2031-12-20T09:00')).toMatchObject({ ok: true, value: { calendarUnknown: true } });
  });

  test.each([
    ['not later than now', '2018-10-10T24:00', '2018-10-12T24:00', '2018-10-13T00:00'],
    ['not later than it is', '2018-10-10T24:00', '2018-10-10T24:00', '2018-10-01T00:00'],
  ])('is refused when it is %s', (_, from, to, now) => {
    expect(preview(from, to, now)).toMatchObject({ ok: false, refusal: { code: 'EXTENSION_NOT_LATER', field: 'dueAt' } });
  });
});

test('late score sheets and a project’s duties may be gone on without; lists, applications, signatures, verdicts and acceptances are decided by people', () => {
  expect(isSkippable('expertReview', 'scoring', shipped)).toBe(true);
  expect(isSkippable('fundedProject', '2018.inspection', shipped)).toBe(true);
  for (const step of ['taskBook', '2018.verdict', 'finalAcceptance', '2018.unheardOf']) expect(isSkippable('fundedProject', step, shipped)).toBe(false);
  for (const [type, step] of [['expertReview', 'ranking'], ['capabilityAssessment', 'shortlist'], ['applicationCase', 'formalCheck'], ['approval', 'decision'], ['publicityPeriod', 'publicity']] as const) {
    expect(isSkippable(type, step, shipped)).toBe(false);
  }
});
