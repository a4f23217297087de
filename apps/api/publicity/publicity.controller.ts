import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { Disclosure,
  CorrectionNotice, CorrectionPosted, NewObjection, OwnReexaminationRequest, PostingConfirmation, PostingConfirmed, PublicityList, PublicityPeriods, PublicityQuery, PublicReceipt, ReceiptPath, ReexaminationRequest, Replaced, Replacement, Results, RoundPath, StagePath,
} from '../contract/publicity.js';
import { Receipt } from '../contract/tasks.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Who, Within } from '../http/request.js';
import { ObjectingService } from './objecting.service.js';
import { ReexaminationsService } from './reexaminations.service.js';
import { PublicityService } from './publicity.service.js';

@Controller()
export class PublicityController {
  constructor(
    private readonly publicity: PublicityService,
    private readonly objecting: ObjectingService,
    private readonly reexaminations: ReexaminationsService,
  ) {}

  @Get('publicity')
  @Permission('public.read')
  @Answers('Lists that are or were publicised, the newest first', PublicityPeriods)
  periods(@Within() scope: Scope, @Who() who: Principal, @Query({ schema: PublicityQuery }) query: PublicityQuery): Promise<PublicityPeriods> {
    return this.publicity.periods(scope, who, query.roundId);
  }

  @Get('publicity/:stageId')
  @Permission('public.read')
  @Answers('One list: who is on it, in which tier, and until when one may object', PublicityList)
  list(@Within() scope: Scope, @Who() who: Principal, @Param({ schema: StagePath }) path: StagePath): Promise<PublicityList> {
    return this.publicity.list(scope, who, path.stageId);
  }

  @Post('publicity/:stageId/objections')
  @Permission('public.object')
  @Keyed()
  @Answers('Objects to a society on the list; with name and contact it is answered, without it is kept as a lead', Receipt, 201)
  object(@Within() scope: Scope, @Key() key: Repeatable, @Param({ schema: StagePath }) path: StagePath, @Body({ schema: NewObjection }) objection: NewObjection): Promise<Receipt> {
    return this.objecting.object(scope, key, path.stageId, objection);
  }

  @Post('publicity/:stageId/replacement')
  @Permission('publicity.replace')
  @Keyed()
  @Answers('Between equals in the reserve: who moves up, with the number of the minutes', Replaced)
  replace(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: StagePath }) path: StagePath,
    @Body({ schema: Replacement }) replacement: Replacement,
  ): Promise<Replaced> {
    return this.publicity.replace(scope, accountId, key, path.stageId, replacement);
  }

  @Post('publicity/:stageId/posting')
  @Permission('publicity.post')
  @Keyed()
  @Answers('Confirms the check for classified and personal data, and posts the list; the period counts from the latest medium', PostingConfirmed)
  post(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: StagePath }) path: StagePath, @Body({ schema: PostingConfirmation }) confirmation: PostingConfirmation,
  ): Promise<PostingConfirmed> {
    return this.publicity.post(scope, accountId, key, path.stageId, confirmation);
  }

  @Post('publicity/:stageId/correction-notice')
  @Permission('publicity.post')
  @Keyed()
  @Answers('Prints a correction with the list; if it changes what one may object to, the period begins again', CorrectionPosted)
  correct(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: StagePath }) path: StagePath, @Body({ schema: CorrectionNotice }) notice: CorrectionNotice,
  ): Promise<CorrectionPosted> {
    return this.publicity.correct(scope, accountId, key, path.stageId, notice);
  }

  @Post('publicity/:stageId/re-examination')
  @Permission('objection.contest')
  @Keyed()
  @Answers('The society asks, once, for a re-examination of the objection by which it left the list', Receipt, 201)
  contest(
    @Within() scope: Scope, @Who() who: Principal, @Key() key: Repeatable, @Param({ schema: StagePath }) path: StagePath, @Body({ schema: OwnReexaminationRequest }) request: OwnReexaminationRequest,
  ): Promise<Receipt> {
    return this.reexaminations.bySociety(scope, who, key, path.stageId, request);
  }

  @Post('receipts/:receipt/re-examination')
  @Permission('public.object')
  @Keyed()
  @Answers('Whoever objected asks, once, for a re-examination of a rejected objection', Receipt, 201)
  reexamine(@Within() scope: Scope, @Key() key: Repeatable, @Param({ schema: ReceiptPath }) path: ReceiptPath, @Body({ schema: ReexaminationRequest }) request: ReexaminationRequest): Promise<Receipt> {
    return this.reexaminations.byObjector(scope, key, path.receipt, request);
  }

  @Get('receipts/:receipt')
  @Permission('public.read')
  @Answers('Whether, when and with which hash something was received', PublicReceipt)
  receipt(@Within() scope: Scope, @Param({ schema: ReceiptPath }) path: ReceiptPath): Promise<PublicReceipt> {
    return this.publicity.receipt(scope, path.receipt);
  }

  @Get('results/:roundId')
  @Permission('public.read')
  @Answers('The announced list', Results)
  results(@Within() scope: Scope, @Param({ schema: RoundPath }) path: RoundPath): Promise<Results> {
    return this.publicity.results(scope, path.roundId);
  }

  @Get('disclosure/:roundId')
  @Permission('public.read')
  @Answers('Money, reports and verdicts of the funded projects, year by year', Disclosure)
  disclosure(@Within() scope: Scope, @Param({ schema: RoundPath }) path: RoundPath): Promise<Disclosure> {
    return this.publicity.disclosure(scope, path.roundId);
  }
}
