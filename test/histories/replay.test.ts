/** Workflows run for three years: today's code must be able to go on with every history that was ever stored here. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import proto from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';

const root = path.resolve(import.meta.dirname, '../..');
const stored = path.join(root, 'test/histories/stored');

test('every stored history, open or closed, replays on the present code', async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const files = (await readdir(stored)).filter((file) => file.endsWith('.json'));
  expect(files.length).toBeGreaterThan(0);
  const histories = await Promise.all(files.map(async (file) => ({
    workflowId: file,
    history: proto.temporal.api.history.v1.History.fromObject(JSON.parse(await readFile(path.join(stored, file), 'utf8')) as Record<string, unknown>),
  })));
  const broken: string[] = [];
  const options = { workflowBundle: { codePath: path.join(root, 'dist/workflow-bundle.js') } };
  for await (const result of Worker.runReplayHistories(options, histories)) {
    if (result.error) broken.push(`${result.workflowId}: ${result.error.message}`);
  }
  expect(broken).toEqual([]);
}, 120_000);

test('the stored histories cover every workflow type', async () => {
  const files = await readdir(stored);
  const index = await readFile(path.join(root, 'workflows/index.ts'), 'utf8');
  const types = [...index.matchAll(/export \{ (\w+) \}/g)].map((match) => match[1]);
  expect(types.filter((type) => !files.some((file) => file.includes(`.${type}.`)))).toEqual([]);
});

test('histories hold ids and process settings only: no name, address or e-mail', async () => {
  for (const file of await readdir(stored)) {
    const payloads = [...(await readFile(path.join(stored, file), 'utf8')).matchAll(/"data":\s*"([A-Za-z0-9+/=]+)"/g)].map((match) => Buffer.from(match[1] ?? '', 'base64').toString('utf8'));
    expect([file, payloads.filter((text) => /@|示例学会|Society \d/.test(text))]).toEqual([file, []]);
  }
});
