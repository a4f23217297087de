import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Principal } from '../../../domain/access/roles.js';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import { IdPath } from '../contract/common.js';
import { Defence, DefencePlan, Defences, DefenceSlot, SignIn, SlotChange, SlotPath, Timekeeping } from '../contract/defence.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Who, Within } from '../http/request.js';
import { DefenceService } from './defence.service.js';

@Controller('defences')
export class DefencesController {
  constructor(private readonly defence: DefenceService) {}

  @Get()
  @Permission('defence.read')
  @Answers('Run-sheets of running rounds that concern whoever asks, the next first', Defences)
  list(@Within() scope: Scope, @Who() who: Principal): Promise<Defences> {
    return this.defence.list(scope, who);
  }
}

@Controller('rounds/:id/defence')
export class DefenceController {
  constructor(private readonly defence: DefenceService) {}

  @Get()
  @Permission('defence.read')
  @Answers('The run-sheet: order by lot, rooms, who hears, who leaves, who was there and how long it took; experts and societies see their part of it', Defence)
  get(@Within() scope: Scope, @Who() who: Principal, @Param({ schema: IdPath }) path: IdPath, @AskedLocale() locale: Locale): Promise<Defence> {
    return this.defence.get(scope, who, path.id, locale);
  }

  @Post('plan')
  @Permission('defence.manage')
  @Keyed()
  @Answers('Plans the defence anew with these rooms, hours and seed; everybody concerned is told', Defence)
  plan(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath, @Body({ schema: DefencePlan }) entry: DefencePlan, @AskedLocale() locale: Locale,
  ): Promise<Defence> {
    return this.defence.plan(scope, accountId, key, path.id, entry, locale);
  }

  @Post(':applicationId/change')
  @Permission('defence.manage')
  @Keyed()
  @Answers('Moves or postpones one society’s defence; the society and its experts are told', DefenceSlot)
  change(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: SlotPath }) path: SlotPath, @Body({ schema: SlotChange }) entry: SlotChange, @AskedLocale() locale: Locale,
  ): Promise<DefenceSlot> {
    return this.defence.change(scope, accountId, key, path, entry, locale);
  }

  @Post(':applicationId/attendance')
  @Permission('defence.manage')
  @Keyed()
  @Answers('The sign-in sheet: experts and society', DefenceSlot)
  signIn(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: SlotPath }) path: SlotPath, @Body({ schema: SignIn }) entry: SignIn, @AskedLocale() locale: Locale,
  ): Promise<DefenceSlot> {
    return this.defence.signIn(scope, accountId, key, path, entry, locale);
  }

  @Post(':applicationId/timekeeping')
  @Permission('defence.manage')
  @Keyed()
  @Answers('The timekeeper’s record; the defence has been held', DefenceSlot)
  keepTime(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: SlotPath }) path: SlotPath, @Body({ schema: Timekeeping }) entry: Timekeeping, @AskedLocale() locale: Locale,
  ): Promise<DefenceSlot> {
    return this.defence.keepTime(scope, accountId, key, path, entry, locale);
  }
}
