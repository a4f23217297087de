import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import {
  ClawbackReturn, ClawbackReturned, Lift, Lifted, NewSanction, ReturnPath, ReturnVoid, Sanction, SanctionDecided, SanctionDecision, SanctionPage, SanctionQuery,
  WriteOff, WrittenOff,
} from '../contract/sanctions.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Within } from '../http/request.js';
import { SanctionsService } from './sanctions.service.js';

@Controller('sanctions')
export class SanctionsController {
  constructor(private readonly sanctions: SanctionsService) {}

  @Get()
  @Permission('sanction.read')
  @Answers('Cases, newest first; a society sees its own', SanctionPage)
  list(@Within() scope: Scope, @Query({ schema: SanctionQuery }) query: SanctionQuery): Promise<SanctionPage> {
    return this.sanctions.list(scope, query);
  }

  @Post()
  @Permission('sanction.open')
  @Keyed()
  @Answers('Opens a case on a finding of fraud or inflated results; the society is heard first', Sanction, 201)
  open(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: NewSanction }) entry: NewSanction): Promise<Sanction> {
    return this.sanctions.open(scope, accountId, key, entry);
  }

  @Get(':id')
  @Permission('sanction.read')
  @Answers('One case: finding, statement, decision, clawback, bar, appeal', Sanction)
  get(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Sanction> {
    return this.sanctions.get(scope, path.id);
  }

  @Post(':id/decision')
  @Permission('sanction.decide')
  @Keyed()
  @Answers('Dismisses the finding, or revokes: then funds are reclaimed and applications barred as the programme says', SanctionDecided)
  decide(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: SanctionDecision }) decision: SanctionDecision,
  ): Promise<SanctionDecided> {
    return this.sanctions.decide(scope, accountId, key, path.id, decision);
  }

  @Post(':id/returns')
  @Permission('sanction.recover')
  @Keyed()
  @Answers('Records money that has arrived on a clawback: the whole, or a part', ClawbackReturned)
  recordReturn(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: ClawbackReturn }) entry: ClawbackReturn,
  ): Promise<ClawbackReturned> {
    return this.sanctions.recordReturn(scope, accountId, key, path.id, entry);
  }

  @Post(':id/returns/:return/void')
  @Permission('sanction.recover')
  @Keyed()
  @Answers('A payment that was recorded by mistake: it stays on record and counts no more', ClawbackReturned)
  voidReturn(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: ReturnPath }) path: ReturnPath, @Body({ schema: ReturnVoid }) entry: ReturnVoid,
  ): Promise<ClawbackReturned> {
    return this.sanctions.voidReturn(scope, accountId, key, path.id, path.return, entry.reason);
  }

  @Post(':id/write-off')
  @Permission('sanction.decide')
  @Keyed()
  @Answers('Gives up what is outstanding, by a collective decision', WrittenOff)
  writeOff(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: WriteOff }) decision: WriteOff,
  ): Promise<WrittenOff> {
    return this.sanctions.writeOff(scope, accountId, key, path.id, decision);
  }

  @Post(':id/lift')
  @Permission('sanction.decide')
  @Keyed()
  @Answers('Lifts the sanction on appeal: the bar ends, the clawback is reversed; the history stays', Lifted)
  lift(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: Lift }) decision: Lift,
  ): Promise<Lifted> {
    return this.sanctions.lift(scope, accountId, key, path.id, decision);
  }
}
