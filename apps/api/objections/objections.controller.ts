import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { ObjectionAnswer, ObjectionAnswered, Objections, Objector } from '../contract/objections.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Within } from '../http/request.js';
import { ObjectionsService } from './objections.service.js';

@Controller()
export class ObjectionsController {
  constructor(private readonly objections: ObjectionsService) {}

  @Get('rounds/:id/objections')
  @Permission('objection.read')
  @Answers('Objections and leads of a round, without who objected', Objections)
  list(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Objections> {
    return this.objections.list(scope, path.id);
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
}
