import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApi } from './api.js';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());

const society = (code: string) => ({ code, name: '中国测试学会', disciplineGroup: 'science', email: 'a@example.org' });

interface Problem {
  type: string;
  title: string;
  code: string;
  status: number;
  errors?: { field: string; code: string; message: string }[];
}

describe('what a request may hold', () => {
  test('a field that the contract does not name is refused, with the field', async () => {
    const answer = await api.call<Problem>('POST', 'societies', { as: 'staff', body: { ...society('2001'), colour: 'red' } });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'INVALID', status: 400, type: 'urn:xuehui:problem:invalid', errors: [{ field: 'colour', code: 'unknown_field', message: '没有这一项。' }] });
  });

  test('no answer is kept by a browser or a proxy: the next one there may be somebody else', async () => {
    for (const route of ['me', 'calls', 'societies', 'no-such-route']) {
      const { headers } = await api.call('GET', route, { as: 'staff' });
      expect([route, headers.get('cache-control')]).toEqual([route, 'no-store']);
    }
  });

  test('every wrong field is told at once, in the language asked for', async () => {
    const answer = await api.call<Problem>('POST', 'societies', { as: 'staff', body: { name: '', disciplineGroup: 7, email: 'nobody' }, headers: { 'accept-language': 'en-GB,en;q=0.9' } });
    expect(answer.body.errors).toEqual([
      { field: 'code', code: 'required', message: 'Required.' },
      { field: 'name', code: 'too_short', message: 'Too short; at least 1.' },
      { field: 'disciplineGroup', code: 'wrong_type', message: 'Wrong type; string is expected.' },
      { field: 'email', code: 'wrong_format', message: 'Wrong format (email).' },
    ]);
  });

  test('an unknown query field is refused, also on a route that takes none', async () => {
    expect((await api.call<Problem>('GET', 'societies?colour=red', { as: 'staff' })).body).toMatchObject({ code: 'INVALID', errors: [{ field: 'colour' }] });
    expect((await api.call<Problem>('GET', 'me?colour=red', { as: 'staff' })).body).toMatchObject({ code: 'INVALID', errors: [{ field: 'colour' }] });
  });

  test('a body on a route that takes none is refused', async () => {
    const answer = await api.call<Problem>('DELETE', `tokens/${randomUUID()}`, { as: 'administrator', body: { really: true } });
    expect(answer.body).toMatchObject({ code: 'INVALID', errors: [{ field: 'really' }] });
  });

  test('malformed JSON is told as such', async () => {
    expect(await api.call('POST', 'societies', { as: 'staff', body: '{"code":' })).toMatchObject({ status: 400, body: { code: 'MALFORMED_BODY' } });
  });

  test('more than 1 MB is refused', async () => {
    const answer = await api.call('POST', 'societies', { as: 'staff', body: { ...society('2002'), name: 'x'.repeat(1024 * 1024) } });
    expect(answer).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
  });

  test('a form is not JSON', async () => {
    const answer = await api.call('POST', 'societies', { as: 'staff', body: 'code=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(answer).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_BODY' } });
  });

  test('an unknown path and a path that is no id are problems too', async () => {
    expect(await api.call('GET', 'nothing-here', { as: 'staff' })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await api.call('GET', 'societies/one', { as: 'staff' })).toMatchObject({ status: 400, body: { code: 'INVALID', errors: [{ field: 'id' }] } });
  });
});

describe('a request sent twice', () => {
  test('needs a key', async () => {
    expect(await api.call('POST', 'societies', { as: 'staff', body: society('2003'), headers: { 'idempotency-key': '' } })).toMatchObject({ status: 400, body: { code: 'KEY_MISSING' } });
    expect(await api.call('POST', 'societies', { as: 'staff', body: society('2003'), key: 'with a space' })).toMatchObject({ status: 400, body: { code: 'KEY_INVALID' } });
  });

  test('creates once and answers the same', async () => {
    const first = await api.call('POST', 'societies', { as: 'staff', body: society('2004'), key: 'once' });
    const { email, ...rest } = society('2004');
    const second = await api.call('POST', 'societies', { as: 'staff', body: { email, ...rest }, key: 'once' });
    expect(first.status).toBe(201);
    expect(second).toMatchObject({ status: 201, body: first.body });
  });

  test('creates once also when both come at the same moment', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => api.call('POST', 'societies', { as: 'staff', body: society('2005'), key: 'same-moment' })));
    expect(a?.status).toBe(201);
    expect(b?.body).toEqual(a?.body);
  });

  test('with another body under the same key is refused', async () => {
    await api.call('POST', 'societies', { as: 'staff', body: society('2006'), key: 'reused' });
    expect(await api.call('POST', 'societies', { as: 'staff', body: society('2007'), key: 'reused' })).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
  });

  test('may use the same key again after a refusal: nothing was done', async () => {
    await api.call('POST', 'societies', { as: 'staff', body: society('2008'), key: 'taken' });
    const refused = await api.call<Problem>('POST', 'societies', { as: 'staff', body: society('2008'), key: 'second' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'CODE_TAKEN', errors: [{ field: 'code' }] } });
    expect((await api.call('POST', 'societies', { as: 'staff', body: society('2009'), key: 'second' })).status).toBe(201);
  });
});

describe('two people edit the same society', () => {
  test('the second one is told, and nothing is overwritten', async () => {
    const { body } = await api.call<{ id: string; version: number }>('POST', 'societies', { as: 'staff', body: society('2010') });
    const read = await api.call('GET', `societies/${body.id}`, { as: 'staff' });
    const seen = read.headers.get('etag') ?? '';
    expect(seen).toBe('"1"');
    expect((await api.call('PATCH', `societies/${body.id}`, { as: 'staff', body: { name: '甲' }, headers: { 'if-match': seen } })).status).toBe(200);
    expect(await api.call('PATCH', `societies/${body.id}`, { as: 'staff', body: { name: '乙' }, headers: { 'if-match': seen } })).toMatchObject({ status: 412, body: { code: 'CONFLICT_VERSION' } });
    expect(await api.call('PATCH', `societies/${body.id}`, { as: 'staff', body: { name: '乙' } })).toMatchObject({ status: 428, body: { code: 'VERSION_MISSING' } });
    expect((await api.call('GET', `societies/${body.id}`, { as: 'staff' })).body).toMatchObject({ name: '甲', version: 2 });
  });
});

test('a list goes on where the page before ended, also when rows come in between', async () => {
  for (const code of ['P1', 'P3', 'P5']) await api.call('POST', 'societies', { as: 'staff', body: { ...society(code), name: '分页学会' } });
  interface List {
    items: { code: string }[];
    next: string | null;
    total: number;
  }
  const list = (cursor: string) => api.call<List>('GET', `societies?search=${encodeURIComponent('分页')}&limit=2${cursor}`, { as: 'staff' });
  const first = await list('');
  expect(first.body).toMatchObject({ items: [{ code: 'P1' }, { code: 'P3' }], total: 3 });
  await api.call('POST', 'societies', { as: 'staff', body: { ...society('P2'), name: '分页学会' } });
  const second = await list(`&cursor=${first.body.next ?? ''}`);
  expect(second.body).toMatchObject({ items: [{ code: 'P5' }], next: null });
  expect((await list('&cursor=bm90LW91cnM')).body).toMatchObject({ code: 'INVALID' });
});

test('a list is sorted by the server, names by their sound, and a cursor belongs to its order', async () => {
  // By sound: an (安), bei (北), zhong (中). By code point 中 comes first.
  for (const [code, name] of [['Q1', '中排序'], ['Q2', '安排序'], ['Q3', '北排序'], ['Q4', '安排序']] as const) await api.call('POST', 'societies', { as: 'staff', body: { ...society(code), name } });
  const list = (query: string) => api.call<{ items: { code: string }[]; next: string | null }>('GET', `societies?search=${encodeURIComponent('排序')}&limit=2${query}`, { as: 'staff' });
  const pages = async (sort: string) => {
    const first = await list(`&sort=${sort}`);
    const second = await list(`&sort=${sort}&cursor=${first.body.next ?? ''}`);
    expect(second.body.next).toBeNull();
    return [...first.body.items, ...second.body.items].map(({ code }) => code);
  };
  expect(await pages('name')).toEqual(['Q2', 'Q4', 'Q3', 'Q1']);
  expect(await pages('-name')).toEqual(['Q1', 'Q3', 'Q4', 'Q2']);
  expect(await pages('-code')).toEqual(['Q4', 'Q3', 'Q2', 'Q1']);
  const byName = await list('&sort=name');
  expect((await list(`&sort=code&cursor=${byName.body.next ?? ''}`)).body).toMatchObject({ code: 'INVALID' });
  expect((await list('&sort=secret')).body).toMatchObject({ code: 'INVALID', errors: [{ field: 'sort' }] });
});

test('health tells database and Temporal apart', async () => {
  expect((await api.call('GET', '/healthz')).body).toEqual({ status: 'up', database: 'up', temporal: 'up' });
  const alone = await TestApi.start({ temporalAddress: '127.0.0.1:1' });
  // 200: what societies hand in is taken meanwhile.
  expect(await alone.call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'up', temporal: 'down' } });
  await alone.stop();
});
