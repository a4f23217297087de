import { Inject, Injectable } from '@nestjs/common';
import { findAccount } from '../../../records/accounts.js';
import { actAs } from '../../../records/idempotency.js';
import { type Pool, withScope } from '../../../records/pool.js';
import { createServiceToken, listServiceTokens, revokeServiceToken, type ServiceToken as Row } from '../../../records/service-tokens.js';
import type { IssuedServiceToken, NewServiceToken, ServiceToken, ServiceTokens } from '../contract/accounts.js';
import { toInstant } from '../contract/common.js';
import type { Repeatable } from '../http/keyed.js';
import { hashToken, newServiceToken } from '../identity/tokens.js';
import { POOL } from '../platform/names.js';
import { Once } from '../platform/once.js';
import { found, refused } from '../problem/refused.js';
import { type Actor, realmScope } from './accounts.service.js';

const DAY_MS = 86_400_000;

@Injectable()
export class TokensService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly once: Once,
  ) {}

  async list(actor: Actor, accountId: string, realm?: string): Promise<ServiceTokens> {
    return withScope(this.pool, realmScope(actor.principal, realm), async (tx) => {
      found(await findAccount(tx, accountId));
      return { items: (await listServiceTokens(tx, accountId)).map(toServiceToken) };
    });
  }

  issue(actor: Actor, request: Repeatable, accountId: string, entry: NewServiceToken, realm?: string): Promise<IssuedServiceToken> {
    const scope = realmScope(actor.principal, realm);
    return this.once.run(scope, actor.accountId, request, async (tx) => {
      const account = found(await findAccount(tx, accountId));
      if (account.status !== 'active') throw refused('ACCOUNT_DISABLED');
      const token = newServiceToken();
      const row = await createServiceToken(tx, {
        realm: scope.realm, accountId, label: entry.label, tokenHash: hashToken(token), scopes: entry.scopes,
        expiresAt: Date.now() + entry.days * DAY_MS, by: actor.accountId,
      });
      return { token, serviceToken: toServiceToken(row) };
    });
  }

  /** May be repeated. */
  async revoke(actor: Actor, id: string, realm?: string): Promise<void> {
    const revoked = await withScope(this.pool, realmScope(actor.principal, realm), async (tx) => {
      await actAs(tx, actor.accountId);
      return revokeServiceToken(tx, id);
    });
    if (!revoked) throw refused('NOT_FOUND');
  }
}

function toServiceToken(row: Row): ServiceToken {
  const instant = (ms: number | null): string | null => (ms === null ? null : toInstant(ms));
  return {
    id: row.id, label: row.label, scopes: row.scopes, expiresAt: toInstant(row.expires_at), lastUsedAt: instant(row.last_used_at),
    revokedAt: instant(row.revoked_at), createdAt: toInstant(row.created_at),
  };
}
