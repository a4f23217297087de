import { checkProgramme } from '../../../domain/programme/check.js';
import { askedBy } from '../../../domain/programme/hand-in.js';
import type { Programme, StageOf } from '../../../domain/programme/schema.js';
import { timeline } from '../../../domain/programme/timeline.js';
import { taskName } from '../../../domain/wording/tasks.js';
import { shipped } from './shipped.js';

const reform = shipped('reform-plan-2018');
const review = shipped('standard-management-2020');

const collecting = (programme: Programme, n = 0): StageOf<'materialsCollection'> => {
  const stage = programme.stages[n];
  if (stage?.type !== 'materialsCollection') throw new Error('not a collection');
  return stage;
};

describe('the reform points of 2018 say what document 002 says', () => {
  test('every plan is due on 10 May 2018 (含当日) with the department (002 notice)', () => {
    const [plans] = timeline(reform, {}).entries;
    expect(plans?.parts).toEqual([{ part: 'handIn', dueMs: Date.parse('2018-05-11T00:00:00+08:00') }]);
    expect(collecting(reform).handIn.clause).toEqual({ document: '002', clause: 'notice' });
    expect(reform.organisation.organises[0]?.zh).toBe('中国科协学会学术部');
  });

  test('nothing is awarded, and no check fails anybody: each is a warning or a report (002 §2–§3: "一般", "原则上", "应")', () => {
    expect([reform.quota, reform.project, reform.implementation]).toEqual([undefined, undefined, undefined]);
    expect(reform.stages.flatMap((_, n) => collecting(reform, n).checks ?? []).every(({ then }) => then === 'warning')).toBe(true);
  });

  test('the checks are those of the points, each with its item', () => {
    expect(collecting(reform).checks?.map(({ key, clause }) => `${key} ${clause.clause}`)).toEqual([
      'councilSize §3', 'councilNotGrown §3', 'frontlineCouncil §2', 'frontlineStanding §2', 'frontlineDelegates §2', 'partyMembers §2', 'youngCouncil §2', 'womenCouncil §2',
      'secretaryGeneral §5', 'annualReport §7', 'idleBranch §4', 'partyOrganisations §29',
    ]);
    expect(collecting(reform).checks?.[0]).toMatchObject({ caps: [{ below: 20_000, most: 150 }, { below: 100_000, most: 180 }, { most: 200 }], gapAt: 100_000, relaxedAbovePercent: 30 });
    expect(collecting(reform).checks?.find(({ key }) => key === 'annualReport')).toMatchObject({ fields: ['disclosesSituation', 'disclosesInternal', 'disclosesActivities', 'disclosesMembers', 'disclosesFinance'] });
    expect(collecting(reform, 1).checks?.[0]).toMatchObject({ kind: 'wholeGrowth', percent: 15, clause: { clause: '§8' } });
  });

  test('progress is recorded for the capability assessment (002 notice: 纳入全国学会综合能力评估指标体系)', () => {
    expect(collecting(reform).records).toEqual({ missing: 'reformPlanMissing', findings: false, progress: true, clause: { document: '002', clause: 'notice' } });
    expect(collecting(reform, 1).records).toMatchObject({ progress: true, clause: { document: '002', clause: 'notice' } });
  });

  test('what a task asks for is found by its kind, also with two collections in one programme', () => {
    expect(askedBy(reform, { kind: 'reformPlan', step: 'late', ofProject: false })).toMatchObject({ what: 'form', collects: 'handIn', clause: { document: '002' } });
    expect(askedBy(reform, { kind: 'progressExplanation', step: 'explanations', ofProject: false })).toMatchObject({ what: 'form', collects: 'explanation' });
    expect(askedBy(reform, { kind: 'nothing', step: 'collection', ofProject: false })).toBeUndefined();
    expect(taskName('zh', reform, 'reformPlan')).toBe('学会年度改革方案');
  });
});

describe('the review of standard management', () => {
  test('includes the indicator set, verifies and has findings put right; each finding is recorded (004 §5.2)', () => {
    expect(collecting(review)).toMatchObject({ sets: [{ set: 'standardManagement', version: 1, idleMonths: 24 }], rectification: { workingDays: 30 }, records: { findings: true } });
    expect(collecting(review).verification).toBeDefined();
  });
});

describe('a definition that could not work is refused', () => {
  const stage = collecting(reform);
  const problems = (changed: Partial<StageOf<'materialsCollection'>>, base = stage) => checkProgramme({ ...reform, stages: [{ ...base, ...changed }, ...reform.stages.slice(1)] }).map(({ code, path, params }) => [code, path.slice(2).join('.'), params]);

  test('a check on a figure that nobody is asked for', () => {
    const [first, ...rest] = stage.form?.sections ?? [];
    expect(first && problems({ form: { sections: [first, ...rest.slice(1)] } })).toContainEqual(['UNKNOWN_REFERENCE', 'checks.0', { reference: 'councilSize' }]);
  });
  test('warnings without anybody to explain them, findings without anybody to verify them', () => {
    const { explanation: _explanation, ...unexplained } = stage;
    expect(problems({}, unexplained)).toContainEqual(['MISSING_FIELD', 'explanation', { field: 'explanation' }]);
    const { verification: _verification, ...unread } = stage;
    expect(problems({ checks: stage.checks?.map((check) => ({ ...check, then: 'finding' as const })) }, unread)).toContainEqual(['MISSING_FIELD', 'verification', { field: 'verification' }]);
  });
  test('a set that was never published, a check of it that it has not, one kind for two things', () => {
    const clause = stage.clause;
    expect(problems({ sets: [{ set: 'standardManagement', version: 9, clause }] })).toContainEqual(['UNKNOWN_REFERENCE', 'sets.0.version', { reference: 'standardManagement 9' }]);
    expect(problems({ sets: [{ set: 'standardManagement', version: 1, without: ['nothing'], clause }] })).toContainEqual(['UNKNOWN_REFERENCE', 'sets.0.without', { reference: 'nothing' }]);
    expect(problems({ verification: { kind: 'reformPlan', name: stage.name, clause } })).toContainEqual(['DUPLICATE_KEY', 'handIn.kind', { key: 'reformPlan' }]);
  });
});
