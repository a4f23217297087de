/** Checks on single figures: shares with exact integers, questions, numbers that should be zero, idle branches, growth. */
import { addMonths, type Day } from '../calendar/beijing.js';
import { type CheckOf, countOf, type Figures, missing, type Weighed } from './check.js';

/** 四分之三以上: 以上 includes the number itself; 主要 is more than half [C]. Compared as part × denominator ≥ whole × numerator. */
export function share(check: CheckOf<'share'>, figures: Figures): Weighed {
  const [part, whole] = [countOf(figures, check.part), countOf(figures, check.whole)];
  if (part === undefined || whole === undefined || whole === 0 || part > whole) return missing(check.part, check.whole);
  const [numerator = 0, denominator = 1] = check.atLeast.split('/').map(Number);
  const [left, right] = [part * denominator, whole * numerator];
  const reached = check.more === true ? left > right : left >= right;
  return { result: reached ? 'pass' : check.then, code: reached ? 'SHARE_REACHED' : check.more ? 'SHARE_NOT_MORE' : 'SHARE_NOT_REACHED', params: { part, whole, atLeast: check.atLeast } };
}

export function shareReported(check: CheckOf<'shareReported'>, figures: Figures): Weighed {
  const [part, whole] = [countOf(figures, check.part), countOf(figures, check.whole)];
  if (part === undefined || whole === undefined || whole === 0 || part > whole) return missing(check.part, check.whole);
  return { result: 'reported', code: 'SHARE_REPORTED', params: { part, whole, percent: tenths(part * 100, whole) } };
}

export function allYes(check: CheckOf<'allYes'>, figures: Figures): Weighed {
  const open = check.fields.filter((field) => figures[field] !== 'yes' && figures[field] !== 'no');
  if (open.length > 0) return missing(...open);
  const no = check.fields.filter((field) => figures[field] === 'no');
  return no.length === 0 ? { result: 'pass', code: 'ALL_YES', params: {} } : { result: check.then, code: 'NOT_ALL_YES', params: { fields: no.join('、') } };
}

export function none(check: CheckOf<'none'>, figures: Figures): Weighed {
  const counts = check.fields.flatMap((field) => countOf(figures, field) ?? []);
  if (counts.length < check.fields.length) return missing(...check.fields.filter((field) => countOf(figures, field) === undefined));
  const count = counts.reduce((sum, one) => sum + one, 0);
  return count === 0 ? { result: 'pass', code: 'NONE', params: {} } : { result: check.then, code: 'NOT_NONE', params: { count } };
}

/** 长期不开展活动: idle when the corresponding day, so many months after the last activity, is not after the day looked at (民法总则 §202). */
export function idleBranches(check: CheckOf<'idleBranches'>, figures: Figures, on: Day): Weighed {
  const rows = Array.isArray(figures[check.table]) ? (figures[check.table] as Record<string, unknown>[]) : [];
  const idle = rows.filter((row) => typeof row[check.column] === 'string' && addMonths(String(row[check.column]), check.months) <= on);
  const params = { count: idle.length, branches: rows.length, months: check.months, on };
  return idle.length === 0 ? { result: 'pass', code: 'NO_IDLE_BRANCH', params } : { result: check.then, code: 'IDLE_BRANCHES', params };
}

/** The target is for the whole; a society's own growth is shown and judged by nobody. */
export function wholeGrowth(check: CheckOf<'wholeGrowth'>, figures: Figures): Weighed {
  const [now, before] = [countOf(figures, check.now), countOf(figures, check.before)];
  if (now === undefined || before === undefined) return missing(check.now, check.before);
  return { result: 'reported', code: 'GROWTH_REPORTED', params: { now, before, percent: before === 0 ? '—' : tenths((now - before) * 100, before) } };
}

export interface WholeGrowth {
  now: number;
  before: number;
  /** With one decimal, cut off; null without members before. */
  percent: number | null;
  /** 整体增加15%以上: the number itself is enough. */
  reached: boolean;
  societies: number;
}

/** Over the societies that gave both figures. */
export function growthOfWhole(check: CheckOf<'wholeGrowth'>, all: readonly Figures[]): WholeGrowth {
  const given = all.flatMap((figures) => {
    const [now, before] = [countOf(figures, check.now), countOf(figures, check.before)];
    return now === undefined || before === undefined ? [] : [{ now, before }];
  });
  const now = given.reduce((sum, one) => sum + one.now, 0);
  const before = given.reduce((sum, one) => sum + one.before, 0);
  return { now, before, percent: before === 0 ? null : tenths((now - before) * 100, before), reached: before > 0 && (now - before) * 100 >= before * check.percent, societies: given.length };
}

/** a / b with one decimal, cut off: a share just below a border is not shown as the border. */
const tenths = (a: number, b: number): number => Math.trunc((a * 10) / b) / 10;
