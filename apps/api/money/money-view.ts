/** The money of a project in the words of the contract, every figure explained. */
import { type BudgetLine, checkBudget } from '../../../domain/funds/budget.js';
import { explainFigures } from '../../../domain/funds/explain.js';
import { paymentPlan } from '../../../domain/funds/instalments.js';
import { accountsOf, budgetRules, deviationLimits, fundClause, statementOf } from '../../../domain/funds/position.js';
import { spendingByLine } from '../../../domain/funds/spending.js';
import { implementationYears } from '../../../domain/programme/dates.js';
import type { Programme } from '../../../domain/programme/schema.js';
import type { RoundSettings } from '../../../domain/programme/settings.js';
import { type Locale, sayKey } from '../../../domain/wording/catalogue.js';
import type { AdjustmentRow, RecordedMoney } from '../../../records/money.js';
import type { Appointment, SelfEvaluationRow } from '../../../records/performance.js';
import type { LedgerRow, ListedProject } from '../../../records/project-list.js';
import { toInstant } from '../contract/common.js';
import type { ProjectMoney } from '../contract/money.js';

export interface MoneyParts {
  programme: Programme;
  settings: RoundSettings;
  record: RecordedMoney;
  ledger: LedgerRow[];
  adjustments: AdjustmentRow[];
  evaluations: SelfEvaluationRow[];
  appointment: Appointment | undefined;
  /** The budget that waits: of a task book that is not countersigned. */
  handedIn: readonly BudgetLine[];
}

const instant = (ms: number | null): string | null => (ms === null ? null : toInstant(ms));

export function moneyView(project: ListedProject, parts: MoneyParts, locale: Locale): ProjectMoney {
  const { programme, settings, record, ledger } = parts;
  const statement = statementOf(record);
  const limits = deviationLimits(programme);
  const explained = explainFigures(statement, ledger.map(({ posting, account, amount_cents }) => ({ posting, account, amountCents: amount_cents })), record.spending, fundClause(programme));
  return {
    projectId: project.id,
    ...statement,
    figures: explained.map(({ what, result, clause, formula, inputs }) => ({
      name: what, cents: Number(result), clause, text: sayKey(locale, formula.code, { ...formula.params, cents: Number(result) }),
      inputs: inputs.map(({ name, value, source }) => ({ name, cents: Number(value), source: source?.id ?? '' })),
    })),
    instalments: instalments(project, parts),
    budget: record.plan === undefined ? null : lines(parts),
    doubtful: doubtful(parts, locale),
    borderline: [...(record.plan?.decisions ?? [])],
    spending: record.spending.map(({ at, reverses, explanation = '', ...entry }) => ({ ...entry, explanation, reverses: reverses ?? null, at: toInstant(at) })),
    years: implementationYears(programme, settings).map((year) => {
      const { budgetCents, carriedInCents, spentCents, carryOverCents } = accountsOf(record, year, limits);
      return { year, budgetCents, carriedInCents, spentCents, carryOverCents, closed: record.closedYears.includes(year) };
    }),
    adjustments: parts.adjustments.map(({ id, state, cause, reason, decision_reason, applied_at, decided_at, lines: changed }) => ({
      id, state, cause, reason, decisionReason: decision_reason, appliedAt: toInstant(applied_at), decidedAt: instant(decided_at), lines: changed,
    })),
    selfEvaluations: parts.evaluations.map(({ year, score_millionths, own_score_millionths, grade, at }) => ({
      year, score: score_millionths / 1e6, ownScore: own_score_millionths === null ? null : own_score_millionths / 1e6, grade, at: toInstant(at),
    })),
    auditor: auditorOf(parts.appointment),
  };
}

/** 003 §5.3 "等支出": a person decides about these, line by line. */
function doubtful({ programme, record, adjustments, handedIn }: MoneyParts, locale: Locale): ProjectMoney['doubtful'] {
  const waiting = record.plan === undefined ? handedIn : (adjustments.find(({ state }) => state === 'applied')?.lines ?? []);
  const { borderline } = checkBudget({ lines: waiting, awardCents: record.awardCents, rules: budgetRules(programme), decisions: record.plan?.decisions ?? [] });
  return borderline.map((one) => ({ ...one, text: sayKey(locale, one.why) }));
}

const auditorOf = (appointment: Appointment | undefined): ProjectMoney['auditor'] =>
  appointment ? { accountId: appointment.account_id, body: appointment.body, agreement: appointment.agreement, independence: appointment.independence, at: toInstant(appointment.at) } : null;

function instalments(project: ListedProject, { programme, settings, record }: MoneyParts): ProjectMoney['instalments'] {
  const plan = paymentPlan(programme, settings, project.amount_cents);
  const bound = new Map((plan.ok ? plan.value : []).map(({ key, step, on }) => [key, on === undefined ? step : `${step}.${on}`]));
  return record.instalments.map(({ key, year, planned_cents, cents, percent, state, notified_at, arrived_at }) => ({
    key, year, plannedCents: planned_cents, cents, percent, state, releasedBy: bound.get(key) ?? '', notifiedAt: instant(notified_at), arrivedAt: instant(arrived_at),
  }));
}

function lines({ programme, record }: MoneyParts): NonNullable<ProjectMoney['budget']> {
  const budget = record.plan?.budget ?? [];
  const spent = new Map(spendingByLine(budget, record.spending, deviationLimits(programme)).map((one) => [`${one.year}/${one.line}`, one]));
  return budget.map(({ line, year, item, direction, use, unit, unitPriceCents, quantity, amountCents, basis, source }) => {
    const { spentCents = 0, deviation = 'none' as const } = spent.get(`${year}/${line}`) ?? {};
    return { line, year, item, direction: direction ?? null, use, unit, unitPriceCents, quantity, budgetCents: amountCents, basis: basis ?? null, source, spentCents, deviation };
  });
}
