import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publishShipped } from '../../apps/api/programmes/shipped.js';
import { TestApi } from './api.js';

let api: TestApi;
let source: string;
beforeAll(async () => {
  api = await TestApi.start();
  source = await readFile('programmes/world-class-2018.yaml', 'utf8');
});
afterAll(() => api.stop());

const publish = (text: string) => api.call<{ id: string; key: string }>('POST', 'programmes', { as: 'staff', body: { source: text } });

test('the programmes that come with the system are there after the start, once', async () => {
  expect(await publishShipped(api.pool, 'programmes')).toEqual([]);
  expect(await publishShipped(api.pool, 'programmes')).toEqual([]);
  const { body } = await api.call<{ items: { key: string; version: number }[] }>('GET', 'programmes', { as: 'leadership' });
  expect(body.items.filter((item) => item.key === 'world-class-2018')).toHaveLength(1);
});

test('a published version never changes; a new one has a number of its own', async () => {
  const first = await publish(source);
  expect((await publish(source)).body.id).toBe(first.body.id);
  const changed = source.replace(/^year: .*$/m, 'year: 2019');
  expect((await publish(changed)).body).toMatchObject({ code: 'PROGRAMME_VERSION_EXISTS' });
});

test('a faulty file is refused with every line to repair', async () => {
  const faulty = `${source}\ncolour: red\n`;
  const refused = await publish(faulty);
  expect(refused).toMatchObject({ status: 422, body: { code: 'PROGRAMME_INVALID' } });
  const { body } = await api.call<{ ok: boolean; problems: { line: number; code: string; message: string }[] }>('POST', 'programmes/check', { as: 'staff', body: { source: faulty } });
  expect(body).toMatchObject({ ok: false, problems: [{ line: faulty.split('\n').length - 1, code: 'UNKNOWN_FIELD' }] });
});

test('the preview shows the dates of the source and says that 28 October 2018 is a Sunday (000 §5.2)', async () => {
  const { body } = await publish(source);
  const preview = await api.call<{ entries: { key: string; due: string; lastDay: string }[]; warnings: { code: string; message: string }[] }>('POST', `programmes/${body.id}/timeline`, { as: 'staff', body: {} });
  expect(preview.body.entries.find((entry) => entry.key === 'application')).toMatchObject({ due: '2018-10-28T16:00:00.000Z', lastDay: '2018-10-28' });
  expect(preview.body.warnings.map((warning) => warning.code)).toContain('REST_DAY_FIXED');
});
