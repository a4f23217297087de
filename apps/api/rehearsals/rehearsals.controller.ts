import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import { Permission } from '../access/permission.js';
import {
  Actor, NewActor, NewRehearsal, Rehearsal, RehearsalMailQuery, RehearsalMails, RehearsalPath, RehearsalReport, Rehearsals, Step, Stepped,
} from '../contract/rehearsals.js';
import { Answers, AnswersNothing } from '../http/answers.js';
import { Key, Keyed, type Repeatable, Unkeyed } from '../http/keyed.js';
import { AccountId, Who } from '../http/request.js';
import { ActorsService } from './actors.service.js';
import { ClockService } from './clock.service.js';
import { RehearsalsService } from './rehearsals.service.js';
import { ReportService } from './report.service.js';

@Controller('rehearsals')
export class RehearsalsController {
  constructor(
    private readonly rehearsals: RehearsalsService,
    private readonly clock: ClockService,
    private readonly actors: ActorsService,
    private readonly reports: ReportService,
  ) {}

  @Get()
  @Permission('rehearsal.manage')
  @Answers('Rehearsals, newest first', Rehearsals)
  list(@Who() who: Principal): Promise<Rehearsals> {
    return this.rehearsals.list(who);
  }

  @Post()
  @Permission('rehearsal.manage')
  @Keyed()
  @Answers('Opens a realm of its own with a clock that only steps; nothing in it reaches anybody outside', Rehearsal, 201)
  open(@Who() who: Principal, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: NewRehearsal }) entry: NewRehearsal): Promise<Rehearsal> {
    return this.rehearsals.open(who, accountId, key, entry);
  }

  @Get(':id')
  @Permission('rehearsal.manage')
  @Answers('Its clock, what is under way, and when something is due next', Rehearsal)
  get(@Who() who: Principal, @Param({ schema: RehearsalPath }) path: RehearsalPath): Promise<Rehearsal> {
    return this.rehearsals.get(who, path.id);
  }

  @Delete(':id')
  @Permission('rehearsal.manage')
  @AnswersNothing('Ends its workflows and deletes the realm as a whole')
  delete(@Who() who: Principal, @Param({ schema: RehearsalPath }) path: RehearsalPath): Promise<void> {
    return this.rehearsals.delete(who, path.id);
  }

  @Post(':id/steps')
  @Permission('rehearsal.manage')
  @Unkeyed('a repeat steps on, unless it says in `from` where it saw the clock')
  @Answers('Waits until all is quiet, steps the clock to what is due next but not past `to`, and waits again', Stepped)
  step(@Who() who: Principal, @Param({ schema: RehearsalPath }) path: RehearsalPath, @Body({ schema: Step }) step: Step): Promise<Stepped> {
    return this.clock.step(who, path.id, step);
  }

  @Post(':id/actors')
  @Permission('rehearsal.manage')
  @Keyed()
  @Answers('A service token for somebody in the rehearsal', Actor, 201)
  act(@Who() who: Principal, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: RehearsalPath }) path: RehearsalPath, @Body({ schema: NewActor }) entry: NewActor): Promise<Actor> {
    return this.actors.token({ who, accountId }, key, path.id, entry);
  }

  @Get(':id/mails')
  @Permission('rehearsal.manage')
  @Answers('What would have gone out, newest first', RehearsalMails)
  mails(@Who() who: Principal, @Param({ schema: RehearsalPath }) path: RehearsalPath, @Query({ schema: RehearsalMailQuery }) query: RehearsalMailQuery): Promise<RehearsalMails> {
    return this.reports.mails(who, path.id, query);
  }

  @Get(':id/report')
  @Permission('rehearsal.manage')
  @Answers('What came of the round launched last, and what it took', RehearsalReport)
  report(@Who() who: Principal, @Param({ schema: RehearsalPath }) path: RehearsalPath): Promise<RehearsalReport> {
    return this.reports.report(who, path.id);
  }
}
