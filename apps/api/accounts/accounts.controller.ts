import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { Permission } from '../access/permission.js';
import {
  Account, AccountChange, AccountPage, AccountQuery, InvitedAccount, IssuedServiceToken, NewAccount, NewServiceToken, OneTimeLink, RealmQuery, ServiceTokens,
} from '../contract/accounts.js';
import { IdPath } from '../contract/common.js';
import { Answers, AnswersNothing } from '../http/answers.js';
import { IfMatch, Versioned } from '../http/if-match.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Who } from '../http/request.js';
import { AccountsService } from './accounts.service.js';
import { TokensService } from './tokens.service.js';

@Controller()
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly tokens: TokensService,
  ) {}

  @Get('accounts')
  @Permission('account.read')
  @Answers('Accounts, by e-mail', AccountPage)
  list(@Who() principal: Principal, @Query({ schema: AccountQuery }) query: AccountQuery): Promise<AccountPage> {
    return this.accounts.list(principal, query);
  }

  @Post('accounts')
  @Permission('account.manage')
  @Keyed()
  @Answers('Creates an account and sends its invitation', InvitedAccount, 201)
  create(@Who() principal: Principal, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: NewAccount }) entry: NewAccount): Promise<InvitedAccount> {
    return this.accounts.create({ accountId, principal }, key, entry);
  }

  @Get('accounts/:id')
  @Permission('account.read')
  @Answers('One account', Account)
  get(@Who() principal: Principal, @Param({ schema: IdPath }) path: IdPath, @Query({ schema: RealmQuery }) query: RealmQuery): Promise<Account> {
    return this.accounts.get(principal, path.id, query.realm);
  }

  @Patch('accounts/:id')
  @Permission('account.manage')
  @Versioned()
  @Answers('Changes name, language, roles or status; disabling ends its sessions', Account)
  change(
    @Who() principal: Principal, @AccountId() accountId: string, @Param({ schema: IdPath }) path: IdPath,
    @IfMatch() version: number, @Body({ schema: AccountChange }) change: AccountChange,
  ): Promise<Account> {
    return this.accounts.change({ accountId, principal }, path.id, version, change);
  }

  @Post('accounts/:id/invitations')
  @Permission('account.manage')
  @Keyed()
  @Answers('A new one-time link to set the password; earlier ones stop working', OneTimeLink, 201)
  invite(@Who() principal: Principal, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath): Promise<OneTimeLink> {
    return this.accounts.invite({ accountId, principal }, key, path.id);
  }

  @Get('accounts/:id/tokens')
  @Permission('token.manage')
  @Answers('An account’s service tokens, without the tokens themselves', ServiceTokens)
  listTokens(
    @Who() principal: Principal, @AccountId() accountId: string, @Param({ schema: IdPath }) path: IdPath, @Query({ schema: RealmQuery }) query: RealmQuery,
  ): Promise<ServiceTokens> {
    return this.tokens.list({ accountId, principal }, path.id, query.realm);
  }

  @Post('accounts/:id/tokens')
  @Permission('token.manage')
  @Keyed()
  @Answers('A new service token; it is shown only in this answer', IssuedServiceToken, 201)
  issueToken(
    @Who() principal: Principal, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Query({ schema: RealmQuery }) query: RealmQuery, @Body({ schema: NewServiceToken }) entry: NewServiceToken,
  ): Promise<IssuedServiceToken> {
    return this.tokens.issue({ accountId, principal }, key, path.id, entry, query.realm);
  }

  @Delete('tokens/:id')
  @Permission('token.manage')
  @AnswersNothing('Revokes a service token; the record of it stays')
  revokeToken(@Who() principal: Principal, @AccountId() accountId: string, @Param({ schema: IdPath }) path: IdPath, @Query({ schema: RealmQuery }) query: RealmQuery): Promise<void> {
    return this.tokens.revoke({ accountId, principal }, path.id, query.realm);
  }
}
