import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestApi } from './api.js';

let api: TestApi;
let round: string;
beforeAll(async () => {
  const consoleFolder = await mkdtemp(path.join(os.tmpdir(), 'xuehui-console-'));
  await writeFile(path.join(consoleFolder, 'index.html'), '<html><head><title>console</title></head><body><div id="root"></div></body></html>');
  api = await TestApi.start({ consoleFolder });
  const source = await readFile('programmes/world-class-2018.yaml', 'utf8');
  const published = await api.call<{ id: string }>('POST', 'programmes', { as: 'staff', body: { source, fileName: 'world-class-2018.yaml' } });
  const draft = await api.call<{ id: string }>('POST', 'rounds', { as: 'staff', body: { programmeVersionId: published.body.id, name: '2027年<b>"专项"</b>', settings: {} } });
  round = draft.body.id;
});
afterAll(() => api.stop());

const html = async (where: string, locale = 'zh') => (await fetch(`${api.url}${where}`, { headers: { 'accept-language': locale } })).text();
const launched = () => api.asOwner(`UPDATE round SET status = 'running', launched_at = now() WHERE id = $1`, [round]);

test('before a round runs there is nothing to read: neither as data nor as a page', async () => {
  expect((await api.call<{ items: unknown[] }>('GET', 'calls')).body.items).toEqual([]);
  expect((await api.call('GET', `calls/${round}`)).status).toBe(404);
  expect(await html(`/calls/${round}`)).toContain('<div id="root"></div>');
  expect(await html('/')).toMatch(/<title>学会资助项目.*<div id="root"><main.*<h1>/s);
});

test('a running round with applications is an open call, also without a notice of its own; the page says so before any script has run', async () => {
  await launched();
  const { body } = await api.call<{ items: Record<string, unknown>[] }>('GET', 'calls');
  expect(body.items).toMatchObject([{ roundId: round, number: null, places: 50, whoMayApply: 'shortlist', dueAt: '2018-10-28T16:00:00.000Z', contacts: { hotline: '010-0000-0000' } }]);
  const detail = await api.call<{ eligibility: { clause: object }[]; form: { sections: unknown[] } }>('GET', `calls/${round}`);
  expect(detail.body.eligibility.map(({ clause }) => clause)).toContainEqual({ document: '000', clause: '§5.2' });
  expect(detail.body.form.sections.length).toBeGreaterThan(0);
  const page = await html('/');
  expect(page).toContain(`<a href="/calls/${round}">2027年&lt;b&gt;&quot;专项&quot;&lt;/b&gt;</a>`);
  expect(page).not.toContain('<b>"专项"');
  const call = await html(`/calls/${round}`, 'en');
  expect(call).toContain('<h2>Eligibility</h2>');
  expect(call).toContain('<title>2027年&lt;b&gt;');
});

test('whom to ring up is public; results and disclosure are, once they have been announced', async () => {
  expect((await api.call<{ items: { contacts: { mailbox: string } }[] }>('GET', 'contacts')).body.items.map(({ contacts }) => contacts.mailbox)).toEqual(['programme-office@example.org']);
  for (const kind of ['results', 'disclosure']) expect((await api.call('GET', `${kind}/${round}`)).status).toBe(404);
  await api.asOwner(`UPDATE round SET status = 'announced', announced_at = now() WHERE id = $1`, [round]);
  expect((await api.call('GET', `disclosure/${round}`)).body).toMatchObject({ roundName: '2027年<b>"专项"</b>', projects: [], sums: { awardedCents: 0, paidCents: 0 } });
  expect(await html(`/disclosure/${round}`)).toContain('<h1>年度公开：2027年&lt;b&gt;');
  expect((await api.call<{ items: unknown[] }>('GET', 'calls')).body.items).toEqual([]);
});

test('the console’s own pages and unknown addresses are the console alone', async () => {
  for (const where of ['/home', '/w/rounds', '/publicity/nothing', `/results/${'0'.repeat(36)}`]) expect(await html(where)).toContain('<div id="root"></div>');
});
