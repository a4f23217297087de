import { admit } from '../../../domain/publicity/admissibility.js';
import { LEAD_STATES, type LeadMove, moveLead } from '../../../domain/publicity/leads.js';
import { shippedCalendar } from '../../../domain/calendar/working-days.js';
import { mayBeReexamined } from '../../../domain/publicity/reexamination.js';
import { en } from '../../../domain/wording/en.js';
import { zh } from '../../../domain/wording/zh.js';
import { beijing, stage } from '../programme/support.js';

const period = { opensMs: beijing('2018-11-07 09:00'), dueMs: beijing('2018-11-14 24:00') };
const good = { receivedMs: beijing('2018-11-08 10:00'), named: true, organisation: false, sealed: false, onList: true };

describe('whether an objection is dealt with as one (000 §5.3, choice: in time, by name or seal, about this list)', () => {
  test.each([
    ['in time, named, about this list', {}, 'admissible', 'OBJECTION_ADMISSIBLE'],
    ['at the last instant', { receivedMs: period.dueMs - 1 }, 'admissible', 'OBJECTION_ADMISSIBLE'],
    ['at the end of the period', { receivedMs: period.dueMs }, 'lead', 'OBJECTION_LATE'],
    ['without a name', { named: false }, 'lead', 'OBJECTION_ANONYMOUS'],
    ['an organisation’s, with its seal', { organisation: true, sealed: true }, 'admissible', 'OBJECTION_ADMISSIBLE'],
    ['an organisation’s, without its seal', { organisation: true }, 'lead', 'OBJECTION_UNSEALED'],
    ['about a society that is not on the list', { onList: false }, 'inadmissible', 'OBJECTION_NOT_ABOUT_LIST'],
    ['anonymous and late: the first condition decides', { named: false, receivedMs: period.dueMs }, 'lead', 'OBJECTION_LATE'],
  ] as const)('%s', (_, change, standing, reason) => {
    expect(admit({ ...good, ...change }, period)).toMatchObject({ standing, reason });
    expect(Object.hasOwn(zh, reason) && Object.hasOwn(en, reason)).toBe(true);
  });

  test('every condition is told with its answer', () => {
    expect(admit({ ...good, named: false }, period).conditions).toEqual([
      { condition: 'inTime', met: true }, { condition: 'named', met: false }, { condition: 'sealed', met: true }, { condition: 'aboutThisList', met: true },
    ]);
  });
});

describe('one re-examination (choice: by somebody else, within three working days)', () => {
  const plan = stage('publicityPeriod');
  /** Thursday; three working days end on Tuesday, the 13th. */
  const answered = { state: 'rejected' as const, answeredMs: beijing('2018-11-08 16:00'), reexamined: false };

  test('is asked for by whoever objected when it was rejected, by the society when it was upheld', () => {
    const at = beijing('2018-11-12 10:00');
    expect(mayBeReexamined(answered, 'objector', plan, at, shippedCalendar)).toEqual({ ok: true, value: { answerDueMs: beijing('2018-11-15 24:00') } });
    expect(mayBeReexamined({ ...answered, state: 'upheld' }, 'society', plan, at, shippedCalendar)).toMatchObject({ ok: true });
  });

  test.each([
    ['the society, of one that was rejected', answered, 'society', '2018-11-12 10:00', 'REEXAMINATION_NOT_OPEN'],
    ['whoever objected, of one that was upheld', { ...answered, state: 'upheld' as const }, 'objector', '2018-11-12 10:00', 'REEXAMINATION_NOT_OPEN'],
    ['of one without an answer', { state: 'open' as const, answeredMs: null, reexamined: false }, 'objector', '2018-11-12 10:00', 'REEXAMINATION_NOT_OPEN'],
    ['a second time', { ...answered, reexamined: true }, 'objector', '2018-11-12 10:00', 'REEXAMINED_ALREADY'],
    ['at the end of the third working day', answered, 'objector', '2018-11-13 24:00', 'REEXAMINATION_TOO_LATE'],
  ] as const)('not by %s', (_, objection, by, at, code) => {
    expect(mayBeReexamined(objection, by, plan, beijing(at), shippedCalendar)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('is possible to the last instant', () => {
    expect(mayBeReexamined(answered, 'objector', plan, beijing('2018-11-13 24:00') - 1, shippedCalendar)).toMatchObject({ ok: true });
  });
});

describe('a lead (choice: registered, transferred, verified, answered, closed)', () => {
  const move = (change: Partial<LeadMove>): LeadMove => ({ to: 'verified', note: '已核实', result: 'founded', ...change });
  test.each([
    ['registered', move({ to: 'transferred', transferredTo: '纪检部门' }), { state: 'transferred', result: 'founded' }],
    ['transferred', move({}), { state: 'verified', result: 'founded' }],
    ['verified', move({ to: 'answered' }), { state: 'answered', result: 'founded' }],
    ['answered', move({ to: 'closed' }), { state: 'closed', result: 'founded' }],
  ] as const)('%s goes on', (state, next, value) => {
    expect(moveLead({ state, result: null }, next)).toEqual({ ok: true, value });
  });

  test.each([
    ['without a note', move({ note: ' ' }), 'REASON_REQUIRED'],
    ['to nobody', move({ to: 'transferred' }), 'LEAD_NEEDS_RECEIVER'],
    ['verified without a result', { to: 'verified', note: 'x' } as const, 'LEAD_NEEDS_RESULT'],
  ])('%s it is refused', (_, next, code) => {
    expect(moveLead({ state: 'registered', result: null }, next)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('never goes back', () => {
    const allowed = LEAD_STATES.flatMap((from, n) => LEAD_STATES.slice(0, n + 1).filter((to) => moveLead({ state: from, result: 'founded' }, move({ to, transferredTo: 'x' })).ok));
    expect(allowed).toEqual([]);
  });
});
