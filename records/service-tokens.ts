/** Tokens for machines, rehearsal actors and API clients. Only the SHA-256 is kept; the token itself is shown once. */
import { instant, only, type Tx } from './pool.js';

export interface ServiceToken {
  id: string;
  account_id: string;
  label: string;
  scopes: string[];
  expires_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
  created_at: number;
}

const COLUMNS = 'id, account_id, label, scopes, expires_at, last_used_at, revoked_at, created_at';

export interface NewServiceToken {
  realm: string;
  accountId: string;
  label: string;
  tokenHash: Buffer;
  /** Permission names, or `*`. */
  scopes: string[];
  /** Epoch milliseconds, real time also in a rehearsal. */
  expiresAt: number;
  by: string | null;
}

export async function createServiceToken(tx: Tx, token: NewServiceToken): Promise<ServiceToken> {
  const { rows } = await tx.query<ServiceToken>(
    `INSERT INTO service_token (realm, account_id, label, token_hash, scopes, expires_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
    [token.realm, token.accountId, token.label, token.tokenHash, token.scopes, instant(token.expiresAt), token.by],
  );
  return only(rows);
}

export async function listServiceTokens(tx: Tx, accountId: string): Promise<ServiceToken[]> {
  return (await tx.query<ServiceToken>(`SELECT ${COLUMNS} FROM service_token WHERE account_id = $1 ORDER BY created_at DESC, id`, [accountId])).rows;
}

/** Also true for a token that was revoked before; false when there is none. */
export async function revokeServiceToken(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query('UPDATE service_token SET revoked_at = coalesce(revoked_at, clock_timestamp()) WHERE id = $1', [id]);
  return rowCount === 1;
}
