/** Changes of an approved budget: what a society applies for, and what follows from a reduced instalment [C]. */
import { type Result, accept, refuse } from '../refusal.js';
import { type BorderlineDecision, type BudgetLine, type BudgetRules, checkBudget, type DoubtfulLine, fiscalBudget, productCents, yuan } from './budget.js';

/** The whole budget as it would be from now on. A year never gets more than it had: money moves between lines. */
export interface Adjustment {
  lines: readonly BudgetLine[];
}

export interface AdjustmentCheck {
  lines: BudgetLine[];
  /** New lines that a person must decide about with the adjustment. */
  borderline: DoubtfulLine[];
}

export interface AdjustmentInput {
  current: readonly BudgetLine[];
  next: readonly BudgetLine[];
  /** Already spent, by line and year: a line never falls below it. */
  spentCents: (line: BudgetLine) => number;
  years: readonly number[];
  rules: BudgetRules;
  decisions?: readonly BorderlineDecision[];
}

export function checkAdjustment({ current, next, spentCents, years, rules, decisions }: AdjustmentInput): Result<AdjustmentCheck> {
  const { refusals, borderline } = checkBudget({ lines: next, awardCents: fiscalBudget(current), years, rules, ...(decisions ? { decisions } : {}) });
  const [first] = refusals;
  if (first) return refuse(first);
  for (const year of years) {
    const [before, after] = [fiscalBudget(current, year), fiscalBudget(next, year)];
    if (after > before) return refuse({ code: 'ADJUSTMENT_OVER_YEAR', rule: rules.clause, params: { year, before: yuan(before), after: yuan(after) } });
  }
  const kept = (line: BudgetLine) => next.find((one) => one.line === line.line && one.year === line.year);
  const short = current.find((line) => spentCents(line) > 0 && ((kept(line)?.amountCents ?? 0) < spentCents(line) || kept(line)?.source === 'own'));
  if (short) return refuse({ code: 'ADJUSTMENT_BELOW_SPENT', field: short.line, rule: rules.clause, params: { line: short.line, spent: yuan(spentCents(short)) } });
  const known = new Set(current.map((line) => `${line.line}/${line.use}/${line.item}`));
  const fresh = new Set(next.filter((line) => !known.has(`${line.line}/${line.use}/${line.item}`)).map(({ line }) => line));
  return accept({ lines: next.map((line) => ({ ...line })), borderline: borderline.filter(({ line }) => fresh.has(line)) });
}

/**
 * After a verdict that reduces an instalment: the year's lines from the award shrink in proportion, together to exactly
 * `toCents`; each ends where its share of the running total ends, rounded down. Unit prices follow; the basis says so.
 */
export function reduceYear(lines: readonly BudgetLine[], year: number, toCents: number): BudgetLine[] {
  const before = fiscalBudget(lines, year);
  if (before <= toCents) return lines.map((line) => ({ ...line }));
  let running = 0;
  let given = 0;
  return lines.map((line) => {
    if (line.source !== 'fiscal' || line.year !== year) return { ...line };
    running += line.amountCents;
    const until = Number((BigInt(running) * BigInt(toCents)) / BigInt(before));
    const amountCents = until - given;
    given = until;
    const priced = { ...line, unitPriceCents: amountCents, quantity: 1, amountCents };
    return productCents(line) === amountCents ? { ...line } : { ...priced, unit: '项', basis: `${line.basis ?? ''}（按年度结论压减）` };
  });
}
