import { readFileSync } from 'node:fs';
import { allRulesFor } from '../../../domain/eligibility/from-programme.js';
import { insideDue, stageDates } from '../../../domain/programme/dates.js';
import { parseProgramme } from '../../../domain/programme/parse.js';
import type { StageOf, StageType } from '../../../domain/programme/schema.js';
import { projectStepsOf, tiersOf } from '../../../domain/programme/schema.js';
import { timeline } from '../../../domain/programme/timeline.js';
import { beijing, edited, value } from './support.js';

const FILE = 'first-class-2021.yaml';
const TEXT = readFileSync(`programmes/${FILE}`, 'utf8');
const read = (text: string) => parseProgramme(text, FILE);
function shippedProgramme() {
  const parsed = read(TEXT);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.programme;
}
const shipped = shippedProgramme();
function stage<T extends StageType>(type: T): StageOf<T> {
  const found = shipped.stages.find((one): one is StageOf<T> => one.type === type);
  if (!found) throw new Error(type);
  return found;
}
const problems = (text: string) => {
  const parsed = read(text);
  return parsed.ok ? [] : parsed.problems.map(({ code, path }) => [code, path]);
};

describe('the 2021 programme says what document 001 says', () => {
  test('four capabilities and sixteen items under them (001 §1)', () => {
    expect(shipped.frame.capabilities.map(({ name }) => name.zh)).toEqual(['组织凝聚力', '学术引领力', '社会公信力', '国际影响力']);
    const items = (of: string) => shipped.frame.directions.filter((one) => one.of === of).map(({ name }) => name.zh);
    expect(items('cohesion')).toEqual(['党建工作', '价值引领', '会员发展', '人才凝聚']);
    expect(items('academicLeadership')).toEqual(['期刊建设', '学术活动', '决策咨询', '科学普及', '产学研融合']);
    expect(items('publicTrust')).toEqual(['公共服务', '民主治理', '管理运营', '数字化建设']);
    expect(items('internationalInfluence')).toEqual(['组织发展', '人才交流', '互信合作']);
    expect(shipped.frame.directions).toHaveLength(16);
    expect(shipped.frame.yardsticks.map(({ name }) => name.zh)).toEqual(['面向世界科技前沿', '面向经济主战场', '面向国家重大需求', '面向人民生命健康']);
  });

  test('50 societies, not about 50, in tiers of 10, 15 and 25 for three years, with goals for 2023 (001 §2)', () => {
    expect(shipped.quota).toMatchObject({ total: 50, about: false });
    expect(tiersOf(shipped).map(({ count }) => count)).toEqual([10, 15, 25]);
    expect(tiersOf(shipped).every(({ goal }) => goal.zh.startsWith('到2023年'))).toBe(true);
    expect(shipped.implementation).toMatchObject({ years: 3, firstYear: 2021 });
  });

  test('the budget multiplies in the application, and is held to the rules of money in the task book (001 §5.3)', () => {
    const application = stage('applicationWindow').form.sections.flatMap(({ fields }) => fields).find(({ key }) => key === 'budget');
    expect(application?.columns?.find(({ key }) => key === 'amount')).toMatchObject({ productOf: ['unitPrice', 'quantity'] });
    expect(application?.columns?.find(({ key }) => key === 'basis')).toMatchObject({ required: true });
    expect(shipped.funds?.budget).toEqual({ basisRequired: true, directionRequired: true, clause: { document: '001', clause: '§5.3' } });
    const held = projectStepsOf(shipped).flatMap(({ owes }) => owes.flatMap(({ form }) => form?.sections.flatMap(({ fields }) => fields.flatMap(({ holds }) => holds ?? [])) ?? []));
    expect(held).toEqual(['kpis', 'budget', 'results', 'accounts']);
    expect(shipped.funds?.instalments.map(({ year, after, on }) => [year, after, on])).toEqual([[1, 'taskBook', 'countersignature'], [2, 'verdict', 'verdict'], [3, 'verdict', 'verdict']]);
  });

  test('a product names columns that are there', () => {
    expect(problems(edited('productOf: [unitPrice, quantity]', 'productOf: [unitPrice, number]', TEXT))).toEqual([['UNKNOWN_REFERENCE', 'stages.application.form.sections.firstYear.fields.budget.columns.amount.productOf']]);
  });

  test('the suggested list rests on the four sources of 001 §3, and others may apply beside it', () => {
    expect(stage('suggestedList').sources.map(({ name }) => name.zh)).toEqual(['学会年检', '中国科协统计年鉴数据', '中国科协业务部门评价数据', '公开可获取的大数据']);
    expect(stage('applicationWindow')).toMatchObject({ invites: 'suggestedList', volunteers: { clause: { document: '001', clause: '§3' } } });
  });

  test('eligibility is taken away by the four items of 001 §3, each with its own window', () => {
    expect(stage('applicationWindow').eligibility.map(({ kind, clause }) => [kind, clause.clause])).toEqual([
      ['partyOrganisation', '§3.1'], ['annualInspection', '§3.2'], ['violation', '§3.3'], ['criticismOrPenalty', '§3.3'], ['pastProjects', '§3.4'],
    ]);
    expect(allRulesFor(shipped, {}, '2021-11-10')).toEqual(expect.arrayContaining([
      expect.objectContaining({ check: 'inspectionNotFailed', lastYear: 2020, years: 2 }),
      expect.objectContaining({ check: 'noViolation', window: { from: '2018-10-01', to: '2021-09-30', untilCheck: true } }),
      expect.objectContaining({ check: 'pastProjectsCompleted', programmes: ['world-class-2018', '中国科协一流学会建设'] }),
      expect.objectContaining({ check: 'notBarred', authority: 'CAST', appliedOn: '2021-11-10' }),
    ]));
  });

  test('"2021年11月11日前" includes that day; fifteen paper copies have a deadline of their own (001 §4.1)', () => {
    const application = stage('applicationWindow');
    expect(value(stageDates(shipped, {}, 'application')).dueMs).toBe(beijing('2021-11-11 24:00'));
    expect(application.paper).toMatchObject({ copies: 15, postmark: true });
    expect(value(insideDue(shipped, {}, application, 'paper'))).toBe(beijing('2021-11-15 17:00'));
    expect(value(insideDue(shipped, { dates: { 'application.paper.due': '2021-11-18T17:00' } }, application, 'paper'))).toBe(beijing('2021-11-18 17:00'));
  });

  test('Word and sealed PDF are both asked for, each as such (001 §4.1)', () => {
    const fields = stage('applicationWindow').form.sections.flatMap((section) => section.fields);
    const { word, sealedPdf } = stage('applicationWindow').electronic ?? {};
    expect(fields.find(({ key }) => key === word)).toMatchObject({ kind: 'file', required: true, accept: ['word'] });
    expect(fields.find(({ key }) => key === sealedPdf)).toMatchObject({ kind: 'file', required: true, accept: ['pdf'] });
  });

  test('a supplier account is asked for, and whoever has one does not register again (001 §4.2)', () => {
    const fields = stage('applicationWindow').form.sections.flatMap((section) => section.fields);
    expect(fields.find(({ key }) => key === 'supplierStatus')).toMatchObject({ required: true, options: [{ key: 'registeredBefore' }, { key: 'registeredNow' }] });
  });

  test('three-year plan along the four capabilities with goals, path, steps, results; first-year plan; budget with its basis (001 §5)', () => {
    const fields = stage('applicationWindow').form.sections.flatMap((section) => section.fields);
    const asked = ['cohesion', 'academic', 'trust', 'international'].flatMap((capability) => ['Goals', 'Path', 'Steps', 'Results'].map((part) => `${capability}${part}`));
    expect(asked.filter((key) => !fields.some((field) => field.key === key && field.required))).toEqual([]);
    expect(fields.find(({ key }) => key === 'keyWork')?.columns?.map(({ name }) => name.zh)).toEqual(['重点工作', '实施步骤', '成效', '完成时间']);
    expect(fields.find(({ key }) => key === 'budget')?.columns?.find(({ key }) => key === 'basis')).toMatchObject({ required: true });
    expect(fields.filter(({ kind }) => kind === 'commitment').map(({ key }) => key)).toEqual(['truthful', 'fiscalRules']);
  });

  test("the score sheet is PRACTICE's: four plans of 10, first year 25, budget 20, organisation and defence 15", () => {
    expect(stage('expertReview').sheet.criteria.map(({ points }) => points)).toEqual([10, 10, 10, 10, 25, 20, 15]);
  });

  test('two telephones: the project and the finance platform (001 §6)', () => {
    expect(shipped.contacts.hotline).not.toBe(shipped.contacts.platform?.hotline);
    expect(shipped.contacts.platform?.clause).toEqual({ document: '001', clause: '§6' });
  });

  test('the result is publicised, then approved; the dates follow one another', () => {
    expect(shipped.stages.map(({ type }) => type)).toEqual(['suggestedList', 'applicationWindow', 'expertReview', 'publicityPeriod', 'approval']);
    const { entries, warnings } = timeline(shipped, {});
    expect(entries.find(({ key }) => key === 'publicity')?.lastDay).toBe('2021-12-10');
    expect(warnings.filter(({ severity }) => severity === 'warning').map(({ code, key }) => [code, key])).toEqual([]);
  });
});

describe('a definition that goes wrong is refused with its place', () => {
  test.each([
    ['a file field that the form does not have', 'word: wordFile', 'word: wordFiles', ['UNKNOWN_REFERENCE', 'stages.application.electronic.word']],
    ['a suggestion without sources', /    sources:\n(      - .*\n){4}/.exec(TEXT)?.[0] ?? '', '    sources: []\n', ['TOO_SMALL', 'stages.suggestion.sources']],
    ['a source named twice', '{ key: yearbook, name', '{ key: publicData, name', ['DUPLICATE_KEY', 'stages.suggestion.sources.publicData.key']],
    ['a stated day that does not exist in every year', '{ on: 09-30, choice: true }, untilCheck: true }, clause: 001 §3.3 }\n      - { key: criticismOrPenalty', '{ on: 02-30, choice: true }, untilCheck: true }, clause: 001 §3.3 }\n      - { key: criticismOrPenalty', ['DAY_INVALID', 'stages.application.eligibility.violation.window.upTo.on']],
    ['an item of a capability that does not exist', 'key: talent, of: cohesion', 'key: talent, of: strength', ['UNKNOWN_REFERENCE', 'frame.directions.talent.of']],
    ['no copies', 'copies: 15', 'copies: 0', ['TOO_SMALL', 'stages.application.paper.copies']],
  ])('%s', (_, from, to, expected) => {
    expect(problems(edited(from, to, TEXT))).toContainEqual(expected);
  });

  test('the file as shipped has none', () => {
    expect(problems(TEXT)).toEqual([]);
  });
});
