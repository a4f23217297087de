import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { QuotaChange, QuotaChanged } from '../contract/decisions.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Within } from '../http/request.js';
import { DecisionsService } from './decisions.service.js';

@Controller()
export class DecisionsController {
  constructor(private readonly decisions: DecisionsService) {}

  @Post('rounds/:id/quota')
  @Permission('quota.change')
  @Keyed()
  @Answers('Changes the planned numbers of a running round, with a reason, until its list is confirmed', QuotaChanged)
  changeQuota(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: QuotaChange }) change: QuotaChange,
  ): Promise<QuotaChanged> {
    return this.decisions.changeQuota(scope, accountId, key, path.id, change);
  }
}
