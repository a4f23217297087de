/** Who gets mail: the contact of a society, or the members of a role; and who signs in for a society. */
import type { Tx } from './pool.js';

export interface Addressee {
  email: string;
  locale: string;
}

export async function societyAddress(tx: Tx, societyId: string): Promise<(Addressee & { name: string }) | undefined> {
  return (await tx.query<Addressee & { name: string }>(`SELECT email, 'zh' AS locale, name FROM society WHERE id = $1`, [societyId])).rows[0];
}

export async function roleAddresses(tx: Tx, realm: string, role: string): Promise<Addressee[]> {
  return (await tx.query<Addressee>(
    `SELECT DISTINCT a.email, a.locale FROM account a JOIN membership m ON m.account_id = a.id
     WHERE a.realm = $1 AND m.role = $2 AND a.status = 'active' ORDER BY a.email`, [realm, role])).rows;
}

export async function accountAddress(tx: Tx, accountId: string): Promise<Addressee | undefined> {
  return (await tx.query<Addressee>(`SELECT email, locale FROM account WHERE id = $1 AND status = 'active'`, [accountId])).rows[0];
}

/** An account that signs in for the society; the one that was made first. */
export async function accountOfSociety(tx: Tx, societyId: string): Promise<{ id: string; name: string } | undefined> {
  return (await tx.query<{ id: string; name: string }>(
    `SELECT a.id, a.name FROM account a JOIN membership m ON m.account_id = a.id WHERE m.society_id = $1 AND m.role = 'society' AND a.status = 'active' ORDER BY a.created_at, a.id LIMIT 1`, [societyId])).rows[0];
}
