import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import {
  NewObjection, PublicityList, PublicityPeriods, PublicityQuery, PublicReceipt, ReceiptPath, Replaced, Replacement, Results, RoundPath, StagePath,
} from '../contract/publicity.js';
import { Receipt } from '../contract/tasks.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Who, Within } from '../http/request.js';
import { ObjectingService } from './objecting.service.js';
import { PublicityService } from './publicity.service.js';

@Controller()
export class PublicityController {
  constructor(
    private readonly publicity: PublicityService,
    private readonly objecting: ObjectingService,
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
}
