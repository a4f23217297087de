import { Controller, Get, Query } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { MailPage, MailQuery } from '../contract/mails.js';
import { Answers } from '../http/answers.js';
import { Within } from '../http/request.js';
import { MailsService } from './mails.service.js';

@Controller('mails')
export class MailsController {
  constructor(private readonly mails: MailsService) {}

  @Get()
  @Permission('mail.read')
  @Answers('What went out, or could not, newest first; of one round or of all; without letters about accounts', MailPage)
  list(@Within() scope: Scope, @Query({ schema: MailQuery }) query: MailQuery): Promise<MailPage> {
    return this.mails.list(scope, query);
  }
}
