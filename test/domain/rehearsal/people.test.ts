import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseProgramme } from '../../../domain/programme/parse.js';
import type { Programme } from '../../../domain/programme/schema.js';
import { chanceOf } from '../../../rehearsal/chance.js';
import { syntheticExperts, syntheticSocieties } from '../../../rehearsal/data.js';
import { outcomeHash } from '../../../rehearsal/hash.js';
import { InputProblem, societiesOf } from '../../../rehearsal/input.js';
import { plannedAwards, scaledSettings } from '../../../rehearsal/quota.js';

const programme = readProgramme();

test('with 120 societies the programme’s own numbers hold: 50 in tiers of 10, 15 and 25 (000 §2)', () => {
  expect(plannedAwards(programme, 120)).toBe(50);
  expect(scaledSettings(programme, 120)).toEqual({});
});

test.each([
  [24, 10, { tier1: 2, tier2: 3, tier3: 5 }],
  [60, 25, { tier1: 5, tier2: 8, tier3: 12 }],
])('with %i societies %i grants are planned, in the proportions of the tiers', (societies, planned, tiers) => {
  expect(scaledSettings(programme, societies)).toMatchObject({ quota: { planned, tiers } });
});

test('societies follow from the seed alone', () => {
  expect(syntheticSocieties(programme, 24, chanceOf('1'))).toEqual(syntheticSocieties(programme, 24, chanceOf('1')));
  expect(syntheticSocieties(programme, 24, chanceOf('1'))).not.toEqual(syntheticSocieties(programme, 24, chanceOf('2')));
});

test('among 24 societies there is one of each kind that the rules speak of (000 §5.2)', () => {
  const societies = syntheticSocieties(programme, 24, chanceOf('3'));
  const kinds = societies.flatMap(({ records }) => (records ?? []).map(({ kind, value }) => (kind === 'partyOrganisation' ? value.value : kind)));
  expect(kinds).toEqual(expect.arrayContaining(['incomplete', 'penalty', 'award', 'cleanRecord']));
  const conducts = societies.map(({ conduct }) => conduct);
  expect(conducts).toEqual(expect.arrayContaining(['plain', 'declines', 'unfinished', 'neverFinishes', 'withdraws', 'silent']));
});

test('there are experts enough for every discipline group, and one who works for a society', () => {
  const societies = syntheticSocieties(programme, 120, chanceOf('1'));
  const experts = syntheticExperts(programme, societies, chanceOf('1'));
  for (const { key } of programme.disciplineGroups) {
    const load = experts.filter(({ disciplineGroup }) => disciplineGroup === key).reduce((sum, { maxLoad }) => sum + maxLoad, 0);
    expect(load).toBeGreaterThan(5 * societies.filter(({ disciplineGroup }) => disciplineGroup === key).length);
  }
  expect(experts.some(({ employer }) => societies.some(({ name }) => name === employer))).toBe(true);
});

test('a table is read by Chinese or English names of its columns and indicators', () => {
  const [one, two] = societiesOf(
    [['编号', '名称', '学科', '办事机构专职工作人员数', 'papers', '党的组织', '优秀科技社团'], ['A1', '示例学会甲', '理科', '12', '300', '健全', '是'], ['A2', '示例学会乙', 'medicine', '', '', '', '']],
    programme, chanceOf('1'),
  );
  expect(one).toMatchObject({ code: 'A1', disciplineGroup: 'science', figures: { fullTimeStaff: 12, papers: 300 } });
  expect(one?.records?.map(({ kind }) => kind)).toEqual(['partyOrganisation', 'cleanRecord', 'award']);
  // An empty cell says that nobody knows, and without figures nothing is handed in.
  expect(two).toMatchObject({ conduct: 'silent', figures: {} });
  expect(two?.records?.map(({ kind }) => kind)).toEqual(['cleanRecord']);
});

test('everything that is wrong with a table is told at once, with its row', () => {
  const table = [['code', 'name', 'group', 'papers'], ['A1', '示例学会甲', 'science', 'many'], ['A1', '', 'alchemy', '1']];
  expect(faultsOf(table)).toEqual([
    { row: 2, column: 'papers', code: 'valueWrong' },
    { row: 3, column: 'name', code: 'valueMissing' },
    { row: 3, column: 'group', code: 'valueWrong' },
    { row: 3, column: 'code', code: 'repeated' },
  ]);
  expect(faultsOf([['code', 'nonsense']])).toEqual([
    { row: 1, column: 'nonsense', code: 'columnUnknown' }, { row: 1, column: 'name', code: 'columnMissing' }, { row: 1, column: 'group', code: 'columnMissing' },
  ]);
});

function faultsOf(table: string[][]): unknown {
  try {
    return societiesOf(table, programme, chanceOf('1'));
  } catch (error) {
    return error instanceof InputProblem ? error.faults : error;
  }
}

test('the hash of an outcome does not depend on the order of its parts', () => {
  const a = { code: 'A', rank: 1, route: 'rank' as const, application: 'accepted', place: null, project: null };
  const b = { ...a, code: 'B', rank: 2 };
  expect(outcomeHash([a, b])).toBe(outcomeHash([b, a]));
  expect(outcomeHash([a, b])).not.toBe(outcomeHash([a, { ...b, rank: 3 }]));
});

function readProgramme(): Programme {
  const read = parseProgramme(readFileSync(path.resolve(import.meta.dirname, '../../../programmes/world-class-2018.yaml'), 'utf8'), 'world-class-2018.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.programme;
}
