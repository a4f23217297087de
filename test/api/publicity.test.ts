import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { letters, rows } from '../workflows/acting.js';
import { type JumpedRound, launchBefore } from '../workflows/jumping.js';
import { openWorld, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import { until } from '../support/poll.js';
import { addPerson } from './people.js';

let world: World;
let api: TestApi;
let round: JumpedRound;
/** Of somebody without any role: in a rehearsal the public comes by token. */
let stranger: string;
beforeAll(async () => {
  // The day before the list is posted.
  world = await openWorld('2018-11-06T12:00:00+08:00');
  round = await launchBefore(world, 'publicity', { societies: 4, tiers: ['tier1', 'tier2'], ranks: [1, 2, 3, 3] });
  api = await TestApi.on(world);
  const nobody = await addPerson(world, 'finance');
  await world.inScope((tx) => tx.query('DELETE FROM membership WHERE account_id = $1', [nobody.accountId]));
  stranger = nobody.token;
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

interface Period {
  stageId: string;
  state: string;
  listed: number;
}
interface Objection {
  id: string;
  named: boolean;
  state: string;
  society: { code: string };
  answer: string | null;
}

const periods = async () => (await api.call<{ items: Period[] }>('GET', 'publicity', { token: stranger })).body.items;
const societyId = (n: number) => round.societies[n - 1]?.id ?? '';
const objections = async () => (await api.call<{ items: Objection[] }>('GET', `rounds/${round.id}/objections`, { as: 'staff' })).body.items;
const answerTo = (id: string, body: object, as: 'staff' | 'leadership' = 'staff') => api.call('POST', `objections/${id}/answer`, { as, body });
let stage = '';
const object = (body: object, key?: string) => api.call<{ receipt: string; repeated: boolean }>('POST', `publicity/${stage}/objections`, { token: stranger, body, key });

describe('the list', () => {
  test('is the office’s alone until it is posted', async () => {
    expect(await periods()).toEqual([]);
    const { body } = await api.call<{ items: Period[] }>('GET', 'publicity', { as: 'staff' });
    expect(body.items).toEqual([expect.objectContaining({ state: 'coming', listed: 2 })]);
    stage = body.items[0]?.stageId ?? '';
    expect((await api.call('GET', `publicity/${stage}`, { token: stranger })).status).toBe(404);
    expect((await api.call('GET', `publicity/${stage}`, { as: 'society' })).status).toBe(404);
    expect((await object({ societyId: societyId(1), grounds: '太早' })).status).toBe(404);
  });

  test('is then anybody’s: names and tiers, no ranks and no scores (000 §5.3)', async () => {
    await world.stepTo('2018-11-07T09:00:00+08:00');
    expect(await periods()).toEqual([expect.objectContaining({ stageId: stage, state: 'open', listed: 2, dueAt: '2018-11-14T16:00:00.000Z' })]);
    const { body } = await api.call<{ entries: Record<string, unknown>[] }>('GET', `publicity/${stage}`, { token: stranger });
    expect(body).toMatchObject({ clause: { document: '000', clause: '§5.3' }, answerWorkingDays: 5, contact: { hotline: expect.any(String) } });
    expect(body.entries.map((entry) => Object.keys(entry).sort())).toEqual([1, 2].map(() => ['code', 'disciplineGroup', 'name', 'societyId', 'tier', 'tierName']));
    expect(body.entries.map(({ code, tier }) => [code, tier])).toEqual([['S0001', 'tier1'], ['S0002', 'tier2']]);
  });

  test('of a rehearsal is not shown to the live world', async () => {
    expect((await api.call<{ items: Period[] }>('GET', 'publicity')).body.items).toEqual([]);
    expect((await api.call('GET', `publicity/${stage}`)).status).toBe(404);
  });
});

describe('an objection', () => {
  test('is about a society on the list, with grounds', async () => {
    expect(await object({ societyId: societyId(3), grounds: '不在名单上' })).toMatchObject({ status: 409, body: { code: 'NOT_PUBLICISED', errors: [{ field: 'societyId' }] } });
    expect(await object({ societyId: societyId(1), grounds: ' ' })).toMatchObject({ status: 400, body: { errors: [{ field: 'grounds' }] } });
    expect(await object({ societyId: societyId(1), grounds: '材料不实', name: '示例人' })).toMatchObject({ status: 400, body: { errors: [{ field: 'contact', code: 'required' }] } });
    expect(await object({ societyId: societyId(1), grounds: '材料不实', anonymous: true })).toMatchObject({ status: 400, body: { errors: [{ field: 'anonymous', code: 'unknown_field' }] } });
  });

  test('without a name is kept as a lead: it has a receipt, holds nothing up and is not answered', async () => {
    const taken = await object({ societyId: societyId(2), grounds: '听说有问题' }, 'lead');
    expect(taken).toMatchObject({ status: 201, body: { receipt: expect.stringMatching(/^R20181107-/), repeated: false } });
    await world.quiet();
    expect((await object({ societyId: societyId(2), grounds: '听说有问题' }, 'lead')).body).toEqual({ ...taken.body, repeated: true });
    expect(await object({ societyId: societyId(2), grounds: '另一件事' }, 'lead')).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
    expect(await objections()).toEqual([expect.objectContaining({ named: false, state: 'lead', society: expect.objectContaining({ code: 'S0002' }) })]);
    expect(await letters(world, 'objectionReceipt')).toEqual([]);
    const [lead] = await objections();
    expect(await answerTo(lead?.id ?? '', { decision: 'rejected', answer: '不成立' })).toMatchObject({ status: 409, body: { code: 'OBJECTION_ANSWERED' } });
  });

  test('with name and contact gets its receipt by mail and an answer', async () => {
    const taken = await object({ societyId: societyId(1), grounds: '业绩材料不实', name: '示例人', contact: 'objector@example.org' });
    expect(taken.status).toBe(201);
    await world.quiet();
    expect((await letters(world, 'objectionReceipt'))[0]).toMatchObject({ recipient: 'objector@example.org', params: { receipt: taken.body.receipt } });
    expect((await api.call('GET', `receipts/${taken.body.receipt}`, { token: stranger })).body).toMatchObject({ kind: 'objection', receipt: taken.body.receipt });
  });

  test('hides who objected: from lists, receipts, the audit and the leadership', async () => {
    const named = (await objections()).find((one) => one.named);
    const seen = [
      await api.call('GET', `rounds/${round.id}/objections`, { as: 'staff' }), await api.call('GET', `rounds/${round.id}/dossier`, { as: 'leadership' }),
      await api.call('GET', `publicity/${stage}`, { token: stranger }), await api.call('GET', `audit?stream=round/${round.id}`, { as: 'discipline' }),
    ];
    expect(JSON.stringify(seen.map(({ body }) => body))).not.toMatch(/示例人|objector@example\.org/);
    for (const as of ['leadership', 'administrator', 'society'] as const) expect((await api.call('GET', `objections/${named?.id}/objector`, { as })).status).toBe(403);
    // Also the account that sent it: facts of objections are nobody's.
    const principals = await rows<{ principal: string }>(world, `SELECT DISTINCT principal FROM fact WHERE kind = 'objection'`);
    expect(await rows(world, 'SELECT id FROM account WHERE id = ANY($1::uuid[])', [principals.map(({ principal }) => principal)])).toEqual([]);
  });

  test('shows it to those who answer and to the discipline office, and every look is recorded', async () => {
    const named = (await objections()).find((one) => one.named);
    expect((await api.call('GET', `objections/${named?.id}/objector`, { as: 'discipline' })).body).toEqual({ name: '示例人', contact: 'objector@example.org' });
    const { body } = await api.call<{ items: { action: string; actor: unknown; body: unknown }[] }>('GET', `audit?stream=round/${round.id}`, { as: 'discipline' });
    expect(body.items.filter(({ action }) => action === 'objection.identity.read')).toHaveLength(1);
  });

  test('is answered by the office, once; upheld, the society leaves the list', async () => {
    const named = (await objections()).find((one) => one.named);
    const id = named?.id ?? '';
    expect(await answerTo(id, { decision: 'upheld', answer: '属实' }, 'leadership')).toMatchObject({ status: 403 });
    expect(await answerTo(id, { decision: 'maybe', answer: '属实' })).toMatchObject({ status: 400 });
    expect(await answerTo(id, { decision: 'upheld', answer: '经核实属实' })).toMatchObject({ status: 200, body: { objectionId: id, state: 'upheld' } });
    await world.quiet();
    expect(await answerTo(id, { decision: 'rejected', answer: '又不属实' })).toMatchObject({ status: 409, body: { code: 'OBJECTION_ANSWERED' } });
    expect((await objections()).find((one) => one.id === id)).toMatchObject({ state: 'upheld', answer: '经核实属实' });
    const { body } = await api.call<{ entries: { code: string }[] }>('GET', `publicity/${stage}`, { token: stranger });
    expect(body.entries.map(({ code }) => code)).toEqual(['S0002']);
    expect(await object({ societyId: societyId(1), grounds: '迟到的异议' })).toMatchObject({ status: 409, body: { code: 'NOT_PUBLICISED' } });
    expect((await letters(world, 'objectionAnswered'))[0]).toMatchObject({ recipient: 'objector@example.org' });
  });

  test('is not taken after the period (000 §5.3: 公示期满)', async () => {
    await world.stepTo('2018-11-15T00:00:00+08:00');
    expect(await object({ societyId: societyId(2), grounds: '太晚' })).toMatchObject({ status: 409, body: { code: 'DEADLINE_PASSED', rule: { document: '000', clause: '§5.3' } } });
  });
});

test('between equals in the reserve people say who moves up, with minutes; the next is publicised in a period of its own', async () => {
  const replace = (body: object, as: 'staff' | 'leadership' = 'staff') => api.call('POST', `publicity/${stage}/replacement`, { as, body });
  const choice = { removed: societyId(1), replacement: societyId(4), minutes: '〔2018〕12' };
  expect(await replace(choice, 'leadership')).toMatchObject({ status: 403 });
  expect(await replace({ ...choice, minutes: '' })).toMatchObject({ status: 400, body: { errors: [{ field: 'minutes' }] } });
  expect(await replace({ ...choice, replacement: societyId(2) })).toMatchObject({ status: 404, body: { errors: [{ field: 'replacement' }] } });
  expect(await replace(choice)).toMatchObject({ status: 200, body: { removed: societyId(1), replacement: 'S0004', minutes: '〔2018〕12' } });
  const [second, first] = await until(async () => ((await periods()).length === 2 ? periods() : undefined));
  expect([first?.state, second?.state, second?.listed]).toEqual(['ended', 'open', 1]);
});

test('before the announcement there are no results', async () => {
  expect((await api.call('GET', `results/${round.id}`, { token: stranger })).status).toBe(404);
  expect((await api.call('GET', 'receipts/R20181107-999999', { token: stranger })).status).toBe(404);
  expect(await api.call('GET', 'receipts/1', { token: stranger })).toMatchObject({ status: 400, body: { code: 'INVALID' } });
});
