import { Inject, Injectable } from '@nestjs/common';
import { checkRoles } from '../../../domain/access/membership.js';
import type { Principal } from '../../../domain/access/roles.js';
import { LIVE, mailroomId } from '../../../domain/ids.js';
import { type AccountRow, anotherAdministrator, createAccount, endSessions, findAccount, listAccounts, openLink, setRoles, updateAccount } from '../../../records/accounts.js';
import { actAs } from '../../../records/idempotency.js';
import { queueMail } from '../../../records/outbox.js';
import { type Pool, type Scope, type Tx, withScope, wholeRealm } from '../../../records/pool.js';
import { type Prisma, scoped } from '../../../records/prisma.js';
import { findSociety } from '../../../records/societies.js';
import type { Config } from '../config.js';
import type { Account, AccountChange, AccountPage, AccountQuery, InvitedAccount, NewAccount, OneTimeLink } from '../contract/accounts.js';
import { toInstant } from '../contract/common.js';
import type { Repeatable } from '../http/keyed.js';
import { fromCursor, toPage } from '../http/paging.js';
import { LINK_HOURS, linkUrl } from '../identity/links.js';
import { hashToken, newLinkToken } from '../identity/tokens.js';
import { CONFIG, POOL, PRISMA } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused, unwrap } from '../problem/refused.js';
import { Temporal } from '../temporal.js';

/** Who asks, as an account; the routes here are not for the public. */
export interface Actor {
  accountId: string;
  principal: Principal;
}

@Injectable()
export class AccountsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(PRISMA) private readonly prisma: Prisma,
    @Inject(CONFIG) private readonly config: Config,
    private readonly once: Once,
    private readonly temporal: Temporal,
  ) {}

  async list(principal: Principal, query: AccountQuery): Promise<AccountPage> {
    const { rows, total } = await listAccounts(scoped(this.prisma, realmScope(principal, query.realm)), { ...query, after: fromCursor(query.cursor, 2) });
    return toPage(rows, query.limit, total, toAccount, (row) => [row.email, row.id]);
  }

  async get(principal: Principal, id: string, realm?: string): Promise<Account> {
    return toAccount(found(await withScope(this.pool, realmScope(principal, realm), (tx) => findAccount(tx, id))));
  }

  async create(actor: Actor, request: Repeatable, entry: NewAccount): Promise<InvitedAccount> {
    unwrap(checkRoles(entry.roles, entry.societyId));
    const scope = realmScope(actor.principal, entry.realm);
    const answer = await this.once.run(scope, actor.accountId, request, (tx) => this.open(tx, scope.realm, entry, actor.accountId));
    this.temporal.wake(scope.realm, [mailroomId(scope.realm)]);
    return answer;
  }

  /** In the caller's transaction; the caller wakes the mailroom. */
  async open(tx: Tx, realm: string, entry: Omit<NewAccount, 'realm'>, by: string): Promise<InvitedAccount> {
    if (entry.societyId !== undefined) await mustNotBeDuplicate(tx, entry.societyId);
    const active = entry.machine || realm !== LIVE;
    const created = await createAccount(tx, { ...entry, realm, active });
    if (created === 'emailTaken') throw refused('EMAIL_TAKEN', { field: 'email' });
    const account = found(await findAccount(tx, created.id));
    return { account: toAccount(account), link: active ? null : await this.sendLink(tx, account, 'invite', by) };
  }

  /** A new link: to set the first password, or another one. Earlier links stop working. */
  async invite(actor: Actor, request: Repeatable, id: string): Promise<OneTimeLink> {
    const answer = await this.once.run(wholeRealm(LIVE), actor.accountId, request, async (tx) => {
      const account = found(await findAccount(tx, id));
      if (account.status === 'disabled') throw refused('ACCOUNT_DISABLED');
      const purpose = account.status === 'invited' ? 'invite' : 'reset';
      return { link: await this.sendLink(tx, account, purpose, actor.accountId), purpose } as const;
    });
    this.temporal.wake(LIVE, [mailroomId(LIVE)]);
    return answer;
  }

  async change(actor: Actor, id: string, version: number, change: AccountChange): Promise<Account> {
    return withScope(this.pool, realmScope(actor.principal), async (tx) => {
      await actAs(tx, actor.accountId);
      const before = found(await findAccount(tx, id));
      const roles = change.roles ?? before.roles;
      const societyId = change.societyId === undefined ? (before.society_id ?? undefined) : (change.societyId ?? undefined);
      unwrap(checkRoles(roles, roles.includes('society') ? societyId : (change.societyId ?? undefined)));
      // Locked before the change, so that two administrators cannot remove each other at once.
      const leaves = before.roles.includes('administrator') && (change.status === 'disabled' || !roles.includes('administrator'));
      if (leaves && !(await anotherAdministrator(tx, id))) throw refused('LAST_ADMINISTRATOR');
      // Whoever never set a password becomes "invited" again, not "active".
      if (change.societyId !== undefined && change.societyId !== null) await mustNotBeDuplicate(tx, change.societyId);
      const status = change.status === 'active' && before.status === 'invited' ? undefined : change.status;
      if (!(await updateAccount(tx, id, version, { ...change, status }))) throw refused('CONFLICT_VERSION');
      await setRoles(tx, { realm: before.realm, id, roles, societyId: roles.includes('society') ? societyId : undefined });
      if (change.status === 'disabled') await endSessions(tx, id);
      return toAccount(found(await findAccount(tx, id)));
    });
  }

  private async sendLink(tx: Tx, account: AccountRow, purpose: 'invite' | 'reset', by: string | null): Promise<string> {
    const token = newLinkToken();
    const tokenHash = hashToken(token);
    const link = linkUrl(this.config.publicUrl, token);
    await openLink(tx, { realm: account.realm, accountId: account.id, purpose, tokenHash, validHours: LINK_HOURS[purpose], by });
    await queueMail(tx, Date.now(), [
      {
        realm: account.realm,
        roundId: null,
        key: `account-link/${tokenHash.toString('hex')}`,
        template: purpose === 'invite' ? 'accountInvitation' : 'passwordReset',
        params: { name: account.name, email: account.email, link, hours: LINK_HOURS[purpose] },
        recipient: account.email,
        locale: account.locale,
      },
    ]);
    return link;
  }

  /** Somebody says that an address forgot its password. The answer is the same whether it has an account or not. */
  async forgotten(email: string): Promise<void> {
    await withScope(this.pool, wholeRealm(LIVE), async (tx) => {
      const { rows } = await tx.query<{ id: string }>('SELECT id FROM app.account_by_email($1)', [email]);
      const account = rows[0] === undefined ? undefined : await findAccount(tx, rows[0].id);
      if (account !== undefined) await this.sendLink(tx, account, account.status === 'invited' ? 'invite' : 'reset', null);
    });
    this.temporal.wake(LIVE, [mailroomId(LIVE)]);
  }
}

/** The realm that somebody administers: the own one, and from the live realm also any rehearsal. */
export function realmScope(principal: Principal, realm: string = principal.realm): Scope {
  if (realm !== principal.realm && principal.realm !== LIVE) throw refused('REALM_MISMATCH');
  return wholeRealm(realm);
}

export function toAccount(row: AccountRow): Account {
  return {
    id: row.id, realm: row.realm, email: row.email, name: row.name, locale: row.locale, status: row.status, roles: row.roles,
    societyId: row.society_id, version: row.version, createdAt: toInstant(row.created_at),
  };
}

/** Nobody is to stand for a record that has become part of another one. */
async function mustNotBeDuplicate(tx: Tx, societyId: string): Promise<void> {
  const society = await findSociety(tx, societyId);
  if (society?.status === 'merged') throw refused('SOCIETY_MERGED', { field: 'societyId', params: { society: society.merged_name ?? '' } });
}
