import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { AssignmentRuns, Conflicts, FewerReviews, GroupOpinions, Readers, Recusal, Recused, WithFewer } from '../contract/review-decisions.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { ReviewDecisionsService } from './review-decisions.service.js';

@Controller('rounds/:id')
export class ReviewDecisionsController {
  constructor(private readonly reviews: ReviewDecisionsService) {}

  @Get('conflicts')
  @Permission('review.read')
  @Answers('Who must not review whom, declared and detected, each with its reason', Conflicts)
  conflicts(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @AskedLocale() locale: Locale): Promise<Conflicts> {
    return this.reviews.conflicts(scope, path.id, locale);
  }

  @Get('readers')
  @Permission('review.read')
  @Answers('By application: who reads it, and where readers are missing', Readers)
  readers(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Readers> {
    return this.reviews.readers(scope, path.id);
  }

  @Get('assignments')
  @Permission('review.read')
  @Answers('What was assigned when, with the proof that nothing better exists', AssignmentRuns)
  assignments(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<AssignmentRuns> {
    return this.reviews.assignments(scope, path.id);
  }

  @Get('opinions')
  @Permission('review.read')
  @Answers('The group leaders’ opinions and rankings, with dissent', GroupOpinions)
  opinions(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<GroupOpinions> {
    return this.reviews.opinions(scope, path.id);
  }

  @Post('reviews/fewer')
  @Permission('review.decide')
  @Keyed()
  @Answers('An application goes on with the reviews that are in, with a reason; never with fewer than the programme’s least number', WithFewer)
  fewer(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: FewerReviews }) entry: FewerReviews): Promise<WithFewer> {
    return this.reviews.fewer(scope, accountId, key, path.id, entry);
  }

  @Post('reviews/recusal')
  @Permission('review.decide')
  @Keyed()
  @Answers('Takes an expert off an application, for a conflict that has come to light; the best who is free takes over', Recused)
  recuse(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: Recusal }) entry: Recusal): Promise<Recused> {
    return this.reviews.recuse(scope, accountId, key, path.id, entry);
  }
}
