import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { DisputedRecord, DisputedRecords, MatchDecision, SharedRecords, SharedRecordsTaken } from '../contract/shared-records.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { SharedRecordsService } from './shared-records.service.js';

@Controller('societies/records')
export class SharedRecordsController {
  constructor(private readonly shared: SharedRecordsService) {}

  @Post('import')
  @Permission('society.record')
  @Keyed()
  @Answers('Takes in what the Ministry of Civil Affairs shares (004 §5), matched by credit code; what does not match goes to a person', SharedRecordsTaken, 201)
  import(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: SharedRecords }) entry: SharedRecords): Promise<SharedRecordsTaken> {
    return this.shared.import(scope, accountId, key, entry);
  }

  @Get('disputed')
  @Permission('society.record')
  @Answers('Shared records whose code and name do not go together, oldest first', DisputedRecords)
  disputed(@Within() scope: Scope, @AskedLocale() locale: Locale): Promise<DisputedRecords> {
    return this.shared.disputed(scope, locale);
  }

  @Post('disputed/:id/decision')
  @Permission('society.record')
  @Keyed()
  @Answers('Says whose a disputed record is, or that it is nobody’s here, with the reason', DisputedRecord)
  settle(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @AskedLocale() locale: Locale,
    @Body({ schema: MatchDecision }) decision: MatchDecision,
  ): Promise<DisputedRecord> {
    return this.shared.settle(scope, accountId, key, path.id, decision, locale);
  }
}
