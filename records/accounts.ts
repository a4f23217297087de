/**
 * Accounts, their roles, tokens and one-time links. Everything here runs on real time. Functions that take a `Pool` look
 * up who is asking, before any scope is known; the others run inside a scope.
 */
import type { MemberRole, Principal } from '../domain/access/roles.js';
import type { Prisma } from './generated/prisma/client.js';
import { only, type Pool, type Tx } from './pool.js';
import type { ScopedPrisma } from './prisma.js';

type AccountWithMemberships = Prisma.AccountGetPayload<{ include: { memberships: true } }>;

interface PrincipalRow {
  accountId: string;
  realm: string;
  name: string;
  locale: 'zh' | 'en';
  roles: MemberRole[];
  societyId: string | null;
  expertId: string | null;
  scopes: string[];
}

function toPrincipal(row: PrincipalRow | null | undefined): Principal | undefined {
  if (row === null || row === undefined) return undefined;
  return { ...row, roles: ['public', ...row.roles], societyId: row.societyId ?? undefined, expertId: row.expertId ?? undefined };
}

/** Undefined when the token is unknown, expired or revoked, or its account disabled. */
export async function principalByToken(pool: Pool, tokenHash: Buffer): Promise<Principal | undefined> {
  const { rows } = await pool.query<{ p: PrincipalRow | null }>('SELECT app.principal_by_token($1) AS p', [tokenHash]);
  return toPrincipal(rows[0]?.p);
}

export async function principalByAuthUser(pool: Pool, authUserId: string): Promise<Principal | undefined> {
  const { rows } = await pool.query<{ p: PrincipalRow | null }>('SELECT app.principal_by_user($1) AS p', [authUserId]);
  return toPrincipal(rows[0]?.p);
}

export async function noteSignIn(pool: Pool, emailHash: Buffer, ok: boolean): Promise<void> {
  await pool.query('SELECT app.note_sign_in($1, $2)', [emailHash, ok]);
}

/** Epoch milliseconds, real time; undefined when the address may try. */
export async function signInBlockedUntil(pool: Pool, emailHash: Buffer): Promise<number | undefined> {
  const { rows } = await pool.query<{ until: number | null }>('SELECT app.sign_in_blocked_until($1) AS until', [emailHash]);
  return rows[0]?.until ?? undefined;
}

export interface Link {
  id: string;
  purpose: 'invite' | 'reset' | 'firstAdministrator';
  account_id: string | null;
  name: string | null;
  email: string | null;
  locale: 'zh' | 'en' | null;
}

/** What a one-time link is for, while it is valid; looking does not use it. */
export async function findLink(pool: Pool, tokenHash: Buffer): Promise<Link | undefined> {
  return (await pool.query<Link>('SELECT * FROM app.invitation_by_token($1)', [tokenHash])).rows[0];
}

/** False when there is an administrator already. Earlier unused links become invalid. */
export async function openFirstAdministrator(pool: Pool, tokenHash: Buffer, validHours: number): Promise<boolean> {
  const { rows } = await pool.query<{ opened: boolean }>('SELECT app.open_first_administrator($1, make_interval(hours => $2)) AS opened', [tokenHash, validHours]);
  return only(rows).opened;
}

/** Uses the link up, in the transaction that sets the password; undefined when it is not valid any more. */
export async function takeLink(tx: Tx, tokenHash: Buffer): Promise<{ purpose: Link['purpose']; account_id: string | null } | undefined> {
  return (await tx.query<{ purpose: Link['purpose']; account_id: string | null }>('SELECT * FROM app.take_invitation($1)', [tokenHash])).rows[0];
}

export interface NewAccount {
  realm: string;
  email: string;
  name: string;
  locale: 'zh' | 'en';
  roles: MemberRole[];
  /** For the role `society`. */
  societyId?: string;
  /** Rehearsal accounts and machines are active at once: they never set a password. */
  active: boolean;
}

/** The new account's id; `emailTaken` when the realm knows the address. */
export async function createAccount(tx: Tx, account: NewAccount): Promise<{ id: string } | 'emailTaken'> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO account (realm, email, name, locale, status) VALUES ($1, lower($2), $3, $4, $5) ON CONFLICT (realm, email) DO NOTHING RETURNING id`,
    [account.realm, account.email, account.name, account.locale, account.active ? 'active' : 'invited'],
  );
  const created = rows[0];
  if (created === undefined) return 'emailTaken';
  await setRoles(tx, { realm: account.realm, id: created.id, roles: account.roles, societyId: account.societyId });
  return created;
}

/** Replaces the roles; unchanged ones keep their row and its date. */
export async function setRoles(tx: Tx, account: { realm: string; id: string; roles: MemberRole[]; societyId?: string }): Promise<void> {
  await tx.query(`DELETE FROM membership WHERE account_id = $1 AND (role <> ALL($2::text[]) OR society_id IS DISTINCT FROM CASE role WHEN 'society' THEN $3::uuid END)`, [
    account.id,
    account.roles,
    account.societyId ?? null,
  ]);
  await tx.query(
    `INSERT INTO membership (realm, account_id, role, society_id)
     SELECT $1, $2, role, CASE role WHEN 'society' THEN $4::uuid END FROM unnest($3::text[]) AS role
     ON CONFLICT (account_id, role) DO NOTHING`,
    [account.realm, account.id, account.roles, account.societyId ?? null],
  );
}

export async function openLink(tx: Tx, link: { realm: string; accountId: string; purpose: 'invite' | 'reset'; tokenHash: Buffer; validHours: number; by: string | null }): Promise<void> {
  // An earlier link to the same account must not outlive its successor.
  await tx.query('UPDATE invitation SET expires_at = clock_timestamp() WHERE account_id = $1 AND used_at IS NULL AND expires_at > clock_timestamp()', [link.accountId]);
  await tx.query(
    `INSERT INTO invitation (realm, purpose, account_id, token_hash, expires_at, created_by)
     VALUES ($1, $2, $3, $4, clock_timestamp() + make_interval(hours => $5), $6)`,
    [link.realm, link.purpose, link.accountId, link.tokenHash, link.validHours, link.by],
  );
}

/** Sets the password's hash, lets the account sign in, and ends its sessions. `authUserId` is used when it has none yet. */
export async function setPassword(tx: Tx, accountId: string, passwordHash: string, authUserId: string): Promise<void> {
  const { rows } = await tx.query<{ auth_user_id: string | null; email: string; name: string }>('SELECT auth_user_id, email, name FROM account WHERE id = $1 FOR UPDATE', [accountId]);
  const account = only(rows);
  const user = account.auth_user_id ?? authUserId;
  if (account.auth_user_id === null) {
    await tx.query('INSERT INTO auth."user" (id, name, email, email_verified) VALUES ($1, $2, $3, true)', [user, account.name, account.email]);
  }
  await tx.query(`UPDATE account SET auth_user_id = $2, status = 'active', version = version + 1 WHERE id = $1`, [accountId, user]);
  await tx.query(
    `INSERT INTO auth.credential (id, user_id, account_id, provider_id, password) VALUES ($1, $1, $1, 'credential', $2)
     ON CONFLICT (provider_id, account_id) DO UPDATE SET password = EXCLUDED.password, updated_at = clock_timestamp()`,
    [user, passwordHash],
  );
  await endSessions(tx, accountId);
}

export async function endSessions(tx: Tx, accountId: string): Promise<void> {
  await tx.query('DELETE FROM auth.session WHERE user_id = (SELECT auth_user_id FROM account WHERE id = $1)', [accountId]);
}

export interface AccountRow {
  id: string;
  realm: string;
  email: string;
  name: string;
  locale: 'zh' | 'en';
  status: 'invited' | 'active' | 'disabled';
  version: number;
  created_at: number;
  roles: MemberRole[];
  society_id: string | null;
}

const ACCOUNT = `SELECT a.id, a.realm, a.email, a.name, a.locale, a.status, a.version, a.created_at,
    coalesce(array_agg(m.role ORDER BY m.role) FILTER (WHERE m.role IS NOT NULL), '{}') AS roles,
    (array_agg(m.society_id) FILTER (WHERE m.role = 'society'))[1] AS society_id
  FROM account a LEFT JOIN membership m ON m.account_id = a.id`;

export async function findAccount(tx: Tx, id: string): Promise<AccountRow | undefined> {
  return (await tx.query<AccountRow>(`${ACCOUNT} WHERE a.id = $1 GROUP BY a.id`, [id])).rows[0];
}

export interface AccountFilter {
  search?: string;
  role?: MemberRole;
  status?: AccountRow['status'];
  societyId?: string;
  /** E-mail and id of the last row seen. */
  after?: (string | number)[];
  limit: number;
}

/** By e-mail; one row more than `limit` when there are more. */
export async function listAccounts(prisma: ScopedPrisma, filter: AccountFilter): Promise<{ rows: AccountRow[]; total: number }> {
  const contains = { contains: filter.search, mode: 'insensitive' } as const;
  const where = {
    status: filter.status,
    ...(filter.search === undefined ? {} : { OR: [{ name: contains }, { email: contains }] }),
    ...(filter.role === undefined && filter.societyId === undefined ? {} : { memberships: { some: { role: filter.role, societyId: filter.societyId } } }),
  };
  const [email, id] = (filter.after ?? []).map(String);
  const later = email === undefined || id === undefined ? {} : { AND: [{ OR: [{ email: { gt: email } }, { email, id: { gt: id } }] }] };
  const rows = await prisma.account.findMany({ where: { ...where, ...later }, include: { memberships: true }, orderBy: [{ email: 'asc' }, { id: 'asc' }], take: filter.limit + 1 });
  return { rows: rows.map(fromPrisma), total: await prisma.account.count({ where }) };
}

function fromPrisma({ memberships, createdAt, ...account }: AccountWithMemberships): AccountRow {
  return {
    ...account,
    locale: account.locale as AccountRow['locale'],
    status: account.status as AccountRow['status'],
    created_at: createdAt.getTime(),
    roles: memberships.map(({ role }) => role as MemberRole).sort(),
    society_id: memberships.find(({ societyId }) => societyId !== null)?.societyId ?? null,
  };
}

/** False when somebody else changed the account since `version`. */
export async function updateAccount(tx: Tx, id: string, version: number, change: { name?: string; locale?: 'zh' | 'en'; status?: AccountRow['status'] }): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE account SET name = coalesce($3, name), locale = coalesce($4, locale), status = coalesce($5, status), version = version + 1 WHERE id = $1 AND version = $2`,
    [id, version, change.name ?? null, change.locale ?? null, change.status ?? null],
  );
  return rowCount === 1;
}

/** Whether an administrator besides this account may still sign in. Locks them, so that two cannot leave at once. */
export async function anotherAdministrator(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT a.id FROM account a JOIN membership m ON m.account_id = a.id WHERE m.role = 'administrator' AND a.status = 'active' ORDER BY a.id FOR UPDATE OF a`,
  );
  return rows.some((row) => row.id !== id);
}
