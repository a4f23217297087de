import { randomUUID } from 'node:crypto';
import { LIVE, applicationCaseId, roundId, stageId } from '../../domain/ids.js';
import { queueMail } from '../../records/outbox.js';
import { nextDue, stepClock, unquiet } from '../../records/realms.js';
import { withReconcilerLock } from '../../records/reconcile.js';
import { startReconciler } from '../../apps/worker/reconciler.js';
import { until } from '../support/poll.js';
import { applied, give, handedIn, rows, type TaskRow, tasksOf, waitOf } from './acting.js';
import { type JumpedRound, launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, seedRound, STAFF, type World } from './world.js';

const sent: string[] = [];
const warnings: string[] = [];
let world: World;
let reconciler: ReturnType<typeof startReconciler> | undefined;
beforeAll(async () => {
  world = await openWorld('2018-10-16T09:00:00+08:00', { send: async (mail) => void sent.push(mail.to) }, { reconciles: false });
});
afterEach(async () => {
  await reconciler?.stop();
  reconciler = undefined;
  expect(warnings).toEqual([]);
});
afterAll(() => world.close());

test('an application whose workflow was never started is started (DESIGN §5: open wait without workflow)', async () => {
  const { here, caseId, task } = await openWindow();
  await handedIn(here, task, { content: {} });
  expect(await waitOf(here, caseId)).toMatchObject({ state: 'busy' });
  await repairs(here, async () => (await waitOf(here, caseId)).step === 'formalCheck');
});

test('a hand-in whose nudge was lost is taken in (DESIGN §5: unacknowledged fact)', async () => {
  const { here, caseId, task } = await openWindow();
  await give(here, task, { content: {} });
  await here.quiet();
  await applied(here, 'decideApplication', caseId, { decision: 'correct', items: ['i'] });
  const [correction] = await tasksOf(here, 'correction');
  await handedIn(here, correction as TaskRow, { content: {} });
  await repairs(here, async () => (await waitOf(here, caseId)).step === 'secondCheck');
  expect(await rows(here, 'SELECT 1 FROM fact WHERE acknowledged_at IS NULL')).toEqual([]);
});

test('a wait whose instant has passed unnoticed goes on (DESIGN §5: overdue parked)', async () => {
  const { here, round } = await openWindow();
  await here.inScope((tx) => stepClock(tx, here.realm, Date.parse('2018-10-29T00:00:00+08:00')));
  await repairs(here, async () => (await waitOf(here, stageId(round.id, 'application', 1))).state === 'closed');
});

test('mail that nobody was told of is sent (DESIGN §5: mailroom)', async () => {
  const round = await seedRound(world.live, { societies: 1, reminders: false });
  const to = `${randomUUID()}@example.org`;
  await world.live.inScope(async (tx) => {
    await tx.query(`UPDATE wait SET state = 'closed' WHERE realm = $1`, [LIVE]);
    await queueMail(tx, Date.now(), [{ realm: LIVE, roundId: round.id, key: randomUUID(), template: 'accepted', params: {}, recipient: to }]);
    await tx.query(`UPDATE outbox SET not_before = clock_timestamp() - interval '1 minute'`);
  });
  await repairs(world.live, () => Promise.resolve(sent.includes(to)));
});

test('a contested fact whose letter nobody was woken for is looked at, by a workflow that is started for it (DESIGN §5)', async () => {
  const { here, round } = await openWindow();
  await here.inScope((tx) => tx.query(
    `INSERT INTO fact_contest (realm, society_id, rule, reason, document, raised_by, raised_at, due_at, next_at) VALUES ($1, $2, 'violation', 'r', 'd', $3, app.now($1), '2018-11-30T00:00:00+08:00', '2018-10-17T09:00:00+08:00')`,
    [here.realm, round.societies[0]?.id, STAFF]));
  expect(await here.inScope((tx) => nextDue(tx, here.realm))).toBe(Date.parse('2018-10-17T09:00:00+08:00'));
  await here.inScope((tx) => stepClock(tx, here.realm, Date.parse('2018-10-17T09:00:00+08:00')));
  expect(await here.inScope((tx) => unquiet(tx, here.realm))).toBe('due');
  await repairs(here, async () => (await rows(here, 'SELECT 1 FROM fact_contest WHERE reminded_at IS NOT NULL')).length === 1);
});

test('a workflow that has ended while its row is open is started again from its rows, once somebody nudges it (DESIGN §5: workflow closed but row open)', async () => {
  const { here, caseId, task } = await openWindow();
  await give(here, task, { content: {} });
  await here.quiet();
  await world.client.workflow.getHandle(caseId).terminate('lost');
  await here.wake(caseId);
  await applied(here, 'decideApplication', caseId, { decision: 'accept' });
  expect(await rows(here, 'SELECT status FROM application')).toEqual([{ status: 'accepted' }]);
});

test('a workflow whose start nobody came to write down is woken all the same', async () => {
  const { here, caseId, task } = await openWindow();
  await give(here, task, { content: {} });
  await here.quiet();
  await here.inScope((tx) => tx.query('UPDATE wait SET started_at = NULL WHERE workflow_id = $1', [caseId]));
  const { until: due } = await waitOf(here, caseId);
  await here.stepTo(Number(due));
  expect(await waitOf(here, caseId)).toMatchObject({ attention: 'overdue' });
});

test('a whole round that Temporal has lost is found without a nudge, and goes on with its stage (DESIGN §5: restoring a backup)', async () => {
  const { here, round } = await openWindow();
  await world.client.workflow.getHandle(roundId(round.id)).terminate('lost');
  const stage = stageId(round.id, 'application', 1);
  await until(async () => (await world.client.workflow.getHandle(stage).describe()).status.name !== 'RUNNING');
  await repairs(here, async () => (await world.client.workflow.getHandle(stage).describe()).status.name === 'RUNNING');
  await here.quiet();
  expect(await waitOf(here, roundId(round.id))).toMatchObject({ state: 'parked', what: 'stage' });
  expect(await waitOf(here, stage)).toMatchObject({ state: 'parked', step: 'window' });
});

test('of several worker processes one reconciles at a time (DESIGN §5)', async () => {
  let other: boolean | undefined;
  const first = await withReconcilerLock(world.pool, async () => {
    other = await withReconcilerLock(world.pool, () => Promise.reject(new Error('both at once')));
  });
  expect([first, other]).toEqual([true, false]);
  expect(await withReconcilerLock(world.pool, () => Promise.resolve())).toBe(true);
});

/** What has just been touched is left alone for two seconds, and what waits for an hour: here both have passed. */
async function repairs(here: RealmWorld, mended: () => Promise<boolean>): Promise<void> {
  await here.inScope((tx) => tx.query(`UPDATE wait SET touched_at = clock_timestamp() - interval '2 hours' WHERE realm = $1`, [here.realm]));
  reconciler = startReconciler({ pool: world.pool, client: world.client, waker: world.waker, everyMs: 50, warn: (message) => warnings.push(message) });
  await until(mended, { what: 'the reconciler has mended it' });
}

async function openWindow(): Promise<{ here: RealmWorld; round: JumpedRound; caseId: string; task: TaskRow }> {
  const here = await world.another();
  const round = await launchBefore(here, 'application', { societies: 1 });
  const [task] = await tasksOf(here, 'application');
  return { here, round, caseId: applicationCaseId(round.id, round.societies[0]?.id ?? '', 1), task: task as TaskRow };
}
