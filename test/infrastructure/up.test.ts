import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../apps/cli/local/root.js';
import { secretsOf } from '../../apps/cli/local/data-folder.js';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(path.join(os.tmpdir(), 'xuehui-up-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

interface Outcome {
  code: number | null;
  output: string;
}

/** Runs the supervisor to its end; only for starts that are refused. */
function up(environment: Record<string, string>): Promise<Outcome> {
  const env = { PATH: process.env.PATH, XUEHUI_DATA: data, XUEHUI_TEMPORAL_HOST: '/bin/false', ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(ROOT, 'dist', 'apps', 'cli', 'up.js')], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

/** One sentence in both languages, no stack. */
function expectRefusal({ code, output }: Outcome, sentence: string): void {
  expect(code).toBe(1);
  expect(output).toContain(sentence);
  expect(output).not.toMatch(/^\s+at /m);
}

test('a port that is taken stops the start with one sentence that names it and how to change it', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    expectRefusal(await up({ PORT: String(port) }), `Port ${port} (API) is taken: stop what uses it, or name another port in PORT.`);
  } finally {
    server.close();
  }
});

test('a port that is none is refused', async () => {
  expectRefusal(await up({ SMTP_PORT: 'mail' }), 'SMTP_PORT must be a port from 1 to 65535, but is “mail”.');
});

test('a data folder that another process uses is refused', async () => {
  await mkdir(data, { recursive: true });
  await writeFile(path.join(data, 'lock'), String(process.pid));
  expectRefusal(await up({}), `in use by process ${process.pid}`);
});

test("an address of the database without the owner's is refused", async () => {
  expectRefusal(await up({ DATABASE_URL: 'postgresql://somewhere' }), 'DATABASE_URL and DATABASE_OWNER_URL must be given together.');
});

test('a data folder that cannot be made is refused', async () => {
  await writeFile(path.join(data, 'file'), '');
  expectRefusal(await up({ XUEHUI_DATA: path.join(data, 'file', 'folder') }), 'cannot be written');
});

test('the secrets are made once and can be read by their owner only', async () => {
  const secrets = secretsOf(data);
  expect(secretsOf(data)).toEqual(secrets);
  expect(new Set(Object.values(secrets)).size).toBe(5);
  expect((await stat(path.join(data, 'secrets.json'))).mode & 0o777).toBe(0o600);
});
