import { chmod, mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from '../../apps/cli/local/processes.js';
import { freePort, type Port } from '../../apps/cli/local/ports.js';
import { startPostgres, type Postgres } from '../../apps/cli/local/postgres.js';
import { withClient } from '../../records/roles.js';
import { until } from '../support/poll.js';

let folder: string;
let port: Port;
let running: Postgres | undefined;
const orphans: number[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xuehui-postgres-'));
  await chmod(folder, 0o755);
  port = { part: 'PostgreSQL', variable: 'POSTGRES_PORT', number: await freePort() };
  const first = await start();
  await withClient(first.superuserUrl, (client) => client.query('CREATE TABLE kept (value text)'));
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function start(): Promise<Postgres> {
  running = await startPostgres({
    folder: path.join(folder, 'postgres'),
    port,
    password: 'secret',
    logFile: path.join(folder, 'postgres.log'),
    unsafeButFast: true,
    onOrphan: (pid) => orphans.push(pid),
  });
  return running;
}

const keep = (postgres: Postgres, value: string) => withClient(postgres.superuserUrl, (client) => client.query('INSERT INTO kept VALUES ($1)', [value]));
const kept = (postgres: Postgres) =>
  withClient(postgres.superuserUrl, async (client) => (await client.query<{ value: string }>('SELECT value FROM kept ORDER BY value')).rows.map((row) => row.value));

async function killed(...pids: number[]): Promise<void> {
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await until(() => pids.every((pid) => !isAlive(pid)), { what: 'the killed processes are gone' });
}

test('what was stored is there after a stop and a start', async () => {
  await keep(await start(), 'before the stop');
  await running?.stop();
  expect(await kept(await start())).toContain('before the stop');
});

test('what was committed is there after the postmaster was killed', async () => {
  const postgres = await start();
  await keep(postgres, 'before the kill');
  process.kill(postgres.pid, 'SIGKILL');
  await postgres.exited;
  expect(await kept(await until(start))).toContain('before the kill');
});

test('a postmaster that outlived supervisor and guard is stopped, and the database starts anew', async () => {
  const postgres = await start();
  await keep(postgres, 'before the orphan');
  await killed(postgres.guardPid);
  expect(isAlive(postgres.pid)).toBe(true);

  const next = await start();
  expect(orphans).toContain(postgres.pid);
  expect(isAlive(postgres.pid)).toBe(false);
  expect(next.pid).not.toBe(postgres.pid);
  expect(await kept(next)).toContain('before the orphan');
});

test('it listens on the loopback address only, for 300 connections, in UTC', async () => {
  const postgres = await start();
  const setting = (name: string) =>
    withClient(postgres.superuserUrl, async (client) => (await client.query<{ value: string }>('SELECT current_setting($1) AS value', [name])).rows[0]?.value);
  expect(await setting('listen_addresses')).toBe('127.0.0.1');
  expect(await setting('max_connections')).toBe('300');
  expect(await setting('TimeZone')).toBe('UTC');
});

test('a port that is taken is named, with the variable that changes it', async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(port.number, '127.0.0.1', resolve));
  try {
    await expect(start()).rejects.toThrow(`Port ${port.number} (PostgreSQL) is taken: stop what uses it, or name another port in POSTGRES_PORT.`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
