import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { Expert, ExpertBackground, ExpertPage, ExpertQuery, NewExpert, Panel, PanelInvitation, PanelInvited } from '../contract/experts.js';
import { Answers } from '../http/answers.js';
import { IfMatch, Versioned } from '../http/if-match.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Within } from '../http/request.js';
import { ExpertsService } from './experts.service.js';

@Controller()
export class ExpertsController {
  constructor(private readonly experts: ExpertsService) {}

  @Get('experts')
  @Permission('expert.read')
  @Answers('Experts, by code', ExpertPage)
  list(@Within() scope: Scope, @Query({ schema: ExpertQuery }) query: ExpertQuery): Promise<ExpertPage> {
    return this.experts.list(scope, query);
  }

  @Post('experts')
  @Permission('expert.manage')
  @Keyed()
  @Answers('Adds an expert with an account, and sends its invitation', Expert, 201)
  create(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: NewExpert }) entry: NewExpert): Promise<Expert> {
    return this.experts.create(scope, accountId, key, entry);
  }

  @Get('experts/:id')
  @Permission('expert.read')
  @Answers('One expert, with offices and joint projects', Expert)
  get(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Expert> {
    return this.experts.get(scope, path.id);
  }

  @Put('experts/:id/background')
  @Permission('expert.manage')
  @Versioned()
  @Answers('Records what an expert is matched by, and the offices and projects that make a conflict', Expert)
  change(
    @Within() scope: Scope, @AccountId() accountId: string, @Param({ schema: IdPath }) path: IdPath, @IfMatch() version: number, @Body({ schema: ExpertBackground }) entry: ExpertBackground,
  ): Promise<Expert> {
    return this.experts.change(scope, accountId, path.id, version, entry);
  }

  @Get('rounds/:id/panel')
  @Permission('expert.read')
  @Answers('The round’s panel: who has declared, and what each still has to score', Panel)
  panel(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Panel> {
    return this.experts.panel(scope, path.id);
  }

  @Post('rounds/:id/panel')
  @Permission('panel.invite')
  @Keyed()
  @Answers('Invites the panel; each expert is asked to declare conflicts', PanelInvited)
  invite(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: PanelInvitation }) entry: PanelInvitation,
  ): Promise<PanelInvited> {
    return this.experts.invite(scope, accountId, key, path.id, entry);
  }
}
