import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { DiffPath, ProgrammeDiff, VersionMove, VersionMoved, VersionMovePreview, VersionMoveRequest } from '../contract/migration.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable, Unkeyed } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { VersionsService } from './versions.service.js';

@Controller()
export class VersionsController {
  constructor(private readonly versions: VersionsService) {}

  @Get('programmes/:id/diff/:other')
  @Permission('programme.read')
  @Answers('What differs between two versions: every setting with its old and new value, and which are choices', ProgrammeDiff)
  diff(@Param({ schema: DiffPath }) path: DiffPath): Promise<ProgrammeDiff> {
    return this.versions.diff(path.id, path.other);
  }

  @Post('rounds/:id/version/preview')
  @Permission('round.manage')
  @Unkeyed('changes nothing')
  @Answers('Whether a running round may go on by another version: every obstacle, and what would change', VersionMovePreview)
  preview(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: VersionMoveRequest }) request: VersionMoveRequest, @AskedLocale() locale: Locale): Promise<VersionMovePreview> {
    return this.versions.preview(scope, path.id, request.programmeVersionId, locale);
  }

  @Post('rounds/:id/version')
  @Permission('round.manage')
  @Keyed()
  @Answers('The round goes on by the other version; what has begun is finished by the rules it began with', VersionMoved)
  move(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: VersionMove }) move: VersionMove,
  ): Promise<VersionMoved> {
    return this.versions.move(scope, accountId, key, path.id, move);
  }
}
