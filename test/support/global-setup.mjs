// One PostgreSQL (without fsync) and one Temporal for a whole run of Jest, on free ports, in a temporary folder.
// Jest loads this file natively, so it uses the compiled start-up code; test/support/servers.ts reads what it leaves behind.
import { existsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ROOT, run } from '../../tools/command.mjs';
import { temporalHost } from '../../tools/temporal-host.mjs';
import tearDown from './global-teardown.mjs';

const compiled = (file) => import(path.join(ROOT, 'dist', file));

export default async function setUp() {
  await compile();
  try {
    await startServers();
  } catch (error) {
    // Jest does not tear down after a set-up that failed.
    await tearDown();
    throw error;
  }
}

async function startServers() {
  const { startPostgres } = await compiled('apps/cli/local/postgres.js');
  const { freePort } = await compiled('apps/cli/local/ports.js');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xuehui-test-'));
  globalThis.xuehuiTestServers = { folder };
  // PostgreSQL may run as another user, who has to enter it.
  await chmod(folder, 0o755);
  const port = async (part) => ({ part, variable: 'TMPDIR', number: await freePort() });
  const log = (name) => path.join(folder, 'logs', `${name}.log`);

  const passwords = { superuser: 'superuser', owner: 'owner', app: 'app', temporal: 'temporal' };
  const postgres = await startPostgres({ folder: path.join(folder, 'postgres'), port: await port('PostgreSQL'), password: passwords.superuser, logFile: log('postgres'), unsafeButFast: true });
  globalThis.xuehuiTestServers.postgres = postgres;
  await makeTemplate(postgres, passwords);
  const temporal = await startTemporalOn(postgres, passwords, port, folder, log('temporal'));
  globalThis.xuehuiTestServers.temporal = temporal;
  process.env.XUEHUI_TEST_SERVERS = JSON.stringify({ folder, postgresPort: postgres.port, passwords, temporalAddress: temporal.address, temporalUiUrl: temporal.uiUrl });
}

/** A migrated database that `freshDatabase` clones: 50 ms instead of all migrations. */
async function makeTemplate(postgres, passwords) {
  const { APP_ROLE, OWNER_ROLE, ensureDatabase, ensureRoles, withClient } = await compiled('records/roles.js');
  const { databaseUrl } = await compiled('apps/cli/local/postgres.js');
  const { migrate } = await compiled('records/migrate.js');
  await ensureRoles(postgres.superuserUrl, passwords);
  await withClient(postgres.superuserUrl, (client) => ensureDatabase(client, 'xuehui_template', OWNER_ROLE, [APP_ROLE]));
  await migrate(databaseUrl(OWNER_ROLE, passwords.owner, postgres.port, 'xuehui_template'), path.join(ROOT, 'prisma', 'migrations'));
}

async function startTemporalOn(postgres, passwords, port, folder, logFile) {
  const { startTemporal, temporalProgram } = await compiled('apps/cli/local/temporal.js');
  const environment = process.env.XUEHUI_TEMPORAL_HOST || process.env.XUEHUI_TEMPORAL_CLI ? process.env : await temporalHost((line) => console.error(line));
  // Suites that start a system of their own use the same program.
  Object.assign(process.env, environment);
  return startTemporal({
    program: temporalProgram(environment),
    port: await port('Temporal'),
    uiPort: await port('Temporal UI'),
    namespace: 'default',
    database: { port: postgres.port, password: passwords.temporal },
    folder,
    logFile,
  });
}

/** `npm test` has compiled everything; a bare `jest` in a fresh clone has not. An error elsewhere does not keep these files from being written. */
async function compile() {
  const needed = ['apps/cli/local/temporal.js', 'records/migrate.js'].map((file) => path.join(ROOT, 'dist', file));
  if (needed.every((file) => existsSync(file))) return;
  const tsc = path.join(ROOT, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
  const { output } = await run(process.execPath, [tsc, '-b', 'apps/cli']);
  if (!needed.every((file) => existsSync(file))) throw new Error(`the start-up code does not compile:\n${output}`);
}
