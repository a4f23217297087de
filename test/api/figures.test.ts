import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addAccount, giveFigures, letters, rows } from '../workflows/acting.js';
import { launchRound, openWorld, readProgramme, type SeededRound, type World } from '../workflows/world.js';
import { TestApi } from './api.js';

let world: World;
let api: TestApi;
let round: SeededRound;
beforeAll(async () => {
  world = await openWorld('2018-09-20T10:00:00+08:00');
  await addAccount(world, 'staff');
  round = await launchRound(world, { societies: 6, settings: { quota: { planned: 2, tiers: { tier1: 1, tier2: 1, tier3: 0 }, reason: '小范围试点' } } });
  api = await TestApi.on(world);
  await giveFigures(world, round);
  // The last but one has not reported its staff.
  await world.inScope((tx) => tx.query(`DELETE FROM indicator_value WHERE round_id = $1 AND society_id = $2 AND indicator = 'fullTimeStaff'`, [round.id, society(5)]));
  await world.stepTo('2018-10-11T09:00:00+08:00');
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

const society = (n: number): string => round.societies[n - 1]?.id ?? '';
const call = <T = Record<string, unknown>>(method: string, path: string, body?: unknown, as: 'staff' | 'leadership' = 'staff') => api.call<T>(method, `rounds/${round.id}/${path}`, { as, body });
interface Standing {
  contested: number;
  societies: { code: string; rank: number; total: number; missing: number }[];
}
const read = async () => (await call<Standing>('GET', 'assessment')).body;

test('what was not reported is shown, has no points, and is asked for (rule 2: missing is not zero)', async () => {
  const missing = new Map((await read()).societies.map((one) => [one.code, one.missing]));
  // What the authority has not recorded is missing for everybody, and asked of nobody.
  expect((missing.get('S0005') ?? 0) - (missing.get('S0004') ?? 0)).toBe(1);
  const lines = (await call<{ lines: { indicator: string; value: number | null; points: number; why: string; message: string }[] }>('GET', `assessment/${society(5)}`)).body.lines;
  expect(lines.find((line) => line.indicator === 'fullTimeStaff')).toMatchObject({ value: null, points: 0, why: 'INDICATOR_MISSING' });
  const asked = await letters(world, 'figuresMissing');
  expect(asked.map((letter) => letter.recipient)).toEqual(['s0005@example.org']);
  expect(asked[0]?.body).toContain('办事机构专职工作人员数');
});

test('what if the weights were others: new ranks, who comes onto the list and who leaves it; nothing is stored (rule 2)', async () => {
  const before = await read();
  const { programme } = await readProgramme();
  const stage = programme.stages[0];
  if (stage?.type !== 'capabilityAssessment') throw new Error('unexpected programme');
  // All the weight on what the weaker societies lack is no change; on what all have alike it makes them equal.
  const last = stage.indicators.at(-1)?.key ?? '';
  const others = stage.indicators.filter(({ key }) => key !== last);
  const weights = { ...Object.fromEntries(others.map(({ key }) => [key, 0.001])), [last]: Math.round((100 - others.length * 0.001) * 1000) / 1000 };
  const { status, body } = await call<{ places: number; societies: { code: string; totalBefore: number; total: number }[]; leaves: string[] }>('POST', 'assessment/what-if', { weights });
  expect({ status, places: body.places }).toEqual({ status: 200, places: 3 });
  expect(body.societies.map((one) => [one.code, one.totalBefore]).sort()).toEqual(before.societies.map((one) => [one.code, one.total]).sort());
  expect(await read()).toEqual(before);
  expect(await call('POST', 'assessment/what-if', { weights: { [last]: 50 } })).toMatchObject({ status: 422, body: { code: 'WEIGHTS_NOT_TOTAL', rule: { document: '000', clause: '§5.1' } } });
  expect(await call('POST', 'assessment/what-if', { weights: { nothing: 1 } })).toMatchObject({ status: 422, body: { code: 'INDICATOR_UNKNOWN', errors: [{ field: 'weights.nothing' }] } });
  expect((await call('GET', 'assessment-sensitivity', undefined, 'leadership')).body).toMatchObject({ places: 3, steps: [-20, -10, 10, 20], robust: true, items: [] });
});

test('a contested figure keeps the list from being confirmed until it is verified or corrected [C]', async () => {
  const path = `assessment/${society(6)}/figures/fullTimeStaff/check`;
  expect(await call('POST', path, { state: 'contested', evidence: '社保名单不符' })).toMatchObject({ status: 201, body: { n: 1, state: 'contested' } });
  expect((await read()).contested).toBe(1);
  expect(await call('POST', 'assessment/confirmation', {})).toMatchObject({ status: 422, body: { code: 'FIGURE_CONTESTED' } });
  expect(await call('POST', `assessment/${society(6)}/figures/nothing/check`, { state: 'verified', evidence: 'e' })).toMatchObject({ status: 404 });
  expect(await call('POST', path, { state: 'verified', evidence: '补交的社保名单' })).toMatchObject({ status: 201, body: { n: 2 } });
  expect((await read()).contested).toBe(0);
});

test('a figure corrected after the sealing ranks everybody again, tells the society, and keeps what was there before (rule 2)', async () => {
  const before = (await read()).societies.find((one) => one.code === 'S0001');
  const path = `assessment/${society(1)}/figures/`;
  expect(await call('POST', `${path}nothing/correction`, { value: 1, evidence: 'e', reason: 'r' })).toMatchObject({ status: 422, body: { code: 'INDICATOR_UNKNOWN' } });
  expect(await call('POST', `${path}adoptedReports/correction`, { value: 12, evidence: '', reason: 'r' })).toMatchObject({ status: 400 });
  const corrected = await call('POST', `${path}adoptedReports/correction`, { value: 12, evidence: '采纳证明原件', reason: '复核原件后更正' });
  expect(corrected).toMatchObject({ status: 200, body: { indicator: 'adoptedReports', before: 1, value: 12, rankBefore: before?.rank } });
  await world.quiet();
  const after = (await read()).societies.find((one) => one.code === 'S0001');
  expect(after?.total).toBeCloseTo((before?.total ?? 0) + 8 * 0.7, 6);
  const lines = (await call<{ lines: { indicator: string; corrected: boolean; evidence: string; check: { state: string } | null }[] }>('GET', `assessment/${society(1)}`)).body.lines;
  expect(lines.find((line) => line.indicator === 'adoptedReports')).toMatchObject({ corrected: true, evidence: '采纳证明原件', check: { state: 'verified' } });
  expect((await letters(world, 'figureCorrected'))[0]?.body).toContain('复核原件后更正');
  expect(await rows(world, `SELECT body->'answer'->>'before' AS before FROM audit WHERE action = 'command.correctFigure'`)).toEqual([{ before: '1' }]);

  // Corrected by mistake: the figure, its evidence and its rank are as before, by a further correction; both stay on record.
  const undone = await api.call('POST', `decisions/${await api.lastDecision(round.id, 'correctFigure')}/correction`, { as: 'staff', body: { reason: '看错学会' } });
  expect(undone).toMatchObject({ status: 200, body: { kind: 'correctFigure', act: 'restoreFigure' } });
  await world.quiet();
  const again = (await call<{ lines: { indicator: string; value: number; evidence: string }[] }>('GET', `assessment/${society(1)}`)).body.lines;
  expect(again.find((line) => line.indicator === 'adoptedReports')).toMatchObject({ value: 1, evidence: 'e' });
  expect((await read()).societies.find((one) => one.code === 'S0001')).toMatchObject({ rank: before?.rank, total: before?.total });
  expect(await letters(world, 'figureCorrected')).toHaveLength(2);
  expect((await call('POST', `${path}adoptedReports/correction`, { value: 12, evidence: '采纳证明原件', reason: '复核原件后更正' })).status).toBe(200);
});

test('once the list is confirmed figures are corrected no more', async () => {
  expect((await call('POST', 'assessment/confirmation', {})).status).toBe(200);
  await world.quiet();
  expect(await call('POST', `assessment/${society(1)}/figures/adoptedReports/correction`, { value: 1, evidence: 'e', reason: 'r' })).toMatchObject({ status: 409 });
  // What remains is named: the confirmation is corrected first.
  const late = await api.call<{ code: string; detail: string }>('POST', `decisions/${await api.lastDecision(round.id, 'correctFigure')}/correction`, { as: 'staff', body: { reason: 'r' } });
  expect(late).toMatchObject({ status: 409, body: { code: 'LATER_DECISION' } });
});
