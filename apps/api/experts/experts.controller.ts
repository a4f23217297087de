import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { Expert, ExpertPage, ExpertQuery, NewExpert, Panel, PanelInvitation, PanelInvited } from '../contract/experts.js';
import { Answers } from '../http/answers.js';
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
    return this.experts.invite(scope, accountId, key, path.id, entry.expertIds);
  }
}
