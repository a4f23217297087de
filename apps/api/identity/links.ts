/** One-time links: an invited person sets a password, a forgotten one is replaced, the first administrator comes to be. */
import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { createAccount, findAccount, findLink, type Link, setPassword, takeLink } from '../../../records/accounts.js';
import { actAs } from '../../../records/idempotency.js';
import { only, type Pool, type Tx, withScope, wholeRealm } from '../../../records/pool.js';
import { LIVE } from '../../../domain/ids.js';
import { refused } from '../problem/refused.js';
import { hashToken } from './tokens.js';

export const LINK_PATH = '/link';
/** [C] */
export const LINK_HOURS = { firstAdministrator: 24, invite: 7 * 24, reset: 2 } as const;

export const linkUrl = (publicUrl: string, token: string): string => `${publicUrl.replace(/\/+$/, '')}${LINK_PATH}/${token}`;

export const linkOf = (pool: Pool, token: string): Promise<Link | undefined> => findLink(pool, hashToken(token));

export interface LinkEntry {
  password: string;
  /** For the first administrator; others have both already. */
  name?: string;
  email?: string;
}

/** Uses the link and sets the password, in one transaction. Refuses with LINK_INVALID, also the second of two clicks. */
export async function useLink(pool: Pool, token: string, entry: LinkEntry): Promise<{ email: string }> {
  if ((await linkOf(pool, token)) === undefined) throw refused('LINK_INVALID');
  // Slow on purpose, so outside the transaction.
  const passwordHash = await hashPassword(entry.password);
  return withScope(pool, wholeRealm(LIVE), async (tx) => {
    const taken = await takeLink(tx, hashToken(token));
    if (taken === undefined) throw refused('LINK_INVALID');
    const accountId = taken.account_id ?? (await createFirstAdministrator(tx, entry));
    await actAs(tx, accountId);
    await setPassword(tx, accountId, passwordHash, randomUUID());
    const account = await findAccount(tx, accountId);
    return { email: only(account === undefined ? [] : [account]).email };
  });
}

async function createFirstAdministrator(tx: Tx, entry: LinkEntry): Promise<string> {
  if (entry.name === undefined || entry.email === undefined) throw refused('INVALID');
  const created = await createAccount(tx, { realm: LIVE, email: entry.email, name: entry.name, locale: 'zh', roles: ['administrator'], active: false });
  if (created === 'emailTaken') throw refused('EMAIL_TAKEN', { field: 'email' });
  return created.id;
}
