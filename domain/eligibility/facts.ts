/** What is on record about a society, and which of it counts on a given day. */
import { type Day, addDays, addYears } from '../calendar/beijing.js';

/**
 * One recorded fact. Kinds and values that the rules of 000 §5.2 read:
 * - `partyOrganisation`: `complete`, `incomplete`; anything else is unknown
 * - `violation` (违纪违法): `none` for a checked period, else what was found
 * - `criticism`: `none` for a checked period, `byCircular` (通报批评), else another form, which does not count
 * - `penalty`: `none` for a checked period, else what was imposed
 * - `cleanRecord`: `none`, one statement for violations, criticism and penalties of a period
 * - `flag`: a further case named by staff; the value is the reason
 * - `bar` (003 §5.2): made and withdrawn by decisions about sanctions only; the value says what it covers, the period when
 *
 * And those that 001 §3 and 003 §3 read:
 * - `annualInspection` of a `year`: `qualified`, `basicallyQualified`, `unqualified`; `notInspected` (未参检), `notIssued`
 *   (结论未出) and `notApplicable` are no conclusion
 * - `pastProject`: `none` (looked up: nothing left undone), `completed`, `running`; `notCompleted`, `acceptanceFailed`,
 *   `terminated`; `programme` names what it was part of
 * - `annualPaper`, whose `subject` is `summary` or `plan` of a `year`: `onTime`, `late`, `notHandedIn`
 * - `condition`, whose `subject` the rule names: `met`, `notMet`; anything else is unknown
 */
export interface RecordedFact {
  id: string;
  kind: string;
  value: string;
  /** When it happened; for criticism and penalties, the day of the circular or decision. */
  occurredOn?: Day;
  /** Instead of a day: a stretch of time, both days included. For `none`, the time that was checked. */
  period?: { from: Day; to: Day };
  /** The calendar year that an inspection or a paper is about. */
  year?: number;
  /** Of a past project: key or name of the programme. */
  programme?: string;
  /** Which condition or paper it is. */
  subject?: string;
  /** The department that criticised or penalised. */
  issuer?: string;
  /** The state rule that was broken. */
  provision?: string;
  /** The source document it rests on. */
  document?: string;
  /** The day the source vouches for. */
  asOf: Day;
  /** Corrected and withdrawn facts stay on record but decide nothing. */
  status: 'active' | 'corrected' | 'withdrawn';
}

/** Both years included, 1 January to 31 December. */
export interface YearWindow {
  fromYear: number;
  toYear: number;
}

/** Both days included. */
export interface DayWindow {
  from: Day;
  to: Day;
  /** What happens after `to` counts as well, until the day of the check (001 §3: taken away at any time until approval). */
  untilCheck?: boolean;
}

/** What a rule looks back over. */
export type Window = YearWindow | DayWindow;

export const firstDayOf = (window: Window): Day => ('from' in window ? window.from : `${window.fromYear}-01-01`);
export const lastDayOf = (window: Window): Day => ('to' in window ? window.to : `${window.toYear}-12-31`);

/**
 * "近三年" counted back from a stated day, which is its last: up to 30 September 2021 it begins on 1 October 2018, the day
 * after the corresponding one (民法典 201–202 by analogy).
 */
export const yearsUpTo = (day: Day, years: number): DayWindow => ({ from: addDays(addYears(day, -years), 1), to: day });

/** Facts that decide on that day: active, and vouched for by then. */
export const factsThatCount = (facts: readonly RecordedFact[], asOf: Day): RecordedFact[] =>
  facts.filter((fact) => fact.status === 'active' && fact.asOf <= asOf).sort((a, b) => (a.id < b.id ? -1 : 1));

/** Where a fact lies; a stretch that touches the window is inside. */
export function placeInWindow(fact: RecordedFact, window: Window): 'before' | 'inside' | 'after' | 'undated' {
  const span = fact.occurredOn === undefined ? fact.period : { from: fact.occurredOn, to: fact.occurredOn };
  if (span === undefined) return 'undated';
  const { from, to } = span;
  if (to < firstDayOf(window)) return 'before';
  const open = 'untilCheck' in window && window.untilCheck === true;
  return from > lastDayOf(window) && !open ? 'after' : 'inside';
}

/** The first day of the window that no `none` statement covers; undefined when all of it was checked. */
export function firstUncheckedDay(statements: readonly RecordedFact[], window: Window): Day | undefined {
  let next = firstDayOf(window);
  const periods = statements.flatMap((fact) => {
    // What happens after a source's as-of day it cannot vouch for.
    if (!fact.period) return [];
    return [{ from: fact.period.from, to: fact.period.to < fact.asOf ? fact.period.to : fact.asOf }];
  });
  periods.sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const period of periods) {
    if (period.from <= next && period.to >= next) next = addDays(period.to, 1);
  }
  return next > lastDayOf(window) ? undefined : next;
}
