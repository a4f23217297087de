import { type DueBasis, dueOf, periodFrom } from '../../../domain/calendar/due-basis.js';
import { type DeadlineAsked, explainDeadline } from '../../../domain/calendar/explain-deadline.js';
import { shippedCalendar } from '../../../domain/calendar/working-days.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';
import { beijing } from '../programme/support.js';

const clause = { document: '000', clause: '§5.3' };
function ask(basis: DueBasis | null, more: Partial<DeadlineAsked> = {}) {
  const due = basis && dueOf(basis, shippedCalendar);
  return explainDeadline({ dueMs: due?.ok ? due.value : beijing('2018-11-20 24:00'), basis, calendarVersion: 'chinese-days 1.5.7', clause, roundYear: 2018, ...more }, shippedCalendar);
}

describe('why a deadline is when it is', () => {
  test('a period names its start, the days that were not counted, the calendar and the law of the round’s year', () => {
    const explained = ask(periodFrom(beijing('2018-11-07 09:00'), 5, 'workingDays'));
    expect(explained).toMatchObject({ what: 'deadline', result: '2018-11-14', clause, formula: { code: 'formula.deadline.workingDays', params: { from: '2018-11-07', count: 5, restDays: 2 } } });
    expect(explained.inputs).toEqual(expect.arrayContaining([{ name: 'law', value: '民法总则 200–205' }, { name: 'calendar', value: 'chinese-days 1.5.7' }, { name: 'restDay', value: '2018-11-10' }]));
    expect(ask(periodFrom(beijing('2021-11-08 09:00'), 5, 'workingDays'), { roundYear: 2021 }).inputs).toContainEqual({ name: 'law', value: '民法典 200–204' });
  });

  test.each([
    ['a rest day rolls', periodFrom(beijing('2018-11-07 09:00'), 10, 'naturalDays'), 'rolled', '2018-11-19'],
    ['a period that ends on a working day', periodFrom(beijing('2018-11-05 09:00'), 10, 'naturalDays'), 'period', '2018-11-15'],
    ['a fixed date does not roll', { rule: 'fixed', dueMs: beijing('2018-10-28 24:00') }, 'fixed', '2018-10-28'],
    ['a suspension', { rule: 'suspended', of: { rule: 'fixed', dueMs: beijing('2018-10-28 24:00') }, byMs: 86_400_000 }, 'suspended', '2018-10-29'],
    ['what staff set', null, 'setByStaff', '2018-11-20'],
    ['a year that is not announced', periodFrom(beijing('2026-12-30 09:00'), 5, 'workingDays'), 'unknown', null],
  ] as const)('%s', (_, basis, code, result) => {
    const explained = ask(basis);
    expect(explained).toMatchObject({ result, formula: { code: `formula.deadline.${code}` } });
    expect(isMessageKey(explained.formula.code)).toBe(true);
  });

  test('a deadline that counts from another explains that one too', () => {
    const review: DueBasis = periodFrom(beijing('2018-11-07 09:00'), 10, 'naturalDays');
    const explained = ask({ rule: 'period', from: review, count: 1, unit: 'workingDays', time: '24:00' });
    expect(explained).toMatchObject({ result: '2018-11-20', parts: [{ result: '2018-11-19', formula: { code: 'formula.deadline.rolled' } }] });
  });
});
