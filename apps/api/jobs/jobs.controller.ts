import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { AcceptApplications, AutomaticRehearsal, ExtendStuck, Job, JobDetail, JobPreview, Jobs, RetryStuck } from '../contract/jobs.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable, Unkeyed } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { JobsService } from './jobs.service.js';

@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Get()
  @Permission('job.read')
  @Answers('The newest hundred', Jobs)
  list(@Within() scope: Scope): Promise<Jobs> {
    return this.jobs.list(scope);
  }

  @Get(':id')
  @Permission('job.read')
  @Answers('One, with what came of each record', JobDetail)
  get(@Within() scope: Scope, @AskedLocale() locale: Locale, @Param({ schema: IdPath }) path: IdPath): Promise<JobDetail> {
    return this.jobs.get(scope, path.id, locale);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Permission('job.stop')
  @Unkeyed('a job is stopped once')
  @Answers('Stops: what has been done stays done', Job)
  cancel(@Within() scope: Scope, @AccountId() accountId: string, @AskedLocale() locale: Locale, @Param({ schema: IdPath }) path: IdPath): Promise<Job> {
    return this.jobs.cancel({ scope, accountId, locale }, path.id);
  }

  @Post('accept-applications/preview')
  @HttpCode(200)
  @Permission('application.decide')
  @Unkeyed('changes nothing')
  @Answers('Which applications would be accepted', JobPreview)
  previewAccept(@Within() scope: Scope, @AccountId() accountId: string, @AskedLocale() locale: Locale, @Body({ schema: AcceptApplications }) body: AcceptApplications): Promise<JobPreview> {
    return this.jobs.previewAccept({ scope, accountId, locale }, body);
  }

  @Post('accept-applications')
  @Permission('application.decide')
  @Keyed()
  @Answers('Accepts them, each by a decision of its own', Job)
  accept(@Within() scope: Scope, @AccountId() accountId: string, @AskedLocale() locale: Locale, @Key() request: Repeatable, @Body({ schema: AcceptApplications }) body: AcceptApplications): Promise<Job> {
    return this.jobs.accept({ scope, accountId, locale }, request, body);
  }

  @Post('retry-stuck/preview')
  @HttpCode(200)
  @Permission('stuck.retry')
  @Unkeyed('changes nothing')
  @Answers('What would be tried again', JobPreview)
  previewRetry(@Within() scope: Scope, @AccountId() accountId: string, @AskedLocale() locale: Locale, @Body({ schema: RetryStuck }) body: RetryStuck): Promise<JobPreview> {
    return this.jobs.previewStuck({ scope, accountId, locale }, 'retry', body);
  }

  @Post('retry-stuck')
  @Permission('stuck.retry')
  @Keyed()
  @Answers('Tries all of it again', Job)
  retry(@Within() scope: Scope, @AccountId() accountId: string, @AskedLocale() locale: Locale, @Key() request: Repeatable, @Body({ schema: RetryStuck }) body: RetryStuck): Promise<Job> {
    return this.jobs.retry({ scope, accountId, locale }, request, body);
  }

  @Post('extend-stuck/preview')
  @HttpCode(200)
  @Permission('deadline.decide')
  @Unkeyed('changes nothing')
  @Answers('Whose deadlines would be moved', JobPreview)
  previewExtend(@Within() scope: Scope, @AccountId() accountId: string, @AskedLocale() locale: Locale, @Body({ schema: ExtendStuck }) body: ExtendStuck): Promise<JobPreview> {
    return this.jobs.previewStuck({ scope, accountId, locale }, 'extend', { roundId: body.roundId, cause: body.cause });
  }

  @Post('extend-stuck')
  @Permission('deadline.decide')
  @Keyed()
  @Answers('Moves all of them to the same instant', Job)
  extend(@Within() scope: Scope, @AccountId() accountId: string, @AskedLocale() locale: Locale, @Key() request: Repeatable, @Body({ schema: ExtendStuck }) body: ExtendStuck): Promise<Job> {
    return this.jobs.extend({ scope, accountId, locale }, request, body);
  }

  @Post('rehearsals')
  @Permission('rehearsal.manage')
  @Keyed()
  @Answers('Plays a whole programme with simulated people, in a realm of its own', Job)
  rehearse(@Within() scope: Scope, @AccountId() accountId: string, @AskedLocale() locale: Locale, @Key() request: Repeatable, @Body({ schema: AutomaticRehearsal }) body: AutomaticRehearsal): Promise<Job> {
    return this.jobs.rehearse({ scope, accountId, locale }, request, body);
  }
}
