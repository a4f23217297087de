/** Where the money of a project stands, and the year's final accounts (决算), from the ledger and the recorded spending. */
import type { Refusal } from '../refusal.js';
import { type BudgetLine, fiscalBudget, yuan } from './budget.js';
import { type Account } from './ledger.js';
import { type DeviationLimits, type LineStatement, type SpendingEntry, spendingByLine, spentOf } from './spending.js';

/** One line of the ledger; positive into the account. */
export interface Entry {
  account: string;
  amountCents: number;
}

export interface MoneyStatement {
  /** Promised at the award. */
  committedCents: number;
  /** Gone back from the promise: reductions, terminations, the rest at the end. */
  releasedCents: number;
  /** Promised and neither notified, paid nor released. */
  outstandingCents: number;
  /** Notified, not yet arrived. */
  payableCents: number;
  /** Arrived, also what was given back or reclaimed since. */
  disbursedCents: number;
  /** Unspent money that came back, and reclaimed money that was recovered. */
  returnedCents: number;
  /** Reclaimed and not yet recovered. */
  claimedCents: number;
  /** Reclaimed, not recovered, and given up by decision. */
  writtenOffCents: number;
  spentCents: number;
  /** Arrived, and neither spent, given back nor reclaimed. */
  carryOverCents: number;
}

/** spent + carried over + returned + claimed + written off = disbursed, always; disbursed + payable + outstanding + released = committed. */
export function moneyStatement(entries: readonly Entry[], spending: readonly SpendingEntry[]): MoneyStatement {
  const on = (account: Account, sign?: 1 | -1): number =>
    entries.filter((entry) => entry.account === account && (sign === undefined || Math.sign(entry.amountCents) === sign)).reduce((sum, entry) => sum + entry.amountCents, 0);
  const spentCents = spentOf(spending);
  return {
    committedCents: 0 - on('appropriation', -1),
    releasedCents: on('appropriation', 1),
    outstandingCents: on('commitments'),
    payableCents: on('payable'),
    disbursedCents: on('disbursed') + on('returned') + on('clawback') + on('writtenOff'),
    returnedCents: on('returned'),
    claimedCents: on('clawback'),
    writtenOffCents: on('writtenOff'),
    spentCents,
    carryOverCents: on('disbursed') - spentCents,
  };
}

export interface YearAccounts {
  year: number;
  /** Of the approved budget, from the award. */
  budgetCents: number;
  /** Left over from the years before. */
  carriedInCents: number;
  spentCents: number;
  carryOverCents: number;
  lines: LineStatement[];
}

export interface AccountsInput {
  year: number;
  budget: readonly BudgetLine[];
  spending: readonly SpendingEntry[];
  /** Arrived until now and neither given back nor reclaimed. */
  availableCents: number;
  /** Arrived for the years before this one. */
  arrivedBeforeCents: number;
  limits: DeviationLimits;
}

/** What was budgeted, carried in, spent and is carried over at the end of a year. */
export function yearAccounts({ year, budget, spending, availableCents, arrivedBeforeCents, limits }: AccountsInput): YearAccounts {
  const until = spending.filter((one) => one.year <= year);
  return {
    year,
    budgetCents: fiscalBudget(budget, year),
    carriedInCents: Math.max(0, arrivedBeforeCents - spentOf(spending.filter((one) => one.year < year))),
    spentCents: spentOf(spending, { year }),
    carryOverCents: availableCents - spentOf(until),
    lines: spendingByLine(budget, spending, limits).filter((line) => line.year === year),
  };
}

/** What a society states in its final accounts, in cents. */
export interface StatedAccounts {
  spentCents?: number;
  carryOverCents?: number;
  /** On the account kept for the project. */
  bankBalanceCents?: number;
  differenceReason?: string;
  deviations?: string;
}

/** Spending and carry-over are those recorded; what the bank says may differ, with the reason; deviations are explained. */
export function checkAccounts(stated: StatedAccounts, accounts: YearAccounts, limits: DeviationLimits): Refusal[] {
  const rule = limits.clause;
  const refusals = (['spentCents', 'carryOverCents'] as const).flatMap((field): Refusal[] =>
    stated[field] === undefined || stated[field] === accounts[field]
      ? []
      : [{ code: 'ACCOUNTS_DIFFER', field, rule, params: { stated: yuan(stated[field]), recorded: yuan(accounts[field]), difference: yuan(stated[field] - accounts[field]) } }],
  );
  const difference = stated.bankBalanceCents === undefined ? 0 : stated.bankBalanceCents - accounts.carryOverCents;
  if (difference !== 0 && blank(stated.differenceReason)) refusals.push({ code: 'BANK_DIFFERENCE_UNEXPLAINED', field: 'differenceReason', rule, params: { difference: yuan(difference) } });
  const deviating = accounts.lines.filter(({ deviation }) => deviation !== 'none').map(({ line }) => line);
  if (deviating.length > 0 && blank(stated.deviations)) refusals.push({ code: 'ACCOUNTS_DEVIATIONS_UNEXPLAINED', field: 'deviations', rule, params: { lines: deviating.join('、') } });
  return refusals;
}

const blank = (text: string | undefined): boolean => (text ?? '').trim() === '';
