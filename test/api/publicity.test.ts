import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
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
const post = (body: object, as: 'staff' | 'leadership') => api.call('POST', `publicity/${stage}/posting`, { as, body });
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
    // Its time has come, but the office has not confirmed its check yet.
    expect(await periods()).toEqual([]);
    expect(await post({}, 'staff')).toMatchObject({ status: 400, body: { errors: [{ field: 'checked' }] } });
    expect(await post({ checked: true }, 'leadership')).toMatchObject({ status: 403 });
    expect(await post({ checked: true }, 'staff')).toMatchObject({ status: 200, body: { countedFrom: '2018-11-07', dueAt: '2018-11-14T16:00:00.000Z' } });
    await world.quiet();
    expect(await periods()).toEqual([expect.objectContaining({ stageId: stage, state: 'open', listed: 2, dueAt: '2018-11-14T16:00:00.000Z' })]);
    const { body } = await api.call<{ entries: Record<string, unknown>[] }>('GET', `publicity/${stage}`, { token: stranger });
    expect(body).toMatchObject({ clause: { document: '000', clause: '§5.3' }, answerWorkingDays: 5, reexamination: { withinWorkingDays: 3 }, countedFrom: '2018-11-07', media: [], notices: [], contact: { hotline: expect.any(String) } });
    expect(body.entries.map((entry) => Object.keys(entry).sort())).toEqual([1, 2].map(() => ['code', 'disciplineGroup', 'name', 'societyId', 'tier', 'tierName']));
    expect(body.entries.map(({ code, tier }) => [code, tier])).toEqual([['S0001', 'tier1'], ['S0002', 'tier2']]);
  });

  test('of a rehearsal is not shown to the live world', async () => {
    expect((await api.call<{ items: Period[] }>('GET', 'publicity')).body.items).toEqual([]);
    expect((await api.call('GET', `publicity/${stage}`)).status).toBe(404);
  });
});

describe('an objection', () => {
  let taken: Awaited<ReturnType<typeof object>>;

  test('is about a society on the list, with grounds', async () => {
    expect(await object({ societyId: randomUUID(), grounds: '没有这家' })).toMatchObject({ status: 404, body: { errors: [{ field: 'societyId' }] } });
    expect(await object({ societyId: societyId(1), grounds: ' ' })).toMatchObject({ status: 400, body: { errors: [{ field: 'grounds' }] } });
    expect(await object({ societyId: societyId(1), grounds: '材料不实', name: '示例人' })).toMatchObject({ status: 400, body: { errors: [{ field: 'contact', code: 'required' }] } });
    expect(await object({ societyId: societyId(1), grounds: '材料不实', anonymous: true })).toMatchObject({ status: 400, body: { errors: [{ field: 'anonymous', code: 'unknown_field' }] } });
  });

  test('about a society that is not on the list is inadmissible: it has a receipt, and is told why (choice)', async () => {
    expect(await object({ societyId: societyId(3), grounds: '不在名单上', name: '示例人', contact: 'other@example.org' })).toMatchObject({ status: 201 });
    await world.quiet();
    const [one] = await objections();
    expect(one).toMatchObject({ state: 'inadmissible', standing: { reason: 'OBJECTION_NOT_ABOUT_LIST', conditions: expect.arrayContaining([{ condition: 'aboutThisList', met: false }]) } });
    expect((await letters(world, 'objectionInadmissible'))[0]).toMatchObject({ recipient: 'other@example.org' });
    expect(await answerTo(one?.id ?? '', { decision: 'upheld', answer: '成立' })).toMatchObject({ status: 409 });
  });

  test('without a name is kept as a lead: it has a receipt, holds nothing up and is not answered', async () => {
    const lead1 = await object({ societyId: societyId(2), grounds: '听说有问题' }, 'lead');
    expect(lead1).toMatchObject({ status: 201, body: { receipt: expect.stringMatching(/^R20181107-/), repeated: false } });
    await world.quiet();
    expect((await object({ societyId: societyId(2), grounds: '听说有问题' }, 'lead')).body).toEqual({ ...lead1.body, repeated: true });
    expect(await object({ societyId: societyId(2), grounds: '另一件事' }, 'lead')).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
    expect((await objections()).filter(({ state }) => state === 'lead')).toEqual([expect.objectContaining({ named: false, society: expect.objectContaining({ code: 'S0002' }) })]);
    expect(await letters(world, 'objectionReceipt')).toHaveLength(1);
    const lead = (await objections()).find(({ state }) => state === 'lead');
    expect(await answerTo(lead?.id ?? '', { decision: 'rejected', answer: '不成立' })).toMatchObject({ status: 409, body: { code: 'OBJECTION_ANSWERED' } });
  });

  test('with name and contact gets its receipt by mail and an answer', async () => {
    taken = await object({ societyId: societyId(1), grounds: '业绩材料不实', name: '示例人', contact: 'objector@example.org' });
    expect(taken.status).toBe(201);
    await world.quiet();
    expect(await letters(world, 'objectionReceipt')).toEqual(expect.arrayContaining([expect.objectContaining({ recipient: 'objector@example.org', params: expect.objectContaining({ receipt: taken.body.receipt }) })]));
    expect((await api.call('GET', `receipts/${taken.body.receipt}`, { token: stranger })).body).toMatchObject({ kind: 'objection', receipt: taken.body.receipt });
  });

  test('hides who objected: from lists, receipts, the audit and the leadership', async () => {
    const named = (await objections()).find((one) => one.named && one.society.code === 'S0001');
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
    const named = (await objections()).find((one) => one.named && one.society.code === 'S0001');
    expect((await api.call('GET', `objections/${named?.id}/objector`, { as: 'discipline' })).body).toEqual({ name: '示例人', contact: 'objector@example.org' });
    const { body } = await api.call<{ items: { action: string; actor: unknown; body: unknown }[] }>('GET', `audit?stream=round/${round.id}`, { as: 'discipline' });
    expect(body.items.filter(({ action }) => action === 'objection.identity.read')).toHaveLength(1);
  });

  test('is answered by the office, once; upheld, the society leaves the list', async () => {
    const named = (await objections()).find((one) => one.named && one.society.code === 'S0001');
    const id = named?.id ?? '';
    expect(await answerTo(id, { decision: 'upheld', answer: '属实' }, 'leadership')).toMatchObject({ status: 403 });
    expect(await answerTo(id, { decision: 'maybe', answer: '属实' })).toMatchObject({ status: 400 });
    expect(await answerTo(id, { decision: 'upheld', answer: '经核实属实' })).toMatchObject({ status: 200, body: { objectionId: id, state: 'upheld' } });
    await world.quiet();
    expect(await answerTo(id, { decision: 'rejected', answer: '又不属实' })).toMatchObject({ status: 409, body: { code: 'OBJECTION_ANSWERED' } });
    expect((await objections()).find((one) => one.id === id)).toMatchObject({ state: 'upheld', answer: '经核实属实' });
    const { body } = await api.call<{ entries: { code: string }[] }>('GET', `publicity/${stage}`, { token: stranger });
    expect(body.entries.map(({ code }) => code)).toEqual(['S0002']);
    expect((await letters(world, 'objectionAnswered'))[0]).toMatchObject({ recipient: 'objector@example.org' });
  });

  test('that was upheld is re-examined once when the society asks, by somebody else; nobody else can ask (choice: 复核)', async () => {
    const ask = (path: string, options: object) => api.call('POST', path, { body: { grounds: '情况有出入' }, ...options });
    const receipt = `receipts/${taken.body.receipt}/re-examination`;
    const who = { name: '示例人', contact: 'objector@example.org', grounds: '不服' };
    expect(await ask(receipt, { token: stranger, body: { ...who, name: '别人' } })).toMatchObject({ status: 404 });
    expect(await ask(receipt, { token: stranger, body: who })).toMatchObject({ status: 409, body: { code: 'REEXAMINATION_NOT_OPEN' } });
    expect(await ask(`publicity/${stage}/re-examination`, { as: 'staff' })).toMatchObject({ status: 403 });
    expect(await ask(`publicity/${stage}/re-examination`, { as: 'society', key: 'again' })).toMatchObject({ status: 201 });
    await world.quiet();
    expect(await ask(`publicity/${stage}/re-examination`, { as: 'society' })).toMatchObject({ status: 409, body: { code: 'REEXAMINED_ALREADY' } });
    const named = (await objections()).find((one) => one.state === 'upheld');
    const decide = (as: 'staff' | 'discipline' | 'society') => api.call('POST', `objections/${named?.id}/re-examination`, { as, body: { decision: 'confirmed', answer: '维持' } });
    expect(await decide('society')).toMatchObject({ status: 403 });
    expect(await decide('staff')).toMatchObject({ status: 409, body: { code: 'REEXAMINER_SAME' } });
    expect(await decide('discipline')).toMatchObject({ status: 200, body: { state: 'confirmed', decision: 'upheld' } });
    await world.quiet();
    expect((await objections()).find((one) => one.id === named?.id)).toMatchObject({ reexamination: { requestedBy: 'society', state: 'confirmed', answer: '维持' } });
    expect(JSON.stringify(await letters(world, 'objectionReexamined'))).toContain('objector@example.org');
  });

  test('after the period is kept as a lead (000 §5.3: 公示期满); leads go from registered to closed, seen by no society', async () => {
    await world.stepTo('2018-11-15T00:00:00+08:00');
    expect(await object({ societyId: societyId(2), grounds: '太晚', name: '示例人', contact: 'late@example.org' })).toMatchObject({ status: 201 });
    expect((await letters(world, 'lateObjectionReceipt'))[0]).toMatchObject({ recipient: 'late@example.org' });
    // Who objects is confidential, in the list of letters too [C].
    const mails = async (query: string) => (await api.call<{ total: number; items: { template: string; society: object | null; recipient: string | null }[] }>('GET', `mails?limit=200${query}`, { as: 'staff' })).body;
    for (const address of ['objector@', 'other@', 'late@']) expect((await mails(`&recipient=${address}`)).total).toBe(0);
    const toObjectors = (await mails('')).items.filter(({ template, society }) => society === null && /^(o|lateO)bjection(?!Received)/.test(template));
    expect(new Set(toObjectors.map(({ recipient }) => recipient))).toEqual(new Set([null]));
    const leads = async (as: 'staff' | 'discipline' | 'society' | 'leadership') => api.call<{ items: { id: string; source: string; state: string }[] }>('GET', `rounds/${round.id}/leads`, { as });
    for (const as of ['society', 'leadership'] as const) expect((await leads(as)).status).toBe(403);
    const { body } = await leads('discipline');
    expect(body.items.map(({ source, state }) => [source, state])).toEqual([['anonymous', 'registered'], ['late', 'registered']]);
    const move = (change: object) => api.call('POST', `leads/${body.items[0]?.id}/moves`, { as: 'discipline', body: change });
    expect(await move({ to: 'answered', note: '跳过核实' })).toMatchObject({ status: 409, body: { code: 'LEAD_CANNOT_MOVE' } });
    expect(await move({ to: 'transferred', note: '移交', transferredTo: '纪检部门' })).toMatchObject({ status: 200, body: { state: 'transferred', version: 2 } });
    expect(await move({ to: 'verified', note: '查无实据', result: 'unfounded' })).toMatchObject({ status: 200, body: { result: 'unfounded' } });
    expect(await move({ to: 'closed', note: '了结' })).toMatchObject({ status: 200, body: { state: 'closed' } });
    const audit = await api.call<{ items: { action: string }[] }>('GET', `audit?stream=lead/${body.items[0]?.id}`, { as: 'discipline' });
    expect(audit.body.items.map(({ action }) => action)).toEqual(['lead.closed', 'lead.verified', 'lead.transferred']);
  });
});

test('between equals in the reserve people say who moves up, with minutes; the next is publicised in a period of its own', async () => {
  const replace = (body: object, as: 'staff' | 'leadership' = 'staff') => api.call('POST', `publicity/${stage}/replacement`, { as, body });
  const choice = { removed: societyId(1), replacement: societyId(4), minutes: '〔2018〕12' };
  expect(await replace(choice, 'leadership')).toMatchObject({ status: 403 });
  expect(await replace({ ...choice, minutes: '' })).toMatchObject({ status: 400, body: { errors: [{ field: 'minutes' }] } });
  expect(await replace({ ...choice, removed: societyId(2) })).toMatchObject({ status: 409, body: { code: 'NOT_REMOVED' } });
  expect(await replace({ ...choice, replacement: societyId(2) })).toMatchObject({ status: 404, body: { errors: [{ field: 'replacement' }] } });
  expect(await replace(choice)).toMatchObject({ status: 200, body: { removed: societyId(1), replacement: 'S0004', minutes: '〔2018〕12' } });
  const seen = async () => (await api.call<{ items: Period[] }>('GET', 'publicity', { as: 'staff' })).body.items;
  const [second, first] = await until(async () => ((await seen()).length === 2 ? seen() : undefined));
  expect([first?.state, second?.state, second?.listed]).toEqual(['ended', 'coming', 1]);
});

test('before the announcement there are no results', async () => {
  expect((await api.call('GET', `results/${round.id}`, { token: stranger })).status).toBe(404);
  expect((await api.call('GET', 'receipts/R20181107-999999', { token: stranger })).status).toBe(404);
  expect(await api.call('GET', 'receipts/1', { token: stranger })).toMatchObject({ status: 400, body: { code: 'INVALID' } });
});
