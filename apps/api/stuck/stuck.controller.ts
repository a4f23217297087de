import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { Reassigned, Reassignment, Retried, Retry, Skip, Skipped, StuckList, StuckQuery } from '../contract/stuck.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { StuckService } from './stuck.service.js';

@Controller('stuck')
export class StuckController {
  constructor(private readonly stuck: StuckService) {}

  @Get()
  @Permission('stuck.read')
  @Answers('What waits for the office, for somebody late, or for a system that does not move; the most urgent first', StuckList)
  list(@Within() scope: Scope, @Query({ schema: StuckQuery }) query: StuckQuery, @AskedLocale() locale: Locale): Promise<StuckList> {
    return this.stuck.list(scope, query, locale);
  }

  @Post('retry')
  @Permission('stuck.retry')
  @Keyed()
  @Answers('The workflow looks again, after what was in the way has been mended', Retried)
  retry(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: Retry }) body: Retry): Promise<Retried> {
    return this.stuck.retry(scope, accountId, key, body.workflowId);
  }

  @Post('skip')
  @Permission('stuck.decide')
  @Keyed()
  @Answers('Goes on without what is still owed, with a reason; only where a step can be done without', Skipped)
  skip(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: Skip }) body: Skip): Promise<Skipped> {
    return this.stuck.skip(scope, accountId, key, body);
  }

  @Post('reassign')
  @Permission('stuck.decide')
  @Keyed()
  @Answers('Gives an open task to another expert or auditor, with a reason', Reassigned)
  reassign(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: Reassignment }) body: Reassignment): Promise<Reassigned> {
    return this.stuck.reassign(scope, accountId, key, body);
  }
}
