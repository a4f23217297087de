import { Injectable } from '@nestjs/common';
import { type Permission, PERMISSIONS } from '../../../domain/access/permissions.js';
import { record } from '../../../records/audit.js';
import { accountOfSociety } from '../../../records/people.js';
import type { Scope } from '../../../records/pool.js';
import { createServiceToken } from '../../../records/service-tokens.js';
import { findSociety } from '../../../records/societies.js';
import type { SocietyView } from '../contract/societies.js';
import type { Repeatable } from '../http/keyed.js';
import { hashToken, newServiceToken } from '../identity/tokens.js';
import { Once } from '../platform/once.js';
import { refused } from '../problem/refused.js';
import { mustNotBeMerged } from './societies.service.js';

const MINUTES = 15;

/** Whatever a society may read, and nothing that changes anything. */
const READS: Permission[] = (Object.keys(PERMISSIONS) as Permission[]).filter((name) => name.endsWith('.read') && (PERMISSIONS[name] as readonly string[]).includes('society'));

/** "What do they see?": the office looks with the society's eyes, for a quarter of an hour, and it is on record. */
@Injectable()
export class ViewAsService {
  constructor(private readonly once: Once) {}

  view(scope: Scope, accountId: string, request: Repeatable, societyId: string): Promise<SocietyView> {
    return this.once.run(scope, accountId, request, async (tx) => {
      const society = mustNotBeMerged(await findSociety(tx, societyId));
      const account = await accountOfSociety(tx, societyId);
      if (account === undefined) throw refused('SOCIETY_WITHOUT_ACCOUNT', { params: { society: society.name } });
      const token = newServiceToken();
      await createServiceToken(tx, { realm: scope.realm, accountId: account.id, label: 'view as society', tokenHash: hashToken(token), scopes: READS, expiresAt: Date.now() + MINUTES * 60_000, by: accountId });
      await record(tx, { stream: `society/${societyId}`, realm: scope.realm, actor: accountId, action: 'society.viewAs', body: { account: account.id, minutes: MINUTES } });
      return { name: society.name, token };
    });
  }
}
