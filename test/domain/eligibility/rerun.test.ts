import { changedRules, needsPerson } from '../../../domain/eligibility/rerun.js';
import { checkEligibility, type EligibilityRule, type RecordedFact } from '../../../domain/eligibility/rules.js';

const clause = { document: '001', clause: '§3.2' };
const rules: EligibilityRule[] = [
  { key: 'party', check: 'partyOrganisationComplete', clause: { document: '001', clause: '§3.1' } },
  { key: 'inspection', check: 'inspectionNotFailed', lastYear: 2020, years: 2, clause },
];
const party: RecordedFact = { id: 'p', kind: 'partyOrganisation', value: 'complete', asOf: '2021-09-30', status: 'active' };
const inspected = (value: string, more: Partial<RecordedFact> = {}): RecordedFact => ({ id: 'i', kind: 'annualInspection', value, year: 2020, asOf: '2021-09-30', document: '年检〔2021〕1号', status: 'active', ...more });
const check = (...facts: RecordedFact[]) => checkEligibility(rules, facts, { asOf: '2021-11-12' });

describe('a check that is run again', () => {
  test.each([
    ['a failed inspection that is corrected', inspected('unqualified'), inspected('qualified'), ['inspection']],
    ['a failed inspection that is withdrawn', inspected('unqualified'), inspected('unqualified', { status: 'withdrawn' }), ['inspection']],
    ['another paper for the same conclusion', inspected('qualified'), inspected('qualified', { id: 'j', document: '年检〔2021〕2号' }), []],
  ])('names the rules that came out otherwise: %s', (_, before, after, expected) => {
    expect(changedRules(check(party, before), check(party, after))).toEqual(expected);
  });

  test('a rule that one of the two did not have has changed too', () => {
    expect(changedRules(checkEligibility(rules.slice(0, 1), [party], { asOf: '2021-11-12' }), check(party, inspected('qualified')))).toEqual(['inspection']);
  });

  test.each([
    ['accepted', 'eligible', false],
    ['accepted', 'notAccepted', true],
    ['accepted', 'unknown', true],
    ['accepted', 'flagged', true],
    ['notAccepted', 'notAccepted', false],
    ['notAccepted', 'eligible', true],
    ['notAccepted', 'unknown', true],
    ['submitted', 'notAccepted', false],
    ['correcting', 'eligible', false],
    ['withdrawn', 'notAccepted', false],
    ['cancelled', 'eligible', false],
  ] as const)('an application that is %s and comes out %s needs a person: %s', (status, outcome, expected) => {
    expect(needsPerson(status, outcome)).toBe(expected);
  });
});
