/** The API over HTTP on a database of its own, with a service token for every role. */
import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { withClient } from '../../records/roles.js';
import { createApp } from '../../apps/api/app.js';
import type { Config } from '../../apps/api/config.js';
import { hashToken, newServiceToken } from '../../apps/api/identity/tokens.js';
import { MEMBER_ROLES, type MemberRole, type Role } from '../../domain/access/roles.js';
import { createAccount } from '../../records/accounts.js';
import { createPool, type Pool, withScope, wholeRealm } from '../../records/pool.js';
import { createServiceToken } from '../../records/service-tokens.js';
import { createSociety } from '../../records/societies.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import type { RealmWorld } from '../workflows/world.js';
import { testServers } from '../support/servers.js';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

export interface CallOptions {
  as?: Role;
  /** Instead of `as`. */
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Default: a new one for every POST. */
  key?: string;
}

export class TestApi {
  private constructor(
    readonly app: NestExpressApplication,
    readonly url: string,
    readonly database: TestDatabase,
    readonly pool: Pool,
    readonly societyId: string,
    private readonly tokens: ReadonlyMap<Role, string>,
    readonly accounts: ReadonlyMap<Role, string>,
    /** The database goes when this stops. */
    private readonly owned: boolean,
  ) {}

  static async start(settings: { temporalAddress?: string; commandDeadlineMs?: number; people?: boolean; consoleFolder?: string } = {}): Promise<TestApi> {
    const { people: wanted, ...rest } = settings;
    const database = await freshDatabase();
    const pool = createPool(database.appUrl, 4);
    const people = wanted === false ? { societyId: '', tokens: new Map<Role, string>(), accounts: new Map<Role, string>() } : await populate(pool, 'live');
    return this.serve(database, pool, people, rest, true);
  }

  /** On a world with a worker, whose realm its people belong to; the society's is the first one there. The world stays when this stops. */
  static async on(world: RealmWorld, settings: { temporalAddress?: string; commandDeadlineMs?: number } = {}): Promise<TestApi> {
    const pool = createPool(world.database.appUrl, 4);
    const first = await world.inScope(async (tx) => (await tx.query<{ id: string }>('SELECT id FROM society WHERE realm = $1 ORDER BY code LIMIT 1', [world.realm])).rows[0]?.id);
    const people = await populate(pool, world.realm, first);
    return this.serve(world.database, pool, people, { ...settings, naming: world.naming }, false);
  }

  private static async serve(database: TestDatabase, pool: Pool, people: People, settings: Partial<Config>, owned: boolean): Promise<TestApi> {
    const app = await createApp(
      {
        databaseUrl: database.appUrl, databasePool: 10, temporalAddress: testServers().temporalAddress, temporalNamespace: 'default', temporalUiUrl: 'http://temporal.test',
        publicUrl: 'http://xuehui.test', host: '127.0.0.1', port: 0, authSecret: 'a secret of the tests, long enough to sign', trustedProxies: 0, commandDeadlineMs: 5_000,
        documentsFolder: await mkdtemp(path.join(os.tmpdir(), 'xuehui-documents-')), ...settings,
      },
      ['error'],
    );
    await app.listen(0, '127.0.0.1');
    return new TestApi(app, await app.getUrl(), database, pool, people.societyId, people.tokens, people.accounts, owned);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.pool.end();
    if (this.owned) await this.database.drop();
  }

  /** The last decision of that kind in a round that stands. */
  async lastDecision(roundId: string, kind: string): Promise<string> {
    const { body } = await this.call<{ items: { id: string; kind: string; correctedBy: string | null }[] }>('GET', `rounds/${roundId}/decisions`, { as: 'staff' });
    return body.items.find((one) => one.kind === kind && one.correctedBy === null)?.id ?? '';
  }

  tokenOf(role: Role): string {
    return this.tokens.get(role) ?? '';
  }

  /** As the schema's owner: to look at what nobody may look at, or to let time pass. */
  async asOwner<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    return withClient(this.database.ownerUrl, async (client) => {
      await client.query(`SELECT set_config('app.realm', 'live', false), set_config('app.society', '*', false)`);
      return (await client.query<Row>(text, values)).rows;
    });
  }

  async call<T = Record<string, unknown>>(method: string, route: string, options: CallOptions = {}): Promise<Answer<T>> {
    const token = options.token ?? (options.as === undefined ? undefined : this.tokens.get(options.as));
    const response = await fetch(`${this.url}${route.startsWith('/') ? route : `/api/v1/${route}`}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': options.key ?? randomUUID() } : {}),
        ...options.headers,
      },
      body: options.body === undefined ? undefined : typeof options.body === 'string' ? options.body : JSON.stringify(options.body),
      redirect: 'manual',
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: (json && text !== '' ? JSON.parse(text) : { text }) as T };
  }
}

const EVERYTHING_SOCIETY = { code: '1001', name: '测试学会', disciplineGroup: 'science', email: 'society@example.org', contact: '', phone: '' };

interface People {
  societyId: string;
  tokens: Map<Role, string>;
  accounts: Map<Role, string>;
}

/** An account with a token for every role; the society's stands for `societyId`, or for a new society. */
async function populate(pool: Pool, realm: string, societyId?: string): Promise<People> {
  return withScope(pool, wholeRealm(realm), async (tx) => {
    const society = societyId === undefined ? await createSociety(tx, { realm, authority: 'CAST', ...EVERYTHING_SOCIETY }) : { id: societyId };
    if (society === 'codeTaken') throw new Error('the database is not fresh');
    const tokens = new Map<Role, string>();
    const accounts = new Map<Role, string>();
    for (const role of MEMBER_ROLES) {
      const created = await createAccount(tx, account(realm, role, society.id));
      if (created === 'emailTaken') throw new Error('the database is not fresh');
      const token = newServiceToken();
      await createServiceToken(tx, { realm, accountId: created.id, label: 'test', tokenHash: hashToken(token), scopes: ['*'], expiresAt: Date.now() + 3_600_000, by: null });
      tokens.set(role, token);
      accounts.set(role, created.id);
    }
    return { societyId: society.id, tokens, accounts };
  });
}

const account = (realm: string, role: MemberRole, societyId: string) => ({
  realm, email: `${role}@example.org`.toLowerCase(), name: role, locale: 'zh' as const, roles: [role], societyId: role === 'society' ? societyId : undefined, active: true,
});
