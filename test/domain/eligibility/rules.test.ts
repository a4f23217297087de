import { type EligibilityRule, type RecordedFact, checkEligibility, refusalsOf } from '../../../domain/eligibility/rules.js';

const clause = { document: '000', clause: '§5.2' };
const window = { fromYear: 2015, toYear: 2017 };
const rules: EligibilityRule[] = [
  { key: 'party', check: 'partyOrganisationComplete', clause },
  { key: 'violation', check: 'noViolation', window, clause },
  { key: 'sanction', check: 'noCircularCriticismOrPenalty', window, clause },
  { key: 'other', check: 'flagged', clause },
];
const asOf = '2018-10-28';

const fact = (partial: Partial<RecordedFact> & Pick<RecordedFact, 'id' | 'kind' | 'value'>): RecordedFact => ({ asOf: '2018-10-10', status: 'active', ...partial });
const complete = fact({ id: 'p1', kind: 'partyOrganisation', value: 'complete' });
const clean = fact({ id: 'c1', kind: 'cleanRecord', value: 'none', period: { from: '2015-01-01', to: '2017-12-31' } });
const circular = { kind: 'criticism', value: 'byCircular', issuer: '民政部', provision: '《社会团体登记管理条例》第三十条', document: '民函〔2016〕1号' };

const check = (...facts: RecordedFact[]) => checkEligibility(rules, facts, { asOf });
const line = (key: string, ...facts: RecordedFact[]) => {
  const found = check(...facts).lines.find((candidate) => candidate.rule === key);
  if (!found) throw new Error(key);
  return found;
};

describe('eligibility (000 §5.2)', () => {
  test('complete party organisation and a clean record for 2015–2017 is eligible', () => {
    const result = check(complete, clean);
    expect(result.outcome).toBe('eligible');
    expect(result.lines.map((one) => one.result)).toEqual(['pass', 'pass', 'pass', 'pass']);
    expect(result.lines[1]).toMatchObject({ factIds: ['c1'], clause, why: [{ code: 'WINDOW_CLEAR' }] });
  });

  test('a society about which nothing is recorded is unknown, not clean', () => {
    const result = check();
    expect(result.outcome).toBe('unknown');
    expect(result.lines.map((one) => one.result)).toEqual(['unknown', 'unknown', 'unknown', 'pass']);
    expect(line('sanction').why.map((why) => why.code)).toEqual(['CRITICISM_NOT_CHECKED', 'PENALTIES_NOT_CHECKED']);
  });

  describe('党的组织机构不健全', () => {
    test.each([
      ['incomplete is not accepted', [fact({ id: 'p1', kind: 'partyOrganisation', value: 'incomplete' })], 'fail'],
      ['the newest statement decides', [fact({ id: 'p0', kind: 'partyOrganisation', value: 'incomplete', asOf: '2018-01-01' }), complete], 'pass'],
      ['a newer incomplete one too', [complete, fact({ id: 'p2', kind: 'partyOrganisation', value: 'incomplete', asOf: '2018-10-20' })], 'fail'],
      ['two of the same day that differ are unknown', [complete, fact({ id: 'p2', kind: 'partyOrganisation', value: 'incomplete' })], 'unknown'],
      ['another value is unknown', [fact({ id: 'p1', kind: 'partyOrganisation', value: '筹建中' })], 'unknown'],
    ])('%s', (_, facts, expected) => {
      expect(line('party', ...facts).result).toBe(expected);
    });
  });

  describe('the window is the three calendar years 2015–2017', () => {
    test.each([
      ['2014-12-31', 'pass', 'FACT_BEFORE_WINDOW'],
      ['2015-01-01', 'fail', 'VIOLATION_IN_WINDOW'],
      ['2017-12-31', 'fail', 'VIOLATION_IN_WINDOW'],
      ['2018-01-01', 'flagged', 'FACT_AFTER_WINDOW'],
    ])('a violation on %s: %s', (occurredOn, expected, code) => {
      const violation = fact({ id: 'v1', kind: 'violation', value: '违规收费', occurredOn });
      expect(line('violation', complete, clean, violation)).toMatchObject({ result: expected, why: [{ code, factId: 'v1' }] });
    });

    test.each([
      [{ from: '2014-06-01', to: '2015-01-01' }, 'fail'],
      [{ from: '2014-06-01', to: '2014-12-31' }, 'pass'],
      [{ from: '2017-12-31', to: '2018-05-01' }, 'fail'],
      [{ from: '2018-01-01', to: '2018-05-01' }, 'flagged'],
    ])('a violation over the time %j: %s', (period, expected) => {
      expect(line('violation', clean, fact({ id: 'v1', kind: 'violation', value: '违规收费', period })).result).toBe(expected);
    });

    test('a violation without a date is unknown', () => {
      expect(line('violation', clean, fact({ id: 'v1', kind: 'violation', value: '违规收费' }))).toMatchObject({ result: 'unknown', why: [{ code: 'FACT_UNDATED' }] });
    });

    test.each([
      ['only 2015 and 2016 checked', [{ from: '2015-01-01', to: '2016-12-31' }], '2017-01-01'],
      ['a gap of one day', [{ from: '2015-01-01', to: '2016-05-31' }, { from: '2016-06-02', to: '2017-12-31' }], '2016-06-01'],
    ])('a record that was not checked for all of it is unknown: %s', (_, periods, from) => {
      const statements = periods.map((period, n) => fact({ id: `c${n}`, kind: 'violation', value: 'none', period }));
      expect(line('violation', ...statements)).toMatchObject({ result: 'unknown', why: [{ code: 'VIOLATIONS_NOT_CHECKED', params: { from, to: '2017-12-31' } }] });
    });

    test('statements that join up cover it; a source cannot vouch for days after its own', () => {
      const halves = [{ from: '2014-01-01', to: '2016-05-31' }, { from: '2016-06-01', to: '2018-06-30' }].map((period, n) => fact({ id: `c${n}`, kind: 'violation', value: 'none', period }));
      expect(line('violation', ...halves).result).toBe('pass');
      expect(line('violation', { ...clean, asOf: '2017-06-30' })).toMatchObject({ result: 'unknown', why: [{ params: { from: '2017-07-01' } }] });
    });
  });

  describe('通报批评或处罚', () => {
    test('criticism by circular in the window is not accepted, with issuer and provision', () => {
      const result = check(complete, clean, fact({ id: 'k1', ...circular, occurredOn: '2016-03-01' }));
      expect(result.outcome).toBe('notAccepted');
      expect(refusalsOf(result)).toEqual([
        {
          code: 'CIRCULAR_CRITICISM_IN_WINDOW',
          field: 'eligibility.sanction',
          rule: clause,
          params: { on: '2016-03-01', issuer: '民政部', provision: circular.provision, document: '民函〔2016〕1号', asOf: '2018-10-10' },
        },
      ]);
    });

    test.each([
      ['criticism that is not by circular does not count', { ...circular, value: 'oral', occurredOn: '2016-03-01' }, 'pass', 'CRITICISM_NOT_BY_CIRCULAR'],
      ['nor does it flag in 2018', { ...circular, value: 'oral', occurredOn: '2018-03-01' }, 'pass', 'CRITICISM_NOT_BY_CIRCULAR'],
      ['by circular in 2018 it is flagged', { ...circular, occurredOn: '2018-03-01' }, 'flagged', 'FACT_AFTER_WINDOW'],
      ['a penalty counts', { ...circular, kind: 'penalty', value: '警告', occurredOn: '2017-03-01' }, 'fail', 'PENALTY_IN_WINDOW'],
      ['without issuer it is unknown', { ...circular, issuer: undefined, occurredOn: '2016-03-01' }, 'unknown', 'ISSUER_OR_PROVISION_MISSING'],
      ['without the broken rule it is unknown', { ...circular, kind: 'penalty', provision: undefined, occurredOn: '2016-03-01' }, 'unknown', 'ISSUER_OR_PROVISION_MISSING'],
    ])('%s', (_, partial, expected, code) => {
      expect(line('sanction', clean, fact({ id: 'k1', ...partial }))).toMatchObject({ result: expected, why: [{ code }] });
    });

    test('a letter may quote a period where no day is known', () => {
      const penalty = fact({ id: 'k1', ...circular, kind: 'penalty', value: '警告', period: { from: '2016-03-01', to: '2016-05-31' } });
      expect(line('sanction', clean, penalty).why.map(({ params }) => params.on)).toContain('2016-03-01 – 2016-05-31');
    });

    test('while something is unknown, what was found in order is told as well', () => {
      const oral = fact({ id: 'k1', ...circular, value: 'oral', occurredOn: '2016-03-01' });
      expect(line('sanction', oral)).toMatchObject({ result: 'unknown', why: [{ code: 'CRITICISM_NOT_CHECKED' }, { code: 'PENALTIES_NOT_CHECKED' }, { code: 'CRITICISM_NOT_BY_CIRCULAR' }] });
    });

    test('a penalty alone leaves unchecked criticism out of the refusal', () => {
      const penalty = fact({ id: 'k1', ...circular, kind: 'penalty', occurredOn: '2016-03-01' });
      expect(line('sanction', penalty).why.map((why) => why.code)).toEqual(['PENALTY_IN_WINDOW']);
    });
  });

  describe('facts change', () => {
    const violation = fact({ id: 'v1', kind: 'violation', value: '违规收费', occurredOn: '2016-03-01' });

    test.each(['corrected', 'withdrawn'] as const)('a %s fact does not count but stays', (status) => {
      const result = check(complete, clean, { ...violation, status });
      expect(result).toMatchObject({ outcome: 'eligible', setAside: ['v1'] });
    });

    test('a fact that was not known on the day does not count', () => {
      const later = { ...violation, asOf: '2018-10-29' };
      expect(check(complete, clean, later)).toMatchObject({ outcome: 'eligible', setAside: ['v1'] });
      expect(checkEligibility(rules, [complete, clean, later], { asOf: '2018-10-29' }).outcome).toBe('notAccepted');
    });
  });

  describe('等情形之一 is an open list', () => {
    const flag = fact({ id: 'f1', kind: 'flag', value: '正在接受专项审计' });

    test('a case flagged by staff waits for a person', () => {
      expect(check(complete, clean, flag)).toMatchObject({ outcome: 'flagged' });
      expect(line('other', flag).why[0]).toMatchObject({ code: 'FLAGGED_BY_STAFF', params: { reason: '正在接受专项审计' } });
    });

    test.each([
      ['pass' as const, 'eligible'],
      ['fail' as const, 'notAccepted'],
    ])('a person who says %s, with a reason, makes it %s', (result, outcome) => {
      const decisions = [{ rule: 'other', result, reason: '经核实' }];
      expect(checkEligibility(rules, [complete, clean, flag], { asOf, decisions }).outcome).toBe(outcome);
    });

    test('without a reason nothing is settled, and what facts decide is never overruled', () => {
      expect(checkEligibility(rules, [complete, clean, flag], { asOf, decisions: [{ rule: 'other', result: 'pass', reason: ' ' }] }).outcome).toBe('flagged');
      const violation = fact({ id: 'v1', kind: 'violation', value: '违规收费', occurredOn: '2016-03-01' });
      expect(checkEligibility(rules, [complete, clean, violation], { asOf, decisions: [{ rule: 'violation', result: 'pass', reason: '从宽' }] }).outcome).toBe('notAccepted');
    });
  });

  test('one failed rule refuses, unknown comes before flagged', () => {
    const flag = fact({ id: 'f1', kind: 'flag', value: '核实中' });
    expect(check(complete, flag).outcome).toBe('unknown');
    expect(check(fact({ id: 'p1', kind: 'partyOrganisation', value: 'incomplete' }), flag).outcome).toBe('notAccepted');
  });
});
