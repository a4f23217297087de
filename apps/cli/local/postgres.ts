import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { postgresBinaries, SYSTEM_FOLDER, type Binaries } from './postgres-binaries.js';
import { canEnter, databaseUser, type DatabaseUser } from './postgres-user.js';
import { assertPortFree, type Port } from './ports.js';
import { commandLine, end } from './processes.js';
import { ROOT } from './root.js';
import { ServerProcess, type Exit } from './server-process.js';
import { StartUpError } from './start-up-error.js';

export interface PostgresOptions {
  /** The cluster's folder; root may get another one, see `clusterFolder`. */
  folder: string;
  port: Port;
  /** The superuser's password; set when the cluster is created. */
  password: string;
  logFile: string;
  /** For tests: no fsync, so a power cut may ruin it; a killed process may not. */
  unsafeButFast?: boolean;
  /** Told when a postmaster of an earlier run had to be stopped. */
  onOrphan?: (pid: number) => void;
}

export interface Postgres {
  /** The superuser's address of the database `postgres`. */
  superuserUrl: string;
  port: number;
  folder: string;
  /** The postmaster's process. */
  pid: number;
  /** The process that stops the postmaster when we are gone. */
  guardPid: number;
  exited: Promise<Exit>;
  lastWords(): string;
  stop(): Promise<Exit>;
}

/**
 * Where the cluster lies. As root PostgreSQL runs as another user, who may not be able to enter a folder below root's home;
 * then it lies in a folder of its own below /var/lib/xuehui, named by a hash of the wanted one.
 */
export function clusterFolder(wanted: string): string {
  const user = databaseUser(wanted);
  if (canEnter(path.dirname(wanted), user)) return wanted;
  return path.join(SYSTEM_FOLDER, createHash('sha256').update(path.resolve(wanted)).digest('hex').slice(0, 16), 'postgres');
}

/** Starts the cluster, after creating it if there is none, and returns when it takes connections on 127.0.0.1. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const folder = clusterFolder(options.folder);
  const user = databaseUser(folder);
  const binaries = await postgresBinaries(user);
  if (existsSync(path.join(folder, 'PG_VERSION'))) await stopOrphan(folder, options.onOrphan);
  else await createCluster(binaries, folder, user, options);
  await assertPortFree(options.port);

  const server = guarded(binaries.postgres, ['-D', folder, '-p', String(options.port.number), ...settings(options)], user, options.logFile);
  const ready = await server.line((line) => line.includes('database system is ready to accept connections'));
  if (ready === undefined) throw new StartUpError('databaseFailed', { log: options.logFile, line: server.lastWords() });
  const pid = await postmasterPid(folder);
  return {
    superuserUrl: databaseUrl('postgres', options.password, options.port.number, 'postgres'),
    port: options.port.number,
    folder,
    pid: pid ?? 0,
    guardPid: server.pid ?? 0,
    exited: server.exited,
    lastWords: () => server.lastWords(),
    // SIGINT is a fast shutdown: open transactions are rolled back, nothing is lost.
    stop: () => server.stop('SIGINT'),
  };
}

export function databaseUrl(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function settings(options: PostgresOptions): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Temporal alone holds 65.
    max_connections: '300',
    timezone: 'UTC',
    ...(options.unsafeButFast ? { fsync: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The postmaster ignores the end of its standard input; the guard stops it then, so that none outlives a killed supervisor. */
function guarded(command: string, args: string[], user: DatabaseUser | undefined, logFile: string): ServerProcess {
  const as = user ? ['--uid', String(user.uid), '--gid', String(user.gid)] : [];
  // The log is read by this text, so it must not be translated. The folder: the other user cannot enter ours.
  const env = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' };
  return new ServerProcess({ command: process.execPath, args: [path.join(ROOT, 'tools', 'with-parent.mjs'), ...as, '--', command, ...args], env, cwd: '/', logFile });
}

async function createCluster(binaries: Binaries, folder: string, user: DatabaseUser | undefined, options: PostgresOptions): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await chmod(folder, 0o700);
  const secret = await mkdtemp(path.join(os.tmpdir(), 'xuehui-initdb-'));
  const passwordFile = path.join(secret, 'password');
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  if (user) for (const place of [folder, secret, passwordFile]) await chown(place, user.uid, user.gid);
  try {
    const fast = options.unsafeButFast ? ['--no-sync'] : [];
    const flags = ['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`, ...fast];
    const initdb = guarded(binaries.initdb, ['-D', folder, ...flags], user, options.logFile);
    const { code } = await initdb.exited;
    if (code !== 0) {
      // A half-made cluster would be taken for a whole one by the next start.
      await rm(folder, { recursive: true, force: true });
      throw new StartUpError('databaseFailed', { log: options.logFile, line: initdb.lastWords() });
    }
  } finally {
    await rm(secret, { recursive: true, force: true });
  }
}

/** Supervisor and guard may both have been killed: the postmaster then lives on and holds the folder. */
async function stopOrphan(folder: string, onOrphan: PostgresOptions['onOrphan']): Promise<void> {
  const pid = await postmasterPid(folder);
  // After a reboot the number may belong to anybody.
  if (pid === undefined || !commandLine(pid).includes(folder)) return;
  onOrphan?.(pid);
  await end(pid, 'SIGINT');
}

async function postmasterPid(folder: string): Promise<number | undefined> {
  const file = await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(file, 10);
  return Number.isNaN(pid) ? undefined : pid;
}
