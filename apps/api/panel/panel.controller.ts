import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { DrawAnnouncement, DrawPath, Leaders, NewLeader, PanelDraw, PanelDraws } from '../contract/panel.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { PanelService } from './panel.service.js';

@Controller('rounds/:id/panel')
export class PanelController {
  constructor(private readonly panel: PanelService) {}

  @Get('draws')
  @Permission('expert.read')
  @Answers('The drawings of this round’s panel, with everything needed to repeat them', PanelDraws)
  draws(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @AskedLocale() locale: Locale): Promise<PanelDraws> {
    return this.panel.draws(scope, path.id, locale);
  }

  @Post('draws')
  @Permission('panel.invite')
  @Keyed()
  @Answers('Fixes seed, witness and pool; nothing is drawn yet', PanelDraw, 201)
  announce(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: DrawAnnouncement }) entry: DrawAnnouncement, @AskedLocale() locale: Locale,
  ): Promise<PanelDraw> {
    return this.panel.announce(scope, accountId, key, path.id, entry, locale);
  }

  @Post('draws/:n/result')
  @Permission('panel.invite')
  @Keyed()
  @Answers('Draws, once, from what was fixed; a repeat shows the same result', PanelDraw)
  draw(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: DrawPath }) path: DrawPath, @AskedLocale() locale: Locale): Promise<PanelDraw> {
    return this.panel.draw(scope, accountId, key, path, locale);
  }

  @Get('leaders')
  @Permission('expert.read')
  @Answers('Who leads each discipline group', Leaders)
  leaders(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Leaders> {
    return this.panel.leaders(scope, path.id);
  }

  @Post('leaders')
  @Permission('panel.invite')
  @Keyed()
  @Answers('Names the leader of a discipline group; without one the lot names one when scoring is over', Leaders)
  nameLeader(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: NewLeader }) entry: NewLeader): Promise<Leaders> {
    return this.panel.nameLeader(scope, accountId, key, path.id, entry);
  }
}
