import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { Announced, Announcement, AnnouncementPreview, AnnouncementTo } from '../contract/mails.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable, Unkeyed } from '../http/keyed.js';
import { AccountId, Within } from '../http/request.js';
import { AnnouncementsService } from './announcements.service.js';

@Controller('rounds/:id/announcements')
export class AnnouncementsController {
  constructor(private readonly announcements: AnnouncementsService) {}

  @Post('preview')
  @HttpCode(200)
  @Permission('mail.announce')
  @Unkeyed('changes nothing')
  @Answers('Who would be written to', AnnouncementPreview)
  preview(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: AnnouncementTo }) body: AnnouncementTo): Promise<AnnouncementPreview> {
    return this.announcements.preview(scope, path.id, body);
  }

  @Post()
  @Permission('mail.announce')
  @Keyed()
  @Answers('Writes to all of them', Announced)
  send(@Within() scope: Scope, @AccountId() accountId: string, @Key() request: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: Announcement }) body: Announcement): Promise<Announced> {
    return this.announcements.send(scope, accountId, request, path.id, body);
  }
}
