import { checkForm } from '../../../domain/performance/form.js';
import { checkKpis, indicatorsOf, type Kpi, sectionPoints } from '../../../domain/performance/kpis.js';
import { checkResults } from '../../../domain/performance/results.js';
import { explainSelfEvaluationScore } from '../../../domain/performance/explain.js';

const kpi = (name: string, section: Kpi['section'], change: Partial<Kpi> = {}): Kpi => ({ kpi: name, section, measure: 'quantitative', better: 'higher', unit: '个', targets: [10, 20, 30], ...change });
const full: Kpi[] = [
  kpi('会议', 'quantity'), kpi('论文', 'quantity', { weight: 2 }), kpi('质量', 'quality', { measure: 'qualitative', targets: [] }), kpi('按期', 'timeliness'), kpi('成本', 'cost', { better: 'lower' }),
  kpi('影响', 'social', { measure: 'qualitative', targets: [] }), kpi('持续', 'sustained'), kpi('满意', 'satisfaction'),
];
const codes = (kpis: Kpi[]) => checkKpis(kpis, 3).map(({ field, code }) => [field, code]);

describe('indicators of the task book (000 §5.4: 年度考核指标; points [C] PRACTICE)', () => {
  test('output 50, benefit 30, satisfaction 10, spread by weight inside a section', () => {
    const indicators = indicatorsOf(full, 2);
    expect(indicators.map(({ key, points }) => [key, points])).toEqual([
      ['会议', 5], ['论文', 10], ['质量', 15], ['按期', 10], ['成本', 10], ['影响', 15], ['持续', 15], ['满意', 10],
    ]);
    expect(checkForm(indicators)).toEqual([]);
    expect(indicators[0]?.measure).toEqual({ kind: 'quantitative', target: 20, unit: '个', better: 'higher' });
  });

  test.each<[string, Kpi['section'][], [string, number][]]>([
    ['cost does not apply: its ten points go to the other output in proportion', ['quantity', 'quality', 'timeliness', 'social', 'satisfaction'], [['quantity', 18.75], ['quality', 18.75], ['timeliness', 12.5], ['social', 30], ['satisfaction', 10]]],
    ['benefit is shared by the sections that apply', ['quantity', 'economic', 'social', 'sustained', 'ecological', 'satisfaction'], [['quantity', 50], ['economic', 7.5], ['social', 7.5], ['sustained', 7.5], ['ecological', 7.5], ['satisfaction', 10]]],
    ['without satisfaction its points are benefit’s', ['quantity', 'social'], [['quantity', 50], ['social', 40]]],
  ])('%s [C]', (_, sections, expected) => {
    expect(sectionPoints(new Set(sections))).toEqual(new Map(expected));
  });

  test.each<[string, Kpi, (string | undefined)[][]]>([
    ['a target of nothing', kpi('x', 'quantity', { targets: [1, 0, 1] }), [['0.year2', 'PERFORMANCE_TARGET_INVALID']]],
    ['a target of nothing is refused also where lower is better', kpi('x', 'cost', { better: 'lower', targets: [0, 1, 1] }), [['0.year1', 'PERFORMANCE_TARGET_INVALID']]],
    ['a year without target', kpi('x', 'quantity', { targets: [1, undefined, 1] }), [['0.year2', 'PERFORMANCE_TARGET_INVALID']]],
    ['no direction', kpi('x', 'quantity', { better: undefined }), [['0.better', 'KPI_DIRECTION_MISSING']]],
    ['no weight', kpi('x', 'quantity', { weight: 0 }), [['0.weight', 'KPI_WEIGHT_INVALID']]],
    ['a qualitative one needs no target', kpi('x', 'quantity', { measure: 'qualitative', better: undefined, targets: [] }), []],
  ])('%s', (_, one, expected) => {
    expect(codes([one, kpi('y', 'social')])).toEqual(expected);
  });

  test('one output and one benefit at least; each named once', () => {
    expect(codes([kpi('x', 'quantity')])).toEqual([[undefined, 'KPI_GROUP_EMPTY']]);
    expect(codes([...full, kpi('会议', 'social')])).toEqual([['8.kpi', 'KPI_REPEATED']]);
  });
});

describe('results of a year come from the signed task book (000 §5.5)', () => {
  const indicators = indicatorsOf(full, 1);
  const row = { kpi: '会议', target: 10, actual: 9, evidence: '材料' };
  test.each<[string, Parameters<typeof checkResults>[0], string[][]]>([
    ['the signed target with evidence', [row], []],
    ['another target', [{ ...row, target: 9 }], [['0.target', 'TARGET_NOT_SIGNED']]],
    ['another year’s target', [{ ...row, target: 20 }], [['0.target', 'TARGET_NOT_SIGNED']]],
    ['an indicator nobody signed', [{ ...row, kpi: '新' }], [['0.kpi', 'KPI_UNKNOWN']]],
    ['twice the same', [row, row], [['1.kpi', 'KPI_REPEATED']]],
    ['no evidence', [{ ...row, evidence: ' ' }], [['0.evidence', 'EVIDENCE_MISSING']]],
  ])('%s', (_, rows, expected) => {
    expect(checkResults(rows, indicators).map(({ field, code }) => [field, code])).toEqual(expected);
  });
});

describe('asked why', () => {
  test('a score answers with every line’s formula and figures', () => {
    const indicators = indicatorsOf([kpi('会议', 'quantity'), kpi('成本', 'cost', { better: 'lower' }), kpi('影响', 'social', { measure: 'qualitative', targets: [] })], 1);
    const explained = explainSelfEvaluationScore(indicators, { execution: { budgetCents: 200, spentCents: 100 }, results: { 会议: { actual: 5 }, 成本: { actual: 20 }, 影响: { percent: 50 } } }, { kind: 'fact', id: 'f1' });
    // 5 of 10; 50 points are 30 and 20 of quantity and cost, half each; half of 40.
    expect(explained).toMatchObject({ what: 'selfEvaluationScore', result: 5 + 15 + 10 + 20 });
    expect(explained.parts.map(({ formula }) => formula.code)).toEqual(['formula.budgetExecution', 'formula.indicatorHigher', 'formula.indicatorLower', 'formula.indicatorQualitative']);
    expect(explained.parts[1]?.inputs).toEqual([{ name: '会议', value: 5, unit: '个', source: { kind: 'fact', id: 'f1' } }, { name: 'target', value: 10, unit: '个' }]);
  });
});
