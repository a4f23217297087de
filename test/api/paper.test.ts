import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stageId } from '../../domain/ids.js';
import { stepClock } from '../../records/realms.js';
import { applied, letters, rows } from '../workflows/acting.js';
import { launchRound, openWorld, type SeededRound, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import type { Explained } from './explained.js';
import { addPerson, plannedStage } from './people.js';

interface Task {
  id: string;
  gateId: number;
}
interface Receipt {
  receipt: string;
  factId: string;
}

let world: World;
let api: TestApi;
let round: SeededRound;
beforeAll(async () => {
  world = await openWorld('2018-09-20T09:00:00+08:00');
  round = await launchRound(world, { societies: 3, reminders: false });
  api = await TestApi.on(world);
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

/** By its place among the societies. */
async function taskOf(n: number): Promise<Task> {
  const { body } = await api.call<{ items: Task[] }>('GET', `tasks?whose=all&kind=indicators&societyId=${round.societies[n]?.id}`, { as: 'staff' });
  const [task] = body.items;
  if (task === undefined) throw new Error('nothing is owed');
  return task;
}

/** What a society is asked for: not what is read from the record. */
async function figures() {
  const asked = (await plannedStage('capabilityAssessment')).indicators.filter(({ from }) => from === undefined);
  return { kind: 'indicators', values: asked.map(({ key, bands }) => ({ indicator: key, value: bands?.[0] ?? 0, evidence: '证明材料' })) };
}

describe('what came on paper', () => {
  const paper = (id: string, options: Parameters<TestApi['call']>[2] = { as: 'staff' }) => api.call('GET', `tasks/${id}/paper`, options);
  const enter = async (id: string, change: Record<string, unknown> = {}, options: Parameters<TestApi['call']>[2] = { as: 'staff' }) =>
    api.call<Receipt>('POST', `tasks/${id}/paper/submission`, { body: { submission: await figures(), channel: 'courier', receivedAt: '2018-09-19T16:30:00+08:00', ...change }, ...options });
  let first: { id: string; token: string };
  beforeAll(async () => {
    const { token } = await addPerson(world, 'society', round.societies[0]?.id);
    first = { id: (await taskOf(0)).id, token };
  });

  test('is entered by staff only, for societies only', async () => {
    for (const role of ['society', 'leadership', 'discipline', 'administrator', 'finance', 'expert'] as const) {
      expect([role, (await enter(first.id, {}, { as: role })).status, (await paper(first.id, { as: role })).status]).toEqual([role, 403, 403]);
    }
  });

  test('is kept while it is typed, beside the society’s own draft, which the office does not see', async () => {
    const own = { kind: 'indicators', values: [] };
    await api.call('PUT', `tasks/${first.id}/draft`, { token: first.token, body: { payload: own }, headers: { 'if-match': '"0"' } });
    const half = { kind: 'indicators', values: [{ indicator: 'x' }] };
    const save = (version: number) => api.call('PUT', `tasks/${first.id}/paper/draft`, { as: 'staff', body: { payload: half, channel: 'post' }, headers: { 'if-match': `"${version}"` } });
    expect(await save(0)).toMatchObject({ status: 200, body: { version: 1, complete: false } });
    expect(await save(0)).toMatchObject({ status: 412, body: { code: 'CONFLICT_VERSION' } });
    expect((await paper(first.id)).body).toMatchObject({
      version: 1, draft: half, paper: { channel: 'post', receivedAt: null }, societysDraft: { savedAt: '2018-09-20T01:00:00.000Z', complete: false },
    });
    expect((await api.call('GET', `tasks/${first.id}`, { token: first.token })).body).toMatchObject({ draft: own, version: 1 });
  });

  test('is checked like everything else, and cannot have come later than now', async () => {
    expect(await enter(first.id, { submission: { kind: 'form', content: {} } })).toMatchObject({ status: 422, body: { code: 'TASK_ASKS_OTHERWISE' } });
    expect(await enter(first.id, { channel: 'pigeon' })).toMatchObject({ status: 400, body: { errors: [{ field: 'channel' }] } });
    expect(await enter(first.id, { receivedAt: '2018-09-20T09:00:01+08:00' })).toMatchObject({ status: 422, body: { code: 'PAPER_NOT_YET_RECEIVED', errors: [{ field: 'receivedAt' }] } });
  });

  test('is the society’s fact, of the member of staff who entered it, with how and when the paper came', async () => {
    const taken = await enter(first.id, {}, { as: 'staff', key: 'from-paper' });
    expect(taken).toMatchObject({ status: 201, body: { at: '2018-09-20T01:00:00.000Z', repeated: false } });
    expect((await enter(first.id, {}, { as: 'staff', key: 'from-paper' })).body).toEqual({ ...taken.body, repeated: true });
    expect(await rows(world, 'SELECT f.society_id, f.principal, p.channel, p.entered_by FROM fact f JOIN paper_entry p ON p.fact_id = f.id WHERE f.id = $1', [taken.body.factId])).toEqual([
      { society_id: round.societies[0]?.id, principal: api.accounts.get('staff'), channel: 'courier', entered_by: api.accounts.get('staff') },
    ]);
    expect(await rows(world, `SELECT body->>'channel' AS channel, body->>'receivedAt' AS at FROM audit WHERE stream = $1 AND action = 'fact.onPaper'`, [`society/${round.societies[0]?.id ?? ''}`])).toEqual([{ channel: 'courier', at: '2018-09-19T08:30:00.000Z' }]);
    const onPaper = { channel: 'courier', receivedAt: '2018-09-19T08:30:00.000Z' };
    expect((await api.call('GET', `tasks/${first.id}`, { token: first.token })).body).toMatchObject({ state: 'done', draft: null, handedIn: { receipt: taken.body.receipt, onPaper: { ...onPaper, enteredBy: null } } });
    expect((await api.call('GET', `tasks/${first.id}`, { as: 'staff' })).body).toMatchObject({ handedIn: { onPaper: { ...onPaper, enteredBy: 'staff' } } });
    expect((await api.call('GET', `receipts/${taken.body.receipt}`, { as: 'expert' })).body).toMatchObject({ kind: 'indicators', onPaper: { ...onPaper, enteredBy: null } });
    await world.quiet();
    const [letter] = await letters(world, 'receiptOfPaper');
    expect(letter).toMatchObject({ recipient: 's0001@example.org' });
    expect(letter?.body).toMatch(/以纸质方式（快递）交来的“报送能力评估数据”已由项目办公室录入系统[^]*收到时间：2018年9月19日[^]*录入时间：2018年9月20日/);
  });
});

describe('a deadline that has passed', () => {
  /** That the paper came in time does not matter to the gate. */
  const onPaper = async (id: string, locale = 'zh') => api.call<{ title: string }>('POST', `tasks/${id}/paper/submission`, {
    as: 'staff', headers: { 'accept-language': locale }, body: { submission: await figures(), channel: 'post', receivedAt: '2018-09-19T10:00:00+08:00' },
  });

  test('or is suspended holds for the office too', async () => {
    const { id } = await taskOf(1);
    const assessment = stageId(round.id, 'assessment', 1);
    await applied(world, 'suspend', assessment, { reason: '系统故障' });
    expect(await onPaper(id)).toMatchObject({ status: 409, body: { code: 'GATE_SUSPENDED' } });
    await applied(world, 'resume', assessment);
  });

  test('is told to the desk with what to do: an extension for that society first [C]', async () => {
    const { id } = await taskOf(1);
    await world.inScope((tx) => stepClock(tx, world.realm, Date.parse('2018-10-11T00:00:00+08:00')));
    const refused = await onPaper(id);
    expect(refused).toMatchObject({ status: 422, body: { code: 'PAPER_AFTER_DEADLINE', rule: { document: '000', clause: '§5.1' }, fact: { dueAt: '2018-10-10T16:00:00.000Z' } } });
    expect(refused.body.title).toMatch(/^“示例学会2”的截止时间为2018年10月10日（周三）24:00（含当日），已过，纸质材料未录入。请先为该学会办理延期/);
    expect((await onPaper(id, 'en')).body.title).toMatch(/^The deadline for “示例学会2” was Wednesday 10 October 2018, 24:00 Beijing time[^]*Extend it for this society first/);
  });

  test('and is extended for a society lets the office enter what came in time [C]', async () => {
    const { id, gateId } = await taskOf(2);
    const extension = { dueAt: '2018-10-12T00:00:00+08:00', societyId: round.societies[2]?.id, reason: '材料按时寄达，未及录入' };
    expect((await api.call('POST', `gates/${gateId}/extension`, { as: 'staff', body: extension })).status).toBe(200);
    expect(await onPaper(id)).toMatchObject({ status: 201, body: { at: '2018-10-10T16:00:00.000Z' } });
    expect((await api.call('GET', `tasks/${id}`, { as: 'staff' })).body).toMatchObject({ handedIn: { onPaper: { channel: 'post', receivedAt: '2018-09-19T02:00:00.000Z' } } });
  });

  test('and is sealed takes nothing any more, and cannot be extended [C]', async () => {
    const { id } = await taskOf(1);
    await world.wake(stageId(round.id, 'assessment', 1));
    await world.stepTo('2018-10-11T09:00:00+08:00');
    expect(await onPaper(id)).toMatchObject({ status: 422, body: { code: 'PAPER_AFTER_SEALING', title: expect.stringContaining('也不能再为其延期') } });
  });
});

test('what the office has entered is said beside the figures, and in every explanation that rests on them', async () => {
  const of = `${round.id}:${round.societies[2]?.id}`;
  expect((await api.call('GET', `rounds/${round.id}/assessment/${round.societies[2]?.id}`, { as: 'staff' })).body).toMatchObject({ onPaper: { channel: 'post', receivedAt: '2018-09-19T02:00:00.000Z', enteredBy: 'staff' } });
  const indicator = (await figures()).values[0]?.indicator;
  for (const asked of [`indicator/${of}:${indicator}`, `assessment/${of}`, `shortlist/${of}`]) {
    const { explanation } = (await api.call<Explained>('GET', `explanations/${asked}`, { as: 'staff' })).body;
    expect([asked, explanation.inputs.map(({ name, value }) => [name, value])]).toEqual([asked, expect.arrayContaining([['handedInBy', 'handedIn.office'], ['enteredBy', 'staff']])]);
  }
});
