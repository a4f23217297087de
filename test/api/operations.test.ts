import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { roundId } from '../../domain/ids.js';
import { queueMail } from '../../records/outbox.js';
import { flag } from '../../records/waits.js';
import { launchRound, openWorld, type SeededRound, type World } from '../workflows/world.js';
import { TestApi } from './api.js';

interface Operations {
  workers: number | null;
  mail: { queued: number; failed: number; oldestQueuedAt: string | null };
  workflows: { open: number; failing: number };
  jobsRunning: number;
  temporalUrl: string | null;
}

let world: World;
let api: TestApi;
let round: SeededRound;
beforeAll(async () => {
  world = await openWorld('2018-09-01T00:00:00+08:00');
  round = await launchRound(world, { societies: 2 });
  api = await TestApi.on(world);
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

const read = async (of: TestApi): Promise<Operations> => (await of.call<Operations>('GET', 'operations', { as: 'administrator' })).body;

test('says whether a worker is at work, what is open and what waits, and where the Temporal UI is', async () => {
  const before = await read(api);
  expect(before).toMatchObject({ workers: 1, mail: { queued: 0, failed: 0, oldestQueuedAt: null }, workflows: { failing: 0 }, jobsRunning: 0, temporalUrl: 'http://temporal.test/namespaces/default/workflows/' });
  // The round, its planner of reminders, its first stage.
  expect(before.workflows.open).toBe(3);
  await world.inScope(async (tx) => {
    const mail = (key: string) => ({ realm: world.realm, roundId: round.id, key, template: 'accepted' as const, params: {}, recipient: 'a@example.org' });
    await queueMail(tx, Date.parse('2018-09-01T00:00:00+08:00'), [mail('one'), mail('two')]);
    await tx.query(`UPDATE outbox SET not_before = clock_timestamp() + interval '1 hour'`);
    await tx.query(`UPDATE outbox SET state = 'failed' WHERE unique_key = 'two'`);
    await flag(tx, roundId(round.id), 'failing', { code: 'INTERNAL' });
  });
  expect(await read(api)).toMatchObject({ mail: { queued: 1, failed: 1, oldestQueuedAt: '2018-08-31T16:00:00.000Z' }, workflows: { open: 3, failing: 1 } });
});

test('says that it does not know of workers while Temporal is down; the rest is there', async () => {
  const alone = await TestApi.start({ temporalAddress: '127.0.0.1:1' });
  expect(await read(alone)).toMatchObject({ workers: null, mail: { queued: 0 }, workflows: { open: 0 } });
  await alone.stop();
});

test('is for administrators', async () => {
  for (const as of ['staff', 'leadership', 'society'] as const) expect((await api.call('GET', 'operations', { as })).status).toBe(403);
});
