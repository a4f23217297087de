/** What happens while Temporal, or every worker, is down: nothing is half done. */
import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { launchRound, openWorld, readProgramme, type World } from '../workflows/world.js';
import { until } from '../support/poll.js';
import { TestApi } from './api.js';

let open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.reverse()) await close();
  open = [];
});

async function apiOn(world: World, settings: Parameters<typeof TestApi.on>[1]): Promise<TestApi> {
  const api = await TestApi.on(world, settings);
  open.push(() => api.stop());
  return api;
}

async function newWorld(): Promise<World> {
  const world = await openWorld('2018-09-01T00:00:00+08:00');
  open.push(() => world.close());
  return world;
}

test('a launch while Temporal is down is answered with 503, and the round stays a draft', async () => {
  const api = await TestApi.start({ temporalAddress: '127.0.0.1:1' });
  open.push(() => api.stop());
  const { source } = await readProgramme();
  const programme = await api.call<{ id: string }>('POST', 'programmes', { as: 'staff', body: { source } });
  const round = await api.call<{ id: string }>('POST', 'rounds', { as: 'staff', body: { programmeVersionId: programme.body.id, name: '2018' } });
  const launch = (key: string) => api.call('POST', `rounds/${round.body.id}/launch`, { as: 'staff', key });
  const answer = await launch('first');
  expect(answer).toMatchObject({ status: 503, body: { code: 'PROCESS_UNAVAILABLE' } });
  expect(answer.headers.get('retry-after')).toBe('10');
  expect((await api.call('GET', `rounds/${round.body.id}`, { as: 'staff' })).body).toMatchObject({ status: 'draft', version: 1, launchedAt: null });
  expect(await api.asOwner('SELECT workflow_id FROM wait', [])).toEqual([]);
  const { body } = await api.call<{ items: { action: string }[] }>('GET', `audit?stream=round/${round.body.id}`, { as: 'staff' });
  expect(body.items.map((item) => item.action)).toEqual(['round.create']);
  // The key was not used up: nothing has happened under it.
  expect((await launch('first')).status).toBe(503);
});

test('lists, previews and the overview of a running round are there while Temporal is down', async () => {
  const world = await newWorld();
  const round = await launchRound(world, { societies: 1 });
  const api = await apiOn(world, { temporalAddress: '127.0.0.1:1', commandDeadlineMs: 300 });
  const gates = await api.call<{ items: { id: number }[] }>('GET', `gates?roundId=${round.id}`, { as: 'staff' });
  const id = gates.body.items[0]?.id;
  for (const path of ['rounds', `rounds/${round.id}/overview`, `rounds/${round.id}/assessment`, 'stuck', `mails?roundId=${round.id}`]) {
    expect([path, (await api.call('GET', path, { as: 'staff' })).status]).toEqual([path, 200]);
  }
  expect((await api.call('POST', `gates/${id}/extension/preview`, { as: 'staff', body: { dueAt: '2018-10-20T16:00:00Z' } })).status).toBe(200);
  expect(await api.call('POST', `gates/${id}/extension`, { as: 'staff', body: { dueAt: '2018-10-20T16:00:00Z', reason: '系统升级' } })).toMatchObject({ status: 503, body: { code: 'PROCESS_UNAVAILABLE' } });
  expect(await api.call('POST', 'stuck/retry', { as: 'staff', body: { workflowId: `round/${round.id}` } })).toMatchObject({ status: 503, body: { code: 'PROCESS_UNAVAILABLE' } });
});

test('an extension that no worker took is answered with 503, and has no effect when the worker comes back', async () => {
  const world = await newWorld();
  const round = await launchRound(world, { societies: 2 });
  const api = await apiOn(world, { commandDeadlineMs: 500 });
  interface Gate {
    id: number;
    dueAt: string;
    deadlineVersion: number;
  }
  const gates = async () => (await api.call<{ items: Gate[] }>('GET', `gates?roundId=${round.id}`, { as: 'staff' })).body.items;
  const [before] = await gates();
  const key = randomUUID();
  const extend = () => api.call('POST', `gates/${before?.id}/extension`, { as: 'staff', key, body: { dueAt: '2018-10-20T16:00:00.000Z', reason: '系统升级' } });

  await world.stopWorker();
  expect(await extend()).toMatchObject({ status: 503, body: { code: 'PROCESS_UNAVAILABLE' } });
  await world.startWorker();
  // The Update is still on its way; the worker takes it now and finds the command given up.
  await until(async () => (await world.client.workflow.getHandle(`round/${round.id}/assessment/1`).fetchHistory()).events?.some((event) => Boolean(event.workflowExecutionUpdateCompletedEventAttributes)));
  await world.quiet();
  expect(await gates()).toEqual([before]);
  expect((await world.inScope((tx) => tx.query(`SELECT state FROM command WHERE kind = 'extendDeadline'`))).rows).toEqual([{ state: 'expired' }]);
  // A repeat of the request says the same; a new one is a new decision, and takes effect.
  expect((await extend()).status).toBe(503);
  expect((await api.call('POST', `gates/${before?.id}/extension`, { as: 'staff', body: { dueAt: '2018-10-20T16:00:00.000Z', reason: '系统升级' } })).status).toBe(200);
});
