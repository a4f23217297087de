import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveFigures } from '../workflows/acting.js';
import { launchRound, openWorld, type SeededRound, type World } from '../workflows/world.js';
import { TestApi } from './api.js';

let world: World;
let api: TestApi;
let round: SeededRound;
beforeAll(async () => {
  world = await openWorld('2018-09-20T10:00:00+08:00');
  round = await launchRound(world, { societies: 8, settings: { quota: { planned: 3, tiers: { tier1: 1, tier2: 1, tier3: 1 }, reason: '小范围试点' } } });
  api = await TestApi.on(world);
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

interface Assessment {
  computed: boolean;
  confirmed: boolean;
  places: number;
  societies: { id: string; code: string; rank: number; total: number; place: string; route: string | null }[];
  tie: { rank: number; codes: string[]; places: number } | null;
  cut: { lastIn?: { codes: string[] }; firstOut?: { codes: string[] }; gap?: number };
}

const read = async () => (await api.call<Assessment>('GET', `rounds/${round.id}/assessment`, { as: 'staff' })).body;
const confirm = (body: object) => api.call('POST', `rounds/${round.id}/assessment/confirmation`, { as: 'staff', body });

test('before the figures are closed there is no ranking, and nothing can be confirmed', async () => {
  expect(await read()).toMatchObject({ computed: false, confirmed: false, places: 4, societies: [], tie: null });
  expect(await confirm({})).toMatchObject({ status: 409, body: { code: 'COMMAND_NOT_EXPECTED' } });
});

test('the ranking shows the cut at 150 % of the planned number, and a tie at it that only people decide (000 §5.1)', async () => {
  await giveFigures(world, round);
  // The fourth and the fifth are made equal: four places, and two societies share the last of them.
  const [fourth, fifth] = [round.societies[4]?.id, round.societies[3]?.id];
  await world.inScope((tx) => tx.query(
    `UPDATE indicator_value v SET value = o.value FROM indicator_value o WHERE v.round_id = $1 AND o.round_id = $1 AND v.indicator = o.indicator AND v.society_id = $2 AND o.society_id = $3`,
    [round.id, fifth, fourth]));
  await world.stepTo('2018-10-11T09:00:00+08:00');
  const assessment = await read();
  expect(assessment).toMatchObject({ computed: true, confirmed: false, places: 4, tie: { rank: 4, codes: ['S0004', 'S0005'], places: 1 } });
  expect(assessment.societies.map((society) => society.place)).toEqual(['in', 'in', 'in', 'tied', 'tied', 'out', 'out', 'out']);
});

test('how a total came about is told indicator by indicator', async () => {
  const [first] = (await read()).societies;
  const { status, body } = await api.call<{ total: number; lines: { points: number; why: string }[] }>('GET', `rounds/${round.id}/assessment/${first?.id}`, { as: 'staff' });
  expect(status).toBe(200);
  expect(body.lines.reduce((sum, line) => sum + line.points, 0)).toBeCloseTo(body.total, 3);
  expect(new Set(body.lines.map((line) => line.why))).toEqual(new Set(['BAND_REACHED', 'INDICATOR_MISSING']));
  // Nothing is recorded about its reform plan (002 notice): missing, not zero.
  expect(body.lines.filter((line) => line.why === 'INDICATOR_MISSING')).toHaveLength(1);
  expect((await api.call('GET', `rounds/${round.id}/assessment/${api.accounts.get('staff')}`, { as: 'staff' })).status).toBe(404);
});

test('a tie is decided with minutes, by filling the places, and the confirmation is kept', async () => {
  expect(await confirm({})).toMatchObject({ status: 422, body: { code: 'TIE_AT_CUT', rule: { document: '000', clause: '§5.1' } } });
  expect(await confirm({ include: ['S0004'] })).toMatchObject({ status: 422, body: { code: 'MINUTES_REQUIRED' } });
  expect(await confirm({ include: ['S0001'], minutes: '纪要3号' })).toMatchObject({ status: 422, body: { code: 'NOT_IN_TIE' } });
  const confirmed = await api.call('POST', `rounds/${round.id}/assessment/confirmation`, { as: 'staff', key: 'confirm', body: { include: ['S0004'], minutes: '纪要3号' } });
  expect(confirmed).toMatchObject({ status: 200, body: { byRank: 4, legacy: 0, total: 4 } });
  await world.quiet();
  const assessment = await read();
  expect(assessment).toMatchObject({ confirmed: true, tie: null, cut: { lastIn: { codes: ['S0004'] } } });
  expect(assessment.societies.filter((society) => society.route === 'rank').map((society) => society.code)).toEqual(['S0008', 'S0007', 'S0006', 'S0004']);
  // The stage is over: a repeat is answered from the record, a new decision is refused.
  expect(await api.call('POST', `rounds/${round.id}/assessment/confirmation`, { as: 'staff', key: 'confirm', body: { include: ['S0004'], minutes: '纪要3号' } })).toMatchObject({ status: 200, body: confirmed.body });
  expect(await confirm({})).toMatchObject({ status: 409, body: { code: 'STAGE_CLOSED' } });
});
