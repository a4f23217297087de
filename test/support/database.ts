import { randomBytes } from 'node:crypto';
import { APP_ROLE, OWNER_ROLE, withClient } from '../../records/roles.js';
import { databaseUrl } from '../../apps/cli/local/postgres.js';
import { testServers } from './servers.js';

export interface TestDatabase {
  name: string;
  /** As `xuehui_owner`, who owns the schema. */
  ownerUrl: string;
  /** As `xuehui_app`: what API and worker use. */
  appUrl: string;
  /** Ends its connections and removes it. */
  drop(): Promise<void>;
}

/** A database of its own for a suite, with every migration applied and nothing in it. */
export async function freshDatabase(): Promise<TestDatabase> {
  return createDatabase('TEMPLATE xuehui_template');
}

/** A database without any migration; for tests of the migrator itself. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('');
}

async function createDatabase(source: string): Promise<TestDatabase> {
  const { postgresPort, passwords } = testServers();
  const superuserUrl = databaseUrl('postgres', passwords.superuser, postgresPort, 'postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(superuserUrl, async (client) => {
    await client.query(`CREATE DATABASE ${name} ${source} OWNER ${OWNER_ROLE}`);
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${APP_ROLE}`);
  });
  return {
    name,
    ownerUrl: databaseUrl(OWNER_ROLE, passwords.owner, postgresPort, name),
    appUrl: databaseUrl(APP_ROLE, passwords.app, postgresPort, name),
    drop: () => withClient(superuserUrl, async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}
