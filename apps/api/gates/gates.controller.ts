import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import {
  Extended, Extension, ExtensionPreview, ExtensionRequest, Gate, GatePage, GatePath, GateQuery, Resumed, Resumption, Suspended, Suspension,
} from '../contract/gates.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable, Unkeyed } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { GatesService } from './gates.service.js';

@Controller('gates')
export class GatesController {
  constructor(private readonly gates: GatesService) {}

  @Get()
  @Permission('deadline.read')
  @Answers('What is or was open in a round, with its deadlines', GatePage)
  list(@Within() scope: Scope, @Query({ schema: GateQuery }) query: GateQuery): Promise<GatePage> {
    return this.gates.list(scope, query);
  }

  @Get(':id')
  @Permission('deadline.read')
  @Answers('One gate', Gate)
  get(@Within() scope: Scope, @Param({ schema: GatePath }) path: GatePath): Promise<Gate> {
    return this.gates.get(scope, path.id);
  }

  @Post(':id/extension/preview')
  @Permission('deadline.decide')
  @Unkeyed('changes nothing')
  @Answers('What an extension would do: who is concerned, which reminders move, which rest days are skipped', ExtensionPreview)
  preview(
    @Within() scope: Scope, @Param({ schema: GatePath }) path: GatePath, @Body({ schema: ExtensionRequest }) request: ExtensionRequest, @AskedLocale() locale: Locale,
  ): Promise<ExtensionPreview> {
    return this.gates.preview(scope, path.id, request, locale);
  }

  @Post(':id/extension')
  @Permission('deadline.decide')
  @Keyed()
  @Answers('Moves a deadline, for all or for one society; everybody concerned is told', Extended)
  extend(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: GatePath }) path: GatePath, @Body({ schema: Extension }) extension: Extension,
  ): Promise<Extended> {
    return this.gates.extend(scope, accountId, key, path.id, extension);
  }

  @Post(':id/suspension')
  @Permission('deadline.decide')
  @Keyed()
  @Answers('Nothing is taken and nothing falls due until it is resumed', Suspended)
  suspend(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: GatePath }) path: GatePath, @Body({ schema: Suspension }) suspension: Suspension,
  ): Promise<Suspended> {
    return this.gates.suspend(scope, accountId, key, path.id, suspension.reason);
  }

  @Post(':id/resumption')
  @Permission('deadline.decide')
  @Keyed()
  @Answers('Goes on; deadlines move by the time it was suspended', Resumed)
  resume(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: GatePath }) path: GatePath, @Body({ schema: Resumption }) _body: Resumption,
  ): Promise<Resumed> {
    return this.gates.resume(scope, accountId, key, path.id);
  }
}
