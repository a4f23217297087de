import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestApi } from './api.js';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());

interface Recorded {
  id: string;
  status: string;
  replaces: string | null;
}

const penalty = { kind: 'penalty', value: { value: '罚款' }, occurredOn: '2017-05-02', asOf: '2018-09-30', issuer: '民政部', provision: '《社会团体登记管理条例》第三十条', document: '民罚字〔2017〕1号' };
const add = (body: unknown, path = '') => api.call<Recorded>('POST', `societies/${api.societyId}/records${path}`, { as: 'staff', body });

test('what is recorded about a society has a source, and the society reads it (000 §5.2)', async () => {
  const added = await add(penalty);
  expect(added.status).toBe(201);
  const listed = await api.call<{ items: unknown[] }>('GET', `societies/${api.societyId}/records`, { as: 'society' });
  expect(listed.body.items).toContainEqual(expect.objectContaining({ id: added.body.id, issuer: '民政部', document: '民罚字〔2017〕1号', occurredOn: '2017-05-02', status: 'active' }));
  expect((await add({ ...penalty, document: '' })).body).toMatchObject({ code: 'INVALID', errors: [{ field: 'document', code: 'too_short' }] });
});

test('the value must fit the kind', async () => {
  expect((await add({ ...penalty, kind: 'award' })).body).toMatchObject({ code: 'INVALID' });
  expect((await add({ ...penalty, kind: 'rumour' })).body).toMatchObject({ code: 'INVALID', errors: [{ field: 'kind' }] });
});

test('a wrong record is corrected or withdrawn, and stays in the history', async () => {
  const wrong = await add(penalty);
  const right = await add({ ...penalty, occurredOn: '2014-05-02' }, `/${wrong.body.id}/corrections`);
  expect(right.body.replaces).toBe(wrong.body.id);
  expect((await add(penalty, `/${wrong.body.id}/corrections`)).status).toBe(404);
  await add({ reason: '来函撤销' }, `/${right.body.id}/withdrawal`);
  const { body } = await api.call<{ items: Recorded[] }>('GET', `societies/${api.societyId}/records`, { as: 'staff' });
  const statusOf = (id: string) => body.items.find((item) => item.id === id)?.status;
  expect([statusOf(wrong.body.id), statusOf(right.body.id)]).toEqual(['corrected', 'withdrawn']);
});

test('a duplicate becomes part of the society that stays, by a decision with a reason; its people act for that one', async () => {
  const duplicate = (await api.call<{ id: string; version: number }>('POST', 'societies', { as: 'staff', body: { code: '1001-2', name: '测试学会（重复）', disciplineGroup: 'science', email: 'twice@example.org' } })).body;
  const account = { email: 'twice@example.org', name: '示例秘书', locale: 'zh', roles: ['society'], societyId: duplicate.id, machine: true };
  const { account: { id: accountId } } = (await api.call<{ account: { id: string } }>('POST', 'accounts', { as: 'administrator', body: account })).body;
  const { token } = (await api.call<{ token: string }>('POST', `accounts/${accountId}/tokens`, { as: 'administrator', body: { label: 't', scopes: ['*'], days: 1 } })).body;
  const merge = (body: unknown, as: 'staff' | 'society' | 'leadership' = 'staff', path = '') => api.call<Record<string, unknown>>('POST', `societies/${duplicate.id}/merge${path}`, { as, body });
  for (const role of ['society', 'leadership'] as const) expect((await merge({ into: api.societyId, reason: '重复' }, role)).status).toBe(403);

  expect((await merge({ into: api.societyId }, 'staff', '/preview')).body).toMatchObject({
    possible: true, obstacles: [], letters: expect.arrayContaining(['twice@example.org']), people: [{ name: '示例秘书', email: 'twice@example.org' }], lines: [{ what: 'people', moves: 1, stays: 0 }],
  });
  expect((await merge({ into: duplicate.id }, 'staff', '/preview')).body).toMatchObject({ possible: false, obstacles: [{ code: 'MERGE_SAME', message: expect.stringContaining('不能并入自身') }] });
  expect((await merge({ into: api.societyId })).body).toMatchObject({ code: 'INVALID', errors: [{ field: 'reason' }] });
  expect(await merge({ into: api.societyId, reason: '同一学会登记了两次' })).toMatchObject({ status: 201, body: { stays: { code: '1001' }, moved: [{ what: 'people', count: 1 }], decidedBy: 'staff' } });
  // The contact of either record, and whoever signed in for the duplicate, each once.
  const told = await api.asOwner<{ recipient: string }>(`SELECT recipient FROM outbox WHERE template = 'societiesMerged' ORDER BY recipient`, []);
  expect(told).toHaveLength(2);
  expect(told).toContainEqual({ recipient: 'twice@example.org' });

  expect((await api.call('GET', `societies/${duplicate.id}`, { as: 'staff' })).body).toMatchObject({ status: 'merged', mergedInto: { id: api.societyId, code: '1001' } });
  expect((await api.call<{ items: unknown[] }>('GET', `societies/${api.societyId}/merges`, { as: 'leadership' })).body.items).toMatchObject([{ duplicate: { code: '1001-2' }, reason: '同一学会登记了两次' }]);
  expect((await api.call('GET', 'me', { token })).body).toMatchObject({ societyId: api.societyId });
  for (const id of [api.societyId, duplicate.id]) expect((await api.call('GET', `societies/${id}/records`, { token })).status).toBe(200);
  // What is history is read, and nothing is added to it.
  const refused = { status: 409, body: { code: 'SOCIETY_MERGED' } };
  expect(await api.call('PATCH', `societies/${duplicate.id}`, { as: 'staff', body: { name: 'x' }, headers: { 'if-match': '2' } })).toMatchObject(refused);
  expect(await api.call('POST', `societies/${duplicate.id}/records`, { as: 'staff', body: penalty })).toMatchObject(refused);
  expect(await api.call('POST', 'accounts', { as: 'administrator', body: { ...account, email: 'x@example.org' } })).toMatchObject(refused);
  expect(await merge({ into: api.societyId, reason: '再来' })).toMatchObject({ status: 409, body: { code: 'MERGED_ALREADY' } });
});

test('every change of a society is in its audit, with the fields but without the contact itself', async () => {
  const before = await api.call<{ version: number }>('GET', `societies/${api.societyId}`, { as: 'society' });
  await api.call('PATCH', `societies/${api.societyId}/contact`, { as: 'society', body: { contact: '赵六', phone: '010-00000000' }, headers: { 'if-match': String(before.body.version) } });
  const rows = await api.asOwner<{ actor: string; body: unknown }>(`SELECT actor, body FROM audit WHERE stream = $1 AND action = 'society.change'`, [`society/${api.societyId}`]);
  expect(rows).toEqual([{ actor: api.accounts.get('society'), body: { fields: ['contact', 'phone'], version: before.body.version + 1 } }]);
});
