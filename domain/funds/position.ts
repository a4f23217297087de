/** Everything that is on record about the money of one project, and the figures that follow from it for one year. */
import { implementationYears } from '../programme/dates.js';
import type { Programme } from '../programme/schema.js';
import type { RoundSettings } from '../programme/settings.js';
import type { SelfEvaluation } from '../performance/self-evaluation.js';
import { type PerformanceIndicator } from '../performance/form.js';
import { indicatorsOf, type Kpi } from '../performance/kpis.js';
import type { Clause } from '../refusal.js';
import type { BorderlineDecision, BudgetLine, BudgetRules } from './budget.js';
import type { DeviationLimits, RecordedSpending } from './spending.js';
import { type Entry, moneyStatement, type MoneyStatement, yearAccounts, type YearAccounts } from './statement.js';

export interface MoneyOnRecord {
  plan: { budget: readonly BudgetLine[]; kpis: readonly Kpi[]; decisions: readonly BorderlineDecision[] } | undefined;
  /** What the award gives in all. */
  awardCents: number;
  instalments: readonly { year: number; cents: number; state: string }[];
  spending: readonly RecordedSpending[];
  entries: readonly Entry[];
  closedYears: readonly number[];
}

const CHOICE: Clause = { document: 'choice', clause: 'budget' };

/** A programme without `funds` forbids nothing by name, and asks for unit × quantity with its basis [C]. */
export const budgetRules = ({ funds }: Pick<Programme, 'funds'>): BudgetRules =>
  funds === undefined
    ? { basisRequired: true, directionRequired: false, forbidden: [], borderline: [], clause: CHOICE }
    : { ...funds.budget, uses: funds.uses, forbidden: funds.forbidden, borderline: funds.borderline };

/** Without `funds`: explained above 10 %, adjusted above 20 % [C]. */
export const deviationLimits = ({ funds }: Pick<Programme, 'funds'>): DeviationLimits => funds?.deviation ?? { explainAbovePercent: 10, adjustAbovePercent: 20, clause: CHOICE };

/** Where the project's money is spent by rules, and spending is recorded line by line. */
export const fundClause = ({ funds }: Pick<Programme, 'funds'>): Clause => funds?.clause ?? CHOICE;

export const statementOf = (record: MoneyOnRecord): MoneyStatement => moneyStatement(record.entries, record.spending);

/** Arrived, and neither given back nor reclaimed: what may be spent in all. */
export const availableCents = (record: MoneyOnRecord): number => {
  const { spentCents, carryOverCents } = statementOf(record);
  return spentCents + carryOverCents;
};

export function accountsOf(record: MoneyOnRecord, year: number, limits: DeviationLimits): YearAccounts {
  const arrived = (until: number): number => record.instalments.filter((one) => one.state === 'arrived' && one.year <= until).reduce((sum, one) => sum + one.cents, 0);
  // What came for later years is theirs; what was given back is missing now.
  const later = arrived(Number.MAX_SAFE_INTEGER) - arrived(year);
  return yearAccounts({
    year, budget: record.plan?.budget ?? [], spending: record.spending, availableCents: availableCents(record) - later, arrivedBeforeCents: arrived(year - 1), limits,
  });
}

/** The year's indicators as signed, and the execution of the year's budget with what was carried in (全年预算数). */
export function yearEvaluation(record: MoneyOnRecord, programme: Programme, settings: RoundSettings, year: number): { indicators: PerformanceIndicator[]; execution: Required<SelfEvaluation['execution']> } {
  const n = implementationYears(programme, settings).indexOf(year) + 1;
  const { budgetCents, carriedInCents, spentCents } = accountsOf(record, year, deviationLimits(programme));
  return { indicators: indicatorsOf(record.plan?.kpis ?? [], n), execution: { budgetCents: budgetCents + carriedInCents, spentCents } };
}
