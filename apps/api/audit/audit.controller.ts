import { Controller, Get, Query } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { AuditPage, AuditQuery, AuditVerification, VerificationQuery } from '../contract/audit.js';
import { Answers } from '../http/answers.js';
import { AskedLocale, type Locale, Within } from '../http/request.js';
import { AuditService } from './audit.service.js';

@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Permission('audit.read')
  @Answers('Who did what and why, in one stream, newest first', AuditPage)
  list(@Within() scope: Scope, @Query({ schema: AuditQuery }) query: AuditQuery): Promise<AuditPage> {
    return this.audit.list(scope, query);
  }

  @Get('verification')
  @Permission('audit.read')
  @Answers('Whether the record holds: every stream’s chain, and the anchors', AuditVerification)
  verify(@Query({ schema: VerificationQuery }) query: VerificationQuery, @AskedLocale() locale: Locale): Promise<AuditVerification> {
    return this.audit.verify(query.anchor, locale);
  }
}
