import { roundId, stageId } from '../../domain/ids.js';
import { addAccount, applied, give, letters, refusedBy, rows, type TaskRow, waitOf } from './acting.js';
import { type JumpedRound, launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-11-15T09:00:00+08:00');
});
afterAll(() => world.close());

test('the leadership is asked; it approves collectively, with the number of its minutes, and then the list is announced (000 §5.3)', async () => {
  const { here, round, approval } = await submitted();
  expect(await waitOf(here, approval)).toMatchObject({ role: 'leadership', what: 'approval', until: Date.parse('2018-11-16T00:00:00+08:00') });
  expect(await letters(here, 'approvalRequested')).toHaveLength(1);
  expect(await refusedBy(here, 'approve', approval)).toMatchObject({ code: 'MINUTES_REQUIRED' });
  expect(await announced(here)).toEqual({ projects: 0, letters: 0, status: 'running' });

  expect(await applied(here, 'approve', approval, { minutes: '〔2018〕7' })).toMatchObject({ awards: { tier1: 1, tier2: 1 } });
  expect(await announced(here)).toEqual({ projects: 2, letters: 2, status: 'announced' });
  expect(await waitOf(here, roundId(round.id))).toMatchObject({ state: 'closed' });
  await expect(world.client.workflow.getHandle(roundId(round.id)).result()).resolves.toBeUndefined();
});

test('a list returned with comments lies with the office; nothing is announced until it has been answered and approved (000 §5.3)', async () => {
  const { here, approval } = await submitted();
  expect(await refusedBy(here, 'resubmit', approval, { reason: '已修改' })).toMatchObject({ code: 'COMMAND_NOT_EXPECTED' });
  expect(await refusedBy(here, 'returnForRevision', approval)).toMatchObject({ code: 'REASON_REQUIRED' });
  await applied(here, 'returnForRevision', approval, { reason: '请补充说明' });
  expect(await waitOf(here, approval)).toMatchObject({ role: 'staff', what: 'approval' });
  expect((await letters(here, 'approvalReturned'))[0]?.body).toContain('请补充说明');
  expect(await refusedBy(here, 'approve', approval, { minutes: '〔2018〕7' })).toMatchObject({ code: 'COMMAND_NOT_EXPECTED' });
  expect(await announced(here)).toEqual({ projects: 0, letters: 0, status: 'running' });

  await applied(here, 'resubmit', approval, { reason: '已补充' });
  expect(await waitOf(here, approval)).toMatchObject({ role: 'leadership' });
  expect((await letters(here, 'approvalResubmitted'))[0]?.body).toContain('已补充');
  await applied(here, 'approve', approval, { minutes: '〔2018〕7' });
  expect(await announced(here)).toEqual({ projects: 2, letters: 2, status: 'announced' });
});

test('a decision that does not come is overdue, and goes on waiting (000 §5.3)', async () => {
  const { here, approval } = await submitted();
  await here.stepTo('2018-11-16T09:00:00+08:00');
  expect(await waitOf(here, approval)).toMatchObject({ state: 'parked', attention: 'overdue', until: null });
});

test('who withdraws before approval is not awarded; after it the award stands (000 §5.2, §5.3)', async () => {
  const { here, round, approval } = await submitted();
  expect(await withdrawal(here, round, 'S0002')).toMatchObject({ ok: true });
  await here.quiet();
  expect(await applied(here, 'approve', approval, { minutes: '〔2018〕7' })).toMatchObject({ awards: { tier1: 1 }, withdrawn: 1 });
  expect(await announced(here)).toEqual({ projects: 1, letters: 1, status: 'announced' });
  expect(await withdrawal(here, round, 'S0001')).toMatchObject({ ok: false, code: 'ALREADY_DECIDED' });
});

test('a round without an award closes with its approval (000 §5.3)', async () => {
  const { here, approval } = await submitted([]);
  await applied(here, 'approve', approval, { minutes: '〔2018〕7' });
  expect(await announced(here)).toEqual({ projects: 0, letters: 0, status: 'closed' });
});

async function submitted(tiers = ['tier1', 'tier2']): Promise<{ here: RealmWorld; round: JumpedRound; approval: string }> {
  const here = await world.another();
  for (const role of ['staff', 'leadership']) await addAccount(here, role);
  const round = await launchBefore(here, 'approval', { societies: 3, tiers });
  return { here, round, approval: stageId(round.id, 'approval', 1) };
}

async function announced(here: RealmWorld): Promise<{ projects: number; letters: number; status: string }> {
  const [row] = await rows<{ projects: number; status: string }>(here, 'SELECT status, (SELECT count(*) FROM project) AS projects FROM round');
  return { projects: row?.projects ?? 0, letters: (await letters(here, 'awarded')).length, status: row?.status ?? '' };
}

async function withdrawal(here: RealmWorld, round: JumpedRound, code: string) {
  const [gate] = await rows<{ id: number; workflow_id: string }>(here, `SELECT id, workflow_id FROM gate WHERE step = 'window'`);
  const task: TaskRow = {
    id: '', gate_id: gate?.id ?? 0, round_id: round.id, kind: 'withdrawal', role: 'society', society_id: round.societies.find((one) => one.code === code)?.id ?? null,
    account_id: null, application_id: round.applications.get(code) ?? null, project_id: null, workflow_id: gate?.workflow_id ?? '',
  };
  return give(here, task, {}, { taskId: null });
}
