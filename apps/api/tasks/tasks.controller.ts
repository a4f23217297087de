import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { Draft, DraftEntry, PaperDraftEntry, PaperSubmission, PaperTask, Receipt, Submission, TaskDetail, TaskPage, TaskQuery } from '../contract/tasks.js';
import { Answers } from '../http/answers.js';
import { IfMatch, Versioned } from '../http/if-match.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Who, Within } from '../http/request.js';
import { PaperService } from './paper.service.js';
import { SubmissionsService } from './submissions.service.js';
import { TasksService } from './tasks.service.js';

@Controller('tasks')
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly submissions: SubmissionsService,
    private readonly paper: PaperService,
  ) {}

  @Get()
  @Permission('task.read')
  @Answers('What one owes, the next due first', TaskPage)
  list(@Within() scope: Scope, @Who() who: Principal, @Query({ schema: TaskQuery }) query: TaskQuery): Promise<TaskPage> {
    return this.tasks.list(scope, who, query);
  }

  @Get(':id')
  @Permission('task.read')
  @Answers('One task: what is asked for, until when, by which clause, and what has been written', TaskDetail)
  get(@Within() scope: Scope, @Who() who: Principal, @Param({ schema: IdPath }) path: IdPath): Promise<TaskDetail> {
    return this.tasks.get(scope, who, path.id);
  }

  @Put(':id/draft')
  @Permission('task.submit')
  @Versioned()
  @Answers('Saves what is written so far; it counts as nothing until it is submitted', Draft)
  saveDraft(
    @Within() scope: Scope, @Who() who: Principal, @Param({ schema: IdPath }) path: IdPath, @IfMatch() version: number, @Body({ schema: DraftEntry }) entry: DraftEntry,
    @AskedLocale() locale: Locale,
  ): Promise<Draft> {
    return this.tasks.saveDraft(scope, who, path.id, version, entry, locale);
  }

  @Post(':id/submission')
  @Permission('task.submit')
  @Keyed()
  @Answers('Hands in, once; the answer is the receipt', Receipt, 201)
  submit(
    @Within() scope: Scope, @Who() who: Principal, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: Submission }) body: Submission,
  ): Promise<Receipt> {
    return this.submissions.submit(scope, who, accountId, key, path.id, body);
  }

  @Get(':id/paper')
  @Permission('paper.enter')
  @Answers('A society’s task, to be entered by the office from paper, with the entry’s own draft', PaperTask)
  getPaper(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<PaperTask> {
    return this.paper.get(scope, path.id);
  }

  @Put(':id/paper/draft')
  @Permission('paper.enter')
  @Versioned()
  @Answers('Saves what is entered so far, beside the society’s own draft', Draft)
  savePaperDraft(
    @Within() scope: Scope, @AccountId() accountId: string, @Param({ schema: IdPath }) path: IdPath, @IfMatch() version: number, @Body({ schema: PaperDraftEntry }) entry: PaperDraftEntry,
    @AskedLocale() locale: Locale,
  ): Promise<Draft> {
    return this.paper.saveDraft(scope, accountId, path.id, version, entry, locale);
  }

  @Post(':id/paper/submission')
  @Permission('paper.enter')
  @Keyed()
  @Answers('Hands in for the society what came on paper, while its gate is open; the receipt goes to the society', Receipt, 201)
  enterPaper(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: PaperSubmission }) body: PaperSubmission,
  ): Promise<Receipt> {
    return this.paper.enter(scope, accountId, key, path.id, body);
  }
}
