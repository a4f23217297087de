import fc from 'fast-check';
import { addDays, isDay } from '../../../domain/calendar/beijing.js';
import { isWorkingDay } from '../../../domain/calendar/working-days.js';
import { barRule } from '../../../domain/eligibility/from-programme.js';
import { checkEligibility, type RecordedFact, refusalsOf } from '../../../domain/eligibility/rules.js';
import { barCovers, barPeriod, checkBar, explainBar } from '../../../domain/sanctions/bar.js';
import { sayRefusal } from '../../../domain/wording/catalogue.js';

const bar = (over: Partial<RecordedFact> = {}): RecordedFact => ({
  id: 'bar-1', kind: 'bar', value: 'WHAST', period: barPeriod('2020-05-15', 3), asOf: '2020-05-15', document: '会议纪要〔2020〕5号', status: 'active', ...over,
});
const applied = (appliedOn: string, over: { authority?: string; programme?: string } = {}) => ({ authority: 'WHAST', programme: 'wuhan-capability', appliedOn, ...over });

describe('连续3年取消其申报资格 (003 §5.2)', () => {
  test.each([
    ['2020-05-15', '2020-05-16', '2023-05-15'],
    ['2020-12-31', '2021-01-01', '2023-12-31'],
    // No 29 February three years later: the month's last day (民法典 202, by analogy).
    ['2020-02-29', '2020-03-01', '2023-02-28'],
    // The corresponding date, not the end of the month.
    ['2021-02-28', '2021-03-01', '2024-02-28'],
  ])('decided on %s it runs from %s to %s [C]', (decided, from, to) => {
    expect(barPeriod(decided, 3)).toEqual({ from, to });
  });

  test('its end never rolls: 15 May 2022 is a Sunday and stays', () => {
    const { to } = barPeriod('2019-05-15', 3);
    expect([to, isWorkingDay(to)]).toEqual(['2022-05-15', false]);
  });

  test.each([
    ['2020-05-15', 'flagged', 'BARRED_SINCE_APPLICATION'],
    ['2020-05-16', 'fail', 'BARRED'],
    ['2023-05-15', 'fail', 'BARRED'],
    ['2023-05-16', 'pass', 'BAR_OVER'],
  ])('an application of %s: %s', (day, result, code) => {
    expect(checkBar([bar()], applied(day))).toMatchObject({ result, why: [{ code, factId: 'bar-1' }] });
  });

  test.each([
    ['every programme of that authority [C]', 'authority' as const, { programme: 'another-programme' }, 'fail'],
    ['no other authority', 'authority' as const, { authority: 'CAST' }, 'pass'],
    ['where the scope is the programme: that programme', 'programme' as const, {}, 'fail'],
    ['where the scope is the programme: no other', 'programme' as const, { programme: 'another-programme' }, 'pass'],
  ])('it covers %s', (_, scope, over, result) => {
    const fact = bar({ value: barCovers(scope, 'WHAST', 'wuhan-capability') });
    expect(checkBar([fact], applied('2021-01-01', over)).result).toBe(result);
  });

  test('it refuses an application in any round of that authority, with its decision and both days; lifted, it does not', () => {
    const rules = [barRule(applied('2021-03-01', { programme: 'another-programme' }))];
    const refused = checkEligibility(rules, [bar()], { asOf: '2023-08-01' });
    expect(refused).toMatchObject({ outcome: 'notAccepted', lines: [{ rule: 'bar', clause: { document: '003', clause: '§5.2' }, factIds: ['bar-1'] }] });
    const [refusal] = refusalsOf(refused);
    expect(refusal && sayRefusal('zh', refusal)).toMatch(/会议纪要〔2020〕5号.*2020-05-16 至 2023-05-15/);
    const lifted = checkEligibility(rules, [bar({ status: 'withdrawn' })], { asOf: '2021-03-02' });
    expect(lifted).toMatchObject({ outcome: 'eligible', setAside: ['bar-1'], lines: [{ why: [{ code: 'NO_BAR' }] }] });
  });

  test('of two bars the one that holds counts', () => {
    const facts = [bar(), bar({ id: 'bar-2', period: barPeriod('2023-05-10', 3), asOf: '2023-05-10' })];
    expect(checkBar(facts, applied('2023-05-16'))).toMatchObject({ result: 'fail', factIds: ['bar-1', 'bar-2'], why: [{ factId: 'bar-2' }] });
  });

  test('the day after the decision is barred, the day after the end is not, whatever the day', () => {
    const day = fc.integer({ min: 0, max: 3652 }).map((n) => addDays('2018-01-01', n));
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 5 }), (decided, years) => {
      const period = barPeriod(decided, years);
      const results = [decided, period.from, period.to, addDays(period.to, 1)].map((on) => checkBar([bar({ period })], applied(on)).result);
      expect(results).toEqual(['flagged', 'fail', 'fail', 'pass']);
      expect(isDay(period.to)).toBe(true);
    }));
  });

  test('it can be asked why it runs until then', () => {
    const why = explainBar({ sanction: 'case-1', decidedOn: '2020-02-29', years: 3, minutes: '〔2020〕5号', clause: { document: '003', clause: '§5.2' } });
    expect(why).toMatchObject({ what: 'bar', result: '2023-02-28', formula: { code: 'formula.barPeriod', params: { from: '2020-03-01', to: '2023-02-28', years: 3 } } });
    expect(why.inputs.map(({ value }) => value)).toEqual(['2020-02-29', '〔2020〕5号', 3]);
  });
});
