import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApi } from './api.js';

let api: TestApi;
const ids = new Map<string, string>();
beforeAll(async () => {
  api = await TestApi.start();
  for (const [code, name, authority] of [['91350100M000100Y43', '示例学会', 'CAST'], ['12100000400000624D', '另一学会', 'CAST'], ['91110108551385082Q', '武汉示例学会', 'WHAST']] as const) {
    const { body } = await api.call<{ id: string }>('POST', 'societies', { as: 'staff', body: { code, name, disciplineGroup: 'science', email: `${code.toLowerCase()}@example.org`, authority } });
    ids.set(code, body.id);
  }
});
afterAll(() => api.stop());

const entry = (ref: string, creditCode: string, name: string, document = '示例处罚决定书') => ({
  ref, creditCode, name, record: { kind: 'penalty', value: { value: '警告' }, occurredOn: '2020-12-15', asOf: '2020-12-31', issuer: '民政部', provision: '示例条例', document },
});
const send = (body: object, as: 'staff' | 'society' = 'staff') => api.call<{ items: { ref: string; outcome: string }[]; errors: unknown }>('POST', 'societies/records/import', { as, body });
const recordsOf = async (code: string) => (await api.call<{ items: { kind: string; status: string; authority: string; asOf: string }[] }>('GET', `societies/${ids.get(code)}/records`, { as: 'staff' })).body.items;

describe('what the Ministry shares (004 §5)', () => {
  test('is matched by credit code and recorded with its own authority and as-of date; the same again changes nothing', async () => {
    const first = await send({ records: [entry('M-1', '91350100M000100Y43', '示例学会')] });
    expect(first).toMatchObject({ status: 201, body: { items: [{ ref: 'M-1', outcome: 'recorded' }] } });
    expect(await recordsOf('91350100M000100Y43')).toMatchObject([{ kind: 'penalty', status: 'active', authority: 'MCA', asOf: '2020-12-31' }]);
    expect((await send({ records: [entry('M-1', '91350100M000100Y43', '示例学会')] })).body.items).toEqual([{ ref: 'M-1', outcome: 'known' }]);
    expect((await send({ records: [entry('M-1', '91350100M000100Y43', '示例学会', '更正文件')] })).body.items).toEqual([{ ref: 'M-1', outcome: 'corrected' }]);
    expect((await recordsOf('91350100M000100Y43')).map(({ status }) => status).sort()).toEqual(['active', 'corrected']);
  });

  test('a wrong check character, a kind that is not shared, and anybody but the office are refused; nothing is recorded', async () => {
    expect(await send({ records: [entry('M-2', '91350100M000100Y44', '示例学会')] })).toMatchObject({ status: 400, body: { errors: [{ field: 'records.0.creditCode', code: 'CREDIT_CODE_CHECK' }] } });
    const flag = { ...entry('M-2', '91350100M000100Y43', '示例学会'), record: { kind: 'flag', value: { value: '其他' }, asOf: '2020-12-31', document: 'd' } };
    expect(await send({ records: [flag] })).toMatchObject({ status: 400, body: { errors: [{ field: 'records.0.record.kind', code: 'KIND_NOT_SHARED' }] } });
    expect((await send({ records: [entry('M-2', '91350100M000100Y43', '示例学会')] }, 'society')).status).toBe(403);
    expect(await recordsOf('91350100M000100Y43')).toHaveLength(2);
  });

  test('code and name that do not go together are for a person; Wuhan’s societies are never reached', async () => {
    const { body } = await send({ records: [entry('M-3', '12100000400000624D', '改名学会'), entry('M-4', '91110108551385082Q', '武汉示例学会')] });
    expect(body.items.map(({ outcome }) => outcome)).toEqual(['disputed', 'disputed']);
    const disputed = await api.call<{ items: { id: string; ref: string; why: string; societyId: string | null }[] }>('GET', 'societies/records/disputed', { as: 'staff' });
    expect(disputed.body.items.map(({ ref, why, societyId }) => [ref, why, societyId])).toEqual([['M-3', 'NAME_DIFFERS', ids.get('12100000400000624D')], ['M-4', 'SOCIETY_UNKNOWN', null]]);
    expect(await recordsOf('12100000400000624D')).toEqual([]);
    const [renamed, wuhan] = disputed.body.items;
    const settle = (id: string | undefined, decision: object) => api.call('POST', `societies/records/disputed/${id}/decision`, { as: 'staff', body: decision });
    expect(await settle(wuhan?.id, { societyId: ids.get('91110108551385082Q'), reason: '同名' })).toMatchObject({ status: 422, body: { code: 'NOT_OF_THIS_AUTHORITY', rule: { document: '004', clause: '§5' } } });
    expect(await settle(wuhan?.id, { societyId: null, reason: '非本会所属' })).toMatchObject({ status: 200, body: { state: 'dismissed' } });
    expect(await settle(renamed?.id, { societyId: ids.get('12100000400000624D'), reason: '已更名' })).toMatchObject({ status: 200, body: { state: 'recorded' } });
    expect(await recordsOf('12100000400000624D')).toMatchObject([{ kind: 'penalty', status: 'active', authority: 'MCA' }]);
    expect((await settle(renamed?.id, { societyId: null, reason: '再次' })).status).toBe(404);
    expect(await recordsOf('91110108551385082Q')).toEqual([]);
  });

  test('an entry that is taken back stays in the history; one that never came is refused', async () => {
    expect(await send({ withdrawn: [{ ref: 'M-1', reason: '复议撤销' }] })).toMatchObject({ status: 201, body: { items: [{ ref: 'M-1', outcome: 'withdrawn' }] } });
    expect((await recordsOf('91350100M000100Y43')).map(({ status }) => status).sort()).toEqual(['corrected', 'withdrawn']);
    expect(await send({ withdrawn: [{ ref: 'M-99', reason: '无' }] })).toMatchObject({ status: 404, body: { errors: [{ field: 'withdrawn.0.ref' }] } });
  });
});
