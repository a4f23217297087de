import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import {
  Lead, LeadMove, Leads, NewLead, ObjectionAnswer, ObjectionAnswered, Objections, Objector, ReexaminationAnswer, Reexamined, StandingJudged, StandingJudgement,
} from '../contract/objections.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { LeadsService } from './leads.service.js';
import { ObjectionsService } from './objections.service.js';

@Controller()
export class ObjectionsController {
  constructor(
    private readonly objections: ObjectionsService,
    private readonly leads: LeadsService,
  ) {}

  @Get('rounds/:id/objections')
  @Permission('objection.read')
  @Answers('Objections and leads of a round, without who objected', Objections)
  list(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath, @AskedLocale() locale: Locale): Promise<Objections> {
    return this.objections.list(scope, path.id, locale);
  }

  @Get('objections/:id/objector')
  @Permission('objection.identity')
  @Answers('Who objected; that this was read is recorded', Objector)
  objector(@Within() scope: Scope, @AccountId() accountId: string, @Param({ schema: IdPath }) path: IdPath): Promise<Objector> {
    return this.objections.objector(scope, accountId, path.id);
  }

  @Post('objections/:id/answer')
  @Permission('objection.answer')
  @Keyed()
  @Answers('Answers an objection; what is upheld takes the society off the list', ObjectionAnswered)
  answer(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: ObjectionAnswer }) answer: ObjectionAnswer,
  ): Promise<ObjectionAnswered> {
    return this.objections.answer(scope, accountId, key, path.id, answer);
  }

  @Post('objections/:id/standing')
  @Permission('objection.answer')
  @Keyed()
  @Answers('Finds that it is no objection to this list, or only a lead; whoever objected is told why', StandingJudged)
  judge(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: StandingJudgement }) judgement: StandingJudgement,
  ): Promise<StandingJudged> {
    return this.objections.judge(scope, accountId, key, path.id, judgement);
  }

  @Post('objections/:id/re-examination')
  @Permission('objection.reexamine')
  @Keyed()
  @Answers('Decides the one re-examination; never by who answered first. What changes is acted on, wherever the list is by then', Reexamined)
  reexamine(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: ReexaminationAnswer }) answer: ReexaminationAnswer,
  ): Promise<Reexamined> {
    return this.objections.reexamine(scope, accountId, key, path.id, answer);
  }

  @Get('rounds/:id/leads')
  @Permission('lead.read')
  @Answers('Leads of a round: what came without a name or too late, and what became of it', Leads)
  listLeads(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Leads> {
    return this.leads.list(scope, path.id);
  }

  @Post('rounds/:id/leads')
  @Permission('lead.triage')
  @Keyed()
  @Answers('Registers what came by telephone, by letter or at an inspection', Lead, 201)
  register(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: NewLead }) lead: NewLead): Promise<Lead> {
    return this.leads.register(scope, accountId, key, path.id, lead);
  }

  @Post('leads/:id/moves')
  @Permission('lead.triage')
  @Keyed()
  @Answers('Registered, transferred, verified, answered, closed: the next step of a lead, with a note', Lead)
  move(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: LeadMove }) move: LeadMove): Promise<Lead> {
    return this.leads.move(scope, accountId, key, path.id, move);
  }
}
