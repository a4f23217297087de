/**
 * Until when the office answers what a society contests or shows, and when it is written to about it. The sources give no
 * time: everything here is a choice of ours [C], and the days of the answer may be the programme's.
 */
import { addDays, atTime } from '../calendar/beijing.js';
import { type DueBasis, dueOf, periodFrom } from '../calendar/due-basis.js';
import { latestStart } from '../calendar/periods.js';
import type { Calendar } from '../calendar/working-days.js';
import { lastDayOf } from '../programme/date-rules.js';
import type { Programme } from '../programme/schema.js';
import { accept, type Result } from '../refusal.js';

/** 001 §3 [C]: where no programme says otherwise, and for contests that belong to no round; the day of the contest is not counted. */
export const ANSWER_WORKING_DAYS = 10;
/** 001 §3 [C]: how many working days before the last one the office is reminded. */
export const REMIND_WORKING_DAYS = 2;
/** [C] Beijing time of the letters, as of all reminders. */
const LETTERS_AT = '09:00';

export interface ContestDeadline {
  /** Epoch milliseconds, as everything here: 24:00 of the last day. */
  dueMs: number;
  /** When the office is reminded; null when that day cannot be told. */
  remindMs: number | null;
}

export const contestBasis = (raisedMs: number, programme: Pick<Programme, 'contest'> | undefined): DueBasis =>
  periodFrom(raisedMs, programme?.contest?.answerWorkingDays ?? ANSWER_WORKING_DAYS, 'workingDays');

/** Refused with CALENDAR_UNKNOWN until the year's notice is on record. */
export function contestDeadline(basis: DueBasis, calendar: Calendar): Result<ContestDeadline> {
  const due = dueOf(basis, calendar);
  if (!due.ok) return due;
  const remind = latestStart({ count: REMIND_WORKING_DAYS, unit: 'workingDays' }, lastDayOf(due.value), calendar);
  return accept({ dueMs: due.value, remindMs: remind.ok ? atTime(remind.value, LETTERS_AT) : null });
}

/** 001 §3 [C]: when office and leadership are told that no answer has come: the morning after the last day. */
export const overdueLetterAt = (dueMs: number): number => atTime(addDays(lastDayOf(dueMs), 1), LETTERS_AT);

/** 001 §3 [C]: when it has to be looked at first, for the reminder, or, when its instant lies behind, for the letter after the deadline. */
export const firstLetterAt = ({ dueMs, remindMs }: ContestDeadline, nowMs: number): number => (remindMs !== null && remindMs > nowMs ? remindMs : overdueLetterAt(dueMs));
