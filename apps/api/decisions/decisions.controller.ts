import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { Corrected, Correction, CorrectionPreview, QuotaChange, QuotaChanged, TakenDecisions } from '../contract/decisions.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Who, Within } from '../http/request.js';
import { CorrectionsService } from './corrections.service.js';
import { DecisionsService } from './decisions.service.js';

@Controller()
export class DecisionsController {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly corrections: CorrectionsService,
  ) {}

  @Post('rounds/:id/quota')
  @Permission('quota.change')
  @Keyed()
  @Answers('Changes the planned numbers of a running round, with a reason, until its list is confirmed', QuotaChanged)
  changeQuota(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: QuotaChange }) change: QuotaChange,
  ): Promise<QuotaChanged> {
    return this.decisions.changeQuota(scope, accountId, key, path.id, change);
  }

  @Get('rounds/:id/decisions')
  @Permission('decision.read')
  @Answers('Every decision of a round: who, when, what stood before, why; and how it may be corrected', TakenDecisions)
  ofRound(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<TakenDecisions> {
    return this.corrections.list(scope, { roundId: path.id });
  }

  @Get('projects/:id/decisions')
  @Permission('decision.read')
  @Answers('The same of one project', TakenDecisions)
  ofProject(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<TakenDecisions> {
    return this.corrections.list(scope, { projectId: path.id });
  }

  @Get('sanctions/:id/decisions')
  @Permission('decision.read')
  @Answers('The same of the case of a sanction', TakenDecisions)
  ofSanction(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<TakenDecisions> {
    return this.corrections.ofSanction(scope, path.id);
  }

  @Post('decisions/:id/preview-correction')
  @Permission('decision.correct')
  @Keyed()
  @Answers('What correcting a decision would change; nothing is changed', CorrectionPreview)
  preview(
    @Within() scope: Scope, @Who() who: Principal, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: Correction }) correction: Correction, @AskedLocale() locale: Locale,
  ): Promise<CorrectionPreview> {
    return this.corrections.preview(scope, who, accountId, key, path.id, correction, locale);
  }

  @Post('decisions/:id/correction')
  @Permission('decision.correct')
  @Keyed()
  @Answers('Corrects a decision by its compensating act; both stay on record', Corrected)
  correct(
    @Within() scope: Scope, @Who() who: Principal, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: Correction }) correction: Correction,
  ): Promise<Corrected> {
    return this.corrections.correct(scope, who, accountId, key, path.id, correction);
  }
}
