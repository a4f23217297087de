import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stageId } from '../../domain/ids.js';
import { stepClock } from '../../records/realms.js';
import { applied, letters, rows } from '../workflows/acting.js';
import { launchRound, openWorld, type SeededRound, type World } from '../workflows/world.js';
import { type Answer, TestApi } from './api.js';
import { addPerson, plannedStage } from './people.js';

interface Task {
  id: string;
  kind: string;
  name: { zh: string };
  state: string;
  societyId: string | null;
  societyCode: string | null;
  opensAt: string;
  dueAt: string;
  extended: boolean;
  draftComplete: boolean | null;
}
interface Tasks {
  items: Task[];
  next: string | null;
  total: number;
}
interface Receipt {
  receipt: string;
  at: string;
  bodyHash: string;
  repeated: boolean;
}

let world: World;
let api: TestApi;
let round: SeededRound;
/** The society of the second in the list; the first one is `society`'s. */
let other: string;
beforeAll(async () => {
  world = await openWorld('2018-09-10T09:00:00+08:00');
  round = await launchRound(world, { societies: 4, reminders: false });
  api = await TestApi.on(world);
  other = (await addPerson(world, 'society', round.societies[1]?.id)).token;
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

const mine = async (token?: string, query = '') => (await api.call<Tasks>('GET', `tasks?${query}`, token === undefined ? { as: 'society' } : { token })).body;
async function firstTask(token?: string): Promise<Task> {
  const [task] = (await mine(token)).items;
  if (task === undefined) throw new Error('nothing is owed');
  return task;
}
const submit = (id: string, body: unknown, options: Parameters<TestApi['call']>[2] = { as: 'society' }) => api.call<Receipt>('POST', `tasks/${id}/submission`, { body, ...options });

/** What a society is asked for: not what is read from the record. */
const askedFor = async () => (await plannedStage('capabilityAssessment')).indicators.filter(({ from }) => from === undefined);

async function figures(): Promise<{ kind: 'indicators'; values: { indicator: string; value: number; evidence: string }[] }> {
  return { kind: 'indicators', values: (await askedFor()).map(({ key, bands }) => ({ indicator: key, value: bands?.[0] ?? 0, evidence: '证明材料' })) };
}

describe('what somebody owes', () => {
  test('a society sees its own tasks, with the deadline that holds for it', async () => {
    const { items, total } = await mine();
    expect(total).toBe(1);
    expect(items).toEqual([expect.objectContaining({
      kind: 'indicators', state: 'open', societyId: api.societyId, societyCode: 'S0001', name: { zh: '报送能力评估数据', en: expect.any(String) },
      opensAt: '2018-09-16T16:00:00.000Z', dueAt: '2018-10-10T16:00:00.000Z', extended: false,
    })]);
  });

  test('the office sees all of them when it asks for all, in pages, and none of its own yet', async () => {
    const list = async (query: string) => (await api.call<Tasks>('GET', `tasks?roundId=${round.id}&${query}`, { as: 'staff' })).body;
    expect((await list('')).total).toBe(0);
    const first = await list('whose=all&state=open&kind=indicators&limit=3');
    expect([first.items.length, first.total]).toEqual([3, 4]);
    const second = await list(`whose=all&state=open&kind=indicators&limit=3&cursor=${first.next}`);
    expect(new Set([...first.items, ...second.items].map((task) => task.societyCode))).toEqual(new Set(['S0001', 'S0002', 'S0003', 'S0004']));
    expect(second.next).toBeNull();
  });

  test('others cannot ask for all, and an expert without a task has none', async () => {
    expect(await api.call('GET', 'tasks?whose=all', { as: 'society' })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await api.call<Tasks>('GET', 'tasks', { as: 'expert' })).body.total).toBe(0);
  });

  test('a task says what is asked for, by which clause', async () => {
    const { id } = await firstTask();
    const { body } = await api.call<{ clause: unknown; asks: { what: string; indicators: { key: string; evidence: unknown }[] }; version: number }>('GET', `tasks/${id}`, { as: 'society' });
    expect(body).toMatchObject({ clause: { document: '000', clause: '§5.1' }, asks: { what: 'indicators' }, version: 0, draft: null, handedIn: null });
    expect(body.asks.indicators.map(({ key }) => key)).toEqual((await askedFor()).map(({ key }) => key));
  });

  test("another society's task does not exist; the office sees it and may not do it", async () => {
    const { id } = await firstTask(other);
    expect((await api.call('GET', `tasks/${id}`, { as: 'society' })).status).toBe(404);
    expect((await submit(id, await figures())).status).toBe(404);
    expect((await api.call('GET', `tasks/${id}`, { as: 'expert' })).status).toBe(404);
    expect((await api.call('GET', `tasks/${id}`, { as: 'staff' })).status).toBe(200);
    expect(await submit(id, await figures(), { as: 'staff' })).toMatchObject({ status: 403, body: { code: 'TASK_NOT_YOURS' } });
    expect(await submit(id, await figures(), { as: 'leadership' })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});

describe('handing in', () => {
  test('before the gate opens is refused, with the rule and the instant', async () => {
    const { id } = await firstTask();
    expect(await submit(id, await figures())).toMatchObject({
      status: 409, body: { code: 'GATE_NOT_OPEN', rule: { document: '000', clause: '§5.1' }, fact: { opensAt: '2018-09-16T16:00:00.000Z' } },
    });
    await world.stepTo('2018-09-20T09:00:00+08:00');
  });

  test('something else than what is asked for is refused', async () => {
    const { id } = await firstTask();
    expect(await submit(id, { kind: 'form', content: {} })).toMatchObject({ status: 422, body: { code: 'TASK_ASKS_OTHERWISE', errors: [{ field: 'kind' }] } });
    expect(await submit(id, { kind: 'gossip' })).toMatchObject({ status: 400, body: { code: 'INVALID' } });
    expect(await submit(id, { ...(await figures()), colour: 'red' })).toMatchObject({ status: 400, body: { code: 'INVALID', errors: [{ field: 'colour', code: 'unknown_field' }] } });
  });

  test('every wrong figure is named', async () => {
    const { id } = await firstTask();
    const { kind, values: [first] } = await figures();
    expect(await submit(id, { kind, values: [first, first, { ...first, indicator: 'luck' }] })).toMatchObject({
      status: 400, body: { code: 'INVALID', errors: [{ field: 'values.1.indicator', code: 'repeated' }, { field: 'values.2.indicator', code: 'not_an_option' }] },
    });
    expect(await submit(id, { kind, values: [{ ...first, evidence: '' }] })).toMatchObject({ status: 400, body: { errors: [{ field: 'values.0.evidence' }] } });
  });

  test('is answered with a receipt, once, however often it is sent', async () => {
    const { id } = await firstTask();
    const body = await figures();
    const first = await submit(id, body, { as: 'society', key: 'figures' });
    expect(first).toMatchObject({ status: 201, body: { receipt: expect.stringMatching(/^R20180920-\d{6}$/), at: '2018-09-20T01:00:00.000Z', repeated: false } });
    expect((await submit(id, body, { as: 'society', key: 'figures' })).body).toEqual({ ...first.body, repeated: true });
    expect(await submit(id, { ...body, values: body.values.slice(1) }, { as: 'society', key: 'figures' })).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
    expect(await submit(id, body)).toMatchObject({ status: 409, body: { code: 'ALREADY_SUBMITTED' } });
    expect(await rows(world, 'SELECT count(*) AS n FROM indicator_value WHERE society_id = $1', [api.societyId])).toEqual([{ n: body.values.length }]);
    expect((await api.call('GET', `tasks/${id}`, { as: 'society' })).body).toMatchObject({ state: 'done', handedIn: { receipt: first.body.receipt, payload: { values: body.values } } });
  });

  test('sends the receipt by mail too, and anybody can check its number', async () => {
    await world.quiet();
    const [letter] = await letters(world, 'receipt');
    expect(letter).toMatchObject({ recipient: 's0001@example.org', params: { task: 'indicators' } });
    expect(letter?.body).toContain('示例学会1');
    const receipt = String(letter?.params.receipt);
    const token = (await addPerson(world, 'society', round.societies[3]?.id)).token;
    expect((await api.call('GET', `receipts/${receipt}`, { token })).body).toEqual({
      receipt, kind: 'indicators', at: '2018-09-20T01:00:00.000Z', bodyHash: letter?.params.hash, roundId: round.id, roundName: expect.any(String), onPaper: null,
    });
    // The live world knows nothing of a rehearsal.
    expect((await api.call('GET', `receipts/${receipt}`)).status).toBe(404);
  });

  test('two at the same moment are one: one receipt, one refusal', async () => {
    const third = (await addPerson(world, 'society', round.societies[2]?.id)).token;
    const { id } = await firstTask(third);
    const body = await figures();
    const answers = await Promise.all([1, 2, 3].map(() => submit(id, body, { token: third })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});

describe('a draft', () => {
  const save = (id: string, payload: unknown, version: number): Promise<Answer<{ version: number; complete: boolean; faults: { field: string }[] }>> =>
    api.call('PUT', `tasks/${id}/draft`, { token: other, body: { payload }, headers: { 'if-match': `"${version}"` } });

  test('may be incomplete, and says what is missing', async () => {
    const { id } = await firstTask(other);
    const saved = await save(id, { kind: 'indicators' }, 0);
    expect(saved).toMatchObject({ status: 200, body: { version: 1, complete: false, faults: [{ field: 'values', code: 'required' }] } });
    expect(saved.headers.get('etag')).toBe('"1"');
    expect((await firstTask(other)).draftComplete).toBe(false);
  });

  test('is not overwritten by somebody who has not seen it', async () => {
    const { id } = await firstTask(other);
    expect(await save(id, {}, 0)).toMatchObject({ status: 412, body: { code: 'CONFLICT_VERSION' } });
    expect((await save(id, await figures(), 1)).body).toMatchObject({ version: 2, complete: true, faults: [] });
    expect(await save(id, {}, 1)).toMatchObject({ status: 412 });
    expect(await api.call('PUT', `tasks/${id}/draft`, { token: other, body: { payload: {} } })).toMatchObject({ status: 428, body: { code: 'VERSION_MISSING' } });
    expect((await api.call('GET', `tasks/${id}`, { token: other })).body).toMatchObject({ version: 2, draft: await figures() });
  });

  test('is nobody else’s to write or to read', async () => {
    const { id } = await firstTask(other);
    expect((await api.call('PUT', `tasks/${id}/draft`, { as: 'society', body: { payload: {} }, headers: { 'if-match': '2' } })).status).toBe(404);
    expect((await api.call('GET', `tasks/${id}`, { as: 'staff' })).body).toMatchObject({ draft: null });
  });
});

describe('a deadline', () => {
  test('that is suspended takes nothing until it goes on', async () => {
    const { id } = await firstTask(other);
    const assessment = stageId(round.id, 'assessment', 1);
    await applied(world, 'suspend', assessment, { reason: '系统故障' });
    expect(await submit(id, await figures(), { token: other })).toMatchObject({ status: 409, body: { code: 'GATE_SUSPENDED', fact: { suspendedAt: expect.any(String) } } });
    await applied(world, 'resume', assessment);
  });

  test('refuses by itself at 24:00, before any workflow has noticed', async () => {
    const { id } = await firstTask(other);
    await world.inScope((tx) => stepClock(tx, world.realm, Date.parse('2018-10-10T23:59:59.999+08:00')));
    const justInTime = await api.call('GET', `tasks/${id}`, { token: other });
    expect(justInTime.body).toMatchObject({ state: 'open', dueAt: '2018-10-10T16:00:00.000Z' });
    await world.inScope((tx) => stepClock(tx, world.realm, Date.parse('2018-10-11T00:00:00+08:00')));
    expect(await submit(id, await figures(), { token: other })).toMatchObject({
      status: 409, body: { code: 'DEADLINE_PASSED', rule: { document: '000', clause: '§5.1' }, fact: { dueAt: '2018-10-10T16:00:00.000Z', at: '2018-10-10T16:00:00.000Z' } },
    });
  });

  test('is sealed afterwards; a draft left behind is not handed in', async () => {
    const { id } = await firstTask(other);
    await world.wake(stageId(round.id, 'assessment', 1));
    await world.stepTo('2018-10-11T09:00:00+08:00');
    expect(await submit(id, await figures(), { token: other })).toMatchObject({ status: 409, body: { code: 'GATE_CLOSED' } });
    expect((await mine(other)).items).toEqual([expect.objectContaining({ id, state: 'skipped', draftComplete: true })]);
  });

  test('what staff are to decide is no submission', async () => {
    const [task] = (await api.call<Tasks>('GET', `tasks?roundId=${round.id}`, { as: 'staff' })).body.items;
    expect(task).toMatchObject({ kind: 'confirmShortlist', state: 'open' });
    expect((await api.call('GET', `tasks/${task?.id}`, { as: 'staff' })).body).toMatchObject({ asks: { what: 'decision' } });
    expect(await submit(task?.id ?? '', { kind: 'form', content: {} }, { as: 'staff' })).toMatchObject({ status: 409, body: { code: 'TASK_IS_DECIDED' } });
    expect(await api.call('GET', `tasks/${task?.id}/paper`, { as: 'staff' })).toMatchObject({ status: 422, body: { code: 'PAPER_OF_SOCIETIES_ONLY' } });
  });
});

test('what is handed in is taken while Temporal is down', async () => {
  const down = await openWorld('2018-09-20T09:00:00+08:00');
  const launched = await launchRound(down, { societies: 1 });
  const alone = await TestApi.on(down, { temporalAddress: '127.0.0.1:1' });
  const { body } = await alone.call<Tasks>('GET', `tasks?roundId=${launched.id}`, { as: 'society' });
  expect(await alone.call('POST', `tasks/${body.items[0]?.id}/submission`, { as: 'society', body: await figures() })).toMatchObject({ status: 201, body: { repeated: false } });
  await alone.stop();
  await down.close();
});
