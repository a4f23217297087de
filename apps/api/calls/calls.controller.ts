import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { CallDetail, CallNotice, CallPublished, Calls, Commendation, Commended, OfficeContacts } from '../contract/calls.js';
import { IdPath } from '../contract/common.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Within } from '../http/request.js';
import { CallsService } from './calls.service.js';

@Controller()
export class CallsController {
  constructor(private readonly calls: CallsService) {}

  @Get('calls')
  @Permission('public.read')
  @Answers('Open calls: number of awards, when to apply, whom to ask', Calls)
  list(@Within() scope: Scope): Promise<Calls> {
    return this.calls.list(scope);
  }

  @Get('calls/:id')
  @Permission('public.read')
  @Answers('One call, by its round: who may apply, and what an application asks for', CallDetail)
  get(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<CallDetail> {
    return this.calls.get(scope, path.id);
  }

  @Get('contacts')
  @Permission('public.read')
  @Answers('The offices of programmes at work', OfficeContacts)
  contacts(@Within() scope: Scope): Promise<OfficeContacts> {
    return this.calls.contacts(scope);
  }

  @Post('rounds/:id/call')
  @Permission('call.publish')
  @Keyed()
  @Answers('Publishes the call with its number of awards; then societies may apply', CallPublished)
  publish(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: CallNotice }) body: CallNotice,
  ): Promise<CallPublished> {
    return this.calls.publish(scope, accountId, key, path.id, body);
  }

  @Post('rounds/:id/commendation')
  @Permission('round.commend')
  @Keyed()
  @Answers('Commends the listed societies by circular; then they are awarded', Commended)
  commend(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: Commendation }) body: Commendation,
  ): Promise<Commended> {
    return this.calls.commend(scope, accountId, key, path.id, body);
  }
}
