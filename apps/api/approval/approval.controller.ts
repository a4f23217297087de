import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { Approval, ApprovalReturn, ApprovalReturned, Approved, Dossier, Resubmission, Resubmitted } from '../contract/approval.js';
import { IdPath } from '../contract/common.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { ApprovalService } from './approval.service.js';

@Controller('rounds/:id')
export class ApprovalController {
  constructor(private readonly approval: ApprovalService) {}

  @Get('dossier')
  @Permission('approval.read')
  @Answers('What lies before the leadership: list, reserve, scores, objections, earlier decisions with their minutes', Dossier)
  dossier(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @AskedLocale() locale: Locale): Promise<Dossier> {
    return this.approval.dossier(scope, path.id, locale);
  }

  @Post('approval')
  @Permission('approval.decide')
  @Keyed()
  @Answers('Approves the whole list, with the number of the minutes; then it is announced', Approved)
  approve(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: Approval }) approval: Approval,
  ): Promise<Approved> {
    return this.approval.approve(scope, accountId, key, path.id, approval.minutes);
  }

  @Post('approval/return')
  @Permission('approval.decide')
  @Keyed()
  @Answers('Returns the dossier to the office with comments', ApprovalReturned)
  returnForRevision(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: ApprovalReturn }) entry: ApprovalReturn,
  ): Promise<ApprovalReturned> {
    return this.approval.returnForRevision(scope, accountId, key, path.id, entry.reason);
  }

  @Post('approval/resubmission')
  @Permission('approval.resubmit')
  @Keyed()
  @Answers('The office answers; the dossier lies before the leadership again', Resubmitted)
  resubmit(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: Resubmission }) entry: Resubmission,
  ): Promise<Resubmitted> {
    return this.approval.resubmit(scope, accountId, key, path.id, entry.reason);
  }
}
