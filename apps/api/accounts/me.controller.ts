import { Body, Controller, Get, HttpCode, Inject, Patch, Post } from '@nestjs/common';
import { ALL_PERMISSIONS } from '../../../domain/access/permissions.js';
import { may } from '../../../domain/access/policies.js';
import type { Principal } from '../../../domain/access/roles.js';
import { findAccount, updateAccount } from '../../../records/accounts.js';
import { now } from '../../../records/clock.js';
import { actAs } from '../../../records/idempotency.js';
import { type Pool, type Tx, withScope, wholeRealm } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { ForgottenPassword, Me, MyChange } from '../contract/accounts.js';
import { toInstant } from '../contract/common.js';
import { Answers, AnswersNothing } from '../http/answers.js';
import { IfMatch, Versioned } from '../http/if-match.js';
import { Unkeyed } from '../http/keyed.js';
import { AccountId, Who } from '../http/request.js';
import { POOL } from '../platform/names.js';
import { found, refused } from '../problem/refused.js';
import { AccountsService } from './accounts.service.js';

/** What everybody may do about the own account. Password and second factor are changed under /api/auth. */
@Controller()
export class MeController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly accounts: AccountsService,
  ) {}

  @Get('me')
  @Permission('self.read')
  @Answers('Who is signed in, and what they may do', Me)
  me(@Who() principal: Principal, @AccountId() accountId: string): Promise<Me> {
    return withScope(this.pool, wholeRealm(principal.realm), (tx) => describe(tx, principal, accountId));
  }

  @Patch('me')
  @Permission('self.write')
  @Versioned()
  @Answers('Changes the own name or language', Me)
  change(@Who() principal: Principal, @AccountId() accountId: string, @IfMatch() version: number, @Body({ schema: MyChange }) change: MyChange): Promise<Me> {
    return withScope(this.pool, wholeRealm(principal.realm), async (tx) => {
      await actAs(tx, accountId);
      if (!(await updateAccount(tx, accountId, version, change))) throw refused('CONFLICT_VERSION');
      return describe(tx, principal, accountId);
    });
  }

  @Post('forgotten-passwords')
  @Permission('public.read')
  @Unkeyed('a repeat sends another link and voids the one before')
  @HttpCode(204)
  @AnswersNothing('Sends a one-time link to the address, if it has an account; the answer does not tell')
  async forgotten(@Body({ schema: ForgottenPassword }) entry: ForgottenPassword): Promise<void> {
    await this.accounts.forgotten(entry.email);
  }
}

async function describe(tx: Tx, principal: Principal, accountId: string): Promise<Me> {
  const account = found(await findAccount(tx, accountId));
  return {
    accountId, realm: account.realm, name: account.name, email: account.email, locale: account.locale, roles: [...principal.roles],
    societyId: principal.societyId ?? null, expertId: principal.expertId ?? null, permissions: ALL_PERMISSIONS.filter((permission) => may(principal, permission)),
    now: toInstant(await now(tx, account.realm)), version: account.version,
  };
}
