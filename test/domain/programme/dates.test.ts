import { dayOf } from '../../../domain/calendar/beijing.js';
import type { DueBasis } from '../../../domain/calendar/due-basis.js';
import { shippedCalendar } from '../../../domain/calendar/working-days.js';
import { lengthOf, resolve } from '../../../domain/programme/date-rules.js';
import { handInDue, implementationYears, insideDue, projectStepDates, reviewDates, stageDates } from '../../../domain/programme/dates.js';
import type { Programme } from '../../../domain/programme/schema.js';
import { waveInstants } from '../../../domain/programme/waves.js';
import { beijing, programme, stage, value } from './support.js';

const shipped = programme();
const stageSpan = (key: string, openedMs?: number) => value(stageDates(shipped, {}, key, { openedMs }));

describe('fixed dates are taken as they are', () => {
  test('applications run from 16 October 00:00 to 28 October 24:00, a Sunday that does not roll (000 §5.2)', () => {
    expect(stageSpan('application')).toMatchObject({ opensMs: beijing('2018-10-16 00:00'), dueMs: beijing('2018-10-28 24:00') });
  });

  test('"10月15日前" includes that day (000 §5.1)', () => {
    expect(stageSpan('assessment').dueMs).toBe(beijing('2018-10-15 24:00'));
  });

  test('a stage that is ready early still opens on its date; one that is late is overdue at once', () => {
    expect(stageSpan('application', beijing('2018-10-12 15:00')).opensMs).toBe(beijing('2018-10-16 00:00'));
    const late = stageSpan('application', beijing('2018-10-30 09:00'));
    expect(late).toMatchObject({ opensMs: beijing('2018-10-30 09:00'), dueMs: beijing('2018-10-28 24:00') });
  });
});

describe('implementation years', () => {
  test('three from the first on, moved with the round; none where nothing is awarded', () => {
    expect(implementationYears(shipped, {})).toEqual([2018, 2019, 2020]);
    expect(implementationYears(shipped, { year: 2020 })).toEqual([2020, 2021, 2022]);
    expect(implementationYears({ ...shipped, implementation: undefined }, {})).toEqual([]);
  });
});

describe('rules of dates', () => {
  const nowhere = (after: string) => { throw new Error(after); };
  test('a day that no year has is refused', () => {
    expect(resolve({ on: '02-30' }, 'due', 2018, nowhere, shippedCalendar)).toMatchObject({ ok: false, refusal: { code: 'DAY_INVALID', params: { day: '2018-02-30' } } });
    expect(resolve({ on: '02-29' }, 'due', 2020, nowhere, shippedCalendar)).toMatchObject({ ok: true });
  });

  test.each([
    [{ after: 'a.due', workingDays: 3 }, { count: 3, unit: 'workingDays' }], [{ after: 'a.due', days: 3 }, { count: 3, unit: 'naturalDays' }],
    [{ after: 'a.due', months: 3 }, { count: 3, unit: 'months' }], [{ after: 'a.due', years: 3 }, { count: 3, unit: 'years' }],
  ] as const)('%j is a period of its own unit', (rule, length) => {
    expect(lengthOf(rule)).toEqual(length);
  });

  test('what counts from a deadline that rests on a period rests on that period, and not on the day it gave', () => {
    const basis: DueBasis = { rule: 'period', from: '2018-11-07', count: 5, unit: 'workingDays', time: '24:00' };
    const fixed = beijing('2018-11-14 24:00');
    expect(resolve({ after: 'publicity.due', workingDays: 1 }, 'due', 2018, () => ({ ok: true, value: { ms: fixed, basis } }), shippedCalendar)).toMatchObject({ value: { basis: { from: basis } } });
    expect(resolve({ after: 'publicity.due', workingDays: 1 }, 'due', 2018, () => ({ ok: true, value: { ms: fixed, basis: { rule: 'fixed', dueMs: fixed } } }), shippedCalendar)).toMatchObject({ value: { basis: { from: '2018-11-14' } } });
  });
});

describe('periods count from the real opening', () => {
  test('posted on Wednesday 7 November the list is public until Wednesday 14 November 24:00: five working days, that day not counted', () => {
    expect(stageSpan('publicity')).toMatchObject({ opensMs: beijing('2018-11-07 00:00'), dueMs: beijing('2018-11-14 24:00') });
  });

  test('where a text counts the day of posting, that is a recorded option: one day earlier (000 §5.3, length ours)', () => {
    const counted = { ...shipped, stages: shipped.stages.map((one) => (one.type === 'publicityPeriod' ? { ...one, length: { ...one.length, countFirstDay: true } } : one)) };
    expect(value(stageDates(counted, {}, 'publicity', { openedMs: beijing('2018-11-07 09:00') })).dueMs).toBe(beijing('2018-11-13 24:00'));
  });

  test('a second publicity period has its full length from its own posting', () => {
    expect(stageSpan('publicity', beijing('2018-11-20 10:30'))).toMatchObject({ opensMs: beijing('2018-11-20 10:30'), dueMs: beijing('2018-11-27 24:00') });
  });

  test('the approval opens when the publicity period has really ended, before or after the plan (000 §5.3)', () => {
    expect(stageSpan('approval').opensMs).toBe(beijing('2018-11-14 24:00'));
    expect(stageSpan('approval', beijing('2018-11-14 12:00')).opensMs).toBe(beijing('2018-11-14 12:00'));
    expect(stageSpan('approval', beijing('2018-11-15 08:00')).opensMs).toBe(beijing('2018-11-15 08:00'));
  });

  test('plans are due twenty working days after both signatures, over New Year with its moved working days', () => {
    const span = value(projectStepDates(shipped, {}, 'plans', undefined, { signedMs: beijing('2018-12-10 16:00') }));
    // 29 December 2018, a Saturday, was a working day; 31 December and 1 January were not.
    expect(span).toMatchObject({ opensMs: beijing('2018-12-10 16:00'), dueMs: beijing('2019-01-08 24:00') });
  });

  test('without a signature the plan takes the task book as signed when it is due', () => {
    const signing = value(projectStepDates(shipped, {}, 'taskBook', undefined));
    expect(value(projectStepDates(shipped, {}, 'plans', undefined)).opensMs).toBe(signing.dueMs);
  });

  test('a task book opened early by an early approval is due ten working days from then', () => {
    const span = value(projectStepDates(shipped, {}, 'taskBook', undefined, { openedMs: beijing('2018-11-14 15:00') }));
    expect(span).toMatchObject({ opensMs: beijing('2018-11-14 15:00'), dueMs: beijing('2018-11-28 24:00') });
  });
});

describe('what is set, and what follows', () => {
  test('a stage that opens days after another does not open before its plan; one that follows at once does', () => {
    const later: Programme = { ...shipped, stages: shipped.stages.map((one) => (one.key === 'approval' ? { ...one, opens: { days: 2, after: 'publicity.due' } } : one)) };
    const early = { openedMs: beijing('2018-11-14 10:00') };
    expect(value(stageDates(later, {}, 'approval', early)).opensMs).toBe(value(stageDates(later, {}, 'approval')).opensMs);
    expect(value(stageDates(shipped, {}, 'approval', early)).opensMs).toBe(beijing('2018-11-14 10:00'));
  });

  test('a fixed end that the round has set stays when the stage opens late', () => {
    const settings = { dates: { 'application.due': '2018-10-30T24:00' } };
    expect(value(stageDates(shipped, settings, 'application', { openedMs: beijing('2018-10-20 09:00') })).dueMs).toBe(beijing('2018-10-30 24:00'));
  });

  test('a date inside a stage counts from its real opening, or from another stage, as the programme says', () => {
    const counting = (after: string): Programme => ({ ...shipped, stages: shipped.stages.map((one) => (one.type === 'expertReview' ? { ...one, scoring: { ...one.scoring, due: { workingDays: 3, after } } } : one)) });
    const scoring = (programme: Programme) => {
      const review = programme.stages.find(({ type }) => type === 'expertReview');
      return review && value(insideDue(programme, {}, review, 'scoring', { openedMs: beijing('2018-10-31 09:00') }));
    };
    // Opened on a Wednesday; the window for applications ends on Sunday the 28th.
    expect(scoring(counting('opens'))).toBe(beijing('2018-11-05 24:00'));
    expect(scoring(counting('application.due'))).toBe(beijing('2018-10-31 24:00'));
  });
});

describe('yearly steps', () => {
  test('the implementation years are 2018, 2019 and 2020 (000 §2)', () => {
    expect(implementationYears(shipped, {})).toEqual([2018, 2019, 2020]);
  });

  test.each([
    ['yearEnd', 2018, '2019-01-31'],
    ['accounts', 2019, '2020-02-28'],
    ['audit', 2020, '2021-04-30'],
    ['inspection', 2018, '2018-12-31'],
  ])('%s of %d is due on %s [C]', (key, year, day) => {
    expect(value(projectStepDates(shipped, {}, key, year)).dueMs).toBe(beijing(`${day} 24:00`));
  });

  test('a project signed in the middle of December owes nothing before its signature', () => {
    const span = value(projectStepDates(shipped, {}, 'inspection', 2018, { signedMs: beijing('2018-12-12 10:00') }));
    expect(span.opensMs).toBe(beijing('2018-12-12 10:00'));
  });

  test('a yearly step without its year is refused, as is an unknown key', () => {
    expect(projectStepDates(shipped, {}, 'audit', undefined)).toMatchObject({ ok: false, refusal: { code: 'YEAR_MISSING' } });
    expect(stageDates(shipped, {}, 'nothing')).toMatchObject({ ok: false, refusal: { code: 'PROGRAMME_KEY_UNKNOWN' } });
  });

  test('a period in a year whose holidays are not known is refused, not guessed', () => {
    expect(projectStepDates(shipped, {}, 'plans', undefined, { signedMs: beijing('2040-12-10 16:00') })).toMatchObject({ ok: false, refusal: { code: 'CALENDAR_UNKNOWN' } });
  });
});

describe('what the round sets goes before the programme', () => {
  test('a round on the live clock gives instants of seconds', () => {
    const dates = { 'publicity.opens': '2026-03-02T01:00:00.000Z', 'publicity.due': '2026-03-02T01:00:20.000Z' };
    const opensMs = Date.parse(dates['publicity.opens']);
    expect(value(stageDates(shipped, { dates }, 'publicity'))).toMatchObject({ opensMs, dueMs: opensMs + 20_000 });
    // Ready five seconds late: the period keeps its twenty seconds.
    expect(value(stageDates(shipped, { dates }, 'publicity', { openedMs: opensMs + 5_000 }))).toMatchObject({ opensMs: opensMs + 5_000, dueMs: opensMs + 25_000 });
  });

  test('a wall time is Beijing time, 24:00 included', () => {
    const settings = { dates: { 'application.due': '2018-11-02T24:00', 'audit.2018.due': '2019-05-15T17:00' } };
    expect(value(stageDates(shipped, settings, 'application')).dueMs).toBe(beijing('2018-11-02 24:00'));
    expect(value(projectStepDates(shipped, settings, 'audit', 2018)).dueMs).toBe(beijing('2019-05-15 17:00'));
    expect(value(projectStepDates(shipped, settings, 'audit', 2019)).dueMs).toBe(beijing('2020-04-30 24:00'));
  });

  test('a publicity end set in days, posted late, moves to 24:00 of a whole day', () => {
    const settings = { dates: { 'publicity.due': '2018-11-16T24:00' } };
    expect(value(stageDates(shipped, settings, 'publicity', { openedMs: beijing('2018-11-08 10:00') })).dueMs).toBe(beijing('2018-11-18 24:00'));
  });

  test('another year moves stages and implementation years together', () => {
    expect(value(stageDates(shipped, { year: 2025 }, 'application')).dueMs).toBe(beijing('2025-10-28 24:00'));
    expect(implementationYears(shipped, { year: 2025 })).toEqual([2025, 2026, 2027]);
  });

  test('the dates inside a stage can be set, and never leave the stage', () => {
    const review = stage('expertReview');
    expect(value(reviewDates(shipped, {}, review))).toEqual({
      conflictDeclarationMs: beijing('2018-10-30 24:00'), defenceMs: beijing('2018-11-05 24:00'), scoringMs: beijing('2018-11-06 24:00'),
    });
    const moved = { dates: { 'review.opens': '2018-12-03T00:00', 'review.due': '2018-12-07T24:00', 'review.scoring.due': '2018-12-06T24:00' } };
    expect(value(reviewDates(shipped, moved, review))).toEqual({
      conflictDeclarationMs: beijing('2018-12-07 24:00'), defenceMs: beijing('2018-12-07 24:00'), scoringMs: beijing('2018-12-06 24:00'),
    });
    expect(value(handInDue(shipped, {}, stage('capabilityAssessment')))).toBe(beijing('2018-10-10 24:00'));
  });
});

describe('reminder waves', () => {
  test('go out at 09:00 Beijing time, counted back from the last day: 24:00 of 28 October is due on the 28th [C]', () => {
    expect(waveInstants(shipped, beijing('2018-10-28 24:00'))).toEqual([
      { wave: 'T-14', atMs: beijing('2018-10-14 09:00') },
      { wave: 'T-7', atMs: beijing('2018-10-21 09:00') },
      { wave: 'T-3', atMs: beijing('2018-10-25 09:00') },
      { wave: 'T-1', atMs: beijing('2018-10-27 09:00') },
      { wave: 'T-0', atMs: beijing('2018-10-28 09:00') },
      { wave: 'overdue', atMs: beijing('2018-10-29 09:00') },
    ]);
  });

  test('what is due at 17:00 is due on that day too', () => {
    const waves = waveInstants(shipped, beijing('2018-10-26 17:00'));
    expect(waves.find(({ wave }) => wave === 'T-0')?.atMs).toBe(beijing('2018-10-26 09:00'));
  });

  test('a reminder that would come after the due instant is left out; the overdue one stays', () => {
    const waves = waveInstants(shipped, beijing('2018-10-26 08:00'));
    expect(waves.map(({ wave }) => wave)).toEqual(['T-14', 'T-7', 'T-3', 'T-1', 'overdue']);
    expect(dayOf(waves.at(-1)?.atMs ?? 0)).toBe('2018-10-27');
  });
});
