import type { CheckLine } from '../../../domain/governance/check.js';
import { explainCollection } from '../../../domain/governance/explain.js';
import { evaluate } from '../../../domain/governance/evaluate.js';
import { findingsOf, outcomeOf } from '../../../domain/governance/outcome.js';
import { checksOf, formOf, partOf } from '../../../domain/governance/stage.js';
import { standardManagement } from '../../../domain/governance/standard-management.js';
import { checkForm } from '../../../domain/programme/form-check.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';
import { shipped } from '../programme/shipped.js';

const line = (key: string, result: CheckLine['result']): CheckLine => ({ key, result, code: 'NONE', params: {} });
const given = { handedIn: true, late: false, explained: false, rectified: false };

describe('what comes of a hand-in', () => {
  test.each([
    ['nothing handed in is missing, whatever else', { ...given, handedIn: false, explained: true, lines: [] }, 'missing', null],
    ['all in order', { ...given, lines: [line('a', 'pass'), line('b', 'reported')] }, 'conforming', 100],
    ['a warning that was explained fails nobody (002 §3: "一般不超过")', { ...given, explained: true, lines: [line('a', 'warning'), line('b', 'pass')] }, 'explained', 100],
    ['a warning without an explanation stays open', { ...given, lines: [line('a', 'warning'), line('b', 'pass'), line('c', 'pass')] }, 'outstanding', 66],
    ['a missing figure is asked for like a warning', { ...given, lines: [line('a', 'unknown'), line('b', 'pass')] }, 'outstanding', 50],
    ['a finding put right (004 §4)', { ...given, rectified: true, lines: [line('a', 'finding')] }, 'rectified', 100],
    ['a finding not put right', { ...given, lines: [line('a', 'finding'), line('b', 'pass')] }, 'outstanding', 50],
    ['a finding that staff did not confirm is none', { ...given, lines: [line('a', 'finding')], verification: { found: [], dismissed: ['a'] } }, 'conforming', 100],
    ['a finding that staff made themselves', { ...given, lines: [line('a', 'pass')], verification: { found: ['a'], dismissed: [] } }, 'outstanding', 0],
  ])('%s', (_what, input, status, progress) => {
    expect(outcomeOf(input)).toMatchObject({ status, progress });
  });

  test('findings are named once, in the order of their keys', () => {
    expect(findingsOf([line('b', 'finding'), line('a', 'finding')], { found: ['b', 'c'], dismissed: ['a'] })).toEqual(['b', 'c']);
  });
});

describe('the indicator set of standard management (004 §3–§4)', () => {
  const review = shipped('standard-management-2020').stages[0];
  if (review?.type !== 'materialsCollection') throw new Error('the review collects materials');
  const answers: Record<string, unknown> = Object.fromEntries(formOf(review).sections.flatMap(({ fields }) => fields).map(({ key, kind }) => [key, kind === 'choice' ? 'yes' : kind === 'number' ? 0 : kind === 'commitment' ? true : kind === 'table' ? [] : 'text']));

  test('a society that answers well has sixteen checks and no finding', () => {
    const lines = evaluate(checksOf(review), answers, '2021-03-31');
    expect(lines).toHaveLength(16);
    expect(lines.filter(({ result }) => result !== 'pass')).toEqual([]);
    expect(checkForm(formOf(review), { capabilities: [], directions: [], yardsticks: [] }, answers)).toEqual([]);
  });

  test.each([
    ['partyInCharter', 'no', 'charter', '§3.1'], ['councilParty', 'no', 'threeLevels', '§3.1'], ['officeParty', 'no', 'threeLevels', '§3.1'], ['branchParty', 'no', 'threeLevels', '§3.1'],
    ['crossAppointment', 'no', 'crossed', '§3.1'], ['electionChecked', 'no', 'elections', '§3.1'],
    ['plansReviewed', 'no', 'priorReview', '§3.1'], ['spendingReviewed', 'no', 'priorReview', '§3.1'], ['donationsReviewed', 'no', 'priorReview', '§3.1'], ['awardsReviewed', 'no', 'priorReview', '§3.1'], ['talentReviewed', 'no', 'priorReview', '§3.1'],
    ['congressRules', 'no', 'organs', '§3.3'], ['councilRules', 'no', 'organs', '§3.3'], ['supervisorRules', 'no', 'organs', '§3.3'], ['officeRules', 'no', 'organs', '§3.3'], ['fullTimeSecretary', 'no', 'secretaryGeneral', '§3.3'],
    ['branchesUnderBranches', 1, 'subBranches', '§4.1'], ['branches', [{ branch: 'x', lastActive: '2019-03-31' }], 'idleBranch', '§4.1'],
    ['withinCharter', 'no', 'procedure', '§4.2'], ['decidedAndFiled', 'no', 'procedure', '§4.2'], ['nameLent', 1, 'nameLending', '§4.2'], ['forced', 2, 'forcedGiving', '§4.2'], ['abroadByRules', 'no', 'abroad', '§4.2'],
    ['unapprovedAwards', 1, 'approvedAwards', '§4.3'], ['awardFees', 1, 'freeAwards', '§2.6'], ['awardsAbroad', 1, 'domesticAwards', '§4.3'],
  ])('%s: %p is the finding %s, by 004 %s, and nothing else', (field, answer, finding, clause) => {
    const lines = evaluate(checksOf(review), { ...answers, [field]: answer }, '2021-03-31');
    expect(lines.filter(({ result }) => result !== 'pass')).toMatchObject([{ key: finding, result: 'finding' }]);
    expect(checksOf(review).find(({ key }) => key === finding)?.clause).toEqual({ document: '004', clause });
  });

  test('every question has to be answered, by a number from zero or by yes or no', () => {
    const fields = formOf(review).sections.flatMap((section) => section.fields).filter(({ kind }) => kind === 'choice' || kind === 'number');
    const faults = checkForm(formOf(review), { capabilities: [], directions: [], yardsticks: [] }, {});
    expect(fields).toHaveLength(26 - 1);
    expect(faults.filter(({ code }) => code === 'required').map(({ field }) => field)).toEqual(expect.arrayContaining(fields.map(({ key }) => key)));
    for (const { key, kind } of fields.filter((field) => field.kind === 'number')) {
      expect(checkForm(formOf(review), { capabilities: [], directions: [], yardsticks: [] }, { ...answers, [key]: -1 })).toMatchObject([{ field: key, code: 'too_small', params: { least: 0 } }]);
      expect(kind).toBe('number');
    }
  });

  test('a branch is named with the day of its last activity', () => {
    const empty = { capabilities: [], directions: [], yardsticks: [] };
    expect(checkForm(formOf(review), empty, { ...answers, branches: [{ branch: 'x' }] })).toMatchObject([{ field: 'branches.0.lastActive', code: 'required' }]);
    expect(checkForm(formOf(review), empty, { ...answers, branches: [{ lastActive: '2019-04-01' }] })).toMatchObject([{ field: 'branches.0.branch', code: 'required' }]);
  });

  test('a branch active 24 months ago less a day is not idle; a programme may choose another number', () => {
    const branches = [{ branch: 'x', lastActive: '2019-04-01' }];
    const idle = (months?: number) => evaluate(standardManagement(months).checks, { ...answers, branches }, '2021-03-31').find(({ key }) => key === 'idleBranch')?.result;
    expect([idle(), idle(24), idle(23)]).toEqual(['pass', 'pass', 'finding']);
  });

  test('any programme can include it, and do without some of its checks', () => {
    const lean = { ...review, sets: [{ ...review.sets?.[0], set: 'standardManagement' as const, version: 1, without: ['abroad'], clause: review.clause }] };
    expect(checksOf(lean).map(({ key }) => key)).not.toContain('abroad');
    expect(checksOf(lean)).toHaveLength(15);
  });

  test('every check can be asked why: rule, formula in words, figures and the fact they came from', () => {
    const lines = evaluate(checksOf(review), { ...answers, nameLent: 2 }, '2021-03-31');
    const outcome = outcomeOf({ ...given, lines });
    const why = explainCollection(checksOf(review), { ...answers, nameLent: 2 }, lines, outcome, 'fact-1', review.clause);
    expect(why).toMatchObject({ result: 'outstanding', formula: { code: 'formula.collection', params: { findings: 1 } } });
    expect(why.parts).toHaveLength(16);
    expect(why.parts.find(({ clause, result }) => clause.clause === '§4.2' && result === 'finding')).toMatchObject({ inputs: [{ name: 'nameLent', value: 2, source: { kind: 'fact', id: 'fact-1' } }] });
    expect(why.parts.every(({ formula }) => isMessageKey(formula.code))).toBe(true);
  });

  test('staff verify in a form that names the checks; a programme without findings only has them read', () => {
    expect(partOf(review, 'selfReportVerification')?.form.sections[0]?.fields.map(({ key }) => key)).toEqual(['found', 'dismissed', 'remark', 'read']);
    const plans = shipped('reform-plan-2018').stages[0];
    if (plans?.type !== 'materialsCollection') throw new Error('the plans are collected');
    expect(partOf(plans, 'reformReading')?.form.sections[0]?.fields.map(({ key }) => key)).toEqual(['remark', 'read']);
  });
});
