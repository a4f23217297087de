/**
 * A budget: unit price × quantity with the basis of the calculation, and where the money goes. 001 五(三): 详列测算依据; 000 §5.4
 * asks for the direction of fund use; unit × quantity is [C]. A forbidden use is refused, a borderline one goes to a person.
 */
import type { Clause, Refusal } from '../refusal.js';

/** A use of money: what it is called, which clause names it, and words that suggest it. */
export interface FundUse {
  key: string;
  name: { zh: string; en: string };
  clause: Clause;
  /** They never refuse, they send the line to a person. */
  words: readonly string[];
}

export interface BudgetLine {
  /** Key of the line, unique in the budget: spending names it. */
  line: string;
  /** Calendar year of the implementation year. */
  year: number;
  item: string;
  /** Direction of fund use (资金使用方向): the key work or capability it serves. */
  direction?: string;
  /** One of the programme's uses. */
  use: string;
  unit: string;
  unitPriceCents: number;
  /** At most three decimals. */
  quantity: number;
  amountCents: number;
  /** 测算依据. */
  basis?: string;
  source: 'fiscal' | 'own';
}

export interface BudgetRules {
  directionRequired: boolean;
  basisRequired: boolean;
  /** Uses that need nobody; a use on none of the lists goes to a person. */
  uses?: readonly FundUse[];
  forbidden: readonly FundUse[];
  borderline: readonly FundUse[];
  clause: Clause;
}

/** A person's answer to a borderline line. */
export interface BorderlineDecision {
  line: string;
  allowed: boolean;
  reason: string;
}

export interface DoubtfulLine {
  line: string;
  use: string;
  clause: Clause;
  why: 'BORDERLINE_USE' | 'FORBIDDEN_WORD' | 'USE_NOT_LISTED';
}

export interface BudgetCheck {
  /** Each names its field: `2.amountCents` is the amount of the third line. */
  refusals: Refusal[];
  /** Lines that wait for a person: which use they come close to, and why. */
  borderline: DoubtfulLine[];
  fiscalCents: number;
  ownCents: number;
}

export interface BudgetInput {
  lines: readonly BudgetLine[];
  /** What the award gives in all; lines from own funds are not held against it. */
  awardCents: number;
  /** The implementation years, as calendar years; any when absent. */
  years?: readonly number[];
  rules: BudgetRules;
  decisions?: readonly BorderlineDecision[];
}

export function checkBudget({ lines, awardCents, years, rules, decisions = [] }: BudgetInput): BudgetCheck {
  const fiscal = lines.filter((line) => line.source === 'fiscal');
  const fiscalCents = sumOf(fiscal);
  const doubtful = fiscal.flatMap((line) => doubtOf(line, rules));
  const answered = (line: string) => decisions.find((decision) => decision.line === line && decision.reason.trim() !== '');
  const over: Refusal[] = fiscalCents > awardCents ? [{ code: 'BUDGET_OVER_AWARD', rule: rules.clause, params: { total: yuan(fiscalCents), award: yuan(awardCents) } }] : [];
  const empty: Refusal[] = lines.length === 0 ? [{ code: 'BUDGET_EMPTY', rule: rules.clause }] : [];
  const turnedDown = doubtful
    .filter(({ line }) => answered(line)?.allowed === false)
    .map(({ line, clause }): Refusal => ({ code: 'USE_TURNED_DOWN', field: `${lines.findIndex((one) => one.line === line)}.use`, rule: clause, params: { line, reason: answered(line)?.reason ?? '' } }));
  return {
    refusals: [...empty, ...lines.flatMap((line, n) => checkLine(lines, line, n, years, rules)), ...turnedDown, ...over],
    borderline: doubtful.filter(({ line }) => !answered(line)),
    fiscalCents,
    ownCents: sumOf(lines) - fiscalCents,
  };
}

function checkLine(lines: readonly BudgetLine[], line: BudgetLine, n: number, years: readonly number[] | undefined, rules: BudgetRules): Refusal[] {
  const params = { line: line.line };
  const at = (column: string, code: string, more: Record<string, string | number> = {}, rule = rules.clause): Refusal => ({ code, field: `${n}.${column}`, rule, params: { ...params, ...more } });
  const wrong = (['unitPriceCents', 'amountCents'] as const).find((column) => !Number.isSafeInteger(line[column]) || line[column] < 0) ?? (line.quantity > 0 ? undefined : 'quantity');
  if (wrong) return [at(wrong, 'BUDGET_LINE_NOT_A_NUMBER')];
  const refusals: Refusal[] = [];
  if (lines.findIndex((one) => one.line === line.line) < n) refusals.push(at('line', 'BUDGET_LINE_REPEATED'));
  if (years && !years.includes(line.year)) refusals.push(at('year', 'BUDGET_YEAR_UNKNOWN', { year: line.year, years: years.join(', ') }));
  const computed = productCents(line);
  if (computed !== line.amountCents) refusals.push(at('amountCents', 'BUDGET_LINE_DOES_NOT_MULTIPLY', { computed: yuan(computed), stated: yuan(line.amountCents) }));
  if (rules.basisRequired && blank(line.basis)) refusals.push(at('basis', 'BUDGET_BASIS_MISSING'));
  if (rules.directionRequired && blank(line.direction)) refusals.push(at('direction', 'FUND_DIRECTION_MISSING'));
  const forbidden = rules.forbidden.find((use) => use.key === line.use);
  if (forbidden && line.source === 'fiscal') refusals.push(at('use', 'USE_FORBIDDEN', { use: `${forbidden.name.zh} / ${forbidden.name.en}` }, forbidden.clause));
  return refusals;
}

/** Unit price × quantity in cents; a fraction of a cent stays one, and never equals an amount. */
export const productCents = ({ unitPriceCents, quantity }: Pick<BudgetLine, 'unitPriceCents' | 'quantity'>): number => (unitPriceCents * Math.round(quantity * 1000)) / 1000;

/** A borderline use by its key, one on no list, or a text that sounds like a forbidden use under another name. */
function doubtOf(line: BudgetLine, rules: BudgetRules): DoubtfulLine[] {
  if (rules.forbidden.some((use) => use.key === line.use)) return [];
  const byKey = rules.borderline.find((use) => use.key === line.use);
  if (byKey) return [{ line: line.line, use: byKey.key, clause: byKey.clause, why: 'BORDERLINE_USE' }];
  if (rules.uses && !rules.uses.some((use) => use.key === line.use)) return [{ line: line.line, use: line.use, clause: rules.clause, why: 'USE_NOT_LISTED' }];
  const text = `${line.item} ${line.basis ?? ''}`;
  const byWord = [...rules.forbidden, ...rules.borderline].find((use) => use.words.some((word) => text.includes(word)));
  return byWord ? [{ line: line.line, use: byWord.key, clause: byWord.clause, why: 'FORBIDDEN_WORD' }] : [];
}

/** What the award pays of a year's budget, in cents; of all years without one. */
export const fiscalBudget = (lines: readonly BudgetLine[], year?: number): number =>
  sumOf(lines.filter((line) => line.source === 'fiscal' && (year === undefined || line.year === year)));

const sumOf = (lines: readonly BudgetLine[]): number => lines.reduce((sum, line) => sum + line.amountCents, 0);
const blank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** Cents as yuan with two decimals, for texts. */
export const yuan = (cents: number): string => (cents / 100).toFixed(2);
