import { Module } from '@nestjs/common';
import { AnnouncementsController } from './announcements.controller.js';
import { AnnouncementsService } from './announcements.service.js';
import { MailsController } from './mails.controller.js';
import { MailsService } from './mails.service.js';

@Module({ controllers: [MailsController, AnnouncementsController], providers: [MailsService, AnnouncementsService] })
export class MailsModule {}
