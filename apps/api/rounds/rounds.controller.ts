import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { Timeline } from '../contract/programmes.js';
import { RoundOverview } from '../contract/round-overview.js';
import { NewRound, Round, RoundChange, RoundPage, RoundPreview, RoundQuery } from '../contract/rounds.js';
import { Answers } from '../http/answers.js';
import { IfMatch, Versioned } from '../http/if-match.js';
import { Key, Keyed, type Repeatable, Unkeyed } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Who, Within } from '../http/request.js';
import { OverviewService } from './overview.service.js';
import { RoundsService } from './rounds.service.js';

@Controller('rounds')
export class RoundsController {
  constructor(
    private readonly rounds: RoundsService,
    private readonly overviews: OverviewService,
  ) {}

  @Get()
  @Permission('round.read')
  @Answers('Rounds, newest first', RoundPage)
  list(@Within() scope: Scope, @Who() who: Principal, @Query({ schema: RoundQuery }) query: RoundQuery): Promise<RoundPage> {
    return this.rounds.list(scope, who, query);
  }

  @Post()
  @Permission('round.manage')
  @Keyed()
  @Answers('A draft of a round, pinned to a version of its programme', Round, 201)
  create(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: NewRound }) entry: NewRound): Promise<Round> {
    return this.rounds.create(scope, accountId, key, entry);
  }

  @Post('preview')
  @Permission('round.manage')
  @Unkeyed('changes nothing')
  @Answers('Every deadline and reminder of a round with these settings, and what deserves a second look', Timeline)
  preview(@Within() scope: Scope, @Body({ schema: RoundPreview }) request: RoundPreview, @AskedLocale() locale: Locale): Promise<Timeline> {
    return this.rounds.preview(scope, request, locale);
  }

  @Get(':id')
  @Permission('round.read')
  @Answers('One round with its stages so far', Round)
  get(@Within() scope: Scope, @Who() who: Principal, @Param({ schema: IdPath }) path: IdPath): Promise<Round> {
    return this.rounds.get(scope, who, path.id);
  }

  @Get(':id/overview')
  @Permission('round.overview')
  @Answers('Where a round stands: one sentence, the open stage, counts, timeline, last events', RoundOverview)
  overview(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @AskedLocale() locale: Locale): Promise<RoundOverview> {
    return this.overviews.read(scope, path.id, locale);
  }

  @Put(':id')
  @Permission('round.manage')
  @Versioned()
  @Answers('Changes a draft; what runs is changed by decisions about its deadlines', Round)
  change(
    @Within() scope: Scope, @AccountId() accountId: string, @Param({ schema: IdPath }) path: IdPath, @IfMatch() version: number,
    @Body({ schema: RoundChange }) change: RoundChange,
  ): Promise<Round> {
    return this.rounds.change(scope, accountId, path.id, version, change);
  }

  @Post(':id/launch')
  @Permission('round.launch')
  @Keyed()
  @Answers('The draft becomes a running round; without Temporal nothing is changed (503)', Round)
  launch(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath): Promise<Round> {
    return this.rounds.launch(scope, accountId, key, path.id);
  }
}
