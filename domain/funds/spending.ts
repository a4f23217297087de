/**
 * What a society spends of its award, line by line with its vouchers (003 §5.3: 单独核算，专款专用; 000 §5.5: supervision of
 * spending). An entry is never changed: a wrong one is reversed by another. Amounts are whole cents, days are Beijing's.
 */
import type { Clause, Refusal } from '../refusal.js';
import { type BudgetLine, yuan } from './budget.js';

export const payeeKinds = ['enterprise', 'institution', 'individual', 'internal'] as const;
export type PayeeKind = (typeof payeeKinds)[number];

export interface SpendingEntry {
  /** Key of a budget line. */
  line: string;
  /** Calendar year of the implementation year that it counts for. */
  year: number;
  amountCents: number;
  /** Day of the voucher, YYYY-MM-DD. */
  on: string;
  voucher: string;
  payee: PayeeKind;
  purpose: string;
  /** Why the line is spent beyond its budget. */
  explanation?: string;
}

/** As recorded: a reversal has the negative amount of what it reverses. */
export interface RecordedSpending extends SpendingEntry {
  id: string;
  reverses?: string;
}

export interface DeviationLimits {
  explainAbovePercent: number;
  adjustAbovePercent: number;
  clause: Clause;
}

export interface SpendingBook {
  /** The approved budget. */
  budget: readonly BudgetLine[];
  recorded: readonly RecordedSpending[];
  /** Arrived and not given back or reclaimed. */
  availableCents: number;
  /** Years whose final accounts are in. */
  closedYears: readonly number[];
  today: string;
  limits: DeviationLimits;
  clause: Clause;
}

/** All that is wrong with one entry; `field` is its own. */
export function checkSpending(entry: SpendingEntry, book: SpendingBook): Refusal[] {
  const rule = book.clause;
  const planned = book.budget.find((line) => line.line === entry.line && line.year === entry.year);
  if (!planned) return [{ code: 'SPENDING_LINE_UNKNOWN', field: 'line', rule, params: { line: entry.line, year: entry.year } }];
  if (planned.source === 'own') return [{ code: 'SPENDING_NOT_FROM_AWARD', field: 'line', rule, params: { line: entry.line } }];
  if (!Number.isSafeInteger(entry.amountCents) || entry.amountCents <= 0) return [{ code: 'SPENDING_AMOUNT_INVALID', field: 'amountCents', rule, params: { line: entry.line } }];
  const refusals: Refusal[] = [];
  if (book.closedYears.includes(entry.year)) refusals.push({ code: 'SPENDING_YEAR_CLOSED', field: 'year', rule, params: { year: entry.year } });
  if (entry.on > book.today) refusals.push({ code: 'SPENDING_IN_FUTURE', field: 'on', rule, params: { on: entry.on } });
  // Money of a year may still be paid out while its accounts are open: not before the year, nor long after it.
  if (entry.on < `${entry.year}-01-01` || entry.on > `${entry.year + 1}-12-31`) refusals.push({ code: 'SPENDING_OUTSIDE_YEAR', field: 'on', rule, params: { on: entry.on, year: entry.year } });
  const reversed = new Set(book.recorded.flatMap(({ reverses }) => reverses ?? []));
  if (book.recorded.some((one) => one.voucher === entry.voucher && one.reverses === undefined && !reversed.has(one.id))) {
    refusals.push({ code: 'VOUCHER_REPEATED', field: 'voucher', rule, params: { voucher: entry.voucher } });
  }
  const spent = spentOf(book.recorded);
  if (spent + entry.amountCents > book.availableCents) {
    refusals.push({ code: 'SPENDING_OVER_DISBURSED', field: 'amountCents', rule, params: { available: yuan(book.availableCents - spent), amount: yuan(entry.amountCents) } });
  }
  return [...refusals, ...checkDeviation(entry, planned, book)];
}

/** Beyond the line's budget by more than a first limit: explained; by more than a second: only after an approved adjustment. */
function checkDeviation(entry: SpendingEntry, planned: BudgetLine, { recorded, limits }: SpendingBook): Refusal[] {
  const after = spentOf(recorded, entry) + entry.amountCents;
  const over = overPercent(after, planned.amountCents);
  const params = { line: entry.line, budget: yuan(planned.amountCents), spent: yuan(after) };
  if (exceeds(after, planned.amountCents, limits.adjustAbovePercent)) {
    return [{ code: 'DEVIATION_NEEDS_ADJUSTMENT', field: 'amountCents', rule: limits.clause, params: { ...params, over, limit: limits.adjustAbovePercent } }];
  }
  if (exceeds(after, planned.amountCents, limits.explainAbovePercent) && (entry.explanation ?? '').trim() === '') {
    return [{ code: 'DEVIATION_UNEXPLAINED', field: 'explanation', rule: limits.clause, params: { ...params, over, limit: limits.explainAbovePercent } }];
  }
  return [];
}

/** More than `percent` beyond it, in whole numbers: exactly the limit is within it. */
export const exceeds = (spentCents: number, budgetCents: number, percent: number): boolean => spentCents * 10_000 > budgetCents * (10_000 + Math.round(percent * 100));

/** How far beyond its budget, in percent with one decimal; for texts. */
const overPercent = (spent: number, budget: number): string => (budget === 0 ? '∞' : (((spent - budget) / budget) * 100).toFixed(1));

/** Sum of what was recorded: of all, of a line of a year, or of a year. */
export const spentOf = (recorded: readonly SpendingEntry[], of: { line?: string; year?: number } = {}): number =>
  recorded.filter((one) => (of.line === undefined || one.line === of.line) && (of.year === undefined || one.year === of.year)).reduce((sum, one) => sum + one.amountCents, 0);

/** The entry that takes another back, or why it cannot. */
export function checkReversal(id: string, recorded: readonly RecordedSpending[], closedYears: readonly number[], clause: Clause): Refusal | RecordedSpending {
  const one = recorded.find((entry) => entry.id === id);
  if (!one) return { code: 'SPENDING_UNKNOWN', rule: clause };
  if (one.reverses !== undefined) return { code: 'REVERSAL_OF_REVERSAL', rule: clause, params: { voucher: one.voucher } };
  if (recorded.some(({ reverses }) => reverses === id)) return { code: 'ALREADY_REVERSED', rule: clause, params: { voucher: one.voucher } };
  if (closedYears.includes(one.year)) return { code: 'SPENDING_YEAR_CLOSED', rule: clause, params: { year: one.year } };
  return one;
}

export interface LineStatement {
  line: string;
  year: number;
  item: string;
  budgetCents: number;
  spentCents: number;
  /** Beyond the first limit, so that it is explained; beyond the second, so that an adjustment comes first. */
  deviation: 'none' | 'explain' | 'adjust';
}

/** Budget and spending of each line that the award pays, in the budget's order. */
export function spendingByLine(budget: readonly BudgetLine[], recorded: readonly SpendingEntry[], limits: DeviationLimits): LineStatement[] {
  return budget.filter(({ source }) => source === 'fiscal').map(({ line, year, item, amountCents }) => {
    const spentCents = spentOf(recorded, { line, year });
    const deviation = exceeds(spentCents, amountCents, limits.adjustAbovePercent) ? 'adjust' : exceeds(spentCents, amountCents, limits.explainAbovePercent) ? 'explain' : 'none';
    return { line, year, item, budgetCents: amountCents, spentCents, deviation };
  });
}
