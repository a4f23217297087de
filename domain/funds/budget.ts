/**
 * A budget: unit price × quantity with the basis of the calculation, and where the money goes. 000 §5.4 asks for the
 * direction of fund use; unit × quantity is [C]. A forbidden use is refused, a borderline one goes to a person.
 */
import type { Clause, Refusal } from '../refusal.js';
import type { FundUse } from './forbidden-uses.js';

export interface BudgetLine {
  key: string;
  item: string;
  /** Direction of fund use (资金使用方向): the key work or capability it serves. */
  direction?: string;
  /** A use from the lists of forbidden-uses.ts, or one of the society's own. */
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
  forbiddenUses: readonly FundUse[];
  borderlineUses: readonly FundUse[];
  clause: Clause;
}

/** A person's answer to a borderline line. */
export interface BorderlineDecision {
  line: string;
  allowed: boolean;
  reason: string;
}

export interface BudgetCheck {
  refusals: Refusal[];
  /** Lines that wait for a person: which use they come close to, and why. */
  borderline: { line: string; use: string; clause: Clause; why: 'BORDERLINE_USE' | 'FORBIDDEN_WORD' }[];
  fiscalCents: number;
  ownCents: number;
}

export interface BudgetInput {
  lines: readonly BudgetLine[];
  /** What the award gives; lines from own funds are not held against it. */
  awardCents: number;
  rules: BudgetRules;
  decisions?: readonly BorderlineDecision[];
}

export function checkBudget({ lines, awardCents, rules, decisions = [] }: BudgetInput): BudgetCheck {
  const fiscal = lines.filter((line) => line.source === 'fiscal');
  const fiscalCents = sumOf(fiscal);
  const doubtful = fiscal.flatMap((line) => borderlineOf(line, rules));
  const answered = (line: string) => decisions.find((decision) => decision.line === line && decision.reason.trim() !== '');
  const over: Refusal[] = fiscalCents > awardCents ? [{ code: 'BUDGET_OVER_AWARD', field: 'lines', rule: rules.clause, params: { total: yuan(fiscalCents), award: yuan(awardCents) } }] : [];
  const empty: Refusal[] = lines.length === 0 ? [{ code: 'BUDGET_EMPTY', field: 'lines', rule: rules.clause }] : [];
  const turnedDown = doubtful
    .filter(({ line }) => answered(line)?.allowed === false)
    .map(({ line, clause }): Refusal => ({ code: 'USE_TURNED_DOWN', field: `lines.${line}`, rule: clause, params: { line, reason: answered(line)?.reason ?? '' } }));
  return {
    refusals: [...empty, ...lines.flatMap((line) => checkLine(line, rules)), ...turnedDown, ...over],
    borderline: doubtful.filter(({ line }) => !answered(line)),
    fiscalCents,
    ownCents: sumOf(lines) - fiscalCents,
  };
}

function checkLine(line: BudgetLine, rules: BudgetRules): Refusal[] {
  const field = `lines.${line.key}`;
  const params = { line: line.key };
  const amounts = [line.unitPriceCents, line.amountCents];
  if (!amounts.every((cents) => Number.isSafeInteger(cents) && cents >= 0) || !(line.quantity > 0)) {
    return [{ code: 'BUDGET_LINE_NOT_A_NUMBER', field, rule: rules.clause, params }];
  }
  const refusals: Refusal[] = [];
  const [computed, stated] = [line.unitPriceCents * Math.round(line.quantity * 1000), line.amountCents * 1000];
  if (computed !== stated) {
    refusals.push({ code: 'BUDGET_LINE_DOES_NOT_MULTIPLY', field, rule: rules.clause, params: { ...params, computed: yuan(computed / 1000), stated: yuan(line.amountCents) } });
  }
  if (rules.basisRequired && blank(line.basis)) refusals.push({ code: 'BUDGET_BASIS_MISSING', field, rule: rules.clause, params });
  if (rules.directionRequired && blank(line.direction)) refusals.push({ code: 'FUND_DIRECTION_MISSING', field, rule: rules.clause, params });
  const forbidden = rules.forbiddenUses.find((use) => use.key === line.use);
  if (forbidden && line.source === 'fiscal') {
    refusals.push({ code: 'USE_FORBIDDEN', field, rule: forbidden.clause, params: { ...params, use: `${forbidden.name.zh} / ${forbidden.name.en}` } });
  }
  return refusals;
}

/** A borderline use by its key; or a text that sounds like a forbidden use under another name. */
function borderlineOf(line: BudgetLine, rules: BudgetRules): BudgetCheck['borderline'] {
  if (rules.forbiddenUses.some((use) => use.key === line.use)) return [];
  const byKey = rules.borderlineUses.find((use) => use.key === line.use);
  if (byKey) return [{ line: line.key, use: byKey.key, clause: byKey.clause, why: 'BORDERLINE_USE' }];
  const text = `${line.item} ${line.basis ?? ''}`;
  const byWord = [...rules.forbiddenUses, ...rules.borderlineUses].find((use) => use.words.some((word) => text.includes(word)));
  return byWord ? [{ line: line.key, use: byWord.key, clause: byWord.clause, why: 'FORBIDDEN_WORD' }] : [];
}

const sumOf = (lines: readonly BudgetLine[]): number => lines.reduce((sum, line) => sum + line.amountCents, 0);
const blank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** Cents as yuan with two decimals, for texts. */
const yuan = (cents: number): string => (cents / 100).toFixed(2);
