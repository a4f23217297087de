import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stageId } from '../../domain/ids.js';
import { createAccount } from '../../records/accounts.js';
import { only } from '../../records/pool.js';
import { declareConflicts } from '../../records/reviews.js';
import { letters, tasksOf } from '../workflows/acting.js';
import { launchBefore, type JumpedRound } from '../workflows/jumping.js';
import { openWorld, type World } from '../workflows/world.js';
import { TestApi } from './api.js';

interface Item {
  workflowId: string;
  cause: string;
  openTasks: number;
  actions: string[];
}

let world: World;
let api: TestApi;
let round: JumpedRound;
let review: string;
let people: { account: string; expert: string }[];
beforeAll(async () => {
  world = await openWorld('2018-10-30T09:00:00+08:00');
  round = await launchBefore(world, 'review', { societies: 2, group: 'science', settings: { expertsPerApplication: 1 } });
  review = stageId(round.id, 'review', 1);
  api = await TestApi.on(world);
  people = [];
  for (let n = 1; n <= 4; n += 1) people.push(await addExpert(n));
  await invite(people.slice(0, 3).map((one) => one.expert));
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

const stuck = async () => (await api.call<{ items: Item[] }>('GET', `stuck?roundId=${round.id}`, { as: 'staff' })).body;
const act = (path: string, body: object, key?: string) => api.call('POST', `stuck/${path}`, { as: 'staff', body, key });

/** An expert who can sign in and gets mail. */
async function addExpert(n: number): Promise<{ account: string; expert: string }> {
  return world.inScope(async (tx) => {
    const created = await createAccount(tx, { realm: world.realm, email: `expert${n}@example.org`, name: `示例专家${n}`, locale: 'zh', roles: ['expert'], active: true });
    if (created === 'emailTaken') throw new Error('taken');
    const expert = only((await tx.query<{ id: string }>(
      `INSERT INTO expert (realm, account_id, code, name, discipline_group) VALUES ($1, $2, $3, $4, 'science') RETURNING id`, [world.realm, created.id, `X${n}`, `示例专家${n}`])).rows);
    return { account: created.id, expert: expert.id };
  });
}

async function invite(experts: string[]): Promise<void> {
  const command = await world.command('invitePanel', review, { expertIds: experts, reason: '示例：定向邀请' });
  if (command.state !== 'applied') throw new Error(JSON.stringify(command.answer));
  await world.quiet();
  await world.inScope(async (tx) => {
    for (const expert of experts) await declareConflicts(tx, world.realm, round.id, expert, Date.parse('2018-10-30T09:00:00+08:00'), []);
    await tx.query(`UPDATE task SET state = 'done' WHERE round_id = $1 AND kind = 'conflictDeclaration'`, [round.id]);
  });
  await world.wake(review);
  await world.stepTo('2018-10-31T00:00:00+08:00');
}

const score = async () => {
  const [first] = await tasksOf(world, 'score');
  if (first === undefined) throw new Error('nobody scores');
  return first;
};
const give = (body: object, key?: string) => act('reassign', { reason: '生病', ...body }, key);

test('a score sheet goes to another expert of the panel, who is told; the review goes with it', async () => {
  const task = await score();
  const before = people.find((one) => one.account === task.account_id);
  const busy = (await tasksOf(world, 'score')).map((one) => one.account_id);
  const free = people.slice(0, 3).find((one) => !busy.includes(one.account));
  expect((await stuck()).items.find((item) => item.workflowId === review)).toBeUndefined();

  expect(await give({ taskId: task.id, accountId: people[3]?.account })).toMatchObject({ status: 422, body: { code: 'ASSIGNEE_NOT_ON_PANEL' } });
  expect(await give({ taskId: task.id, accountId: api.accounts.get('staff') })).toMatchObject({ status: 422, body: { code: 'ASSIGNEE_LACKS_ROLE' } });
  expect(await give({ taskId: task.id, accountId: before?.account })).toMatchObject({ status: 422, body: { code: 'ASSIGNEE_ALREADY' } });
  expect((await give({ taskId: randomUUID(), accountId: free?.account })).status).toBe(404);

  const answer = await give({ taskId: task.id, accountId: free?.account }, 'give');
  expect(answer).toMatchObject({ status: 200, body: { taskId: task.id, kind: 'score', from: before?.account, to: free?.account } });
  expect((await give({ taskId: task.id, accountId: free?.account }, 'give')).body).toEqual(answer.body);
  await world.quiet();
  const reviews = await world.inScope((tx) => tx.query(`SELECT expert_id, state FROM review WHERE application_id = $1 ORDER BY state`, [task.application_id]));
  expect(reviews.rows).toEqual([{ expert_id: free?.expert, state: 'assigned' }, { expert_id: before?.expert, state: 'released' }]);
  const told = (await letters(world, 'taskOpened')).map((letter) => letter.subject);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('评审打分');
});

test('never to somebody with a conflict of interest', async () => {
  const task = await score();
  const other = people.slice(0, 3).find((one) => one.account !== task.account_id);
  await world.inScope((tx) => tx.query(
    `INSERT INTO conflict (round_id, expert_id, application_id, realm, source, reason) VALUES ($1, $2, $3, $4, 'declared', '同一单位') ON CONFLICT DO NOTHING`,
    [round.id, other?.expert, task.application_id, world.realm]));
  expect(await give({ taskId: task.id, accountId: other?.account })).toMatchObject({ status: 422, body: { code: 'ASSIGNEE_HAS_CONFLICT' } });
});

test('late score sheets can be gone on without, with a reason, and only at the step that was seen', async () => {
  await world.stepTo('2018-11-20T09:00:00+08:00');
  const item = (await stuck()).items.find((one) => one.workflowId === review);
  expect(item).toMatchObject({ cause: 'overdue', openTasks: 2 });
  expect(item?.actions).toEqual(expect.arrayContaining(['extend', 'skip', 'reassign']));
  expect(await act('skip', { workflowId: review })).toMatchObject({ status: 400, body: { code: 'INVALID' } });
  expect(await act('skip', { workflowId: review, step: 'panel', reason: '专家失联' })).toMatchObject({ status: 409, body: { code: 'STAGE_CLOSED' } });
  // Nobody is ranked without a single review: the least number is the programme's.
  expect(await act('skip', { workflowId: review, step: 'scoring', reason: '专家失联' })).toMatchObject({ status: 422, body: { code: 'REVIEWS_TOO_FEW' } });
  await world.inScope((tx) => tx.query(`UPDATE review SET state = 'scored', entry = '{}', total_thousandths = 80000 WHERE round_id = $1 AND state = 'assigned'`, [round.id]));
  expect(await act('skip', { workflowId: review, step: 'scoring', reason: '专家失联' })).toMatchObject({ status: 200, body: { skipped: 'scoring', missed: 2 } });
  await world.quiet();
});

test('every one of these decisions is in the record, with its reason', async () => {
  const { body } = await api.call<{ items: { action: string; body: { reason?: string } }[] }>('GET', `audit?stream=round/${round.id}`, { as: 'discipline' });
  expect(body.items.map((item) => item.action)).toEqual(expect.arrayContaining(['task.reassign', 'command.skipStep', 'command.invitePanel']));
  expect(body.items.find((item) => item.action === 'task.reassign')?.body.reason).toBe('生病');
});
