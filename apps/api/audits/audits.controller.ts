import { Controller, Get, Param } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { ProjectAudit, AuditPath, ProjectAudits } from '../contract/audits.js';
import { Answers } from '../http/answers.js';
import { Who, Within } from '../http/request.js';
import { AuditsService } from './audits.service.js';

@Controller('audits')
export class AuditsController {
  constructor(private readonly audits: AuditsService) {}

  @Get()
  @Permission('projectAudit.read')
  @Answers('Third-party audits of projects: an auditor those it was appointed for', ProjectAudits)
  list(@Within() scope: Scope, @Who() who: Principal): Promise<ProjectAudits> {
    return this.audits.list(scope, who);
  }

  @Get(':id')
  @Permission('projectAudit.read')
  @Answers('One audit: its course, what it waits for, and what the project handed in', ProjectAudit)
  get(@Within() scope: Scope, @Who() who: Principal, @Param({ schema: AuditPath }) path: AuditPath): Promise<ProjectAudit> {
    return this.audits.get(scope, who, path.id);
  }
}
