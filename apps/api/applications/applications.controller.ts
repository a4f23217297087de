import { Body, Controller, Get, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import {
  Application, ApplicationCancellation, ApplicationCancelled, ApplicationDecided, ApplicationDecision, ApplicationPage, ApplicationQuery, ApplicationWithdrawal,
} from '../contract/applications.js';
import { IdPath } from '../contract/common.js';
import { NamedFilePath } from '../contract/documents.js';
import { Receipt } from '../contract/tasks.js';
import { Answers, AnswersFile } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Who, Within } from '../http/request.js';
import { ApplicationsService } from './applications.service.js';
import { WithdrawalsService } from './withdrawals.service.js';

@Controller()
export class ApplicationsController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly withdrawals: WithdrawalsService,
  ) {}

  @Get('rounds/:id/applications')
  @Permission('application.read')
  @Answers('Applications by society; a society sees its own, an expert those to be reviewed', ApplicationPage)
  list(@Within() scope: Scope, @Who() who: Principal, @Param({ schema: IdPath }) path: IdPath, @Query({ schema: ApplicationQuery }) query: ApplicationQuery): Promise<ApplicationPage> {
    return this.applications.list(scope, who, path.id, query);
  }

  @Get('applications/:id')
  @Permission('application.read')
  @Answers('One application, and rule by rule whether it may be accepted, with the facts and clauses', Application)
  get(@Within() scope: Scope, @Who() who: Principal, @Param({ schema: IdPath }) path: IdPath, @AskedLocale() locale: Locale): Promise<Application> {
    return this.applications.get(scope, who, path.id, locale);
  }

  @Get('applications/:id/files/:sha256')
  @Permission('application.read')
  @AnswersFile('A document that the application names')
  file(@Within() scope: Scope, @Who() who: Principal, @Param({ schema: NamedFilePath }) path: NamedFilePath): Promise<StreamableFile> {
    return this.applications.file(scope, who, path.id, path.sha256);
  }

  @Post('applications/:id/decision')
  @Permission('application.decide')
  @Keyed()
  @Answers('Accepts, does not accept, or asks once for a correction', ApplicationDecided)
  decide(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: ApplicationDecision }) decision: ApplicationDecision,
  ): Promise<ApplicationDecided> {
    return this.applications.decide(scope, accountId, key, path.id, decision);
  }

  @Post('applications/:id/withdrawal')
  @Permission('application.withdraw')
  @Keyed()
  @Answers('Withdraws the own application, until approval; while the window is open another may be submitted', Receipt, 201)
  withdraw(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: ApplicationWithdrawal }) entry: ApplicationWithdrawal,
  ): Promise<Receipt> {
    return this.withdrawals.withdraw(scope, accountId, key, path.id, entry.reason);
  }

  @Post('applications/:id/cancellation')
  @Permission('application.cancel')
  @Keyed()
  @Answers('Takes eligibility away, at any time until approval; the society is told rule, reason and source', ApplicationCancelled)
  cancel(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: ApplicationCancellation }) entry: ApplicationCancellation,
  ): Promise<ApplicationCancelled> {
    return this.applications.cancel(scope, accountId, key, path.id, entry);
  }
}
