/**
 * 复核 [C]: a rejected objection is looked at once more when whoever objected asks, an upheld one when the society does; within a
 * period after the answer, once, and by somebody else than who answered first. The sources are silent.
 */
import { dueOf, periodFrom } from '../calendar/due-basis.js';
import type { Calendar } from '../calendar/working-days.js';
import type { StageOf } from '../programme/schema.js';
import type { ObjectionState } from './course.js';
import { type Clause, type Result, accept, refuse } from '../refusal.js';

export const REEXAMINATION: Clause = { document: 'choice', clause: 'one re-examination, by somebody else' };

export interface AnsweredObjection {
  state: ObjectionState;
  /** Epoch milliseconds. */
  answeredMs: number | null;
  reexamined: boolean;
}

/** When the re-examination is to be answered. Refused for what is not answered, asked for before, or too late. */
export function mayBeReexamined(objection: AnsweredObjection, by: 'objector' | 'society', stage: StageOf<'publicityPeriod'>, nowMs: number, calendar: Calendar): Result<{ answerDueMs: number }> {
  const rule = stage.objection.reexamination?.clause ?? REEXAMINATION;
  const asks = by === 'objector' ? 'rejected' : 'upheld';
  if (objection.reexamined) return refuse({ code: 'REEXAMINED_ALREADY', rule });
  if (!stage.objection.reexamination || objection.state !== asks || objection.answeredMs === null) return refuse({ code: 'REEXAMINATION_NOT_OPEN', rule });
  const until = workingDaysAfter(objection.answeredMs, stage.objection.reexamination.withinWorkingDays, calendar);
  if (!until.ok) return until;
  if (nowMs >= until.value) return refuse({ code: 'REEXAMINATION_TOO_LATE', rule, params: { due: new Date(until.value).toISOString() } });
  const due = workingDaysAfter(nowMs, stage.objection.reexamination.answerWorkingDays, calendar);
  return due.ok ? accept({ answerDueMs: due.value }) : due;
}

/** The end of the n-th working day after that day. */
const workingDaysAfter = (fromMs: number, count: number, calendar: Calendar): Result<number> => dueOf(periodFrom(fromMs, count, 'workingDays'), calendar);
