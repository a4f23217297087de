import { projectStepsOf, tiersOf } from '../../../domain/programme/schema.js';
import { programme, stage } from './support.js';

const shipped = programme();

describe('the 2018 programme says what document 000 says', () => {
  test('about 50 societies in tiers of 10, 15 and 25, for three years from 2018 (000 §2)', () => {
    expect(shipped.quota).toMatchObject({ total: 50, about: true });
    expect(tiersOf(shipped).map(({ count }) => count)).toEqual([10, 15, 25]);
    expect(shipped.implementation).toMatchObject({ years: 3, firstYear: 2018 });
    expect(tiersOf(shipped).every(({ goal }) => goal.zh.startsWith('到2020年'))).toBe(true);
  });

  test('five capabilities, eight key directions and three yardsticks (000 §4, §5.2)', () => {
    expect(shipped.frame.capabilities.map(({ name }) => name.zh)).toEqual(['群众组织力', '学术引领力', '战略支撑力', '文化传播力', '国际影响力']);
    expect(shipped.frame.directions).toHaveLength(8);
    expect(shipped.frame.yardsticks.map(({ name }) => name.zh)).toEqual(['对标中央要求', '对标国家战略', '对标国际一流']);
  });

  test('the stages come in the order of the text and end with the leadership (000 §5)', () => {
    expect(shipped.stages.map(({ type }) => type)).toEqual(['capabilityAssessment', 'applicationWindow', 'expertReview', 'publicityPeriod', 'approval']);
    expect(stage('approval')).toMatchObject({ responsible: 'leadership', decidedBy: 'leadership', requiresMinutes: true });
  });

  test('the assessment has the eleven dimensions of 000 §5.1, weighing 100 points', () => {
    const { dimensions, indicators } = stage('capabilityAssessment');
    expect(dimensions.map(({ name }) => name.zh)).toEqual([
      '基础保障', '学术发展', '智库建设', '科学普及', '国际化', '信息化', '协同化', '会员发展与服务', '人才培养与举荐', '科技类社会服务', '推动产学融合',
    ]);
    expect(indicators.reduce((sum, { points }) => sum + points, 0)).toBe(100);
    expect(dimensions.every(({ key }) => indicators.some(({ dimension }) => dimension === key))).toBe(true);
  });

  test('the shortlist is 150 % of the plan, and the 优秀科技社团 of 2015–2017 besides (000 §5.1)', () => {
    expect(stage('capabilityAssessment').shortlist).toMatchObject({ percent: 150, legacy: { title: '优秀科技社团', fromYear: 2015, toYear: 2017 } });
  });

  test('the dates of the text: 15 October, 16–28 October, 29 October – 15 November (000 §5.1–5.3)', () => {
    expect(stage('capabilityAssessment').due).toMatchObject({ on: '10-15' });
    expect([stage('applicationWindow').opens, stage('applicationWindow').due]).toMatchObject([{ on: '10-16' }, { on: '10-28' }]);
    expect([stage('expertReview').opens, stage('approval').due]).toMatchObject([{ on: '10-29' }, { on: '11-15' }]);
  });

  test('plan and rules ask for goals, key work, measures, schedule, annual indicators and direction of fund use (000 §5.4)', () => {
    const owes = projectStepsOf(shipped).find(({ key }) => key === 'plans')?.owes ?? [];
    const fields = owes.flatMap(({ form }) => form?.sections.flatMap((section) => section.fields) ?? []);
    const asked = fields.filter(({ required, clause }) => required && clause?.document === '000').map(({ name }) => name.zh).join(' ');
    for (const content of ['目标', '重点', '措施', '进度', '考核指标', '资金使用方向']) expect(asked).toContain(content);
    const rules = owes.find(({ kind }) => kind === 'fundRules')?.form?.sections.flatMap((section) => section.fields) ?? [];
    expect(rules.map(({ key, kind }) => [key, kind])).toEqual([['accounting', 'text'], ['approvalLimits', 'text'], ['document', 'file']]);
  });

  test('an application is not accepted for the reasons of 000 §5.2, looking back on 2015–2017', () => {
    const rules = stage('applicationWindow').eligibility;
    expect(rules.map(({ kind }) => kind)).toEqual(['partyOrganisation', 'violation', 'criticismOrPenalty', 'otherCircumstance']);
    const windows = rules.flatMap((rule) => ('window' in rule && rule.window ? [rule.window] : []));
    expect(windows).toEqual([{ fromYear: 2015, toYear: 2017 }, { fromYear: 2015, toYear: 2017 }]);
  });

  test('the form asks for what 000 §5.2 asks for: three yardsticks, goals, brands, measures, indicators, a plan for each year', () => {
    const fields = stage('applicationWindow').form.sections.flatMap((section) => section.fields);
    const asked = fields.filter(({ required, clause }) => required && clause?.document === '000').map(({ key }) => key);
    expect(asked).toEqual(expect.arrayContaining(['yardsticks', 'position', 'goals', 'branding', 'internationalisation', 'measures', 'kpis', 'plan2018', 'plan2019', 'plan2020']));
    expect(fields.find(({ key }) => key === 'yardsticks')).toMatchObject({ kind: 'tags', allTags: true });
  });

  test('the list waits for its objections, for the length we chose (000 §5.3)', () => {
    expect(stage('publicityPeriod')).toMatchObject({ holds: 'list', length: { count: 5, unit: 'workingDays', clause: { document: 'choice' } } });
  });

  test('the funded society owes task book, plan and rules once, and self-evaluation and report each year (000 §5.4, §5.5)', () => {
    const owed = projectStepsOf(shipped).flatMap(({ per, owes }) => owes.filter(({ role }) => role === 'society').map(({ kind }) => `${per} ${kind}`));
    expect(owed).toEqual([
      'project taskBook', 'project implementationPlan', 'project fundRules', 'project disbursementReceipt', 'year selfEvaluation', 'year annualReport', 'year finalAccounts', 'year auditResponse',
      'year rectificationReport', 'year disbursementReceipt', 'project finalReport',
    ]);
  });

  test('the audit: a draft, the society’s response within five working days or without it, the report, and what is to be rectified (000 §5.5 [C])', () => {
    const audit = projectStepsOf(shipped).find(({ type }) => type === 'audit');
    expect(audit?.owes.map(({ kind, role, after, lapses }) => [kind, role, after ?? null, lapses ?? false])).toEqual([
      ['auditDraft', 'auditor', null, false], ['auditResponse', 'society', 'auditDraft', true], ['auditReport', 'auditor', 'auditResponse', false],
      ['rectificationNotice', 'staff', 'auditReport', false], ['rectificationReport', 'society', 'rectificationNotice', false], ['rectificationConfirmation', 'staff', 'rectificationReport', false],
    ]);
    expect(audit?.owes[3]?.when).toEqual({ kind: 'auditReport', field: 'rectification', is: ['required'] });
  });

  test('the task book has the budget line by line with its basis, and the indicators that each year is measured by (000 §5.4)', () => {
    const taskBook = projectStepsOf(shipped).find(({ type }) => type === 'taskBookSigning')?.owes.find(({ kind }) => kind === 'taskBook');
    const held = taskBook?.form?.sections.flatMap(({ fields }) => fields).flatMap(({ holds, clause }) => (holds ? [[holds, clause?.clause]] : []));
    expect(held).toEqual([['kpis', '§5.4'], ['budget', '§5.4']]);
  });

  test('the office countersigns only what the society has signed (000 §5.4)', () => {
    const signing = projectStepsOf(shipped).find(({ type }) => type === 'taskBookSigning');
    // It opens with the award itself.
    expect(signing?.opens).toMatchObject({ days: 0 });
    expect(signing?.owes.map(({ kind, role, after }) => [kind, role, after])).toEqual([['taskBook', 'society', undefined], ['countersignature', 'staff', 'taskBook']]);
  });

  test('what the source does not name is listed as a choice with its reason: the amounts, the length, the score sheet', () => {
    const paths = shipped.choices.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['quota.tiers.tier1.amountCents', 'stages.publicity.length', 'stages.review.sheet', 'stages.assessment.indicators', 'contacts']));
  });

  test('sample contacts are plainly samples', () => {
    expect(shipped.contacts.mailbox).toMatch(/@example\.org$/);
    expect(shipped.contacts.hotline).toMatch(/0000-0000$/);
  });
});
