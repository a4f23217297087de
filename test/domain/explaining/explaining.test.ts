import { readFileSync } from 'node:fs';
import { checkEligibility, type RecordedFact } from '../../../domain/eligibility/rules.js';
import { eligibilityRulesFor } from '../../../domain/eligibility/from-programme.js';
import { explainAssessment, explainIndicator, explainShortlist } from '../../../domain/explaining/assessment.js';
import { shippedCalendar } from '../../../domain/calendar/working-days.js';
import { explainDeadline } from '../../../domain/explaining/deadline.js';
import { explainEligibility } from '../../../domain/explaining/eligibility.js';
import { explainBalance } from '../../../domain/explaining/money.js';
import { explainRefusal } from '../../../domain/explaining/refusal.js';
import { explainFinalRank, explainSheet } from '../../../domain/explaining/review.js';
import type { Explanation } from '../../../domain/explanation.js';
import { parseProgramme } from '../../../domain/programme/parse.js';
import type { Programme, StageOf, StageType } from '../../../domain/programme/schema.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';
import { namesOf, speak } from '../../../domain/wording/explaining.js';

const read = parseProgramme(readFileSync('programmes/world-class-2018.yaml', 'utf8'), 'world-class-2018.yaml');
if (!read.ok) throw new Error('the programme does not parse');
const { programme } = read;
const stageOf = <T extends StageType>(type: T): StageOf<T> => programme.stages.find((stage): stage is StageOf<T> => stage.type === type) as StageOf<T>;
const assessment = stageOf('capabilityAssessment');
const [indicator] = assessment.indicators;
if (!indicator) throw new Error('no indicator');
const figures = (value: number | undefined) => ({ group: 'science', values: { [indicator.key]: { value, factId: 'f1' } }, findings: [] as string[] });

describe('why an indicator has its points (000 §5.1)', () => {
  test.each([[0, 100], [1, 80], [2, 60], [3, 30]])('reaching band %d gives %d %% of the points, and says so', (band, share) => {
    const why = explainIndicator(assessment, indicator, figures(indicator.bands?.[band]));
    expect(why.result).toBeCloseTo((indicator.points * share) / 100, 9);
    expect(why.formula).toEqual({ code: 'why.formula.band', params: { points: indicator.points, share } });
    expect(why.inputs[0]).toMatchObject({ name: indicator.key, value: indicator.bands?.[band], source: { kind: 'fact', id: 'f1' } });
    expect(why.clause.document).not.toBe('');
  });

  test('missing is not zero: no points, another formula', () => {
    const missing = explainIndicator(assessment, indicator, figures(undefined));
    const zero = explainIndicator(assessment, indicator, figures(0));
    expect([missing.result, missing.formula.code, missing.inputs[0]?.value]).toEqual([0, 'why.formula.missing', null]);
    expect([zero.formula.code, zero.inputs[0]?.value]).toEqual(['why.formula.band', 0]);
  });

  test('the total is the sum of its parts, deductions among them', () => {
    const [deduction] = assessment.deductions;
    const why = explainAssessment(assessment, { ...figures(indicator.bands?.[0]), findings: [deduction?.key ?? '', 'unheardOf'] });
    expect(why.parts).toHaveLength(assessment.indicators.length + 1);
    expect(why.result).toBeCloseTo(Math.max(0, why.parts.reduce((sum, part) => sum + Number(part.result), 0)), 9);
    expect(why.inputs.find(({ name }) => name === 'missing')?.value).toBe(assessment.indicators.length - 1);
  });
});

describe('why a society is on the shortlist (000 §5.1)', () => {
  const ask = (total: number, route: 'rank' | 'legacy' | null, more: object = {}) =>
    explainShortlist(assessment, { total, others: [90, 80, 80], planned: 50, route, awards: [], ...more });

  test.each([[95, 1], [80, 2], [85, 2], [70, 4]])('%d points among 90, 80, 80 are rank %d', (total, rank) => {
    expect(ask(total, 'rank').parts[0]?.result).toBe(rank);
  });

  test('150 % of 50 are 75 places', () => {
    expect(ask(95, 'rank').parts[1]).toMatchObject({ result: 75, clause: { document: '000', clause: '§5.1' }, formula: { params: { planned: 50, percent: 150 } } });
  });

  test('a legacy society is told the award that counts, a tie the minutes that settled it', () => {
    const legacy = ask(10, 'legacy', { awards: [{ id: 'r1', programme: 'p', title: 't', year: 2016 }] });
    expect(legacy).toMatchObject({ result: 'legacy', formula: { code: 'why.formula.legacy' }, inputs: [{ source: { kind: 'record', id: 'r1' } }] });
    expect(ask(80, 'rank', { tie: { minutes: '纪要3号' } })).toMatchObject({ formula: { code: 'why.formula.cutTie' }, inputs: [{ value: '纪要3号' }], clause: { document: 'choice' } });
    expect(ask(70, null).result).toBe('none');
  });
});

describe('why a society may not apply (000 §5.2)', () => {
  const rules = eligibilityRulesFor(programme, {});
  const party: RecordedFact = { id: 'r1', kind: 'partyOrganisation', value: 'incomplete', asOf: '2018-08-01', document: '示例文件', status: 'active' };

  test('each rule with its result, clause and the fact that decided; what nobody knows is said to be unknown', () => {
    const check = checkEligibility(rules, [party, { ...party, id: 'r0', status: 'withdrawn' }], { asOf: '2018-10-28' });
    const why = explainEligibility(check, [party, { ...party, id: 'r0', status: 'withdrawn' }], stageOf('applicationWindow').clause);
    expect(why.result).toBe('notAccepted');
    expect(why.parts).toHaveLength(rules.length);
    const failed = why.parts.find((part) => part.result === 'fail');
    expect(failed).toMatchObject({ formula: { code: 'PARTY_ORGANISATION_INCOMPLETE' }, clause: { document: '000', clause: '§5.2' }, inputs: [{ source: { kind: 'record', id: 'r1' } }] });
    expect(why.parts.map((part) => part.result)).toContain('unknown');
    expect(why.inputs).toEqual([expect.objectContaining({ name: 'setAside', source: { kind: 'record', id: 'r0' } })]);
  });
});

describe('why a rank in the review (000 §5.3)', () => {
  const review = stageOf('expertReview');
  const scores = [['A', 'e1', 70], ['A', 'e2', 80], ['A', 'e3', 90], ['A', 'e4', 85], ['A', 'e5', 75], ['B', 'e1', 95], ['C', 'e1', 80]].map(([application, expert, total]) => ({
    application: String(application), expert: String(expert), total: Number(total),
  }));
  const ask = (nameOf: (expert: string, n: number) => string) => explainFinalRank(review, { application: 'A', scores, method: 'trimmedMean', nameOf });

  test('from five experts on, one highest and one lowest total are left out [C]; one better and one equal make rank 2', () => {
    const why = ask((expert) => expert);
    expect(why).toMatchObject({ result: 2, inputs: [{ value: 80 }, { name: 'above', value: 1 }, { name: 'equal', value: 1 }, { value: 3 }] });
    expect(why?.parts[0]).toMatchObject({ result: 80, formula: { code: 'why.formula.trimmedMean', params: { experts: 5, counted: 3 } } });
  });

  test('whoever may not know the experts gets their totals by size, under numbers', () => {
    const inputs = ask((_, n) => `expert ${n}`)?.parts[0]?.inputs ?? [];
    expect(inputs.map(({ name, value }) => [name, value])).toEqual([['expert 1', 90], ['expert 2', 85], ['expert 3', 80], ['expert 4', 75], ['expert 5', 70]]);
    expect(JSON.stringify(ask((_, n) => `expert ${n}`))).not.toContain('e1');
  });

  test('a sheet sums its criteria and quotes the reasons', () => {
    const [first] = review.sheet.criteria;
    const why = explainSheet(review, { scores: { [first?.key ?? '']: 9.5 }, reasons: { [first?.key ?? '']: '测算不足' }, passFail: {} }, review.clause, 'v1');
    expect(why.result).toBe(9.5);
    expect(why.parts[0]?.inputs).toEqual([expect.objectContaining({ name: 'score', value: 9.5 }), expect.objectContaining({ name: 'reason', value: '测算不足' })]);
  });
});

describe('why an amount', () => {
  test('a balance is the sum of its movements', () => {
    const why = explainBalance('commitments', [{ posting: 'p/award', memo: 'award', amountCents: 300 }, { posting: 'p/instalment/2018', memo: 'instalment', amountCents: -100 }]);
    expect(why.result).toBe(200);
    expect(why.parts.map((part) => part.result)).toEqual([300, -100]);
  });
});

describe('why a refusal', () => {
  test('its own rule, field and values; without a rule it rests on the order of the process, which is ours', () => {
    const why = explainRefusal({ code: 'SCORE_OUT_OF_RANGE', field: 'scores.funds', rule: { document: '000', clause: '§5.3' }, params: { criterion: 'funds', points: 10, score: '11' } }, { at: '2018-11-06T09:00:00Z' });
    expect(why).toMatchObject({ result: 'SCORE_OUT_OF_RANGE', clause: { document: '000', clause: '§5.3' }, formula: { code: 'SCORE_OUT_OF_RANGE' } });
    expect(why.inputs.map(({ name }) => name)).toEqual(['field', 'criterion', 'points', 'score', 'at']);
    expect(explainRefusal({ code: 'GATE_CLOSED' }).clause.document).toBe('choice');
  });
});

describe('an explanation in words', () => {
  const all = (why: Explanation): Explanation[] => [why, ...why.parts.flatMap(all)];
  const why = explainAssessment(assessment, figures(indicator.bands?.[1]));

  test('Chinese first, with the names of the programme and the clause in full', () => {
    const spoken = speak('zh', why, namesOf(programme satisfies Programme));
    expect(spoken.parts[0]).toMatchObject({ title: indicator.name.zh, inputs: [{ label: indicator.name.zh, unit: indicator.unit.zh }, {}, {}] });
    expect(spoken.sentence).toContain('《');
    expect(speak('en', why, namesOf(programme)).parts[0]).toMatchObject({ title: indicator.name.en, inputs: [{ unit: indicator.unit.en }, {}, {}] });
  });

  test('every formula has a text, and money is told in yuan', () => {
    expect(all(why).map((part) => part.formula.code).filter((code) => !isMessageKey(code))).toEqual([]);
    expect(speak('zh', { what: 'instalment', result: 123_456, clause: { document: '000', clause: '§5.4' }, formula: { code: 'formula.instalmentPlanned', params: { key: 'first' } }, inputs: [], parts: [] }).resultText).toBe('1234.56 元');
  });
});

describe('why a deadline', () => {
  const base = { clause: { document: '000', clause: '§5.3' }, calendar: shippedCalendar, opensMs: Date.parse('2018-11-07T00:00:00Z'), dueMs: Date.parse('2018-11-14T16:00:00Z'), suspended: false };
  const period = { rule: 'period' as const, from: '2018-11-07', count: 5, unit: 'workingDays' as const, time: '24:00' };

  test('a period is computed again from its starting day, with the law on periods', () => {
    expect(explainDeadline({ ...base, basis: period })).toMatchObject({ result: '2018-11-14T16:00:00.000Z', formula: { code: 'why.formula.workingDays', params: { count: 5 } }, parts: [{ clause: { document: '民法总则' } }] });
  });

  test('a fixed date does not roll; a suspension moves what it interrupted; an extension is a decision with its reason', () => {
    expect(explainDeadline({ ...base, basis: { rule: 'fixed', dueMs: base.dueMs } })).toMatchObject({ result: '2018-11-14T16:00:00.000Z', formula: { code: 'why.formula.fixedDate' } });
    expect(explainDeadline({ ...base, basis: { rule: 'suspended', of: period, byMs: 86_400_000 } })).toMatchObject({ result: '2018-11-15T16:00:00.000Z', formula: { params: { hours: 24 } }, parts: [{ result: '2018-11-14T16:00:00.000Z' }] });
    const extended = explainDeadline({ ...base, basis: period, extension: { reason: '搬迁', commandId: 'c1', forAll: false } });
    expect(extended).toMatchObject({ formula: { code: 'why.formula.extended' }, parts: [{ formula: { code: 'why.formula.workingDays' } }] });
    expect(extended.inputs).toContainEqual({ name: 'reason', value: '搬迁', source: { kind: 'command', id: 'c1' } });
    expect(explainDeadline({ ...base, basis: null }).formula.code).toBe('why.formula.setDate');
  });
});
