import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Scope } from '../../../records/pool.js';
import { Permission } from '../access/permission.js';
import {
  CalendarYear, NewCalendarNotice, NoticeRecorded, NoticeWithdrawal, Recalculation, RecalculationDone, RecalculationOrder, WorkingCalendar, YearPath,
} from '../contract/calendar.js';
import { IdPath } from '../contract/common.js';
import { Answers } from '../http/answers.js';
import { Key, Keyed, type Repeatable, Unkeyed } from '../http/keyed.js';
import { AccountId, AskedLocale, type Locale, Within } from '../http/request.js';
import { CalendarService } from './calendar.service.js';
import { RecalculationService } from './recalculation.service.js';

@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly calendar: CalendarService,
    private readonly recalculation: RecalculationService,
  ) {}

  @Get()
  @Permission('calendar.read')
  @Answers('The working-day calendar in force: its version, the years that are announced, the notices recorded', WorkingCalendar)
  read(@Within() scope: Scope): Promise<WorkingCalendar> {
    return this.calendar.read(scope);
  }

  @Get('years/:year')
  @Permission('calendar.read')
  @Answers('One year: weekdays off and weekends worked, or that it is not announced', CalendarYear)
  year(@Within() scope: Scope, @Param({ schema: YearPath }) path: YearPath, @AskedLocale() locale: Locale): Promise<CalendarYear> {
    return this.calendar.year(scope, path.year, locale);
  }

  @Post('notices/preview')
  @Permission('calendar.record')
  @Unkeyed('changes nothing')
  @Answers('Which open deadlines would follow from a notice: from what to what, who would be told, which reminders would move', Recalculation)
  preview(@Within() scope: Scope, @Body({ schema: NewCalendarNotice }) notice: NewCalendarNotice, @AskedLocale() locale: Locale): Promise<Recalculation> {
    return this.recalculation.previewNotice(scope, notice, locale);
  }

  @Post('notices')
  @Permission('calendar.record')
  @Keyed()
  @Answers('Records a notice: the calendar has a new version; open deadlines stay until they are recalculated', NoticeRecorded, 201)
  record(@Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: NewCalendarNotice }) notice: NewCalendarNotice): Promise<NoticeRecorded> {
    return this.calendar.record(scope, accountId, key, notice);
  }

  @Post('notices/:id/withdrawal')
  @Permission('calendar.record')
  @Keyed()
  @Answers('Withdraws a notice that was recorded by mistake; it stays on the record', NoticeRecorded)
  withdraw(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Param({ schema: IdPath }) path: IdPath,
    @Body({ schema: NoticeWithdrawal }) { reason }: NoticeWithdrawal,
  ): Promise<NoticeRecorded> {
    return this.calendar.withdraw(scope, accountId, key, path.id, reason);
  }

  @Get('recalculation')
  @Permission('deadline.read')
  @Answers('Which open deadlines the calendar in force would move', Recalculation)
  pending(@Within() scope: Scope, @AskedLocale() locale: Locale): Promise<Recalculation> {
    return this.recalculation.pending(scope, locale);
  }

  @Post('recalculation')
  @Permission('deadline.decide')
  @Keyed()
  @Answers('Moves the deadlines that were previewed, each by a decision of its own', RecalculationDone)
  apply(
    @Within() scope: Scope, @AccountId() accountId: string, @Key() key: Repeatable, @Body({ schema: RecalculationOrder }) order: RecalculationOrder,
    @AskedLocale() locale: Locale,
  ): Promise<RecalculationDone> {
    return this.recalculation.apply(scope, accountId, key, order, locale);
  }
}
