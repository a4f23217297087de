/**
 * What is handed in about money and performance, held against what is on record: the budget and indicators of a task book, the
 * results of a year, the year's accounts. The programme says by `holds` which field means what.
 */
import { implementationYears } from '../programme/dates.js';
import type { Form, FormField, Holds } from '../programme/form.js';
import type { Programme } from '../programme/schema.js';
import type { RoundSettings } from '../programme/settings.js';
import { checkKpis, type Kpi } from '../performance/kpis.js';
import { checkResults, fieldOfResult, reportedResults, type ResultRow } from '../performance/results.js';
import { grade, type PerformanceScore, scoreSelfEvaluation } from '../performance/self-evaluation.js';
import { FORM_CLAUSE } from '../performance/form.js';
import type { Refusal } from '../refusal.js';
import { type BudgetLine, checkBudget, yuan } from './budget.js';
import { accountsOf, budgetRules, deviationLimits, type MoneyOnRecord, yearEvaluation } from './position.js';
import { checkAccounts } from './statement.js';

export interface HandInContext {
  programme: Programme;
  settings: RoundSettings;
  /** Of a yearly step. */
  year: number | undefined;
  record: MoneyOnRecord;
}

type Content = Readonly<Record<string, unknown>>;

export function heldField(form: Form, holds: Holds): FormField | undefined {
  return form.sections.flatMap(({ fields }) => fields).find((field) => field.holds === holds);
}

/** Everything that is wrong with it, each with its field: `budget.2.amountCents`. The form itself has been checked before. */
export function checkMoneyForm(form: Form, content: Content, context: HandInContext): Refusal[] {
  const within = (holds: Holds, check: (field: FormField) => Refusal[]): Refusal[] => {
    const field = heldField(form, holds);
    return field ? check(field).map((one) => ({ ...one, field: one.field === undefined ? field.key : `${field.key}.${one.field}` })) : [];
  };
  const years = implementationYears(context.programme, context.settings);
  return [
    ...within('budget', ({ key }) => checkBudget({ lines: budgetLines(content[key]), awardCents: context.record.awardCents, years, rules: budgetRules(context.programme) }).refusals),
    ...within('kpis', ({ key }) => checkKpis(kpisOf(content[key], years.length), years.length)),
    ...within('results', ({ key }) => checkResults(rowsOf<ResultRow>(content[key]), yearOf(context).indicators)),
    ...evaluationRefusals(form, content, context),
    ...accountsRefusals(form, content, context),
    ...rectificationRefusals(form, content),
  ];
}

const rowsOf = <Row>(value: unknown): Row[] => (Array.isArray(value) ? (value as Row[]) : []);

export const budgetLines = (value: unknown): BudgetLine[] => rowsOf<BudgetLine>(value);

/** The columns `year1`, `year2`, … are the targets. */
export const kpisOf = (value: unknown, years: number): Kpi[] =>
  rowsOf<Kpi & Record<string, number | undefined>>(value).map((row) => ({
    kpi: row.kpi, section: row.section, measure: row.measure, unit: row.unit, targets: Array.from({ length: years }, (_, n) => row[`year${n + 1}`]),
    ...(row.weight === undefined ? {} : { weight: row.weight }), ...(row.better === undefined ? {} : { better: row.better }),
  }));

const yearOf = ({ record, programme, settings, year }: HandInContext) => yearEvaluation(record, programme, settings, year ?? 0);

/** The year's score from what was handed in, the signed indicators and the recorded spending; undefined for another form. */
export function scoreOfHandIn(form: Form, content: Content, context: HandInContext): PerformanceScore | undefined {
  const field = heldField(form, 'results');
  if (!field || context.record.plan === undefined) return undefined;
  const { indicators, execution } = yearOf(context);
  return scoreSelfEvaluation(indicators, { execution, results: reportedResults(rowsOf<ResultRow>(content[field.key])) });
}

/** What the score still lacks, and figures of the budget that are not those on record. */
function evaluationRefusals(form: Form, content: Content, context: HandInContext): Refusal[] {
  const field = heldField(form, 'results');
  const score = scoreOfHandIn(form, content, context);
  if (!field || !score) return [];
  const rows = rowsOf<ResultRow>(content[field.key]);
  const { execution } = yearOf(context);
  const stated = (['budgetCents', 'spentCents'] as const).flatMap((name): Refusal[] => {
    const value = content[name];
    return typeof value !== 'number' || value === execution[name] ? [] : [{ code: 'ACCOUNTS_DIFFER', field: name, rule: FORM_CLAUSE, params: { stated: yuan(value), recorded: yuan(execution[name]), difference: yuan(value - execution[name]) } }];
  });
  const lacking = score.refusals.flatMap((one): Refusal[] => {
    // What was spent is on record: that it is more than the budget is explained, not corrected.
    if (one.code === 'EXECUTION_OVER_BUDGET') return typeof content.deviations === 'string' && content.deviations.trim() !== '' ? [] : [{ ...one, field: 'deviations' }];
    const place = fieldOfResult(one, rows);
    return [{ ...one, field: place === undefined ? field.key : `${field.key}.${place}` }];
  });
  return [...stated, ...lacking];
}

function accountsRefusals(form: Form, content: Content, { record, programme, year }: HandInContext): Refusal[] {
  if (!heldField(form, 'accounts') || record.plan === undefined || year === undefined) return [];
  const limits = deviationLimits(programme);
  return checkAccounts(content, accountsOf(record, year, limits), limits);
}

/** 中 and 差 are rectified [C]: an audit that grades so asks for it. */
function rectificationRefusals(form: Form, { score, rectification }: Content): Refusal[] {
  const asked = form.sections.some(({ fields }) => fields.some(({ key, kind }) => key === 'rectification' && kind === 'choice'));
  if (!asked || typeof score !== 'number' || !(score >= 0 && score <= 100)) return [];
  const found = grade(score);
  return (found === 'fair' || found === 'poor') && rectification !== 'required' ? [{ code: 'RECTIFICATION_MISSING', field: 'rectification', rule: FORM_CLAUSE, params: { score } }] : [];
}

/** What the system knows already: the signed indicators with their targets, the budget, the recorded spending. */
export function prefilled(form: Form, context: HandInContext): Record<string, unknown> {
  if (context.record.plan === undefined || context.year === undefined) return {};
  const results = heldField(form, 'results');
  const accounts = heldField(form, 'accounts');
  const { indicators, execution } = yearOf(context);
  const { spentCents, carryOverCents } = accountsOf(context.record, context.year, deviationLimits(context.programme));
  return {
    ...(results
      ? { ...execution, [results.key]: indicators.map(({ key, measure }) => ({ kpi: key, ...(measure.kind === 'quantitative' ? { target: measure.target } : {}) })) }
      : {}),
    ...(accounts ? { spentCents, carryOverCents, bankBalanceCents: carryOverCents } : {}),
  };
}
