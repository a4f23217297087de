import path from 'node:path';
import { TEMPORAL_DATABASES, TEMPORAL_ROLE } from '../../../records/roles.js';
import { prepareNamespace } from './namespace.js';
import { assertPortFree, type Port } from './ports.js';
import { ROOT } from './root.js';
import { ServerProcess, type Exit } from './server-process.js';
import { StartUpError } from './start-up-error.js';

export interface TemporalOptions {
  /** The built host, on PostgreSQL; else the path of an installed `temporal` command, which keeps its own SQLite file. */
  program: { host: string } | { cli: string };
  port: Port;
  uiPort: Port;
  namespace: string;
  /** The port and the password of the role `temporal`; the host only. */
  database: { port: number; password: string };
  /** Where the `temporal` command keeps its file. */
  folder: string;
  logFile: string;
}

export interface Temporal {
  address: string;
  uiUrl: string;
  pid: number;
  exited: Promise<Exit>;
  lastWords(): string;
  stop(): Promise<Exit>;
}

/** How long a server that says it is ready may take to answer: a machine may be busy with other things. */
const PATIENCE_MS = 60_000;

/** The program that the bootstrap found or built, from its environment. */
export function temporalProgram(environment: NodeJS.ProcessEnv): TemporalOptions['program'] {
  if (environment.XUEHUI_TEMPORAL_HOST) return { host: environment.XUEHUI_TEMPORAL_HOST };
  if (environment.XUEHUI_TEMPORAL_CLI) return { cli: environment.XUEHUI_TEMPORAL_CLI };
  throw new StartUpError('temporalMissing');
}

/** Starts Temporal and its UI, and returns when workflows with our search attributes can be started. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  await assertPortFree(options.port);
  await assertPortFree(options.uiPort);
  const address = `127.0.0.1:${options.port.number}`;
  const server = 'host' in options.program ? launchHost(options.program.host, options) : launchCli(options.program.cli, options);
  const failed = () => new StartUpError('temporalFailed', { log: options.logFile, line: server.lastWords() });
  const ready = await server.line((line) => line.includes('"ready":true') || line.includes('Temporal Server:') || /^Server:\s/.test(line));
  if (ready === undefined) throw failed();
  try {
    // A server that ends now, because its page cannot be served for instance, says why itself.
    await Promise.race([prepareNamespace(address, options.namespace, PATIENCE_MS), server.exited.then(() => Promise.reject(failed()))]);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    address,
    uiUrl: `http://127.0.0.1:${options.uiPort.number}`,
    pid: server.pid ?? 0,
    exited: server.exited,
    lastWords: () => server.lastWords(),
    stop: () => server.stop(),
  };
}

function launchHost(command: string, options: TemporalOptions): ServerProcess {
  const flags = {
    port: options.port.number,
    'ui-port': options.uiPort.number,
    'db-port': options.database.port,
    'db-user': TEMPORAL_ROLE,
    'db-name': TEMPORAL_DATABASES[0],
    'db-visibility-name': TEMPORAL_DATABASES[1],
  };
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const env = { ...process.env, TEMPORAL_DB_PASSWORD: options.database.password };
  return new ServerProcess({ command, args: [...args, '--exit-with-stdin'], env, logFile: options.logFile });
}

function launchCli(command: string, options: TemporalOptions): ServerProcess {
  const pragmas = ['journal_mode=WAL', 'synchronous=NORMAL'].flatMap((pragma) => ['--sqlite-pragma', pragma]);
  const ports = ['--port', String(options.port.number), '--ui-port', String(options.uiPort.number)];
  const args = ['server', 'start-dev', '--db-filename', path.join(options.folder, 'temporal.sqlite'), ...ports, ...pragmas, '--log-level', 'warn'];
  // The command does not watch its standard input; the guard does.
  return new ServerProcess({ command: process.execPath, args: [path.join(ROOT, 'tools', 'with-parent.mjs'), '--', command, ...args], logFile: options.logFile });
}
