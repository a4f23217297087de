import { Injectable } from '@nestjs/common';
import { checkRoles } from '../../../domain/access/membership.js';
import type { Principal } from '../../../domain/access/roles.js';
import { wholeRealm, type Tx } from '../../../records/pool.js';
import { actorAccount, expertAccount } from '../../../records/rehearsals.js';
import { createServiceToken } from '../../../records/service-tokens.js';
import type { Actor, NewActor } from '../contract/rehearsals.js';
import type { Repeatable } from '../http/keyed.js';
import { hashToken, newServiceToken } from '../identity/tokens.js';
import { Once } from '../platform/once.js';
import { found, refused, unwrap } from '../problem/refused.js';
import { RehearsalsService } from './rehearsals.service.js';

/** Real days: longer than a rehearsal that is stepped by hand now and then. */
const VALID_DAYS = 90;

/** People of a rehearsal act by service token: nobody signs in there. */
@Injectable()
export class ActorsService {
  constructor(
    private readonly rehearsals: RehearsalsService,
    private readonly once: Once,
  ) {}

  async token(by: { who: Principal; accountId: string }, request: Repeatable, realm: string, entry: NewActor): Promise<Actor> {
    await this.rehearsals.find(by.who, realm);
    return this.once.run(wholeRealm(realm), by.accountId, request, async (tx) => {
      const accountId = found(await this.account(tx, realm, entry));
      const token = newServiceToken();
      await createServiceToken(tx, {
        realm, accountId, label: 'rehearsal', tokenHash: hashToken(token), scopes: ['*'], expiresAt: Date.now() + VALID_DAYS * 86_400_000, by: by.accountId,
      });
      return { accountId, token };
    });
  }

  private async account(tx: Tx, realm: string, { role, societyId, expertId, n }: NewActor): Promise<string | null | undefined> {
    if (role === 'expert' && expertId !== undefined) return expertAccount(tx, expertId);
    // The clock and its worlds are the live realm's matter.
    if (role === 'operator') throw refused('REALM_MISMATCH', { field: 'role' });
    if (role !== 'public') unwrap(checkRoles([role], societyId));
    return actorAccount(tx, { realm, role, societyId, n });
  }
}
