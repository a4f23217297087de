import { edited, FILE, lineOf, problemsOf, TEXT } from './support.js';

/** What is owed in the step of the verdict, as the file has it. */
const VERDICT_OWES = TEXT.slice(TEXT.indexOf('      owes:\n        - { kind: verdict,'), TEXT.indexOf('    - key: finalAcceptance\n'));

interface Case {
  what: string;
  from: string;
  to: string;
  code: string;
  /** Stands on the line that must be named, after the edit. */
  at: string;
  path?: string;
}

const cases: Case[] = [
  { what: 'an unknown field', from: '    requiresMinutes: true', to: '    requiresMinutes: true\n    requiresMinute: 1', code: 'UNKNOWN_FIELD', at: 'requiresMinute: 1', path: 'stages.approval.requiresMinute' },
  { what: 'a missing field', from: '    responsible: leadership\n', to: '', code: 'MISSING_FIELD', at: 'key: approval', path: 'stages.approval.responsible' },
  { what: 'a number written as a word', from: '    perApplication: 5', to: '    perApplication: five', code: 'WRONG_TYPE', at: 'perApplication: five', path: 'stages.review.perApplication' },
  { what: 'a value that is not allowed', from: '    holds: list', to: '    holds: everything', code: 'NOT_ALLOWED', at: 'holds: everything' },
  { what: 'an unknown stage type', from: '    type: approval', to: '    type: approvals', code: 'UNKNOWN_TYPE', at: 'type: approvals' },
  { what: 'a date that is not MM-DD', from: 'due: { on: 10-15 }', to: 'due: { on: 15-10 }', code: 'BAD_FORMAT', at: 'on: 15-10', path: 'stages.assessment.due.on' },
  { what: 'a clause of no document', from: '    clause: 000 §5.2\n    responsible: society', to: '    clause: §5.2\n    responsible: society', code: 'BAD_FORMAT', at: '    clause: §5.2\n', path: 'stages.application.clause' },
  { what: 'a negative sum', from: 'amountCents: 300000000', to: 'amountCents: -1', code: 'TOO_SMALL', at: 'amountCents: -1' },
  { what: 'a mailbox that is none', from: 'mailbox: programme-office@example.org', to: 'mailbox: office', code: 'BAD_FORMAT', at: 'mailbox: office' },
  { what: 'a day that does not exist', from: 'due: { on: 02-28, year: 1', to: 'due: { on: 02-30, year: 1', code: 'DAY_INVALID', at: 'on: 02-30', path: 'project.steps.accounts.due.on' },
  { what: 'an application window that opens after it is due', from: 'opens: { on: 10-16 }', to: 'opens: { on: 10-29 }', code: 'DATES_OUT_OF_ORDER', at: 'due: { on: 10-28 }', path: 'stages.application.due' },
  { what: 'a stage that opens before the one before it is due', from: 'opens: { on: 10-29 }', to: 'opens: { on: 10-20 }', code: 'DATES_OUT_OF_ORDER', at: 'opens: { on: 10-20 }', path: 'stages.review.opens' },
  { what: 'scores due after the review itself', from: 'scoring: { due: { on: 11-06', to: 'scoring: { due: { on: 11-08', code: 'DATES_OUT_OF_ORDER', at: 'on: 11-08' },
  { what: 'tiers that do not add up to the quota', from: '      count: 25', to: '      count: 26', code: 'TIERS_NOT_TOTAL', at: 'total: 50', path: 'quota.total' },
  { what: 'a score sheet that does not weigh 100', from: 'points: 20, anchor: { zh: 基础好', to: 'points: 21, anchor: { zh: 基础好', code: 'WEIGHTS_NOT_100', at: '        - { key: yardsticks, name: { zh: 三个对标与发展定位', path: 'stages.review.sheet.criteria' },
  { what: 'indicators that do not add up to their dimension', from: 'dimension: academic\n        name: { zh: 举办学术会议数, en: Academic meetings held }\n        unit: { zh: 次, en: meetings }\n        points: 5', to: 'dimension: academic\n        name: { zh: 举办学术会议数, en: Academic meetings held }\n        unit: { zh: 次, en: meetings }\n        points: 4', code: 'INDICATORS_NOT_DIMENSION', at: '{ key: academic, name: { zh: 学术发展' },
  { what: 'bands that rise where more is better', from: 'bands: [30, 20, 10, 5]', to: 'bands: [5, 10, 20, 30]', code: 'BANDS_NOT_ORDERED', at: 'bands: [5, 10, 20, 30]' },
  { what: 'bands for a group that does not exist', from: 'bandsByGroup: { agriculture: [2000', to: 'bandsByGroup: { forestry: [2000', code: 'UNKNOWN_REFERENCE', at: 'forestry' },
  { what: 'an indicator of no dimension', from: 'dimension: digital', to: 'dimension: digitals', code: 'UNKNOWN_REFERENCE', at: 'dimension: digitals' },
  { what: 'a period that counts from a stage that does not exist', from: 'after: publicity.due', to: 'after: publicly.due', code: 'UNKNOWN_REFERENCE', at: 'after: publicly.due', path: 'stages.approval.opens.after' },
  { what: 'a period that counts from a later stage', from: 'opens: { on: 10-29 }', to: 'opens: { days: 1, after: approval.due }', code: 'UNKNOWN_REFERENCE', at: 'days: 1, after: approval.due' },
  { what: 'two stages of one key', from: '  - key: publicity\n', to: '  - key: review\n', code: 'DUPLICATE_KEY', at: '  - key: review\n    type: publicityPeriod' },
  { what: 'a project step named like a stage', from: '    - key: plans', to: '    - key: application', code: 'DUPLICATE_KEY', at: '    - key: application\n      type: materials' },
  { what: 'two fields of one key in different sections of a form', from: '{ key: position, name', to: '{ key: contactName, name', code: 'DUPLICATE_KEY', at: '{ key: contactName, name: { zh: 自身特色' },
  { what: 'a stage nobody can finish', from: '    responsible: leadership', to: '    responsible: society', code: 'NOBODY_CAN_FINISH', at: 'responsible: society\n    opens: { days: 0', path: 'stages.approval.responsible' },
  { what: 'a step in which nothing is owed', from: VERDICT_OWES, to: '      owes:\n', code: 'WRONG_TYPE', at: 'owes:\n    - key: finalAcceptance' },
  { what: 'an instalment after a step that does not exist', from: 'share: 1, after: taskBook,', to: 'share: 1, after: taskBok,', code: 'UNKNOWN_REFERENCE', at: 'after: taskBok', path: 'funds.instalments.first.after' },
  { what: 'an instalment after a yearly step of no year', from: 'after: verdict, ofYear: 1, on', to: 'after: verdict, on', code: 'MISSING_FIELD', at: 'after: verdict, on' },
  { what: 'a budget without the basis of its calculations', from: '{ key: basis, name: { zh: 测算依据, en: Basis of the calculation }', to: '{ key: base, name: { zh: 测算依据, en: Basis of the calculation }', code: 'MISSING_FIELD', at: '- key: budget\n                    name: { zh: 资金使用方向与预算' },
  { what: 'a condition that no answer meets', from: 'is: [required]', to: 'is: [perhaps]', code: 'UNKNOWN_REFERENCE', at: 'is: [perhaps]' },
  { what: 'a thing that lapses without a deadline of its own', from: '          within: { workingDays: 5 }\n          lapses: true', to: '          lapses: true', code: 'MISSING_FIELD', at: '        - kind: auditResponse' },
  { what: 'a verdict without outcomes', from: 'outcomes: [continue, adjust, terminate]', to: 'outcomes: [continue]', code: 'MISSING_FIELD', at: 'outcomes: [continue]' },
  { what: 'a table without columns', from: '{ key: selfScore, name: { zh: 自评得分, en: Own score }, kind: number, min: 0, max: 100, required: true }', to: '{ key: selfScore, name: { zh: 自评得分, en: Own score }, kind: table, required: true }', code: 'MISSING_FIELD', at: 'kind: table, required: true }' },
  { what: 'reminder waves out of order', from: '    - { key: T-14, days: 14 }\n    - { key: T-7, days: 7 }', to: '    - { key: T-7, days: 7 }\n    - { key: T-14, days: 14 }', code: 'WAVES_NOT_SORTED', at: '{ key: T-14, days: 14 }', path: 'reminders.waves.T-14.days' },
  { what: 'a wave whose days are not its name', from: '{ key: T-3, days: 3 }', to: '{ key: T-3, days: 4 }', code: 'WAVE_NOT_ITS_NAME', at: '{ key: T-3, days: 4 }' },
  { what: 'a legacy window that runs backwards', from: 'fromYear: 2015, toYear: 2017, clause: 000 §5.1', to: 'fromYear: 2017, toYear: 2015, clause: 000 §5.1', code: 'WINDOW_REVERSED', at: 'fromYear: 2017, toYear: 2015', path: 'stages.assessment.shortlist.legacy.fromYear' },
  { what: 'a publicity length that its due rule contradicts', from: 'length: { count: 5, unit: workingDays', to: 'length: { count: 10, unit: naturalDays', code: 'LENGTH_NOT_DUE', at: 'length: { count: 10' },
  { what: 'a choice of ours that is not listed', from: '  - path: stages.review.due\n', to: '  - path: stages.review.key\n', code: 'CHOICE_NOT_LISTED', at: 'due: { on: 11-06, choice: true }', path: 'stages.review.due' },
  { what: 'a reason for something that is not there', from: '  - path: stages.review.due\n', to: '  - path: stages.reviews.due\n', code: 'UNKNOWN_REFERENCE', at: 'path: stages.reviews.due' },
  { what: 'a floor above its cap', from: '{ key: science, name: { zh: 理科, en: Science } }', to: '{ key: science, name: { zh: 理科, en: Science }, floor: 9, cap: 8 }', code: 'FLOOR_OVER_CAP', at: 'floor: 9, cap: 8' },
];

describe('a definition is refused with the line to repair', () => {
  test('the programme as shipped is accepted', () => {
    expect(problemsOf(TEXT)).toEqual([]);
  });

  test.each(cases)('$what is $code', ({ from, to, code, at, path }) => {
    const text = edited(from, to);
    const found = problemsOf(text).find((problem) => problem.code === code && problem.line === lineOf(at, text));
    expect(found ?? problemsOf(text)).toMatchObject({ file: FILE, code, ...(path === undefined ? {} : { path }) });
  });

  test('a table may ask for no row at all, but not for fewer; a file that takes no kind of document could not be handed in', () => {
    expect(problemsOf(edited('              minRows: 3', '              minRows: 0'))).toEqual([]);
    expect(problemsOf(edited('              minRows: 3', '              minRows: -1')).map(({ code }) => code)).toEqual(['TOO_SMALL']);
    const file = 'name: { zh: 盖章扫描件, en: Sealed copy (scan) }, kind: file, ';
    expect(problemsOf(edited(file, `${file}accept: [pdf], `))).toEqual([]);
    expect(problemsOf(edited(file, `${file}accept: [pdf, word], `))).toEqual([]);
    expect(problemsOf(edited(file, `${file}accept: [], `)).map(({ code }) => code)).toEqual(['TOO_SMALL']);
  });

  test('an empty list of duties leaves a step that nobody could finish', () => {
    const text = edited(VERDICT_OWES, '      owes: []\n');
    expect(problemsOf(text)).toContainEqual(expect.objectContaining({ code: 'NOTHING_OWED', path: 'project.steps.verdict.owes', line: lineOf('owes: []', text) }));
  });

  test('an audit that no auditor owes is a step that nobody could finish', () => {
    const text = TEXT.replaceAll('role: auditor', 'role: society');
    expect(problemsOf(text)).toContainEqual(expect.objectContaining({ code: 'NOBODY_CAN_FINISH', path: 'project.steps.audit.owes' }));
  });

  test('broken YAML is refused with line and column', () => {
    const text = edited('authority: CAST', 'authority: [CAST');
    expect(problemsOf(text)[0]).toMatchObject({ code: 'YAML_SYNTAX' });
    expect(problemsOf(text)[0]?.line).toBeGreaterThanOrEqual(lineOf('authority:', text));
  });

  test('a key written twice in one place is refused by the reader itself', () => {
    const text = edited('year: 2018\n', 'year: 2018\nyear: 2019\n');
    expect(problemsOf(text)).toEqual([expect.objectContaining({ code: 'YAML_SYNTAX', line: lineOf('year: 2019', text) })]);
  });

  test('all problems are reported at once, in the order of the file', () => {
    const text = edited('    perApplication: 5', '    perApplication: 0', edited('  total: 50', '  totals: 50'));
    const problems = problemsOf(text);
    expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['MISSING_FIELD', 'UNKNOWN_FIELD', 'TOO_SMALL']));
    expect(problems.map(({ line }) => line)).toEqual(problems.map(({ line }) => line).sort((a, b) => a - b));
  });

  test.each(['', '- a list', 'just a sentence', '42', '{}'])('a file that is no definition is refused, not crashed on: %j', (text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });
});
