import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { DisciplineGroups, ProgrammeCheck, ProgrammeDetail, ProgrammeFile, Programmes, Timeline, TimelineRequest } from '../contract/programmes.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable, Unkeyed } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { ProgrammesService } from './programmes.service.js';

@Controller('programmes')
export class ProgrammesController {
  constructor(private readonly programmes: ProgrammesService) {}

  @Get()
  @Permission('programme.read')
  @Answers('All versions of all programmes', Programmes)
  list(): Promise<Programmes> {
    return this.programmes.list();
  }

  @Post()
  @Permission('programme.publish')
  @Keyed()
  @Answers('Publishes a version; it never changes afterwards', ProgrammeDetail, 201)
  publish(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: ProgrammeFile }) file: ProgrammeFile): Promise<ProgrammeDetail> {
    return this.programmes.publish(scope, accountId, key, file);
  }

  @Post('check')
  @Permission('programme.publish')
  @Unkeyed('changes nothing')
  @Answers('Every problem of a file, each with its line', ProgrammeCheck)
  check(@Body({ schema: ProgrammeFile }) file: ProgrammeFile, @AskedLocale() locale: Locale): ProgrammeCheck {
    return this.programmes.check(file, locale);
  }

  @Get(':id')
  @Permission('programme.read')
  @Answers('One version, with its file', ProgrammeDetail)
  get(@Param({ schema: IdPath }) path: IdPath): Promise<ProgrammeDetail> {
    return this.programmes.get(path.id);
  }

  @Post(':id/timeline')
  @Permission('programme.read')
  @Unkeyed('changes nothing')
  @Answers('What the dates would be with these settings, with what deserves a second look', Timeline)
  timeline(
    @Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: TimelineRequest }) request: TimelineRequest, @AskedLocale() locale: Locale,
  ): Promise<Timeline> {
    return this.programmes.timeline(scope, path.id, request.settings, locale);
  }
}

@Controller('discipline-groups')
export class DisciplineGroupsController {
  constructor(private readonly programmes: ProgrammesService) {}

  @Get()
  @Permission('round.read')
  @Answers('Discipline groups of all programmes, with the names that the newest version gives them', DisciplineGroups)
  list(): Promise<DisciplineGroups> {
    return this.programmes.groups();
  }
}
