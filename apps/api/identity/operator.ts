import { operatorAccount } from '../../../records/rehearsals.js';
import { createPool, wholeRealm, withScope } from '../../../records/pool.js';
import { createServiceToken, listServiceTokens, revokeServiceToken } from '../../../records/service-tokens.js';
import { LIVE } from '../../../domain/ids.js';
import { hashToken, newServiceToken } from './tokens.js';

/** Longer than a system runs without a restart; the next start makes another. */
const VALID_DAYS = 366;

/**
 * A token for the program that runs rehearsals on this machine: it may open and step them, and nothing else. Earlier ones
 * stop working. The role `xuehui_app` suffices.
 */
export async function operatorToken(databaseUrl: string): Promise<string> {
  const pool = createPool(databaseUrl, 1);
  try {
    const token = newServiceToken();
    await withScope(pool, wholeRealm(LIVE), async (tx) => {
      const accountId = await operatorAccount(tx);
      for (const { id, revoked_at } of await listServiceTokens(tx, accountId)) if (revoked_at === null) await revokeServiceToken(tx, id);
      await createServiceToken(tx, {
        realm: LIVE, accountId, label: 'operator', tokenHash: hashToken(token), scopes: ['rehearsal.manage'], expiresAt: Date.now() + VALID_DAYS * 86_400_000, by: null,
      });
    });
    return token;
  } finally {
    await pool.end();
  }
}
