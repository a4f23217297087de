import { z } from 'zod';
import { APP_ROLE, DATABASE, OWNER_ROLE, ensureDatabase, ensureRoles, withClient } from '../../records/roles.js';

/**
 * `node dist/apps/cli/prepare-database.js`: makes roles and databases on a PostgreSQL server, as its superuser. Once per
 * installation, and again after a change of a password; the migrations come after it.
 */
const Settings = z.object({
  SUPERUSER_URL: z.url(),
  OWNER_PASSWORD: z.string().min(12),
  APP_PASSWORD: z.string().min(12),
  TEMPORAL_PASSWORD: z.string().min(12),
});

const settings = Settings.safeParse(process.env);
if (!settings.success) {
  console.error(settings.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  process.exit(1);
}
const { SUPERUSER_URL, OWNER_PASSWORD, APP_PASSWORD, TEMPORAL_PASSWORD } = settings.data;
await ensureRoles(SUPERUSER_URL, { owner: OWNER_PASSWORD, app: APP_PASSWORD, temporal: TEMPORAL_PASSWORD });
await withClient(SUPERUSER_URL, (client) => ensureDatabase(client, DATABASE, OWNER_ROLE, [APP_ROLE]));
console.log('roles and databases are there');
