import fc from 'fast-check';
import { type PerformanceIndicator, checkForm } from '../../../domain/performance/form.js';
import { type ReportedResult, grade, scoreSelfEvaluation } from '../../../domain/performance/self-evaluation.js';

const count = (key: string, section: PerformanceIndicator['section'], points: number, target: number, better: 'higher' | 'lower' = 'higher'): PerformanceIndicator => ({
  key,
  section,
  points,
  measure: { kind: 'quantitative', target, unit: '个', better },
});
const form: PerformanceIndicator[] = [
  count('meetings', 'quantity', 15, 10),
  { key: 'standing', section: 'quality', points: 15, measure: { kind: 'qualitative' } },
  count('onTime', 'timeliness', 10, 100),
  count('costPerMeeting', 'cost', 10, 50_000, 'lower'),
  { key: 'influence', section: 'social', points: 20, measure: { kind: 'qualitative' } },
  count('partners', 'sustained', 10, 3),
  count('satisfied', 'satisfaction', 10, 90),
];
const full: Record<string, ReportedResult> = {
  meetings: { actual: 10 },
  standing: { percent: 100 },
  onTime: { actual: 100 },
  costPerMeeting: { actual: 50_000 },
  influence: { percent: 100 },
  partners: { actual: 3 },
  satisfied: { actual: 90 },
};
const score = (results: Record<string, ReportedResult> = {}, execution = { budgetCents: 100, spentCents: 100 }) =>
  scoreSelfEvaluation(form, { execution, results: { ...full, ...results } });
const codes = (results: Record<string, ReportedResult>) => score(results).refusals.map((refusal) => refusal.code);

describe('the performance table', () => {
  test('execution 10, output 50, benefit 30, satisfaction 10', () => {
    expect(checkForm(form)).toEqual([]);
    expect(score()).toMatchObject({ total: 100, sections: { execution: 10, output: 50, benefit: 30, satisfaction: 10 }, grade: 'excellent', refusals: [], missing: [] });
  });

  test('a table that does not add up, or a target that cannot be measured against, is refused', () => {
    expect(checkForm(form.slice(1))).toMatchObject([{ code: 'PERFORMANCE_POINTS_WRONG', params: { section: 'quantity', points: 0, required: 15 } }]);
    expect(checkForm([count('meetings', 'quantity', 15, 0), ...form.slice(1)])).toMatchObject([{ code: 'PERFORMANCE_TARGET_INVALID', params: { indicator: 'meetings' } }]);
    // Zero targets are refused whichever way is better.
    expect(checkForm([...form.slice(0, 3), count('costPerMeeting', 'cost', 10, 0, 'lower'), ...form.slice(4)])).toMatchObject([{ code: 'PERFORMANCE_TARGET_INVALID' }]);
  });
});

describe('the yearly self-evaluation (000 §5.5)', () => {
  const told = { cause: '疫情', remedy: '改为线上' };

  test.each<[string, Record<string, ReportedResult>, number]>([
    ['half of the target gives half of the points', { meetings: { actual: 5, ...told } }, 92.5],
    ['more than the target gives no more than the points', { meetings: { actual: 12 } }, 100],
    ['twice the cost gives half of the points', { costPerMeeting: { actual: 100_000, ...told } }, 95],
    ['less cost gives no more', { costPerMeeting: { actual: 45_000 } }, 100],
    ['a qualitative result gives its percentage', { influence: { percent: 80 } }, 96],
    ['a third of ten points stays a third', { partners: { actual: 1, ...told } }, 93.333333333],
  ])('%s', (_, results, total) => {
    const result = score(results);
    expect(result.total).toBeCloseTo(total, 8);
    expect(result.refusals).toEqual([]);
  });

  test('budget execution: spent over budget, at most its ten points; more than the budget is questioned', () => {
    expect(score({}, { budgetCents: 200, spentCents: 100 }).sections.execution).toBe(5);
    expect(score({}, { budgetCents: 100, spentCents: 101 })).toMatchObject({ sections: { execution: 10 }, refusals: [{ code: 'EXECUTION_OVER_BUDGET' }] });
  });

  test.each<[string, Record<string, ReportedResult>, string[]]>([
    ['130 % exactly needs no explanation', { meetings: { actual: 13 } }, []],
    ['above 130 % must be explained', { meetings: { actual: 14 } }, ['OVERFULFILMENT_UNEXPLAINED']],
    ['and is, then, in order', { meetings: { actual: 14, explanation: '与国际组织合办' } }, []],
    ['far less cost than planned too', { costPerMeeting: { actual: 30_000 } }, ['OVERFULFILMENT_UNEXPLAINED']],
    ['what falls short needs cause and remedy', { meetings: { actual: 9 } }, ['DEVIATION_CAUSE_MISSING', 'DEVIATION_REMEDY_MISSING']],
    ['a qualitative 80 % is as expected [C]', { standing: { percent: 80 } }, []],
    ['below it is not', { standing: { percent: 79, cause: '…' } }, ['DEVIATION_REMEDY_MISSING']],
  ])('%s', (_, results, expected) => {
    expect(codes(results)).toEqual(expected);
  });

  test.each<[string, ReportedResult]>([
    ['nothing reported', {}],
    ['not a number', { actual: Number.NaN }],
    ['a negative number', { actual: -1 }],
  ])('missing is not zero (%s): no grade until it is there', (_, meetings) => {
    const result = score({ meetings });
    expect(result).toMatchObject({ missing: ['meetings'], total: 85, refusals: [{ code: 'RESULT_MISSING' }] });
    expect(result.grade).toBeUndefined();
  });

  test('of a target of none, none is all and one is nothing', () => {
    const none = [count('accidents', 'quality', 15, 0, 'lower')];
    const earned = (actual: number) => scoreSelfEvaluation(none, { execution: { budgetCents: 1, spentCents: 1 }, results: { accidents: { actual, ...told } } }).sections.output;
    expect([earned(0), earned(1)]).toEqual([15, 0]);
  });

  test('the total lies between 0 and 100 and never falls when a result gets better', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 100 }), (meetings, more, percent) => {
        const before = score({ meetings: { actual: meetings }, influence: { percent } }).total;
        const after = score({ meetings: { actual: meetings + more }, influence: { percent } }).total;
        expect(after).toBeGreaterThanOrEqual(before);
        expect(before >= 0 && after <= 100).toBe(true);
      }),
    );
  });
});

describe('grades stand on the unrounded score', () => {
  test.each([
    [100, 'excellent'], [90, 'excellent'], [89.99, 'good'], [89.999999, 'good'], [80, 'good'], [79.999, 'fair'], [60, 'fair'], [59.999, 'poor'], [0, 'poor'],
  ])('%d is %s', (value, expected) => {
    expect(grade(value)).toBe(expected);
  });

  test.each([-0.1, 100.1, Number.NaN])('%p is no score', (value) => {
    expect(() => grade(value)).toThrow(RangeError);
  });
});
