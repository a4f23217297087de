import { z } from 'zod';
import { Day, Id, Instant } from './common.js';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Reason = z.string().trim().min(1).max(500);
const Days = z.array(Day).max(400).default([]);

const notice = {
  year: z.int().min(2000).max(2200).nullable().describe('The year that the notice announces; null when it only changes days of years that are known'),
  documentNumber: z.string().trim().min(1).max(100).describe('发文字号'),
  issuedOn: Day,
  title: z.string().trim().max(200).default(''),
  restDays: Days.describe('Days off, at least those that are weekdays'),
  workingDays: Days.describe('Weekends that are worked (调休), and weekdays that are no longer off'),
};

export const NewCalendarNotice = z.strictObject({ ...notice, reason: z.string().trim().max(500).default('') }).meta({ id: 'NewCalendarNotice' });
export type NewCalendarNotice = z.infer<typeof NewCalendarNotice>;

export const RecordedNotice = z
  .object({ ...notice, id: Id, n: z.int().describe('The calendar’s version from this notice on'), reason: z.string(), recordedAt: Instant, withdrawnAt: Instant.nullable(), withdrawalReason: z.string().nullable() })
  .meta({ id: 'RecordedNotice' });
export type RecordedNotice = z.infer<typeof RecordedNotice>;

export const WorkingCalendar = z
  .object({
    version: z.string().describe('Stored with every deadline that rests on it'),
    shipped: z.string(),
    years: z.array(z.int()).describe('Announced; every other year is unknown, and periods that reach it are not computed'),
    notices: z.array(RecordedNotice).describe('Recorded beyond the shipped data, oldest first; a later one holds'),
  })
  .meta({ id: 'WorkingCalendar' });
export type WorkingCalendar = z.infer<typeof WorkingCalendar>;

export const YearPath = z.strictObject({ year: z.coerce.number().int().min(2000).max(2200) });
export type YearPath = z.infer<typeof YearPath>;

export const CalendarYear = z
  .object({
    year: z.int(),
    known: z.boolean(),
    version: z.string(),
    restWeekdays: z.array(Day).describe('Mondays to Fridays that are off'),
    workedWeekends: z.array(Day).describe('Saturdays and Sundays that are worked'),
    workingDays: z.int().describe('In the whole year'),
    message: z.string(),
  })
  .meta({ id: 'CalendarYear' });
export type CalendarYear = z.infer<typeof CalendarYear>;

const Reminder = z.object({ wave: z.string(), at: Instant });
const SocietyName = z.object({ id: Id, code: z.string(), name: z.string() });

export const Recalculation = z
  .object({
    version: z.string().describe('Of the calendar that the deadlines were computed with'),
    moves: z.array(
      z.object({
        gateId: z.int(),
        round: z.object({ id: Id, name: z.string() }),
        workflowId: z.string(),
        name: Bilingual.describe('Of the stage, or of the project’s step'),
        society: SocietyName.nullable(),
        before: Instant,
        dueAt: Instant,
        lastDayBefore: Day,
        lastDay: Day,
        affected: z.int().describe('Open tasks whose deadline moves'),
        told: z.array(SocietyName).describe('Societies that are told by mail'),
        reminders: z.object({ before: z.array(Reminder), after: z.array(Reminder) }),
        message: z.string(),
      }),
    ),
    stays: z
      .array(z.object({ gateId: z.int(), round: z.object({ id: Id, name: z.string() }), name: Bilingual, dueAt: Instant, code: z.string(), message: z.string() }))
      .describe('Follow the calendar but cannot move: what they come to is past, or a year is unknown'),
    waiting: z.int().describe('Workflows that wait for a year to be announced'),
  })
  .meta({ id: 'Recalculation' });
export type Recalculation = z.infer<typeof Recalculation>;

export const RecalculationOrder = z
  .strictObject({ calendar: z.string().min(1).max(100).describe('The version that was previewed'), gateIds: z.array(z.int().min(1)).min(1).max(1000), reason: Reason })
  .meta({ id: 'RecalculationOrder' });
export type RecalculationOrder = z.infer<typeof RecalculationOrder>;

export const RecalculationDone = z
  .object({
    items: z.array(
      z.object({
        gateId: z.int(),
        outcome: z.enum(['moved', 'refused', 'unavailable']).describe('`unavailable`: nothing was changed; ask again'),
        before: Instant.nullable(),
        dueAt: Instant.nullable(),
        deadlineVersion: z.int().nullable(),
        code: z.string().nullable(),
        message: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'RecalculationDone' });
export type RecalculationDone = z.infer<typeof RecalculationDone>;

export const NoticeWithdrawal = z.strictObject({ reason: Reason }).meta({ id: 'NoticeWithdrawal' });
export type NoticeWithdrawal = z.infer<typeof NoticeWithdrawal>;

export const NoticeRecorded = z
  .object({ notice: RecordedNotice, version: z.string(), resumed: z.int().describe('Workflows that waited for the calendar and look again') })
  .meta({ id: 'NoticeRecorded' });
export type NoticeRecorded = z.infer<typeof NoticeRecorded>;
