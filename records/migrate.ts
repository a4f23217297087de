import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

/** Prisma's own engine takes this advisory lock too: the two never migrate at the same time. */
const PRISMA_LOCK = 72707369;

/** Prisma's own table, so that `prisma migrate deploy` and `prisma migrate status` agree with us. */
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file's bytes, in hex. */
  checksum: string;
}

interface AppliedRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  logs: string | null;
}

/** Why a database cannot be brought to this code's schema; the message is one sentence for an administrator. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

export interface MigrateOptions {
  /** How long another migrator may hold the lock, in milliseconds. */
  lockTimeoutMs?: number;
  log?: (line: string) => void;
}

/** Applies what is missing, in order, and returns the names applied. `url` must be the owner's. */
export async function migrate(url: string, directory: string, options: MigrateOptions = {}): Promise<string[]> {
  const known = await readMigrations(directory);
  return underLock(url, options.lockTimeoutMs ?? 60_000, async (client) => {
    await client.query(CREATE_TABLE);
    const missing = pending(known, await appliedRows(client));
    for (const migration of missing) {
      await apply(client, migration);
      options.log?.(migration.name);
    }
    return missing.map((migration) => migration.name);
  });
}

/** The names that `migrate` would apply; changes nothing. */
export async function pendingMigrations(url: string, directory: string): Promise<string[]> {
  const known = await readMigrations(directory);
  return underLock(url, 60_000, async (client) => pending(known, await appliedRows(client)).map((migration) => migration.name));
}

export async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(path.join(directory, name, 'migration.sql'));
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

async function underLock<T>(url: string, timeoutMs: number, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'xuehui-migrate' });
  await client.connect();
  try {
    await client.query(`SET lock_timeout = ${Math.trunc(timeoutMs)}`);
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query('SET lock_timeout = 0');
    return await work(client);
  } finally {
    // Ending the session frees the lock, whatever happened.
    await client.end();
  }
}

async function appliedRows(client: pg.Client): Promise<AppliedRow[]> {
  const table = await client.query<{ found: boolean }>(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS found`);
  if (!table.rows[0]?.found) return [];
  const rows = await client.query<AppliedRow>(
    'SELECT migration_name, checksum, finished_at, logs FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at',
  );
  return rows.rows;
}

/** What is known and not applied; refuses a history that this code's folder cannot explain. */
function pending(known: Migration[], applied: AppliedRow[]): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    if (row.finished_at === null) {
      throw new MigrationError(
        `migration ${row.migration_name} was interrupted (${row.logs ?? 'no message'}): repair the schema, then set rolled_back_at or finished_at in _prisma_migrations`,
      );
    }
    const migration = byName.get(row.migration_name);
    if (!migration) throw new MigrationError(`the database has migration ${row.migration_name}, which this version does not know: it is older than the database`);
    if (migration.checksum !== row.checksum) throw new MigrationError(`migration ${migration.name} was edited after it had been applied`);
  }
  const names = new Set(applied.map((row) => row.migration_name));
  const missing = known.filter((migration) => !names.has(migration.name));
  const last = [...names].sort().at(-1) ?? '';
  const late = missing.find((migration) => migration.name < last);
  if (late) throw new MigrationError(`migration ${late.name} sorts before ${last}, which is already applied`);
  return missing;
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  // Some statements, such as CREATE INDEX CONCURRENTLY, refuse a transaction; the file says so.
  const inTransaction = !/^--\s*no-transaction\b/m.test(migration.sql);
  const id = randomUUID();
  await client.query('INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)', [id, migration.checksum, migration.name]);
  try {
    if (inTransaction) await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query('UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id]);
    if (inTransaction) await client.query('COMMIT');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (inTransaction) await client.query('ROLLBACK');
    // A rolled back transaction left nothing behind: its row is history only. Otherwise a person must look.
    const rolledBack = inTransaction ? ', rolled_back_at = now()' : '';
    await client.query(`UPDATE "_prisma_migrations" SET logs = $2${rolledBack} WHERE id = $1`, [id, message]);
    throw new MigrationError(`migration ${migration.name} failed: ${message}`, { cause: error });
  }
}
