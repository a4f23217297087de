import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { migrate, pendingMigrations, readMigrations } from '../../records/migrate.js';
import { withClient } from '../../records/roles.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await emptyDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'xuehui-migrations-'));
  await write('20260101000000_first', 'CREATE TABLE first (id int PRIMARY KEY);');
  await write('20260201000000_second', 'CREATE TABLE second (id int PRIMARY KEY); INSERT INTO second VALUES (1);');
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

const up = () => migrate(database.ownerUrl, folder);
const tableExists = (name: string) =>
  withClient(database.ownerUrl, async (client) => {
    const found = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [name]);
    return found.rows[0]?.found;
  });

test('what is missing is applied in order of name, once', async () => {
  expect(await pendingMigrations(database.ownerUrl, folder)).toEqual(['20260101000000_first', '20260201000000_second']);
  expect(await up()).toEqual(['20260101000000_first', '20260201000000_second']);
  expect(await up()).toEqual([]);
  expect(await tableExists('second')).toBe(true);
});

test('a migration that was edited after it had been applied is refused', async () => {
  await up();
  await write('20260101000000_first', 'CREATE TABLE first (id bigint PRIMARY KEY);');
  await expect(up()).rejects.toThrow('migration 20260101000000_first was edited after it had been applied');
});

test('a database with a migration that this version does not know is refused', async () => {
  await up();
  await rm(path.join(folder, '20260201000000_second'), { recursive: true });
  await expect(up()).rejects.toThrow('20260201000000_second, which this version does not know');
});

test('a migration that sorts before an applied one is refused', async () => {
  await up();
  await write('20260115000000_late', 'CREATE TABLE late (id int);');
  await expect(up()).rejects.toThrow('migration 20260115000000_late sorts before 20260201000000_second');
  expect(await tableExists('late')).toBe(false);
});

test('a migration that fails leaves nothing behind and may be mended', async () => {
  await write('20260301000000_third', 'CREATE TABLE third (id int); SELECT 1/0;');
  await expect(up()).rejects.toThrow('migration 20260301000000_third failed: division by zero');
  expect(await tableExists('third')).toBe(false);
  await write('20260301000000_third', 'CREATE TABLE third (id int);');
  expect(await up()).toEqual(['20260301000000_third']);
});

test('a migration without a transaction that fails must be looked at by a person', async () => {
  await write('20260301000000_third', '-- no-transaction\nSELECT 1/0;');
  await expect(up()).rejects.toThrow('division by zero');
  await expect(up()).rejects.toThrow('migration 20260301000000_third was interrupted (division by zero)');
});

test('two migrators at the same time apply each migration once', async () => {
  const applied = await Promise.all([up(), up()]);
  expect(applied.flat()).toEqual(['20260101000000_first', '20260201000000_second']);
});

test("the project's own migrations all have a file, and apply to an empty database", async () => {
  const own = path.resolve('prisma/migrations');
  const names = (await readMigrations(own)).map((migration) => migration.name);
  expect(await migrate(database.ownerUrl, own)).toEqual(names);
});
