import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { AdjustmentDecision, AdjustmentPath, Appointed, Appointment, Auditors, NewAdjustment, NewReturn, NewSpending, ProjectMoney, Reversal, RoundMoney, SpendingPath } from '../contract/money.js';
import { WriteOff, WrittenOff } from '../contract/sanctions.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { FinanceService } from './finance.service.js';
import { MoneyService } from './money.service.js';
import { SpendingService } from './spending.service.js';

@Controller()
export class MoneyController {
  constructor(
    private readonly money: MoneyService,
    private readonly spending: SpendingService,
    private readonly finance: FinanceService,
  ) {}

  @Get('projects/:id/money')
  @Permission('project.read')
  @Answers('Where the money of a project stands, every figure explained', ProjectMoney)
  project(@Within() scope: Scope, @AskedLocale() locale: Locale, @Param({ schema: IdPath }) path: IdPath): Promise<ProjectMoney> {
    return this.money.project(scope, path.id, locale);
  }

  @Get('rounds/:id/money')
  @Permission('money.read')
  @Answers('The same figures for all projects of a round, and in sum', RoundMoney)
  round(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<RoundMoney> {
    return this.money.round(scope, path.id);
  }

  @Post('projects/:id/spending')
  @Permission('spending.record')
  @Keyed()
  @Answers('Records spending by budget line with its vouchers: all entries or none', ProjectMoney)
  spend(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() request: Repeatable, @AskedLocale() locale: Locale, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: NewSpending }) body: NewSpending,
  ): Promise<ProjectMoney> {
    return this.spending.spend({ scope, accountId, request, locale, projectId: path.id }, body);
  }

  @Post('projects/:id/spending/:entry/reversal')
  @Permission('spending.record')
  @Keyed()
  @Answers('Takes an entry back by another one', ProjectMoney)
  reverse(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() request: Repeatable, @AskedLocale() locale: Locale, @Param({ schema: SpendingPath }) path: SpendingPath, @Body({ schema: Reversal }) body: Reversal,
  ): Promise<ProjectMoney> {
    return this.spending.reverse({ scope, accountId, request, locale, projectId: path.id }, path.entry, body);
  }

  @Post('projects/:id/budget-adjustments')
  @Permission('budget.apply')
  @Keyed()
  @Answers('Applies for another budget', ProjectMoney)
  applyFor(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() request: Repeatable, @AskedLocale() locale: Locale, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: NewAdjustment }) body: NewAdjustment,
  ): Promise<ProjectMoney> {
    return this.spending.applyFor({ scope, accountId, request, locale, projectId: path.id }, body);
  }

  @Post('projects/:id/budget-adjustments/:adjustment/decision')
  @Permission('budget.decide')
  @Keyed()
  @Answers('Approves or refuses an adjustment, with a reason', ProjectMoney)
  decide(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() request: Repeatable, @AskedLocale() locale: Locale, @Param({ schema: AdjustmentPath }) path: AdjustmentPath,
    @Body({ schema: AdjustmentDecision }) body: AdjustmentDecision,
  ): Promise<ProjectMoney> {
    return this.spending.decide({ scope, accountId, request, locale, projectId: path.id }, path.adjustment, body);
  }

  @Post('projects/:id/returns')
  @Permission('money.confirm')
  @Keyed()
  @Answers('Confirms that money has come back', ProjectMoney)
  returned(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() request: Repeatable, @AskedLocale() locale: Locale, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: NewReturn }) body: NewReturn,
  ): Promise<ProjectMoney> {
    return this.finance.returned(scope, accountId, request, path.id, body, locale);
  }

  @Post('projects/:id/claim/write-off')
  @Permission('claim.writeOff')
  @Keyed()
  @Answers('Gives up what is claimed of a project that has ended, by a collective decision', WrittenOff)
  writeOff(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() request: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: WriteOff }) decision: WriteOff,
  ): Promise<WrittenOff> {
    return this.finance.writeOff(scope, accountId, request, path.id, decision);
  }

  @Get('rounds/:id/auditors')
  @Permission('auditor.appoint')
  @Answers('Who may be appointed', Auditors)
  auditors(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Auditors> {
    return this.finance.auditors(scope, path.id);
  }

  @Post('rounds/:id/auditors')
  @Permission('auditor.appoint')
  @Keyed()
  @Answers('Appoints the body that audits these projects', Appointed)
  appoint(@Within() scope: Scope, @AccountId() accountId: string, @Key() request: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: Appointment }) body: Appointment): Promise<Appointed> {
    return this.finance.appoint(scope, accountId, request, path.id, body);
  }
}
