import { randomUUID } from 'node:crypto';
import { remindersId, stageId } from '../../domain/ids.js';
import { wakeBy } from '../../records/waits.js';
import { wholeRealm, withScope } from '../../records/pool.js';
import { stepClock } from '../../records/realms.js';
import { addAccount, addExperts, applied, give, letters, rows, type TaskRow, tasksOf, waitOf } from './acting.js';
import { type JumpedRound, launchBefore } from './jumping.js';
import { openWorld, STAFF, type RealmWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-10-16T08:00:00+08:00');
});
afterAll(() => world.close());

/** 28 October to 24:00: waves on the 14th (before the opening), 21st, 25th, 27th and 28th at 09:00. */
test('each wave goes out once, on its day at 09:00, to whoever still owes (choice: T-14, T-7, T-3, T-1, T-0)', async () => {
  const { here, round, tasks } = await openWindow(2);
  expect(await waitOf(here, remindersId(round.id))).toMatchObject({ until: Date.parse('2018-10-21T09:00:00+08:00') });
  await here.stepTo('2018-10-21T08:59:00+08:00');
  expect(await waves(here)).toEqual([]);
  await here.stepTo('2018-10-21T09:00:00+08:00');
  await applied(here, 'retry', remindersId(round.id));
  expect(await waves(here)).toEqual(['s0001 T-7', 's0002 T-7']);
  await give(here, tasks[0] as TaskRow, { content: {} });
  await here.stepTo('2018-10-29T08:00:00+08:00');
  expect(await waves(here)).toEqual(['s0001 T-7', 's0002 T-7', 's0002 T-3', 's0002 T-1', 's0002 T-0']);
});

test('an extension arms the waves of the new date; those that lie before it was set are not sent (DESIGN §5: every timer and reminder moves)', async () => {
  const { here, round } = await openWindow(1);
  await here.stepTo('2018-10-27T10:00:00+08:00');
  await applied(here, 'extendDeadline', stageId(round.id, 'application', 1), { dueAt: '2018-11-01T00:00:00+08:00', reason: '系统维护' });
  // T-7 and T-3 of 31 October: the 24th is past, the 28th is to come.
  expect(await waitOf(here, remindersId(round.id))).toMatchObject({ until: Date.parse('2018-10-28T09:00:00+08:00') });
  await here.stepTo('2018-10-30T10:00:00+08:00');
  expect(await waves(here)).toEqual(['s0001 T-7', 's0001 T-3', 's0001 T-1', 's0001 T-3', 's0001 T-1']);
});

test('an extension for one society moves its reminders only (DESIGN §5: effective due)', async () => {
  const { here, round, tasks } = await openWindow(2);
  await here.stepTo('2018-10-27T10:00:00+08:00');
  await applied(here, 'extendDeadline', stageId(round.id, 'application', 1), { dueAt: '2018-11-01T00:00:00+08:00', reason: '灾情', societyId: tasks[0]?.society_id });
  await here.stepTo('2018-10-28T10:00:00+08:00');
  expect((await waves(here)).slice(6)).toEqual(['s0001 T-3', 's0002 T-0']);
});

test('after an outage only the latest missed wave goes out, once (DESIGN §5)', async () => {
  const { here, round } = await openWindow(1);
  // Nobody woke the planner for a week.
  await here.inScope((tx) => stepClock(tx, here.realm, Date.parse('2018-10-27T20:00:00+08:00')));
  await here.wake(remindersId(round.id));
  await here.wake(remindersId(round.id));
  await here.quiet();
  expect(await waves(here)).toEqual(['s0001 T-1']);
});

test('who has filled in everything but not submitted is told exactly that (PRACTICE: complete drafts)', async () => {
  const { here, tasks } = await openWindow(1);
  await here.inScope((tx) => tx.query(
    `INSERT INTO draft (task_id, realm, society_id, payload, complete, saved_by, saved_at) VALUES ($1, $2, $3, '{}', true, $4, app.now($2))`,
    [tasks[0]?.id, here.realm, tasks[0]?.society_id, STAFF]));
  await here.stepTo('2018-10-21T09:00:00+08:00');
  const letter = (await letters(here)).at(-1);
  expect(letter).toMatchObject({ template: 'reminderUnsubmitted', wave: 'T-7' });
  expect(`${letter?.subject}${letter?.body}`).toMatch(/尚未提交|未提交/);
});

test('experts and staff are reminded too, and of what is overdue (choice: overdue the day after)', async () => {
  const here = await world.another('2018-10-29T09:00:00+08:00');
  const staff = await addAccount(here, 'staff');
  const round = await launchBefore(here, 'review', { societies: 1, reminders: true });
  await here.stepTo('2018-10-31T09:00:00+08:00');
  expect((await letters(here)).map((letter) => [letter.recipient, letter.wave])).toEqual(['T-1', 'T-0', 'overdue'].map((wave) => [staff.email, wave]));
  const [expert] = await addExperts(here, 1);
  await here.inScope((tx) => tx.query(`INSERT INTO account (id, realm, email, name, status) VALUES ($1, $2, 'expert@example.org', '示例专家', 'active')`, [expert?.account, here.realm]));
  await applied(here, 'invitePanel', stageId(round.id, 'review', 1), { expertIds: [expert?.id], reason: '示例：定向邀请' });
  expect((await letters(here, 'panelInvitation')).map((letter) => letter.recipient)).toEqual(['expert@example.org']);
});

test('a suspended gate reminds nobody (choice: nothing falls due while it is suspended)', async () => {
  const { here, round } = await openWindow(1);
  await applied(here, 'suspend', stageId(round.id, 'application', 1), { reason: '核查' });
  await here.stepTo('2018-10-22T09:00:00+08:00');
  expect(await waves(here)).toEqual([]);
});

test('a deadline written while the planner is looking is not missed: its row is locked until the commit (DESIGN §5)', async () => {
  const { here, round } = await openWindow(1);
  const planner = remindersId(round.id);
  const { until } = await waitOf(here, planner);
  await here.inScope(async (tx) => {
    // A later deadline changes nothing in the planner's row, which must be locked all the same.
    expect(await wakeBy(tx, planner, (until ?? 0) + 1)).toBe(false);
    const looking = withScope(here.pool, wholeRealm(here.realm), (other) => other.query('SELECT 1 FROM wait WHERE workflow_id = $1 FOR UPDATE NOWAIT', [planner]));
    await expect(looking).rejects.toMatchObject({ code: '55P03' });
  });
});

test('a planner that has not looked yet takes every deadline as news (DESIGN §5)', async () => {
  const here = await world.another();
  const id = `reminders/${randomUUID()}`;
  await here.inScope(async (tx) => {
    await tx.query(`INSERT INTO wait (workflow_id, realm, type, input) VALUES ($1, $2, 'reminders', '{}')`, [id, here.realm]);
    expect(await wakeBy(tx, id, Date.parse('2030-01-01T00:00:00+08:00'))).toBe(true);
  });
  expect(await rows(here, 'SELECT state, rung, until FROM wait WHERE workflow_id = $1', [id])).toEqual([{ state: 'busy', rung: true, until: null }]);
});

async function openWindow(societies: number): Promise<{ here: RealmWorld; round: JumpedRound; tasks: TaskRow[] }> {
  const here = await world.another();
  const round = await launchBefore(here, 'application', { societies, reminders: true });
  return { here, round, tasks: await tasksOf(here, 'application') };
}

/** Who was reminded of what, in the order of sending. */
const waves = async (here: RealmWorld) => (await letters(here)).filter((letter) => letter.wave !== '').map((letter) => `${letter.recipient.split('@')[0]} ${letter.wave}`);
