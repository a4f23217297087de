import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { roundId, stageId } from '../../domain/ids.js';
import { flag } from '../../records/waits.js';
import { launchRound, openWorld, type World } from '../workflows/world.js';
import { TestApi } from './api.js';

let world: World;
let api: TestApi;
beforeAll(async () => {
  world = await openWorld('2018-09-20T09:00:00+08:00');
  await launchRound(world, { societies: 2 });
  await world.stepTo('2018-10-12T09:00:00+08:00');
  api = await TestApi.on(world);
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

interface Item {
  workflowId: string;
  cause: string;
  causeText: string;
  sentence: string;
  daysWaited: number;
  dueAt: string | null;
  temporalUrl: string;
  problem: { code: string; message: string } | null;
  tasks: { id: string; kind: string; name: string; account: { id: string } | null }[];
  openTasks: number;
  actions: string[];
}

const stuck = async (query = '', locale = 'zh') => (await api.call<{ items: Item[]; total: number; message: string }>('GET', `stuck${query}`, { as: 'staff', headers: { 'accept-language': locale } })).body;
const act = (path: string, body: object, key?: string) => api.call('POST', `stuck/${path}`, { as: 'staff', body, key });

describe('the list of what is stuck', () => {
  test('has what waits for the office, with what is due and what can be done', async () => {
    const { items, total, message } = await stuck();
    expect({ total, message }).toEqual({ total: 1, message: '共 1 项需要处理。' });
    expect(items[0]).toMatchObject({ cause: 'waiting', causeText: '等待办理', openTasks: 1, tasks: [{ kind: 'confirmShortlist', name: '确认入围名单' }], actions: ['decide', 'extend', 'suspend'] });
    expect(items[0]?.sentence).toMatch(/^等.*确认入围名单。自2018年10月11日/);
    expect(items[0]?.temporalUrl).toContain(encodeURIComponent(items[0]?.workflowId ?? '?'));
    expect((await stuck('', 'en')).items[0]?.causeText).toBe('to be dealt with');
  });

  test('says since when something is overdue, in days of Beijing', async () => {
    await world.stepTo('2018-10-18T08:00:00+08:00');
    expect((await stuck()).items[0]).toMatchObject({ cause: 'overdue', daysWaited: 7, dueAt: '2018-10-15T16:00:00.000Z' });
  });

  test('puts first what needs a person, with the problem in words', async () => {
    const other = await launchRound(world, { societies: 0 });
    await world.inScope((tx) => flag(tx, stageId(other.id, 'assessment', 1), 'manual', { code: 'CALENDAR_UNKNOWN', params: { year: 2031, day: '2031-01-02' } }));
    const { items } = await stuck();
    expect(items[0]).toMatchObject({ cause: 'manual', problem: { code: 'CALENDAR_UNKNOWN', message: expect.stringContaining('2031') } });
    expect(items[0]?.actions).toContain('retry');
    expect((await stuck(`?roundId=${other.id}`)).total).toBe(1);

    // Looked at again, it finds nothing in its way.
    expect(await act('retry', { workflowId: items[0]?.workflowId })).toMatchObject({ status: 200, body: { workflowId: items[0]?.workflowId, outcome: 'retried' } });
    await world.quiet();
    expect((await stuck(`?roundId=${other.id}`)).items.map((item) => item.cause)).not.toContain('manual');
  });

  test('has what nobody attends to: busy for more than a minute, or due and nothing happens', async () => {
    const { workflow_id: id } = (await world.inScope((tx) => tx.query<{ workflow_id: string }>(`SELECT workflow_id FROM wait WHERE type = 'reminders' ORDER BY workflow_id LIMIT 1`))).rows[0] ?? { workflow_id: '' };
    const set = (change: string) => world.inScope((tx) => tx.query(`UPDATE wait SET ${change} WHERE workflow_id = $1`, [id]));
    const cause = async () => (await stuck()).items.find((item) => item.workflowId === id)?.cause;
    expect(await cause()).toBeUndefined();
    await set(`state = 'busy', touched_at = clock_timestamp() - interval '2 minutes'`);
    expect((await stuck()).items.find((item) => item.workflowId === id)).toMatchObject({ cause: 'unattended', actions: ['retry'] });
    await set(`state = 'parked', until = app.now(realm) - interval '2 minutes'`);
    expect(await cause()).toBe('unattended');
    await set('until = NULL');
    expect(await cause()).toBeUndefined();
  });

  test('is not for societies', async () => {
    expect((await api.call('GET', 'stuck', { as: 'society' })).status).toBe(403);
  });
});

describe('retry', () => {
  test('takes up a stage that somebody terminated, through its round', async () => {
    const round = await launchRound(world, { societies: 0 });
    const stage = stageId(round.id, 'assessment', 1);
    await world.client.workflow.getHandle(stage).terminate('by hand');
    await world.quiet();
    expect(await act('retry', { workflowId: stage })).toMatchObject({ status: 200, body: { workflowId: roundId(round.id), outcome: 'retried' } });
    await world.quiet();
    expect((await world.client.workflow.getHandle(stage).describe()).status.name).toBe('RUNNING');
  });

  test('starts a round that is gone while its row is open', async () => {
    const round = await launchRound(world, { societies: 0 });
    await world.client.workflow.getHandle(roundId(round.id)).terminate('by hand');
    expect(await act('retry', { workflowId: roundId(round.id) })).toMatchObject({ status: 200, body: { workflowId: roundId(round.id), outcome: 'restarted' } });
    await world.quiet();
    expect((await world.client.workflow.getHandle(roundId(round.id)).describe()).status.name).toBe('RUNNING');
  });

  test('of something unknown is not found', async () => {
    expect((await act('retry', { workflowId: 'round/none' })).status).toBe(404);
  });
});

test('what decides about a society is never skipped', async () => {
  const { items } = await stuck();
  const shortlist = items.find((one) => one.tasks.some((task) => task.kind === 'confirmShortlist'));
  expect(shortlist?.actions).not.toContain('skip');
  expect(await act('skip', { workflowId: shortlist?.workflowId, reason: '太忙' })).toMatchObject({ status: 409, body: { code: 'STEP_NOT_SKIPPABLE' } });
});
