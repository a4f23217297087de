import { Controller, Get } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { Operations } from '../contract/operations.js';
import { Answers } from '../http/answers.js';
import { Within } from '../http/request.js';
import { OperationsService } from './operations.service.js';

@Controller('operations')
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

  @Get()
  @Permission('operation.read')
  @Answers('Whether workers are at work, mail goes out and workflows go on', Operations)
  read(@Within() scope: Scope): Promise<Operations> {
    return this.operations.read(scope);
  }
}
