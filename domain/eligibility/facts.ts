/** What is on record about a society, and which of it counts on a given day. */
import { type Day, addDays } from '../calendar/beijing.js';

/**
 * One recorded fact. Kinds and values that the rules of 000 §5.2 read:
 * - `partyOrganisation`: `complete`, `incomplete`; anything else is unknown
 * - `violation` (违纪违法): `none` for a checked period, else what was found
 * - `criticism`: `none` for a checked period, `byCircular` (通报批评), else another form, which does not count
 * - `penalty`: `none` for a checked period, else what was imposed
 * - `cleanRecord`: `none`, one statement for violations, criticism and penalties of a period
 * - `flag`: a further case named by staff; the value is the reason
 * - `bar` (003 §5.2): made and withdrawn by decisions about sanctions only; the value says what it covers, the period when
 */
export interface RecordedFact {
  id: string;
  kind: string;
  value: string;
  /** When it happened; for criticism and penalties, the day of the circular or decision. */
  occurredOn?: Day;
  /** Instead of a day: a stretch of time, both days included. For `none`, the time that was checked. */
  period?: { from: Day; to: Day };
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

export const firstDayOf = (window: YearWindow): Day => `${window.fromYear}-01-01`;
export const lastDayOf = (window: YearWindow): Day => `${window.toYear}-12-31`;

/** Facts that decide on that day: active, and vouched for by then. */
export const factsThatCount = (facts: readonly RecordedFact[], asOf: Day): RecordedFact[] =>
  facts.filter((fact) => fact.status === 'active' && fact.asOf <= asOf).sort((a, b) => (a.id < b.id ? -1 : 1));

/** Where a fact lies; a stretch that touches the window is inside. */
export function placeInWindow(fact: RecordedFact, window: YearWindow): 'before' | 'inside' | 'after' | 'undated' {
  const from = fact.occurredOn ?? fact.period?.from;
  const to = fact.occurredOn ?? fact.period?.to;
  if (from === undefined || to === undefined) return 'undated';
  if (to < firstDayOf(window)) return 'before';
  return from > lastDayOf(window) ? 'after' : 'inside';
}

/** The first day of the window that no `none` statement covers; undefined when all of it was checked. */
export function firstUncheckedDay(statements: readonly RecordedFact[], window: YearWindow): Day | undefined {
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
