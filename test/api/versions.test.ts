import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { remindersId } from '../../domain/ids.js';
import { addAccount, giveFigures, letters, rows } from '../workflows/acting.js';
import { launchRound, openWorld, readProgramme, type SeededRound, type World } from '../workflows/world.js';
import { TestApi } from './api.js';

let world: World;
let api: TestApi;
let round: SeededRound;
let source: string;
/** Of the programme that the round begins with. */
let first: number;
beforeAll(async () => {
  world = await openWorld('2018-09-20T10:00:00+08:00');
  await addAccount(world, 'staff');
  const read = await readProgramme();
  source = read.source;
  first = read.programme.version;
  round = await launchRound(world, { societies: 4, settings: { quota: { planned: 2, tiers: { tier1: 1, tier2: 1, tier3: 0 }, reason: '小范围试点' } } });
  api = await TestApi.on(world);
  await giveFigures(world, round);
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

interface Preview {
  possible: boolean;
  obstacles: { code: string; path: string; line: number; message: string }[];
  changes: { path: string; line: number; before: unknown; after: unknown; choice: boolean }[];
  dates: { key: string; dueBefore: string; due: string }[];
  societies: number;
}
const staff = <T = Record<string, unknown>>(method: string, path: string, body?: unknown) => api.call<T>(method, path, { as: 'staff', body });
const publish = async (number: number, ...edits: [string, string][]) => {
  const text = edits.reduce((yaml, [from, to]) => yaml.replace(from, to), source.replace(`version: ${first}`, `version: ${number}`));
  const { status, body } = await staff('POST', 'programmes', { source: text });
  expect([status, body.version]).toEqual([201, number]);
  return { id: String(body.id), text };
};
const versionOf = async () => (await staff<{ programme: { versionId: string; version: number } }>('GET', `rounds/${round.id}`)).body.programme;
const lineOf = (text: string, passage: string) => text.slice(0, text.indexOf(passage)).split('\n').length;

test('a version with other contents under the same number is refused (rule 13)', async () => {
  const { id } = await publish(first + 1, ['perApplication: 5', 'perApplication: 6']);
  expect(await staff('POST', 'programmes', { source: source.replace(`version: ${first}`, `version: ${first + 1}`) })).toMatchObject({ status: 409, body: { code: 'PROGRAMME_VERSION_EXISTS' } });
  const { changes } = (await staff<Preview>('GET', `programmes/${(await versionOf()).versionId}/diff/${id}`)).body;
  expect(changes.map(({ path, before, after, choice }) => ({ path, before, after, choice }))).toEqual([
    { path: 'version', before: first, after: first + 1, choice: false }, { path: 'stages.review.perApplication', before: 5, after: 6, choice: true },
  ]);
});

test('a new version does not touch a running round; where it changes what has begun, every obstacle is named with its line (rule 13)', async () => {
  const next = await publish(first + 2, ['percent: 150', 'percent: 160'], ['points: 5\n        direction: higher\n        bands: [30, 20, 10, 5]', 'points: 5\n        direction: higher\n        bands: [31, 20, 10, 5]']);
  const from = await versionOf();
  expect(from.version).toBe(first);
  const preview = (await staff<Preview>('POST', `rounds/${round.id}/version/preview`, { programmeVersionId: next.id })).body;
  expect(preview.possible).toBe(false);
  expect(preview.obstacles.map(({ code, path, line }) => ({ code, path, line }))).toEqual([
    { code: 'MIGRATION_STAGE_BEGUN', path: 'stages.assessment.indicators.fullTimeStaff.bands', line: lineOf(next.text, 'bands: [31, 20, 10, 5]') },
    { code: 'MIGRATION_STAGE_BEGUN', path: 'stages.assessment.shortlist.percent', line: lineOf(next.text, 'percent: 160') },
  ]);
  expect(await staff('POST', `rounds/${round.id}/version`, { programmeVersionId: next.id, from: from.versionId, reason: '试' })).toMatchObject({ status: 409, body: { code: 'MIGRATION_NOT_POSSIBLE' } });
  expect((await versionOf()).version).toBe(first);
});

test('where only what is to come differs the round goes on by it: pinned anew, told, on record; what is open keeps its deadline (rule 13)', async () => {
  const next = await publish(first + 3, ['perApplication: 5', 'perApplication: 6'], ['due: { on: 10-28 }', 'due: { on: 10-27 }'], ['due: { on: 10-15 }', 'due: { on: 10-14 }']);
  const from = await versionOf();
  const open = await rows<{ due_at: number }>(world, `SELECT due_at FROM gate WHERE status = 'open'`);
  const preview = (await staff<Preview>('POST', `rounds/${round.id}/version/preview`, { programmeVersionId: next.id })).body;
  expect(preview).toMatchObject({ possible: true, obstacles: [], societies: 0, dates: [{ key: 'application', dueBefore: '2018-10-28T16:00:00.000Z', due: '2018-10-27T16:00:00.000Z' }] });
  expect(await staff('POST', `rounds/${round.id}/version`, { programmeVersionId: next.id, from: next.id, reason: '试' })).toMatchObject({ status: 412 });
  const moved = await staff('POST', `rounds/${round.id}/version`, { programmeVersionId: next.id, from: from.versionId, reason: '增加一名专家' });
  expect(moved).toMatchObject({ status: 200, body: { before: { version: first }, after: { version: first + 3 }, dates: 1 } });
  await world.quiet();
  expect((await versionOf()).version).toBe(first + 3);
  expect(await rows(world, `SELECT due_at FROM gate WHERE status = 'open'`)).toEqual(open);
  expect((await letters(world, 'programmeMoved'))[0]?.body).toMatch(/增加一名专家[\s\S]*10月28日[\s\S]*10月27日/);
  const [entry] = await rows<{ actor: string; body: { body: { reason: string }; answer: object } }>(world, `SELECT actor, body FROM audit WHERE action = 'command.moveToVersion'`);
  expect(entry).toMatchObject({ actor: api.accounts.get('staff'), body: { body: { reason: '增加一名专家' }, answer: { before: { version: first }, after: { version: first + 3 } } } });

  // Moved by mistake: back to the version before through the same look at what stands in the way, and everybody is told; then moved after all.
  const wrong = await api.lastDecision(round.id, 'moveToVersion');
  expect(await staff('POST', `decisions/${wrong}/preview-correction`, { reason: '误选版本' })).toMatchObject({ status: 200, body: { possible: true, act: 'restoreVersion' } });
  expect(await staff('POST', `decisions/${wrong}/correction`, { reason: '误选版本' })).toMatchObject({ status: 200, body: { act: 'restoreVersion' } });
  expect((await versionOf()).version).toBe(first);
  await world.quiet();
  expect((await letters(world, 'programmeMoved')).some(({ body }) => /误选版本[\s\S]*10月27日[\s\S]*10月28日/.test(body))).toBe(true);
  expect((await staff('POST', `rounds/${round.id}/version`, { programmeVersionId: next.id, from: from.versionId, reason: '增加一名专家' })).status).toBe(200);
  await world.quiet();

  // The next stage opens by the new version.
  await world.stepTo('2018-10-11T09:00:00+08:00');
  expect((await staff('POST', `rounds/${round.id}/assessment/confirmation`, {})).status).toBe(200);
  await world.quiet();
  expect(await rows(world, `SELECT due_at FROM gate WHERE status = 'open' AND workflow_id LIKE '%application%'`)).toEqual([{ due_at: Date.parse('2018-10-28T00:00:00+08:00') }]);
  expect(await rows(world, 'SELECT state FROM wait WHERE workflow_id = $1', [remindersId(round.id)])).toEqual([{ state: 'parked' }]);
});
