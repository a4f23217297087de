import { type EligibilityRule, type RecordedFact, checkEligibility } from '../../../domain/eligibility/rules.js';
import { yearsUpTo } from '../../../domain/eligibility/facts.js';

const clause = { document: '001', clause: '§3.3' };
const fact = (partial: Partial<RecordedFact> & Pick<RecordedFact, 'id' | 'kind' | 'value'>): RecordedFact => ({ asOf: '2021-10-10', status: 'active', ...partial });
const lineOf = (rule: EligibilityRule, facts: RecordedFact[], asOf = '2021-11-12') => {
  const [line] = checkEligibility([rule], facts, { asOf }).lines;
  if (!line) throw new Error('one rule gives one line');
  return line;
};

describe('近三年 counted back from a stated day (001 §3.3)', () => {
  test.each([
    ['2021-09-30', 3, '2018-10-01'],
    ['2021-12-31', 3, '2019-01-01'],
    ['2024-02-29', 3, '2021-03-01'],
    ['2023-02-28', 3, '2020-02-29'],
  ])('up to %s, %d years begin on %s', (to, years, from) => {
    expect(yearsUpTo(to, years)).toEqual({ from, to });
  });

  const rule: EligibilityRule = { key: 'violation', check: 'noViolation', clause, window: { ...yearsUpTo('2021-09-30', 3), untilCheck: true } };
  const clean = fact({ id: 'c', kind: 'cleanRecord', value: 'none', period: { from: '2018-10-01', to: '2021-09-30' } });
  test.each([
    ['the day before its first day does not count', '2018-09-30', 'pass'],
    ['its first day counts', '2018-10-01', 'fail'],
    ['its last day counts', '2021-09-30', 'fail'],
    ['what happens after the stated day counts too, until the day of the check', '2021-10-01', 'fail'],
  ])('%s', (_, occurredOn, expected) => {
    expect(lineOf(rule, [clean, fact({ id: 'v', kind: 'violation', value: '违规收费', occurredOn })]).result).toBe(expected);
  });

  test('a window that is closed only flags what happens afterwards', () => {
    const closed: EligibilityRule = { ...rule, window: yearsUpTo('2021-09-30', 3) };
    expect(lineOf(closed, [clean, fact({ id: 'v', kind: 'violation', value: '违规收费', occurredOn: '2021-10-01' })]).result).toBe('flagged');
  });

  test('checked to the day before its last day is unknown, and the office is asked', () => {
    const short = { ...clean, period: { from: '2018-10-01', to: '2021-09-29' } };
    expect(lineOf(rule, [short])).toMatchObject({ result: 'unknown', why: [{ params: { from: '2021-09-30', to: '2021-09-30' } }], asks: { kind: 'cleanRecord', of: 'staff' } });
  });
});

describe('annual inspections (001 §3.2): the last issued 不合格, or two years in a row 基本合格', () => {
  const rule: EligibilityRule = { key: 'inspection', check: 'inspectionNotFailed', clause, lastYear: 2020, years: 2 };
  const years = (conclusions: Record<number, string>) => Object.entries(conclusions).map(([year, value]) => fact({ id: `i${year}`, kind: 'annualInspection', value, year: Number(year) }));
  test.each([
    ['合格 last', { 2019: 'basicallyQualified', 2020: 'qualified' }, 'pass', 'INSPECTION_PASSED'],
    ['基本合格 last, 合格 before', { 2019: 'qualified', 2020: 'basicallyQualified' }, 'pass', 'INSPECTION_PASSED'],
    ['基本合格 last, 不合格 before: not two in a row', { 2019: 'unqualified', 2020: 'basicallyQualified' }, 'pass', 'INSPECTION_PASSED'],
    ['基本合格 in both years', { 2019: 'basicallyQualified', 2020: 'basicallyQualified' }, 'fail', 'INSPECTION_BASIC_TWICE'],
    ['不合格 last', { 2019: 'qualified', 2020: 'unqualified' }, 'fail', 'INSPECTION_FAILED'],
    ['不合格 was the last that was issued', { 2019: 'unqualified', 2020: 'notIssued' }, 'fail', 'INSPECTION_FAILED'],
    ['不合格 two years ago, and inspected since', { 2018: 'unqualified', 2020: 'qualified' }, 'pass', 'INSPECTION_PASSED'],
    ['基本合格 with a year between that was not inspected', { 2018: 'basicallyQualified', 2019: 'notInspected', 2020: 'basicallyQualified' }, 'unknown', 'INSPECTION_NOT_CONCLUDED'],
    ['基本合格 with nothing recorded of the year between', { 2018: 'basicallyQualified', 2020: 'basicallyQualified' }, 'unknown', 'INSPECTION_NOT_RECORDED'],
    ['基本合格 twice, but not in the last two years', { 2017: 'basicallyQualified', 2018: 'basicallyQualified', 2019: 'qualified', 2020: 'qualified' }, 'pass', 'INSPECTION_PASSED'],
    ['结论未出 of the last year', { 2018: 'basicallyQualified', 2019: 'basicallyQualified', 2020: 'notIssued' }, 'unknown', 'INSPECTION_NOT_CONCLUDED'],
    ['未参检 in the last year', { 2019: 'qualified', 2020: 'notInspected' }, 'unknown', 'INSPECTION_NOT_CONCLUDED'],
    ['不适用 in the last year', { 2019: 'qualified', 2020: 'notApplicable' }, 'unknown', 'INSPECTION_NOT_CONCLUDED'],
    ['nothing of the last year', { 2019: 'qualified' }, 'unknown', 'INSPECTION_NOT_RECORDED'],
    ['a year that is not looked at yet', { 2019: 'qualified', 2020: 'qualified', 2021: 'unqualified' }, 'pass', 'INSPECTION_PASSED'],
    ['nothing at all', {}, 'unknown', 'INSPECTION_NOT_RECORDED'],
  ])('%s', (_, conclusions, expected, code) => {
    expect(lineOf(rule, years(conclusions))).toMatchObject({ result: expected, why: [{ code }, ...(code === 'INSPECTION_BASIC_TWICE' ? [{ code }] : [])] });
  });

  test('the newer of two statements about a year counts; two of one day that differ are none', () => {
    const before = fact({ id: 'a', kind: 'annualInspection', value: 'unqualified', year: 2020, asOf: '2021-06-01' });
    const after = fact({ id: 'b', kind: 'annualInspection', value: 'qualified', year: 2020 });
    expect(lineOf(rule, [before, after])).toMatchObject({ result: 'pass', factIds: ['b'] });
    expect(lineOf(rule, [{ ...before, asOf: after.asOf }, after])).toMatchObject({ result: 'unknown', factIds: ['a', 'b'] });
  });

  test('two years of 基本合格 cite both; what is unknown asks for the conclusion', () => {
    expect(lineOf(rule, years({ 2019: 'basicallyQualified', 2020: 'basicallyQualified' })).why.map(({ params }) => params.year)).toEqual([2020, 2019]);
    expect(lineOf(rule, [])).toMatchObject({ asks: { kind: 'annualInspection', of: 'society' } });
  });
});

describe('合格 in both of the two years before applying (003 §3)', () => {
  const rule: EligibilityRule = { key: 'inspection', check: 'inspectionQualified', clause: { document: '003', clause: '§3' }, lastYear: 2020, years: 2 };
  const years = (conclusions: Record<number, string>) => Object.entries(conclusions).map(([year, value]) => fact({ id: `i${year}`, kind: 'annualInspection', value, year: Number(year) }));
  test.each([
    ['both', { 2019: 'qualified', 2020: 'qualified' }, 'pass'],
    ['基本合格 is not enough', { 2019: 'basicallyQualified', 2020: 'qualified' }, 'fail'],
    ['不合格 in the year before last', { 2019: 'unqualified', 2020: 'qualified' }, 'fail'],
    ['a year further back does not matter', { 2018: 'unqualified', 2019: 'qualified', 2020: 'qualified' }, 'pass'],
    ['one year missing', { 2020: 'qualified' }, 'unknown'],
    ['one not concluded', { 2019: 'qualified', 2020: 'notIssued' }, 'unknown'],
    ['a failed year decides, whatever is missing', { 2019: 'unqualified' }, 'fail'],
  ])('%s', (_, conclusions, expected) => {
    expect(lineOf(rule, years(conclusions)).result).toBe(expected);
  });
});

describe('projects not completed as required (001 §3.4, 003 §3)', () => {
  const rule: EligibilityRule = { key: 'projects', check: 'pastProjectsCompleted', clause: { document: '001', clause: '§3.4' }, programmes: ['world-class-2018'] };
  const of = (value: string, programme?: string) => fact({ id: `${value}${programme ?? ''}`, kind: 'pastProject', value, ...(programme === undefined ? {} : { programme }) });
  test.each([
    ['a failed acceptance counts', [of('acceptanceFailed', 'world-class-2018')], 'fail', 'PROJECT_ACCEPTANCE_FAILED'],
    ['so does a termination', [of('completed', 'world-class-2018'), of('terminated', 'world-class-2018')], 'fail', 'PROJECT_TERMINATED'],
    ['so does one that was not completed, however long ago', [{ ...of('notCompleted', 'world-class-2018'), asOf: '1999-01-01' }], 'fail', 'PROJECT_NOT_COMPLETED'],
    ['one of another programme does not', [of('none'), of('acceptanceFailed', 'other-2018')], 'pass', 'PAST_PROJECTS_COMPLETED'],
    ['completed', [of('completed', 'world-class-2018')], 'pass', 'PAST_PROJECTS_COMPLETED'],
    ['still running', [of('running', 'world-class-2018')], 'pass', 'PAST_PROJECTS_COMPLETED'],
    ['looked up, nothing found', [of('none')], 'pass', 'PAST_PROJECTS_COMPLETED'],
    ['nobody has looked', [], 'unknown', 'PAST_PROJECTS_NOT_CHECKED'],
    ['a withdrawn record', [{ ...of('acceptanceFailed', 'world-class-2018'), status: 'withdrawn' as const }, of('none')], 'pass', 'PAST_PROJECTS_COMPLETED'],
  ])('%s', (_, facts, expected, code) => {
    expect(lineOf(rule, facts)).toMatchObject({ result: expected, why: [expect.objectContaining({ code })] });
  });

  test('without a list of programmes any project counts', () => {
    const any: EligibilityRule = { key: 'projects', check: 'pastProjectsCompleted', clause };
    expect(lineOf(any, [of('notCompleted', 'other-2018')]).result).toBe('fail');
  });
});

describe('conditions and yearly papers (003 §3)', () => {
  const condition: EligibilityRule = { key: 'orderly', check: 'condition', condition: 'orderly', clause };
  const stated = (value: string, more: Partial<RecordedFact> = {}) => fact({ id: value, kind: 'condition', subject: 'orderly', value, ...more });
  test.each([
    ['met', [stated('met')], 'pass'],
    ['not met', [stated('notMet')], 'fail'],
    ['the newest statement decides', [stated('notMet', { asOf: '2021-01-01' }), stated('met')], 'pass'],
    ['two of one day that differ', [stated('notMet'), stated('met')], 'unknown'],
    ['nothing stated', [], 'unknown'],
    ['stated about something else', [stated('met', { subject: 'other' })], 'unknown'],
  ])('a condition: %s', (_, facts, expected) => {
    expect(lineOf(condition, facts).result).toBe(expected);
  });

  const papers: EligibilityRule = { key: 'papers', check: 'papersOnTime', clause, papers: [{ paper: 'summary', year: 2020 }, { paper: 'plan', year: 2021 }] };
  const paper = (subject: string, year: number, value: string) => fact({ id: `${subject}${year}`, kind: 'annualPaper', subject, year, value });
  test.each([
    ['both on time', [paper('summary', 2020, 'onTime'), paper('plan', 2021, 'onTime')], 'pass'],
    ['one late', [paper('summary', 2020, 'onTime'), paper('plan', 2021, 'late')], 'fail'],
    ['one not handed in decides, whatever is missing', [paper('plan', 2021, 'notHandedIn')], 'fail'],
    ['one not recorded', [paper('summary', 2020, 'onTime')], 'unknown'],
    ['of another year', [paper('summary', 2019, 'onTime'), paper('plan', 2021, 'onTime')], 'unknown'],
  ])('papers: %s', (_, facts, expected) => {
    expect(lineOf(papers, facts).result).toBe(expected);
  });
});

test('a condition is stated as one: another fact about the same subject is none (003 §3)', () => {
  const rule: EligibilityRule = { key: 'orderly', check: 'condition', condition: 'orderly', clause };
  const other: RecordedFact = { id: 'n1', kind: 'annualPaper', subject: 'orderly', value: 'met', asOf: '2021-01-10', status: 'active' };
  expect(lineOf(rule, [other])).toMatchObject({ result: 'unknown', factIds: [] });
  expect(lineOf(rule, [{ ...other, kind: 'condition' }])).toMatchObject({ result: 'pass', factIds: ['n1'] });
});

test('a paper is an annual paper on record: another fact about the same subject is none (003 §3)', () => {
  const other: RecordedFact = { id: 'n1', kind: 'condition', subject: 'summary', year: 2018, value: 'onTime', asOf: '2019-01-10', status: 'active' };
  const papers: EligibilityRule = { key: 'papers', check: 'papersOnTime', clause, papers: [{ paper: 'summary', year: 2018 }] };
  expect(lineOf(papers, [other])).toMatchObject({ result: 'unknown', factIds: [] });
  expect(lineOf(papers, [{ ...other, kind: 'annualPaper' }])).toMatchObject({ result: 'pass', factIds: ['n1'] });
});

test('what a person has settled is asked for no more', () => {
  const rule: EligibilityRule = { key: 'p', check: 'pastProjectsCompleted', clause };
  const settled = checkEligibility([rule], [], { asOf: '2021-11-12', decisions: [{ rule: 'p', result: 'pass', reason: '经核实' }] });
  expect(settled).toMatchObject({ outcome: 'eligible', lines: [{ result: 'pass' }] });
  expect(settled.lines[0]).not.toHaveProperty('asks');
});
