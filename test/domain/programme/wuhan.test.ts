import { readFileSync } from 'node:fs';
import { eligibilityRulesFor } from '../../../domain/eligibility/from-programme.js';
import { checkEligibility, type RecordedFact } from '../../../domain/eligibility/rules.js';
import { recommendedBy, type Verdict, weighVerdict } from '../../../domain/performance/verdict.js';
import { stageDates } from '../../../domain/programme/dates.js';
import { parseProgramme } from '../../../domain/programme/parse.js';
import { projectStepsOf, type Programme, type StageOf, type StageType } from '../../../domain/programme/schema.js';
import { beijing, edited, value } from './support.js';

const TEXT = readFileSync('programmes/wuhan-capability.yaml', 'utf8');
const read = (text: string): Programme => {
  const parsed = parseProgramme(text, 'wuhan-capability.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.programme;
};
const wuhan = read(TEXT);
const stage = <T extends StageType>(type: T): StageOf<T> => {
  const found = wuhan.stages.find((one): one is StageOf<T> => one.type === type);
  if (!found) throw new Error(type);
  return found;
};
const step = (key: string) => projectStepsOf(wuhan).find((one) => one.key === key);
/** What a step asks for, in order: `form.field`, its columns and answers; `!` is required. */
const asks = (key: string): string[] => (step(key)?.owes ?? []).flatMap(({ kind, form }) => (form?.sections ?? []).flatMap(({ fields }) => fields.map((field) => {
  const columns = field.columns === undefined ? '' : `(${field.columns.map((column) => `${column.key}${column.required ? '!' : ''}`).join(', ')})`;
  return `${kind}.${field.key}${columns}${field.options === undefined ? '' : `[${field.options.map((option) => option.key).join(' ')}]`}${field.required ? '!' : ''}`;
})));

describe('what 003 says is in the programme', () => {
  test('four capabilities (§2.1), Wuhan’s own authority, a fixed number of awards that the call names first (§4.1)', () => {
    expect(wuhan.frame.capabilities.map(({ name }) => name.zh)).toEqual(['服务创新', '服务社会和政府', '服务科技工作者', '学会自我发展']);
    expect(wuhan).toMatchObject({ authority: 'WHAST', quota: { about: false } });
    expect(wuhan.stages.map(({ type }) => type)).toEqual(['callNotice', 'applicationWindow', 'expertReview', 'publicityPeriod', 'commendation']);
    expect(stage('applicationWindow').invites).toBe('all');
  });

  test('no approval by the leadership before the circular: the text has none (§4.2)', () => {
    expect(wuhan.stages.some(({ type }) => type === 'approval')).toBe(false);
    expect(stage('commendation').responsible).toBe('staff');
  });

  test('the council’s approval has its body, its day, not after the application, and its record attached (§4.1)', () => {
    const fields = stage('applicationWindow').form.sections.flatMap((section) => section.fields);
    expect(fields.find(({ key }) => key === 'councilBody')?.options?.map(({ name }) => name.zh)).toEqual(['理事会', '常务理事会']);
    expect(fields.find(({ key }) => key === 'councilApprovedOn')).toMatchObject({ kind: 'date', required: true, notAfterHandIn: true });
    expect(fields.find(({ key }) => key === 'councilRecord')).toMatchObject({ kind: 'file', required: true });
  });

  test('the score sheet: four capabilities of 20, management and funds 10, demonstration 10', () => {
    expect(stage('expertReview').sheet.criteria.map(({ points }) => points)).toEqual([20, 20, 20, 20, 10, 10]);
  });

  test('what is filed (§4.3), the two checks with written material (§4.4), deeds made known (§5.4)', () => {
    expect(asks('filing')).toEqual([
      'fundRules.accounting!', 'fundRules.approval!', 'fundRules.forbidden!', 'implementationPlan.ideas!', 'implementationPlan.priorities!', 'implementationPlan.schedule!',
      'implementationPlan.targets(kpi!, year1!, year2!)!',
      'implementationPlan.fundUse(line!, year!, item!, direction, use!, unit!, unitPriceCents!, quantity!, amountCents!, basis, source!)!',
    ]);
    expect(asks('midTerm')).toEqual(['midTermReport.progress!', 'midTermReport.targets!', 'midTermReport.funds!', 'midTermOpinion.conclusion[qualified notQualified]!', 'midTermOpinion.opinion!']);
    expect(asks('deeds')).toEqual(['deedsReport.deeds!', 'deedsReport.experience!', 'deedsReport.publicity']);
    expect(asks('finalAcceptance')).toEqual(['finalReport.results!', 'finalReport.funds!']);
    expect(step('filing')?.opens).toEqual({ days: 0, after: 'commendation.due' });
    expect(step('filing')?.owes.at(-1)).toMatchObject({ kind: 'filingNote', role: 'staff', outcomes: ['noted', 'returned'] });
    expect(step('midTerm')?.owes.map(({ kind, role }) => [kind, role])).toEqual([['midTermReport', 'society'], ['midTermOpinion', 'staff'], ['midTermVerdict', 'leadership']]);
    expect(step('finalAcceptance')?.owes.map(({ kind }) => kind)).toEqual(['finalReport', 'acceptance']);
    expect(step('deeds')?.owes.map(({ role }) => role)).toEqual(['society']);
  });

  test('forbidden uses are those of the text, the open end goes to a person (§5.3)', () => {
    expect(wuhan.funds?.forbidden.map(({ name }) => name.zh)).toEqual(['人员经费', '日常办公经费', '捐款', '赞助', '支付罚款', '还贷', '对外投资', '基建', '与本项目无关的支出']);
    expect(wuhan.funds?.borderline.map(({ key }) => key)).toContain('expertFee');
    expect(wuhan.funds?.uses.map(({ key, clause }) => `${key} ${clause.document}`)).toEqual(['innovationWork 003', 'societyWork 003', 'scientistsWork 003', 'selfDevelopmentWork 003']);
  });

  test('revoked, reclaimed, barred for three years (§5.2)', () => {
    expect(wuhan.sanctions).toMatchObject({ barYears: 3, reclaim: true, barScope: 'authority' });
  });
});

describe('公示十天 (003 §4.2)', () => {
  const posted = (day: string, programme = wuhan) => value(stageDates(programme, {}, 'publicity', { openedMs: beijing(`${day} 10:00`) })).dueMs;

  test('ten natural days, the day of posting not counted', () => {
    expect(posted('2019-04-29')).toBe(beijing('2019-05-09 24:00'));
  });

  test('an end on a rest day gives way to the next working day: 11 May 2019 is a Saturday', () => {
    expect(posted('2019-05-01')).toBe(beijing('2019-05-13 24:00'));
  });

  test('an end on a Sunday that the State Council made a working day stays: 29 September 2019', () => {
    expect(posted('2019-09-19')).toBe(beijing('2019-09-29 24:00'));
  });

  test('counting the day of posting is a recorded option', () => {
    expect(posted('2019-04-29', read(edited('countFirstDay: false', 'countFirstDay: true', TEXT)))).toBe(beijing('2019-05-08 24:00'));
    expect(wuhan.choices.some(({ path }) => path === 'stages.publicity.length.countFirstDay')).toBe(true);
  });
});

describe('who may apply (003 §3)', () => {
  const rules = eligibilityRulesFor(wuhan, {});
  const of = (id: string, kind: string, fact: string, more: Partial<RecordedFact> = {}): RecordedFact => ({ id, kind, value: fact, asOf: '2019-01-31', status: 'active', document: '示例', ...more });
  const clean = [
    of('i18', 'annualInspection', 'qualified', { year: 2018 }), of('i17', 'annualInspection', 'qualified', { year: 2017 }),
    of('s', 'annualPaper', 'onTime', { subject: 'summary', year: 2018 }), of('p', 'annualPaper', 'onTime', { subject: 'plan', year: 2019 }),
    ...['orderlyManagement', 'secretaryAndStaff', 'financeRulesAccountStaff'].map((subject) => of(subject, 'condition', 'met', { subject })),
    of('c', 'cleanRecord', 'none', { period: { from: '2016-01-01', to: '2018-12-31' } }), of('w', 'pastProject', 'none'),
  ];
  const checked = (...changed: RecordedFact[]) => checkEligibility(rules, [...clean.filter(({ id }) => !changed.some((one) => one.id === id)), ...changed], { asOf: '2019-04-01' });

  test('a society that meets all of it is eligible', () => {
    expect(checked()).toMatchObject({ outcome: 'eligible' });
  });

  test.each([
    ['基本合格 in one of the two years', of('i17', 'annualInspection', 'basicallyQualified', { year: 2017 }), 'inspection', 'fail'],
    ['no conclusion for one of them', of('i18', 'annualInspection', 'notIssued', { year: 2018 }), 'inspection', 'unknown'],
    ['the plan handed in late', of('p', 'annualPaper', 'late', { subject: 'plan', year: 2019 }), 'papers', 'fail'],
    ['no own account or finance staff', of('financeRulesAccountStaff', 'condition', 'notMet', { subject: 'financeRulesAccountStaff' }), 'finance', 'fail'],
    ['no secretary-general or staff', of('secretaryAndStaff', 'condition', 'notMet', { subject: 'secretaryAndStaff' }), 'office', 'fail'],
    ['management not orderly', of('orderlyManagement', 'condition', 'notMet', { subject: 'orderlyManagement' }), 'management', 'fail'],
    ['a commissioned project not completed as required', of('w', 'pastProject', 'notCompleted'), 'commissioned', 'fail'],
  ])('%s', (_, fact, rule, result) => {
    expect(checked(fact).lines.find((line) => line.rule === rule)).toMatchObject({ result, clause: { document: '003' } });
  });
});

test.each([['continue', 'qualified', 'continue'], ['adjust', 'notQualified', 'adjust'], ['terminate', 'notQualified', 'adjust'], ['continue', 'notQualified', 'adjust']])(
  '对考核合格的学会，继续支持；不合格的，调整或终止 (003 §1.3.3): %s after “%s” departs unless %s', (outcome, conclusion, recommended) => {
    expect(recommendedBy({ of: 'midTerm', conclusion })).toEqual({ grade: null, recommended });
    const weighed = weighVerdict({ of: 'midTerm', conclusion }, { verdict: outcome as Verdict, reason: '', minutes: '〔1〕', percent: 50 }, 100);
    expect(weighed.ok).toBe(outcome === 'continue' && outcome === recommended);
  });
