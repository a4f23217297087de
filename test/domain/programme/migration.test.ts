import { diffProgrammes } from '../../../domain/programme/diff.js';
import { placesIn } from '../../../domain/programme/locate-path.js';
import { migration, type Standing } from '../../../domain/programme/migration.js';
import type { RoundSettings } from '../../../domain/programme/settings.js';
import { beijing, edited, lineOf, programme, TEXT } from './support.js';

const old = programme();
const VERSION_2 = edited(`version: ${old.version}`, `version: ${old.version + 1}`);
/** Version 2 with further edits. */
const second = (...edits: [from: string, to: string][]) => programme(edits.reduce((text, [from, to]) => edited(from, to, text), VERSION_2));

const stage = (key: string, type: string, status: 'open' | 'done') => ({ key, type, status });
const applying: Standing = { status: 'running', ranked: false, begun: [stage('assessment', 'capabilityAssessment', 'done'), stage('application', 'applicationWindow', 'open')] };
const listed: Standing = { status: 'running', ranked: true, begun: [...applying.begun.map((one) => ({ ...one, status: 'done' as const })), stage('review', 'expertReview', 'open')] };

const codes = (after: ReturnType<typeof programme>, standing = applying, settings: RoundSettings = {}) =>
  migration(old, after, settings, standing).obstacles.map(({ code, field }) => `${code} ${field}`);

const SCORES = 'scoring: { due: { on: 11-06, choice: true }';

describe('what differs between two versions (rule 13)', () => {
  test('is told setting by setting, list items by their key, with old and new value, and which are choices', () => {
    const after = second(['perApplication: 5', 'perApplication: 7'], ['due: { on: 10-28 }', 'due: { on: 10-27 }']);
    expect(diffProgrammes(old, after)).toEqual([
      { path: 'version', before: old.version, after: old.version + 1, choice: false },
      { path: 'stages.application.due.on', before: '10-28', after: '10-27', choice: false },
      { path: 'stages.review.perApplication', before: 5, after: 7, choice: true },
    ]);
  });

  test('an item that is gone, and another order of a list, are differences too', () => {
    const group = "  - { key: agriculture, name: { zh: 农科, en: Agriculture } }\n";
    const without = { ...old, disciplineGroups: old.disciplineGroups.filter(({ key }) => key !== 'agriculture') };
    expect(TEXT).toContain(group);
    expect(diffProgrammes(old, without)).toMatchObject([{ path: 'disciplineGroups.agriculture', after: undefined, before: { key: 'agriculture' } }]);
    const turned = { ...old, disciplineGroups: [...old.disciplineGroups].reverse() };
    expect(diffProgrammes(old, turned).map(({ path }) => path)).toEqual(['disciplineGroups.order']);
    expect(diffProgrammes(old, structuredClone(old))).toEqual([]);
  });

  test('a path is found in the file; of what is gone, its nearest parent', () => {
    const line = placesIn(TEXT);
    expect(line('stages.review.perApplication').line).toBe(lineOf('perApplication: 5'));
    expect(line('stages.review.nothing').line).toBe(line('stages.review').line);
    expect(line('nowhere.at.all').line).toBe(line('').line);
  });
});

describe('whether a running round may go on by another version (rule 13)', () => {
  test('what is still to come may change: experts per application, a reminder, a duty of the projects', () => {
    expect(codes(second(['perApplication: 5', 'perApplication: 7'], ["at: '09:00'", "at: '10:00'"], ['due: { workingDays: 20, after: signed, choice: true }', 'due: { workingDays: 30, after: signed, choice: true }']))).toEqual([]);
  });

  test.each([
    ['the form of an open stage', second(['maxLength: 4000, clause: 000 §5.2', 'maxLength: 5000, clause: 000 §5.2']), 'MIGRATION_STAGE_BEGUN stages.application.form'],
    ['points of an assessment that is over', second(['percent: 150', 'percent: 160']), 'MIGRATION_STAGE_BEGUN stages.assessment.shortlist.percent'],
    ['the date of a stage that is over', second(['due: { on: 10-15 }', 'due: { on: 10-14 }']), 'MIGRATION_STAGE_BEGUN stages.assessment.due.on'],
    ['another programme', programme(edited('key: world-class-2018', 'key: another-2018', VERSION_2)), 'MIGRATION_OTHER_PROGRAMME key'],
    ['the same version', old, 'MIGRATION_SAME_VERSION version'],
    ['the frame that applications are tagged with', second(['en: mass organisation }', 'en: mass organisation }, '].slice(0, 1).concat(['en: mass organisation }']) as [string, string], ['key: cohesion,', 'key: togetherness,']), 'MIGRATION_FRAME_IN_USE frame.capabilities'],
  ])('%s stands in the way', (_, after, expected) => {
    expect(codes(after)[0]).toContain(expected);
  });

  test('the deadline of an open stage may be another in the new version: what is open keeps its own', () => {
    const after = second(['due: { on: 10-28 }', 'due: { on: 10-27 }']);
    expect(codes(after)).toEqual([]);
    expect(migration(old, after, {}, applying).dates).toEqual([]);
  });

  test('quotas and tiers may change before the ranking, not after it (rule 13)', () => {
    const after = second(['amountCents: 300000000', 'amountCents: 310000000']);
    expect(codes(after)).toEqual([]);
    expect(codes(after, listed)).toEqual(['MIGRATION_AFTER_RANKING quota.tiers.tier1.amountCents']);
  });

  test('a stage that has begun can be neither dropped, nor changed in type, nor overtaken', () => {
    const [assessment, application, ...rest] = old.stages;
    if (!assessment || !application) throw new Error('unexpected programme');
    expect(codes({ ...old, version: old.version + 1, stages: [assessment, ...rest] })).toContain('MIGRATION_STAGE_GONE stages');
    expect(codes({ ...old, version: old.version + 1, stages: [application, assessment, ...rest] })).toEqual(expect.arrayContaining(['MIGRATION_STAGE_ORDER stages.application']));
    const other = { ...rest[0], key: 'application' } as (typeof rest)[number];
    expect(codes({ ...old, version: old.version + 1, stages: [assessment, other, ...rest.slice(1)] })).toContain('MIGRATION_STAGE_TYPE stages.application.type');
    // Behind what has begun the order is free.
    expect(codes({ ...old, version: old.version + 1, stages: [assessment, application, ...[...rest].reverse()] })).toEqual([]);
  });

  test('a round that is announced, or whose own settings mean nothing in the new version, stays where it is', () => {
    expect(codes(second(), { ...applying, status: 'announced' })).toEqual(['MIGRATION_NOT_RUNNING ']);
    const renamed = programme(VERSION_2.replaceAll('key: publicity', 'key: posting').replaceAll('stages.publicity', 'stages.posting').replaceAll('publicity.due', 'posting.due'));
    expect(codes(renamed, applying, { dates: { 'publicity.opens': '2018-11-08T09:00' } })).toEqual(['MIGRATION_SETTINGS settings.dates.publicity.opens']);
  });

  test('deadlines to come that would be others are listed, old and new', () => {
    const after = second([SCORES, 'scoring: { due: { on: 11-05, choice: true }'], ['due: { on: 11-15 }', 'due: { on: 11-16 }']);
    const approval = old.stages.find((one) => one.type === 'approval');
    expect(migration(old, after, {}, applying).dates).toContainEqual({ key: approval?.key, of: 'stage', year: undefined, dueBeforeMs: beijing('2018-11-15 24:00'), dueMs: beijing('2018-11-16 24:00') });
  });
});
