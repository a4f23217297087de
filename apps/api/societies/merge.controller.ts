import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { MergePreview, MergeRequest, MergeTarget, SocietyMerge, SocietyMerges } from '../contract/society-merge.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable, Unkeyed } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { SocietyMergeService } from './merge.service.js';

@Controller('societies')
export class SocietyMergeController {
  constructor(private readonly merges: SocietyMergeService) {}

  @Get(':id/merges')
  @Permission('society.list')
  @Answers('Into which society it was merged, or which were merged into it: by whom, when, why, and what went over', SocietyMerges)
  list(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<SocietyMerges> {
    return this.merges.list(scope, path.id);
  }

  @Post(':id/merge/preview')
  @Permission('society.merge')
  @Unkeyed('changes nothing')
  @Answers('What would go over from this duplicate to the society that stays, and what stands in the way', MergePreview)
  preview(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: MergeTarget }) target: MergeTarget, @AskedLocale() locale: Locale): Promise<MergePreview> {
    return this.merges.preview(scope, path.id, target.into, locale);
  }

  @Post(':id/merge')
  @Permission('society.merge')
  @Keyed()
  @Answers('Merges this duplicate into the society that stays; nothing is deleted', SocietyMerge, 201)
  merge(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: MergeRequest }) request: MergeRequest): Promise<SocietyMerge> {
    return this.merges.merge(scope, accountId, key, path.id, request);
  }
}
