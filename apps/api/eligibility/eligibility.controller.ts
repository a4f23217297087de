import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import {
  Contest, ContestAnswer, ContestPage, ContestQuery, EligibilityChecks, EligibilitySettled, EligibilitySettlement, NewContest, SelfCheck, SelfCheckPath, SuppliedFact,
} from '../contract/eligibility.js';
import { RecordPath } from '../contract/societies.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Who, Within } from '../http/request.js';
import { refused } from '../problem/refused.js';
import { ContestsService } from './contests.service.js';
import { EligibilityService } from './eligibility.service.js';

@Controller()
export class EligibilityController {
  constructor(
    private readonly eligibility: EligibilityService,
    private readonly contests: ContestsService,
  ) {}

  @Get('rounds/:id/eligibility/:society')
  @Permission('eligibility.read')
  @Answers('Whether the society could apply today, rule by rule with facts and sources; a society asks about itself', SelfCheck)
  selfCheck(@Within() scope: Scope, @Param({ schema: SelfCheckPath }) path: SelfCheckPath, @AskedLocale() locale: Locale): Promise<SelfCheck> {
    return this.eligibility.selfCheck(scope, path.id, path.society, locale);
  }

  @Get('applications/:id/eligibility-checks')
  @Permission('eligibility.read')
  @Answers('Every check of the application, oldest first, with its cause and what it changed', EligibilityChecks)
  history(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @AskedLocale() locale: Locale): Promise<EligibilityChecks> {
    return this.eligibility.history(scope, path.id, locale);
  }

  @Get('rounds/:id/eligibility-changes')
  @Permission('round.overview')
  @Answers('Applications whose facts have changed since they were decided, and wait for a person', EligibilityChecks)
  open(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @AskedLocale() locale: Locale): Promise<EligibilityChecks> {
    return this.eligibility.open(scope, path.id, locale);
  }

  @Post('eligibility-checks/:id/settlement')
  @Permission('eligibility.settle')
  @Keyed()
  @Answers('Says what follows for the application: it stays, or its eligibility is cancelled', EligibilitySettled)
  settle(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: EligibilitySettlement }) body: EligibilitySettlement,
  ): Promise<EligibilitySettled> {
    return this.eligibility.settle(scope, accountId, key, path.id, body);
  }

  @Get('contests')
  @Permission('society.read')
  @Answers('Contested facts and facts that were shown, the overdue first, then who waits longest; a society sees its own', ContestPage)
  list(@Within() scope: Scope, @Query({ schema: ContestQuery }) query: ContestQuery): Promise<ContestPage> {
    return this.contests.list(scope, query);
  }

  @Post('societies/:id/records/:record/contests')
  @Permission('fact.contest')
  @Keyed()
  @Answers('Contests a fact recorded about the own society, with reason and document', Contest, 201)
  raise(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: RecordPath }) path: RecordPath, @Body({ schema: NewContest }) body: NewContest,
  ): Promise<Contest> {
    return this.contests.raise(scope, accountId, key, path.id, path.record, body);
  }

  @Post('rounds/:id/supplied-facts')
  @Permission('fact.contest')
  @Keyed()
  @Answers('Shows a fact that a rule asks for and nobody has recorded', Contest, 201)
  supply(
    @Within() scope: Scope, @Who() who: Principal, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: SuppliedFact }) body: SuppliedFact,
  ): Promise<Contest> {
    if (who.societyId === undefined) throw refused('FORBIDDEN');
    return this.contests.supply(scope, accountId, key, who.societyId, path.id, body);
  }

  @Post('contests/:id/answer')
  @Permission('fact.answer')
  @Keyed()
  @Answers('Answers a contest: the fact stands, is corrected, or is withdrawn; checks that it concerns are run again', Contest)
  answer(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: ContestAnswer }) body: ContestAnswer,
  ): Promise<Contest> {
    return this.contests.answer(scope, accountId, key, path.id, body);
  }
}
