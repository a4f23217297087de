import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApiProblem, createApiClient, expectAnswer } from '../../apps/api/client.js';
import { openApi } from '../../apps/api/openapi.js';
import { clientTypes } from '../../tools/client-types.mjs';
import { TestApi } from './api.js';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());

test('the generated client is what the API describes (else: npm run client)', async () => {
  expect(await clientTypes(openApi(api.app))).toBe(await readFile('apps/api/client-types.ts', 'utf8'));
});

test('the description is served, names each permission and needs no sign-in', async () => {
  const { body } = await api.call<{ openapi: string; paths: Record<string, Record<string, Record<string, unknown>>> }>('GET', 'openapi.json');
  expect(body.paths['/api/v1/societies']?.['post']?.['x-permission']).toBe('society.manage');
  expect((await api.call<{ text: string }>('GET', 'docs')).body.text).toContain('xuehui API');
});

test('the client creates, reads and gets problems as typed errors', async () => {
  const client = createApiClient({ baseUrl: api.url, token: api.tokenOf('staff'), locale: 'en' });
  const body = { code: '5001', name: '客户端学会', disciplineGroup: 'science', email: 'c@example.org' };
  const post = (key: string) => client.POST('/api/v1/societies', { params: { header: { 'Idempotency-Key': key } }, body });
  const created = await expectAnswer(post(randomUUID()));
  const read = await expectAnswer(client.GET('/api/v1/societies/{id}', { params: { path: { id: created.id } } }));
  expect(read).toEqual(created);
  await expect(expectAnswer(post(randomUUID()))).rejects.toMatchObject({ name: 'ApiProblem', problem: { code: 'CODE_TAKEN', title: 'This code is in use.' } });
  await expect(expectAnswer(post(randomUUID()))).rejects.toBeInstanceOf(ApiProblem);
});
