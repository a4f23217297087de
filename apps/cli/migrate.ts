import path from 'node:path';
import { MigrationError, migrate, pendingMigrations } from '../../records/migrate.js';
import { ROOT } from './local/root.js';

/** `node dist/apps/cli/migrate.js [--status]`: brings the database of DATABASE_OWNER_URL to this version's schema, or lists what is missing. */
const url = process.env.DATABASE_OWNER_URL;
const folder = path.join(ROOT, 'prisma', 'migrations');
const onlyStatus = process.argv.includes('--status');

try {
  if (!url) throw new MigrationError('DATABASE_OWNER_URL is not set');
  const names = onlyStatus ? await pendingMigrations(url, folder) : await migrate(url, folder);
  for (const name of names) console.log(`${onlyStatus ? 'pending' : 'applied'} ${name}`);
  if (names.length === 0) console.log('up to date');
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
