import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stageId } from '../../domain/ids.js';
import { addJob } from '../../records/jobs.js';
import { flag } from '../../records/waits.js';
import { letters, rows } from '../workflows/acting.js';
import { type JumpedRound, launchBefore } from '../workflows/jumping.js';
import { launchRound, openWorld, STAFF, type World } from '../workflows/world.js';
import { until } from '../support/poll.js';
import { TestApi } from './api.js';
import { addPerson, filledForm } from './people.js';

interface Job {
  id: string;
  state: string;
  total: number;
  done: number;
  refused: number;
  items: { ref: string; label: string; state: string; problem: { code: string; message: string } | null }[];
}
interface Preview {
  count: number;
  items: { label: string }[];
  left: { reason: string; count: number }[];
}

let world: World;
let api: TestApi;
let round: JumpedRound;
beforeAll(async () => {
  world = await openWorld('2018-10-17T09:00:00+08:00');
  round = await launchBefore(world, 'application', { societies: 4 });
  api = await TestApi.on(world);
  // Nobody has looked at the third one's Party organisation.
  await world.inScope((tx) => tx.query(`DELETE FROM society_record WHERE society_id = $1 AND kind = 'partyOrganisation'`, [round.societies[2]?.id]));
  const form = await filledForm('application');
  for (const society of round.societies.slice(0, 3)) {
    const { token } = await addPerson(world, 'society', society.id);
    const { body } = await api.call<{ items: { id: string; state: string }[] }>('GET', 'tasks?kind=application', { token });
    expect((await api.call('POST', `tasks/${body.items[0]?.id ?? ''}/submission`, { token, body: { kind: 'form', content: form } })).status).toBe(201);
  }
  await world.quiet();
}, 120_000);
afterAll(async () => {
  await api.stop();
  await world.close();
});

const post = <T>(path: string, body: object, as: 'staff' | 'leadership' = 'staff') => api.call<T>('POST', `jobs/${path}`, { as, body });
const ended = (id: string): Promise<Job> => until(async () => {
  const { body } = await api.call<Job>('GET', `jobs/${id}`, { as: 'staff' });
  return body.state === 'running' ? undefined : body;
}, { timeoutMs: 20_000, what: 'the job is over' });

test('what would be accepted is said before: the whole result, and who is left alone and why; nothing is changed', async () => {
  const { status, body } = await post<Preview>('accept-applications/preview', { roundId: round.id });
  expect(status).toBe(200);
  expect(body).toMatchObject({ count: 2, left: [{ count: 1, reason: expect.stringContaining('逐件') }] });
  expect(body.items.map(({ label }) => label)).toEqual([expect.stringContaining('S0001'), expect.stringContaining('S0002')]);
  expect(await rows(world, `SELECT DISTINCT status FROM application`)).toEqual([{ status: 'submitted' }]);
  expect((await post('accept-applications/preview', { roundId: round.id }, 'leadership')).status).toBe(403);
});

test('accepts them one by one, by decisions of their own; what is refused says why, and the rest goes on', async () => {
  const [first] = await rows<{ id: string }>(world, `SELECT a.id FROM application a JOIN society s ON s.id = a.society_id WHERE s.code = 'S0001'`);
  expect((await api.call('POST', `applications/${first?.id ?? ''}/decision`, { as: 'staff', body: { decision: 'accept' } })).status).toBe(200);
  await world.quiet();
  const ids = (await rows<{ id: string }>(world, 'SELECT a.id FROM application a JOIN society s ON s.id = a.society_id ORDER BY s.code')).map(({ id }) => id);
  const begun = await post<Job>('accept-applications', { roundId: round.id, applicationIds: ids });
  expect(begun).toMatchObject({ status: 200, body: { state: 'running', total: 2 } });
  const job = await ended(begun.body.id);
  // The one whose eligibility is not clear was marked by hand: it is refused, as it would be by itself.
  expect(job).toMatchObject({ state: 'done', done: 1, refused: 1, total: 2 });
  expect(job.items.map(({ state, problem }) => [state, problem?.code ?? null])).toEqual([['done', null], ['refused', 'ELIGIBILITY_OPEN']]);
  expect(job.items[1]?.problem?.message).toMatch(/[一-鿿]/);
  await world.quiet();
  expect((await letters(world, 'accepted')).length).toBe(2);
  expect((await api.call<{ items: { id: string }[] }>('GET', 'jobs', { as: 'staff' })).body.items.map(({ id }) => id)).toEqual([job.id]);
});

test('nothing that matches is no job', async () => {
  expect(await post('retry-stuck', { roundId: round.id, cause: 'failing' })).toMatchObject({ status: 409, body: { code: 'NOTHING_CHOSEN' } });
});

test('extends every deadline of a filter to the same instant', async () => {
  const body = { roundId: round.id, dueAt: '2018-11-01T16:00:00.000Z', reason: '系统维护' };
  await world.stepTo('2018-10-29T00:00:00+08:00');
  const preview = await post<Preview>('extend-stuck/preview', body);
  expect(preview.body.count).toBeGreaterThan(0);
  const begun = await post<Job>('extend-stuck', body);
  const job = await ended(begun.body.id);
  expect([job.state, job.done + job.refused]).toEqual(['done', preview.body.count]);
});

test('a job whose process died is taken up by the next that looks, and repeats nothing', async () => {
  const other = await launchRound(world, { societies: 0 });
  await world.quiet();
  const stage = stageId(other.id, 'assessment', 1);
  await world.inScope((tx) => flag(tx, stage, 'manual', { code: 'CALENDAR_UNKNOWN', params: { year: 2031, day: '2031-01-02' } }));
  const id = await world.inScope(async (tx) => {
    const made = await addJob(tx, { realm: world.realm, kind: 'retryStuck', asked: {}, accountId: STAFF, locale: 'zh', items: [{ ref: stage, label: 'one' }] });
    await tx.query(`UPDATE job SET beat_at = clock_timestamp() - interval '5 minutes' WHERE id = $1`, [made]);
    return made;
  });
  const job = await ended(id);
  expect(job.items).toMatchObject([{ state: 'done', problem: null }]);
  expect(await rows(world, `SELECT attention FROM wait WHERE workflow_id = '${stage}'`)).toEqual([{ attention: 'overdue' }]);
});

test('is stopped: what was done stays done', async () => {
  const id = await world.inScope((tx) => addJob(tx, { realm: world.realm, kind: 'retryStuck', asked: {}, accountId: STAFF, locale: 'zh', items: [{ ref: 'x', label: 'x' }] }));
  expect(await api.call('POST', `jobs/${id}/cancel`, { as: 'staff' })).toMatchObject({ status: 200, body: { state: 'cancelled', done: 0 } });
  expect(await api.call('POST', `jobs/${id}/cancel`, { as: 'staff' })).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } });
});

test('a rehearsal is started from the live world only', async () => {
  const [programme] = await rows<{ id: string }>(world, 'SELECT id FROM programme_version LIMIT 1');
  expect(await post('rehearsals', { programmeId: programme?.id, societies: 12 })).toMatchObject({ status: 422, body: { code: 'REALM_MISMATCH' } });
  expect((await post('rehearsals', { programmeId: programme?.id, societies: 3 })).status).toBe(400);
});
