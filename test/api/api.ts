/** The API over HTTP on a database of its own, with a service token for every role. */
import { randomUUID } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { withClient } from '../../records/roles.js';
import { createApp } from '../../apps/api/app.js';
import { hashToken, newServiceToken } from '../../apps/api/identity/tokens.js';
import { MEMBER_ROLES, type MemberRole, type Role } from '../../domain/access/roles.js';
import { createAccount } from '../../records/accounts.js';
import { createPool, type Pool, withScope, wholeRealm } from '../../records/pool.js';
import { createServiceToken } from '../../records/service-tokens.js';
import { createSociety } from '../../records/societies.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
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
  ) {}

  static async start(settings: { temporalAddress?: string; commandDeadlineMs?: number; people?: boolean } = {}): Promise<TestApi> {
    const database = await freshDatabase();
    const pool = createPool(database.appUrl, 4);
    const people = settings.people === false ? { societyId: '', tokens: new Map<Role, string>(), accounts: new Map<Role, string>() } : await populate(pool);
    const app = await createApp(
      {
        databaseUrl: database.appUrl, databasePool: 10, temporalAddress: settings.temporalAddress ?? testServers().temporalAddress, temporalNamespace: 'default',
        publicUrl: 'http://xuehui.test', host: '127.0.0.1', port: 0, authSecret: 'a secret of the tests, long enough to sign', trustedProxies: 0,
        commandDeadlineMs: settings.commandDeadlineMs ?? 5_000,
      },
      ['error'],
    );
    await app.listen(0, '127.0.0.1');
    return new TestApi(app, await app.getUrl(), database, pool, people.societyId, people.tokens, people.accounts);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.pool.end();
    await this.database.drop();
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

  async call<T = Record<string, unknown>>(method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> {
    const token = options.token ?? (options.as === undefined ? undefined : this.tokens.get(options.as));
    const response = await fetch(`${this.url}${path.startsWith('/') ? path : `/api/v1/${path}`}`, {
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

async function populate(pool: Pool): Promise<{ societyId: string; tokens: Map<Role, string>; accounts: Map<Role, string> }> {
  return withScope(pool, wholeRealm('live'), async (tx) => {
    const society = await createSociety(tx, { realm: 'live', ...EVERYTHING_SOCIETY });
    if (society === 'codeTaken') throw new Error('the database is not fresh');
    const tokens = new Map<Role, string>();
    const accounts = new Map<Role, string>();
    for (const role of MEMBER_ROLES) {
      const created = await createAccount(tx, account(role, society.id));
      if (created === 'emailTaken') throw new Error('the database is not fresh');
      const token = newServiceToken();
      await createServiceToken(tx, { realm: 'live', accountId: created.id, label: 'test', tokenHash: hashToken(token), scopes: ['*'], expiresAt: Date.now() + 3_600_000, by: null });
      tokens.set(role, token);
      accounts.set(role, created.id);
    }
    return { societyId: society.id, tokens, accounts };
  });
}

const account = (role: MemberRole, societyId: string) => ({
  realm: 'live', email: `${role}@example.org`.toLowerCase(), name: role, locale: 'zh' as const, roles: [role], societyId: role === 'society' ? societyId : undefined, active: true,
});
