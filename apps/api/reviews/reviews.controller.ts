import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { Ranking, RankingConfirmation, RankingConfirmed, RankingPreview, ReviewPage, ReviewQuery } from '../contract/reviews.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable, Unkeyed } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { ReviewsService } from './reviews.service.js';

@Controller('rounds/:id')
export class ReviewsController {
  constructor(private readonly reviews: ReviewsService) {}

  @Get('reviews')
  @Permission('review.read')
  @Answers('Who reviews what, and the sheets that are in', ReviewPage)
  list(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @Query({ schema: ReviewQuery }) query: ReviewQuery): Promise<ReviewPage> {
    return this.reviews.list(scope, path.id, query);
  }

  @Get('ranking')
  @Permission('review.read')
  @Answers('Places and tiers as they stand, with an open tie', Ranking)
  ranking(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Ranking> {
    return this.reviews.ranking(scope, path.id);
  }

  @Post('ranking/confirmation')
  @Permission('ranking.confirm')
  @Keyed()
  @Answers('Confirms the ranking as the preliminary list; a tie at a tier’s border needs a decision with its minutes', RankingConfirmed)
  confirm(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: RankingConfirmation }) confirmation: RankingConfirmation,
  ): Promise<RankingConfirmed> {
    return this.reviews.confirm(scope, accountId, key, path.id, confirmation);
  }

  @Post('ranking/preview')
  @Permission('review.read')
  @Unkeyed('changes nothing: it computes what a confirmation would give')
  @Answers('What the list would be with these decisions and moves: who drops out, the variance, and what it would be refused for', RankingPreview)
  preview(
    @Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: RankingConfirmation }) confirmation: RankingConfirmation, @AskedLocale() locale: Locale,
  ): Promise<RankingPreview> {
    return this.reviews.preview(scope, path.id, confirmation, locale);
  }
}
