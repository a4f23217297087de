import path from 'node:path';
import { LIVE, taskQueue } from '../../../domain/ids.js';
import { startUpText, type StartUpLine } from '../../../domain/wording/start-up.js';
import { MigrationError, migrate } from '../../../records/migrate.js';
import { APP_ROLE, DATABASE, OWNER_ROLE, ensureDatabase, ensureRoles, withClient } from '../../../records/roles.js';
import { lockDataFolder, openDataFolder, secretsOf, writePrivate, type Secrets } from './data-folder.js';
import { prepareNamespace } from './namespace.js';
import { nodePart } from './node-part.js';
import { assertPortFree } from './ports.js';
import { clusterFolder, databaseUrl, startPostgres } from './postgres.js';
import { answersHttp, pollsTaskQueue } from './readiness.js';
import { ROOT } from './root.js';
import type { Settings } from './settings.js';
import { StartUpError } from './start-up-error.js';
import { Supervised, type Part, type Running } from './supervised.js';
import { startTemporal } from './temporal.js';

/** Where everything is; kept in `addresses.json` of the data folder while the system runs. */
export interface Addresses {
  api: string;
  temporalAddress: string;
  temporalUiUrl?: string;
  smtpUrl: string;
  mailPage?: string;
  databaseUrl: string;
  databaseOwnerUrl: string;
  data: string;
  /** Process ids by part; they change when a part is started again. */
  pids: Record<string, number>;
}

/** The whole system on one machine: the parts that are not given, in order, each supervised. */
export class LocalSystem {
  private readonly parts = new Map<string, Supervised<Running>>();
  private readonly secrets: Secrets;
  private readonly unlock: () => void;
  private giveUp: (error: StartUpError) => void = () => undefined;
  private addresses: Omit<Addresses, 'pids'> | undefined;
  /** Settles only if a part cannot be kept running. */
  readonly failed = new Promise<StartUpError>((resolve) => {
    this.giveUp = resolve;
  });

  constructor(
    private readonly settings: Settings,
    private readonly tell: (line: string) => void,
  ) {
    openDataFolder(settings.data);
    this.unlock = lockDataFolder(settings.data);
    this.secrets = secretsOf(settings.data);
  }

  /** After an error the caller still has to `stop` what was started before it. */
  async start(): Promise<Addresses> {
    const { ports, smtpUrl, namespace } = this.settings;
    await this.assertPortsFree();
    const { appUrl, ownerUrl } = await this.startDatabase();
    const [temporal] = await Promise.all([this.startTemporal(), this.migrate(ownerUrl)]);
    const mail = smtpUrl ? { smtpUrl } : this.mailCatcher();
    const shared = {
      DATABASE_URL: appUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: namespace,
      ...(temporal.uiUrl ? { TEMPORAL_UI_URL: temporal.uiUrl } : {}),
      SMTP_URL: mail.smtpUrl,
      MAIL_FROM: this.settings.mailFrom,
      PUBLIC_URL: this.settings.publicUrl,
      PORT: String(ports.api.number),
      AUTH_SECRET: this.settings.authSecret ?? this.secrets.auth,
      DOCUMENTS_FOLDER: path.join(this.settings.data, 'documents'),
      XUEHUI_DATA: this.settings.data,
      TZ: 'UTC',
    };
    await Promise.all([
      smtpUrl ? undefined : this.startMailCatcher(),
      this.startOwn('worker', 'apps/worker/main.js', shared, (process) => pollsTaskQueue(temporal.address, namespace, taskQueue(LIVE), process)),
      this.startOwn('api', 'apps/api/main.js', shared, (process) => answersHttp(`http://127.0.0.1:${ports.api.number}/`, process)),
    ]);
    this.addresses = {
      api: this.settings.publicUrl,
      temporalAddress: temporal.address,
      temporalUiUrl: temporal.uiUrl,
      ...mail,
      databaseUrl: appUrl,
      databaseOwnerUrl: ownerUrl,
      data: this.settings.data,
    };
    return this.writeAddresses();
  }

  /** Whoever uses another part ends before it. */
  async stop(): Promise<void> {
    this.addresses = undefined;
    for (const name of STOP_ORDER) await this.parts.get(name)?.stop();
    this.unlock();
  }

  /** Before anything is started, so that a port that is taken leaves nothing behind. The database's may be held by an orphan. */
  private async assertPortsFree(): Promise<void> {
    const { ports, smtpUrl, temporal } = this.settings;
    const wanted = [ports.api, ...('address' in temporal ? [] : [ports.temporal, ports.temporalUi]), ...(smtpUrl ? [] : [ports.smtp, ports.mailPage])];
    for (const port of wanted) await assertPortFree(port);
  }

  private async startDatabase(): Promise<{ appUrl: string; ownerUrl: string }> {
    const { database, temporal, ports } = this.settings;
    if (database && !('host' in temporal)) return database;
    const wanted = path.join(this.settings.data, 'postgres');
    const folder = clusterFolder(wanted);
    if (folder !== wanted) this.say('databaseMoved', { wanted, used: folder });
    const postgres = await this.run({
      name: 'postgres',
      logFile: this.log('postgres'),
      start: () =>
        startPostgres({ folder: wanted, port: ports.postgres, password: this.secrets.superuser, logFile: this.log('postgres'), onOrphan: (pid) => this.say('databaseOrphan', { pid }) }),
    });
    await ensureRoles(postgres.superuserUrl, this.secrets);
    this.say('databaseReady', { address: `127.0.0.1:${postgres.port}` });
    if (database) return database;
    await withClient(postgres.superuserUrl, (client) => ensureDatabase(client, DATABASE, OWNER_ROLE, [APP_ROLE]));
    const url = (role: string, password: string) => databaseUrl(role, password, postgres.port, DATABASE);
    return { appUrl: url(APP_ROLE, this.secrets.app), ownerUrl: url(OWNER_ROLE, this.secrets.owner) };
  }

  private async migrate(ownerUrl: string): Promise<void> {
    try {
      await migrate(ownerUrl, path.join(ROOT, 'prisma', 'migrations'), { log: (name) => this.say('migrated', { name }) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StartUpError(error instanceof MigrationError ? 'migrationRefused' : 'databaseUnreachable', { reason }, { cause: error });
    }
  }

  private async startTemporal(): Promise<{ address: string; uiUrl?: string }> {
    const { temporal, ports, namespace, data } = this.settings;
    if ('address' in temporal) {
      await prepareNamespace(temporal.address, namespace);
      this.say('temporalReady', { address: temporal.address });
      return temporal;
    }
    const database = { port: ports.postgres.number, password: this.secrets.temporal };
    const logFile = this.log('temporal');
    const options = { program: temporal, port: ports.temporal, uiPort: ports.temporalUi, namespace, database, folder: data, logFile };
    const { address, uiUrl } = await this.run({ name: 'temporal', logFile, start: () => startTemporal(options) });
    this.say('temporalReady', { address });
    return { address, uiUrl };
  }

  private mailCatcher(): { smtpUrl: string; mailPage: string } {
    const { smtp, mailPage } = this.settings.ports;
    return { smtpUrl: `smtp://127.0.0.1:${smtp.number}`, mailPage: `http://127.0.0.1:${mailPage.number}` };
  }

  private async startMailCatcher(): Promise<void> {
    const { smtp, mailPage } = this.settings.ports;
    const env = { MAIL_HOST: '127.0.0.1', SMTP_PORT: String(smtp.number), MAIL_PAGE_PORT: String(mailPage.number), MAIL_FOLDER: path.join(this.settings.data, 'mail') };
    await this.startOwn('mail', 'apps/mail/main.js', env, (process) => process.line((line) => line.includes('"ready":true')));
  }

  private async startOwn(name: string, program: string, env: NodeJS.ProcessEnv, ready: Parameters<typeof nodePart>[0]['ready']): Promise<void> {
    const onLine = (line: string) => {
      if (this.addresses && SERIOUS.test(line)) this.tell(`[${name}] ${line}`);
    };
    await this.run(nodePart({ name, program, env, logFile: this.log(name), ready, onLine }));
    this.say('partReady', { part: name });
  }

  private async run<R extends Running>(part: Part<R>): Promise<R> {
    const supervised = await Supervised.start(part, {
      restarting: (name, how, seconds) => this.say('restarting', { part: name, how, seconds }),
      restarted: () => void this.writeAddresses(),
      gaveUp: (error) => this.giveUp(error),
    });
    this.parts.set(part.name, supervised);
    return supervised.current;
  }

  private writeAddresses(): Addresses {
    const pids = Object.fromEntries([...this.parts].map(([name, part]) => [name, part.current.pid]));
    const addresses = { ...this.addresses!, pids };
    if (this.addresses) writePrivate(path.join(this.settings.data, 'addresses.json'), JSON.stringify(addresses, null, 2));
    return addresses;
  }

  private say(line: StartUpLine, params?: Record<string, string | number>): void {
    this.tell(startUpText(line, params));
  }

  private log(name: string): string {
    return path.join(this.settings.data, 'logs', `${name}.log`);
  }
}

const STOP_ORDER = ['api', 'worker', 'mail', 'temporal', 'postgres'];

/** A line of a log that whoever runs the system should see at once. */
const SERIOUS = /\b(ERROR|FATAL)\b|"level":"(error|fatal)"|\b[A-Z]\w*Error:/;
