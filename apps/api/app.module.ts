import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { PermissionGuard } from './access/permission.guard.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { ApplicationsModule } from './applications/applications.module.js';
import { ApprovalModule } from './approval/approval.module.js';
import { AssessmentModule } from './assessment/assessment.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuditsModule } from './audits/audits.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import type { Config } from './config.js';
import { CollectionsModule } from './collections/collections.module.js';
import { DefenceModule } from './defence/defence.module.js';
import { CallsModule } from './calls/calls.module.js';
import { DecisionsModule } from './decisions/decisions.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { EligibilityModule } from './eligibility/eligibility.module.js';
import { ExpertsModule } from './experts/experts.module.js';
import { ExplanationsModule } from './explanations/explanations.module.js';
import { GatesModule } from './gates/gates.module.js';
import { HealthController } from './health/health.controller.js';
import { ContractInterceptor } from './http/contract.interceptor.js';
import { StrictValidationPipe } from './http/validation.pipe.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MailsModule } from './mails/mails.module.js';
import { ObjectionsModule } from './objections/objections.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { PanelModule } from './panel/panel.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { ProgrammesModule } from './programmes/programmes.module.js';
import { MoneyModule } from './money/money.module.js';
import { ProjectsModule } from './projects/projects.module.js';
import { PublicityModule } from './publicity/publicity.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { RehearsalsModule } from './rehearsals/rehearsals.module.js';
import { RoundsModule } from './rounds/rounds.module.js';
import { SanctionsModule } from './sanctions/sanctions.module.js';
import { SocietiesModule } from './societies/societies.module.js';
import { StuckModule } from './stuck/stuck.module.js';
import { SuggestedListModule } from './suggested-list/suggested-list.module.js';
import { TasksModule } from './tasks/tasks.module.js';

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DiscoveryModule, PlatformModule.with(config), ExplanationsModule,
        AccountsModule, CalendarModule, ProgrammesModule, SocietiesModule, RoundsModule, GatesModule, AssessmentModule, CollectionsModule, StuckModule, MailsModule, AuditModule, OperationsModule,
        TasksModule, ApplicationsModule, ExpertsModule, PanelModule, ReviewsModule, DefenceModule, PublicityModule, ObjectionsModule, ApprovalModule, ProjectsModule, MoneyModule, AuditsModule,
        SuggestedListModule, EligibilityModule,
        RehearsalsModule, DecisionsModule, DocumentsModule, JobsModule,
        SanctionsModule, CallsModule,
      ],
      controllers: [HealthController],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: PermissionGuard },
        { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
        { provide: APP_PIPE, useClass: StrictValidationPipe },
      ],
    };
  }
}
