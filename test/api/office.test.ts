import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { letters, rows } from '../workflows/acting.js';
import { type JumpedRound, launchBefore } from '../workflows/jumping.js';
import { openWorld, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import { addPerson } from './people.js';

let world: World;
let api: TestApi;
let round: JumpedRound;
beforeAll(async () => {
  world = await openWorld('2018-10-17T09:00:00+08:00');
  round = await launchBefore(world, 'application', { societies: 3 });
  api = await TestApi.on(world);
}, 60_000);
afterAll(async () => {
  await api.stop();
  await world.close();
});

const society = (n: number) => round.societies[n]?.id ?? '';

test('an announcement reaches everybody of the round once, after a preview of whom; it is on record', async () => {
  const path = `rounds/${round.id}/announcements`;
  expect(await api.call('POST', `${path}/preview`, { as: 'staff', body: { audience: 'invited' } })).toMatchObject({ status: 200, body: { count: 3 } });
  expect(await letters(world, 'announcement')).toEqual([]);
  const body = { audience: 'invited', subject: '系统维护', text: '10月20日停机两小时，截止时间不变。' };
  expect(await api.call('POST', path, { as: 'leadership', body })).toMatchObject({ status: 403 });
  const send = () => api.call('POST', path, { as: 'staff', key: 'announce-1', body });
  expect(await send()).toMatchObject({ status: 200, body: { count: 3 } });
  expect(await send()).toMatchObject({ status: 200, body: { count: 3 } });
  await world.quiet();
  const sent = await letters(world, 'announcement');
  expect(sent).toHaveLength(3);
  expect(sent[0]).toMatchObject({ subject: expect.stringContaining('系统维护'), body: expect.stringContaining('停机两小时') });
  expect(await rows(world, `SELECT body->>'count' AS count FROM audit WHERE action = 'round.announcement'`)).toEqual([{ count: '3' }]);
  // Nobody is funded yet.
  expect(await api.call('POST', path, { as: 'staff', body: { ...body, audience: 'funded' } })).toMatchObject({ status: 409, body: { code: 'NOTHING_CHOSEN' } });
});

test('the office sees what a society sees, and can change nothing with it; every look is on record', async () => {
  expect(await api.call('POST', `societies/${society(1)}/view`, { as: 'staff' })).toMatchObject({ status: 409, body: { code: 'SOCIETY_WITHOUT_ACCOUNT' } });
  await addPerson(world, 'society', society(1));
  expect(await api.call('POST', `societies/${society(1)}/view`, { as: 'leadership' })).toMatchObject({ status: 403 });
  const { body } = await api.call<{ name: string; token: string }>('POST', `societies/${society(1)}/view`, { as: 'staff' });
  const theirs = { token: body.token };
  const tasks = await api.call<{ items: { id: string; kind: string }[] }>('GET', 'tasks', theirs);
  expect(tasks.body.items.map(({ kind }) => kind)).toEqual(['application']);
  expect((await api.call('GET', `societies/${society(1)}`, theirs)).status).toBe(200);
  expect((await api.call('GET', `societies/${society(2)}`, theirs)).status).toBe(404);
  const id = tasks.body.items[0]?.id ?? '';
  expect((await api.call('PUT', `tasks/${id}/draft`, { ...theirs, body: { content: {} } })).status).toBe(403);
  expect((await api.call('POST', `tasks/${id}/submission`, { ...theirs, body: { kind: 'form', content: {} } })).status).toBe(403);
  expect(await rows(world, `SELECT stream FROM audit WHERE action = 'society.viewAs'`)).toEqual([{ stream: `society/${society(1)}` }]);
});
