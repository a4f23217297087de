import { type Candidate, mergeObstacles, type Part } from '../../../domain/societies/merge.js';

const nothing: Part = { roundId: 'r', roundName: '示例轮次', running: true, applications: 0, standing: 0, openTasks: 0, assessed: false, shortlisted: false, funded: false, sanctioned: false, collections: [] };
const society = (id: string, part: Partial<Part> = {}, more: Partial<Candidate> = {}): Candidate => ({ id, name: id, status: 'active', authority: 'CAST', parts: [{ ...nothing, ...part }], ...more });
const codes = (duplicate: Candidate, stays: Candidate): string[] => mergeObstacles(duplicate, stays).map(({ code }) => code);

const applied = { applications: 1, standing: 1 };
const withdrawn = { applications: 1, standing: 0 };
const over = { running: false };

test.each<[string, Partial<Part>, Partial<Part>, string[]]>([
  ['neither takes part', {}, {}, []],
  ['only the duplicate has applied', applied, {}, []],
  ['both have applied', applied, applied, ['MERGE_BOTH_APPLIED']],
  ['the duplicate has withdrawn', withdrawn, applied, []],
  ['the other one has withdrawn, and its number is taken', applied, withdrawn, ['MERGE_BOTH_APPLIED']],
  ['both have applied, nobody was funded, and it is over', { ...applied, ...over }, { ...applied, ...over }, []],
  ['both have applied, and the duplicate was funded', { ...applied, ...over, funded: true }, { ...applied, ...over }, ['MERGE_BOTH_APPLIED']],
  ['the duplicate was funded, the other one did not apply', { ...applied, ...over, funded: true }, { ...over, assessed: true }, []],
  ['both had applied, it is over, and the other one had withdrawn', { ...applied, ...over }, { ...withdrawn, ...over }, ['MERGE_BOTH_APPLIED']],
  ['both were funded', { ...over, funded: true }, { ...over, funded: true }, ['MERGE_BOTH_APPLIED']],
  ['only the other one was funded', over, { ...over, funded: true }, []],
  ['both owe something', { openTasks: 1 }, { openTasks: 2 }, ['MERGE_BOTH_OWE']],
  ['one owes what the other one has applied for', { openTasks: 1 }, applied, ['MERGE_BOTH_OWE']],
  ['only one owes something', { openTasks: 1 }, { assessed: true }, []],
  ['both have an open case', { sanctioned: true }, { sanctioned: true }, ['MERGE_BOTH_SANCTIONED']],
  ['only the duplicate has an open case', { sanctioned: true }, {}, []],
  ['only the other one has an open case', {}, { sanctioned: true }, []],
  ['both are in one collection', { collections: ['plans'] }, { collections: ['plans', 'selfReports'] }, ['MERGE_BOTH_COLLECTED']],
  ['each is in a collection of its own', { collections: ['plans'] }, { collections: ['selfReports'] }, []],
  ['the duplicate is on the shortlist, the other one was assessed and is not', { assessed: true, shortlisted: true }, { assessed: true }, ['MERGE_SHORTLISTED']],
  ['the duplicate is on the shortlist, the other one was not assessed', { assessed: true, shortlisted: true }, {}, []],
  ['the duplicate was on the shortlist of a round that is over', { ...over, assessed: true, shortlisted: true }, { ...over, assessed: true }, []],
  ['both are on the shortlist', { assessed: true, shortlisted: true }, { assessed: true, shortlisted: true }, []],
])('what one society may be only once in a round must not be two when both are one: %s [C]', (_, own, other, expected) => {
  expect(codes(society('twice', own), society('once', other))).toStrictEqual(expected);
});

test('in different rounds they are not in each other’s way [C]', () => {
  expect(codes(society('twice', { ...applied, roundId: 'other' }), society('once', applied))).toStrictEqual([]);
});

test('only two active records of one authority can be one society [C]', () => {
  expect(codes(society('a'), society('a'))).toStrictEqual(['MERGE_SAME']);
  expect(codes(society('a', {}, { status: 'merged' }), society('b'))).toStrictEqual(['MERGED_ALREADY']);
  expect(codes(society('a', {}, { status: 'inactive' }), society('b'))).toStrictEqual([]);
  expect(codes(society('a'), society('b', {}, { status: 'inactive' }))).toStrictEqual(['MERGE_INTO_INACTIVE']);
  expect(codes(society('a'), society('b', {}, { authority: 'WHAST' }))).toStrictEqual(['MERGE_OTHER_AUTHORITY']);
});
