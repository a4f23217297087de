/** A PostgreSQL of its own for one benchmark: as durable as the real one (fsync), migrated, and gone afterwards. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../apps/cli/local/ports.js';
import { databaseUrl, startPostgres } from '../apps/cli/local/postgres.js';
import { ROOT } from '../apps/cli/local/root.js';
import { migrate } from '../records/migrate.js';
import { APP_ROLE, DATABASE, OWNER_ROLE, ensureDatabase, ensureRoles, withClient } from '../records/roles.js';

export interface BenchDatabase {
  /** As `xuehui_app`, for whom row-level security holds. */
  appUrl: string;
  /** As the superuser, for whom no policy holds: the floor. */
  superuserUrl: string;
}

export async function withDatabase<T>(work: (database: BenchDatabase) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xuehui-bench-'));
  // PostgreSQL may run as another user, who has to enter it.
  await chmod(folder, 0o755);
  const port = { part: 'PostgreSQL', variable: 'TMPDIR', number: await freePort() };
  const passwords = { superuser: 'superuser', owner: 'owner', app: 'app', temporal: 'temporal' };
  const postgres = await startPostgres({ folder: path.join(folder, 'postgres'), port, password: passwords.superuser, logFile: path.join(folder, 'logs', 'postgres.log') });
  try {
    await ensureRoles(postgres.superuserUrl, passwords);
    await withClient(postgres.superuserUrl, (client) => ensureDatabase(client, DATABASE, OWNER_ROLE, [APP_ROLE]));
    const url = (role: string, password: string) => databaseUrl(role, password, postgres.port, DATABASE);
    await migrate(url(OWNER_ROLE, passwords.owner), path.join(ROOT, 'prisma', 'migrations'));
    return await work({ appUrl: url(APP_ROLE, passwords.app), superuserUrl: url('postgres', passwords.superuser) });
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
