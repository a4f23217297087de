import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import {
  ContactChange, NewSociety, NewSocietyRecord, RecordPath, Society, SocietyChange, SocietyPage, SocietyQuery, SocietyRecord, SocietyRecords, SocietyView, Withdrawal,
} from '../contract/societies.js';
import { Answers } from '../http/answers.js';
import { IfMatch, Versioned } from '../http/if-match.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, Within } from '../http/request.js';
import { RecordsService } from './records.service.js';
import { SocietiesService } from './societies.service.js';
import { ViewAsService } from './view-as.service.js';

@Controller('societies')
export class SocietiesController {
  constructor(
    private readonly societies: SocietiesService,
    private readonly records: RecordsService,
    private readonly viewAs: ViewAsService,
  ) {}

  @Get()
  @Permission('society.list')
  @Answers('Societies, by code', SocietyPage)
  list(@Within() scope: Scope, @Query({ schema: SocietyQuery }) query: SocietyQuery): Promise<SocietyPage> {
    return this.societies.list(scope, query);
  }

  @Post()
  @Permission('society.manage')
  @Keyed()
  @Answers('Adds a society', Society, 201)
  create(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: NewSociety }) entry: NewSociety): Promise<Society> {
    return this.societies.create(scope, accountId, key, entry);
  }

  @Get(':id')
  @Permission('society.read')
  @Answers('One society; a society reads itself', Society)
  get(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<Society> {
    return this.societies.get(scope, path.id);
  }

  @Patch(':id')
  @Permission('society.manage')
  @Versioned()
  @Answers('Changes a society', Society)
  change(
    @Within() scope: Scope, @AccountId() accountId: string, @Param({ schema: IdPath }) path: IdPath, @IfMatch() version: number,
    @Body({ schema: SocietyChange }) change: SocietyChange,
  ): Promise<Society> {
    return this.societies.change(scope, accountId, path.id, version, change);
  }

  @Post(':id/view')
  @Permission('society.viewAs')
  @Keyed()
  @Answers('A token that reads what the society reads', SocietyView)
  view(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath): Promise<SocietyView> {
    return this.viewAs.view(scope, accountId, key, path.id);
  }

  @Patch(':id/contact')
  @Permission('society.contact')
  @Versioned()
  @Answers('Changes whom the society can be reached by; a society does so itself', Society)
  changeContact(
    @Within() scope: Scope, @AccountId() accountId: string, @Param({ schema: IdPath }) path: IdPath, @IfMatch() version: number,
    @Body({ schema: ContactChange }) change: ContactChange,
  ): Promise<Society> {
    return this.societies.change(scope, accountId, path.id, version, change);
  }

  @Get(':id/records')
  @Permission('society.read')
  @Answers('What is recorded about the society, each with its source, newest first', SocietyRecords)
  listRecords(@Within() scope: Scope, @Param({ schema: IdPath }) path: IdPath): Promise<SocietyRecords> {
    return this.records.list(scope, path.id);
  }

  @Post(':id/records')
  @Permission('society.record')
  @Keyed()
  @Answers('Records a fact about the society', SocietyRecord, 201)
  addRecord(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: NewSocietyRecord }) entry: NewSocietyRecord,
  ): Promise<SocietyRecord> {
    return this.records.add(scope, accountId, key, path.id, entry);
  }

  @Post(':id/records/:record/corrections')
  @Permission('society.record')
  @Keyed()
  @Answers('Replaces a wrong record; the wrong one stays in the history', SocietyRecord, 201)
  correctRecord(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: RecordPath }) path: RecordPath,
    @Body({ schema: NewSocietyRecord }) entry: NewSocietyRecord,
  ): Promise<SocietyRecord> {
    return this.records.add(scope, accountId, key, path.id, entry, path.record);
  }

  @Post(':id/records/:record/withdrawal')
  @Permission('society.record')
  @Keyed()
  @Answers('Withdraws a record, with a reason; it decides nothing any more', SocietyRecords)
  withdrawRecord(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: RecordPath }) path: RecordPath,
    @Body({ schema: Withdrawal }) entry: Withdrawal,
  ): Promise<SocietyRecords> {
    return this.records.withdraw(scope, accountId, key, path.id, path.record, entry.reason);
  }
}
