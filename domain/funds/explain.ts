/** Why an instalment is as large as it is, and what became of a budget line. */
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';
import { type BorderlineDecision, type BudgetLine, type BudgetRules, checkBudget, productCents } from './budget.js';
import type { PlannedPayment } from './instalments.js';
import { type DeviationLimits, type RecordedSpending, type SpendingEntry, spendingByLine } from './spending.js';
import type { MoneyStatement } from './statement.js';

export interface ExplainedInstalment {
  payment: PlannedPayment;
  /** Of all instalments. */
  shares: number;
  /** Of the whole award. */
  totalCents: number;
  /** What is really paid, when a verdict has changed it; 0 while what releases it has not happened. */
  paidCents?: number;
  /** False while what releases it has not happened, and when it is paid no more. */
  released?: boolean;
  /** In whole percent, of a verdict that adjusts. */
  percent?: number;
  source?: ExplainedInput['source'];
}

/** The share of the whole, rounded down along the running total; then what the verdict left of it. */
export function explainInstalment({ payment, shares, totalCents, paidCents, released = true, percent, source }: ExplainedInstalment): Explanation {
  const planned: Explanation = {
    what: 'plannedInstalment', result: payment.amountCents, clause: payment.clause,
    formula: { code: 'formula.instalmentShare', params: { share: payment.share, shares, total: totalCents } },
    inputs: [{ name: 'totalCents', value: totalCents, unit: 'cents' }, { name: 'share', value: payment.share }, { name: 'releasedBy', value: payment.on === undefined ? payment.step : `${payment.step}.${payment.on}` }],
    parts: [],
  };
  return {
    what: 'instalment', result: paidCents ?? payment.amountCents, clause: payment.clause,
    formula: !released ? { code: 'formula.instalmentNotDue', params: { key: payment.key } } : percent === undefined ? { code: 'formula.instalmentPlanned', params: { key: payment.key } } : { code: 'formula.instalmentAdjusted', params: { key: payment.key, percent } },
    inputs: percent === undefined ? [] : [{ name: 'percent', value: percent, unit: '%', ...(source === undefined ? {} : { source }) }],
    parts: [planned],
  };
}

export interface ExplainedLine {
  line: BudgetLine;
  rules: BudgetRules;
  decisions: readonly BorderlineDecision[];
  spending: readonly SpendingEntry[];
  limits: DeviationLimits;
  source?: ExplainedInput['source'];
}

/** The calculation, the use with its clause and a person's decision, and what was spent of it. */
export function explainBudgetLine({ line, rules, decisions, spending, limits, source }: ExplainedLine): Explanation {
  const from = source === undefined ? {} : { source };
  const use = [...rules.forbidden, ...rules.borderline, ...(rules.uses ?? [])].find(({ key }) => key === line.use);
  const { refusals, borderline } = checkBudget({ lines: [line], awardCents: line.amountCents, rules });
  const decision = decisions.find((one) => one.line === line.line);
  const [spent] = spendingByLine([line], spending, limits);
  const verdict = refusals[0]?.code ?? (borderline.length > 0 ? (decision === undefined ? 'undecided' : decision.allowed ? 'allowed' : 'turnedDown') : 'inOrder');
  return {
    what: 'budgetLine', result: line.amountCents, clause: rules.clause,
    formula: { code: 'formula.budgetLine', params: { unitPrice: line.unitPriceCents, quantity: line.quantity, amount: productCents(line) } },
    inputs: [
      { name: 'unitPriceCents', value: line.unitPriceCents, unit: 'cents', ...from }, { name: 'quantity', value: line.quantity, unit: line.unit, ...from },
      { name: 'basis', value: line.basis ?? null, ...from }, { name: 'direction', value: line.direction ?? null, ...from },
    ],
    parts: [
      {
        what: 'fundUse', result: verdict, clause: refusals[0]?.rule ?? borderline[0]?.clause ?? use?.clause ?? rules.clause,
        formula: { code: 'formula.fundUse', params: { use: use === undefined ? line.use : `${use.name.zh} / ${use.name.en}` } },
        inputs: [{ name: 'use', value: line.use, ...from }, { name: 'why', value: borderline[0]?.why ?? null }, { name: 'reason', value: decision?.reason ?? null }], parts: [],
      },
      ...(spent === undefined ? [] : [explainSpent(spent.spentCents, spent.budgetCents, spent.deviation, limits.clause, limits)]),
    ],
  };
}

const explainSpent = (spentCents: number, budgetCents: number, deviation: string, clause: Clause, limits: DeviationLimits): Explanation => ({
  what: 'lineDeviation', result: deviation, clause, formula: { code: 'formula.lineDeviation', params: { explain: limits.explainAbovePercent, adjust: limits.adjustAbovePercent } },
  inputs: [{ name: 'spentCents', value: spentCents, unit: 'cents' }, { name: 'budgetCents', value: budgetCents, unit: 'cents' }], parts: [],
});

/** A posting of the ledger, as it is kept. */
export interface PostedEntry {
  posting: string;
  account: string;
  amountCents: number;
}

export type FigureName = keyof MoneyStatement;

/** Which entries make up a figure of the money page: account, and which way they go. */
const FIGURES: Record<FigureName, readonly { account: string; sign?: 1 | -1 }[]> = {
  committedCents: [{ account: 'appropriation', sign: -1 }],
  releasedCents: [{ account: 'appropriation', sign: 1 }],
  outstandingCents: [{ account: 'commitments' }],
  payableCents: [{ account: 'payable' }],
  disbursedCents: [{ account: 'disbursed' }, { account: 'returned' }, { account: 'clawback' }, { account: 'writtenOff' }],
  returnedCents: [{ account: 'returned' }],
  claimedCents: [{ account: 'clawback' }],
  writtenOffCents: [{ account: 'writtenOff' }],
  spentCents: [],
  carryOverCents: [{ account: 'disbursed' }],
};

/** Every figure of a money page, with the postings or vouchers that it is the sum of. */
export function explainFigures(statement: MoneyStatement, entries: readonly PostedEntry[], spending: readonly RecordedSpending[], clause: Clause): Explanation[] {
  return (Object.keys(FIGURES) as FigureName[]).map((name): Explanation => {
    const posted = FIGURES[name].flatMap(({ account, sign }) => entries.filter((entry) => entry.account === account && (sign === undefined || Math.sign(entry.amountCents) === sign)));
    const vouchers = name === 'spentCents' || name === 'carryOverCents' ? spending : [];
    return {
      what: name, result: statement[name], clause, formula: { code: `formula.${name}`, params: { cents: statement[name] } },
      inputs: [
        ...posted.map(({ posting, amountCents }): ExplainedInput => ({ name: posting.split('/').slice(1).join('/'), value: amountCents, unit: 'cents', source: { kind: 'record', id: posting } })),
        ...vouchers.map(({ id, voucher, amountCents }): ExplainedInput => ({ name: voucher, value: amountCents, unit: 'cents', source: { kind: 'record', id } })),
      ],
      parts: [],
    };
  });
}
