/**
 * Who may apply. 000 §5.2: not accepted are societies whose party organisation is incomplete, or which in the calendar
 * years 2015–2017 violated discipline or law, or were criticised by circular or penalised by a competent department for
 * breaking state rules, "等情形之一". What is not known is said to be unknown; it never passes in silence.
 */
import type { Day } from '../calendar/beijing.js';
import type { Clause, Refusal } from '../refusal.js';
import { checkFlags, checkPartyOrganisation, checkSanctions, checkViolations, type Finding } from './checks.js';
import { type BarQuestion, checkBar } from '../sanctions/bar.js';
import { type RecordedFact, type Window, factsThatCount } from './facts.js';
import { checkInspectionNotFailed, checkInspectionQualified, type InspectionYears } from './inspections.js';
import type { AskedFact, EligibilityLine } from './line.js';
import { type AskedPaper, checkCondition, checkPapers, checkPastProjects } from './standing.js';

export type { RecordedFact, Window, YearWindow } from './facts.js';
export type { EligibilityLine, LineResult, Reason } from './line.js';

interface RuleBase {
  key: string;
  clause: Clause;
}

export type EligibilityRule =
  | (RuleBase & { check: 'partyOrganisationComplete' })
  | (RuleBase & { check: 'noViolation'; window: Window })
  | (RuleBase & { check: 'noCircularCriticismOrPenalty'; window: Window })
  /** The open list: staff flag a further case with its reason, a person decides. */
  | (RuleBase & { check: 'flagged' })
  /** 003 §5.2: no bar of this authority on the day of the application. Holds in every round, listed by its programme or not. */
  | (RuleBase & { check: 'notBarred' } & BarQuestion)
  | (RuleBase & { check: 'inspectionNotFailed' } & InspectionYears)
  | (RuleBase & { check: 'inspectionQualified' } & InspectionYears)
  | (RuleBase & { check: 'pastProjectsCompleted'; programmes?: readonly string[] })
  | (RuleBase & { check: 'condition'; condition: string })
  | (RuleBase & { check: 'papersOnTime'; papers: readonly AskedPaper[] });

export interface EligibilityCheck {
  outcome: 'eligible' | 'notAccepted' | 'unknown' | 'flagged';
  lines: EligibilityLine[];
  /** On record but without weight: corrected, withdrawn, or newer than the day of the check. */
  setAside: string[];
}

/** A person settles an unknown or flagged line. What the facts decide is changed by correcting the facts. */
export interface EligibilityDecision {
  rule: string;
  result: 'pass' | 'fail';
  reason: string;
}

export interface EligibilityOptions {
  /** The day whose state of knowledge decides. */
  asOf: Day;
  decisions?: readonly EligibilityDecision[];
}

export function checkEligibility(
  rules: readonly EligibilityRule[],
  facts: readonly RecordedFact[],
  { asOf, decisions = [] }: EligibilityOptions,
): EligibilityCheck {
  const counting = factsThatCount(facts, asOf);
  const lines = rules.map((rule) => settle(lineFor(rule, counting), decisions));
  const counted = new Set(counting.map((fact) => fact.id));
  return {
    outcome: outcomeOf(lines),
    lines,
    setAside: facts.map((fact) => fact.id).filter((id) => !counted.has(id)).sort(),
  };
}

/** The refusals a society is told: one for each reason of each failed rule. */
export const refusalsOf = (check: EligibilityCheck): Refusal[] =>
  check.lines
    .filter((line) => line.result === 'fail')
    .flatMap((line) => line.why.map(({ code, params }) => ({ code, field: `eligibility.${line.rule}`, rule: line.clause, params })));

function lineFor(rule: EligibilityRule, facts: readonly RecordedFact[]): EligibilityLine {
  const finding = findingFor(rule, facts);
  const asks = finding.result === 'unknown' ? ASKED[rule.check] : undefined;
  return { rule: rule.key, clause: rule.clause, ...finding, ...(asks ? { asks } : {}) };
}

function findingFor(rule: EligibilityRule, facts: readonly RecordedFact[]): Finding {
  switch (rule.check) {
    case 'partyOrganisationComplete':
      return checkPartyOrganisation(facts);
    case 'noViolation':
      return checkViolations(facts, rule.window);
    case 'noCircularCriticismOrPenalty':
      return checkSanctions(facts, rule.window);
    case 'flagged':
      return checkFlags(facts);
    case 'notBarred':
      return checkBar(facts, rule);
    case 'inspectionNotFailed':
      return checkInspectionNotFailed(facts, rule);
    case 'inspectionQualified':
      return checkInspectionQualified(facts, rule);
    case 'pastProjectsCompleted':
      return checkPastProjects(facts, rule.programmes);
    case 'condition':
      return checkCondition(facts, rule.condition);
    case 'papersOnTime':
      return checkPapers(facts, rule.papers);
  }
}

/** Who is asked for a fact that nobody has recorded [C]: what the society's own papers show, it shows itself. */
const ASKED: Record<EligibilityRule['check'], AskedFact | undefined> = {
  partyOrganisationComplete: { kind: 'partyOrganisation', of: 'society' },
  noViolation: { kind: 'cleanRecord', of: 'staff' },
  noCircularCriticismOrPenalty: { kind: 'cleanRecord', of: 'staff' },
  flagged: undefined,
  inspectionNotFailed: { kind: 'annualInspection', of: 'society' },
  inspectionQualified: { kind: 'annualInspection', of: 'society' },
  pastProjectsCompleted: { kind: 'pastProject', of: 'staff' },
  notBarred: undefined,
  condition: { kind: 'condition', of: 'society' },
  papersOnTime: { kind: 'annualPaper', of: 'staff' },
};

function settle(line: EligibilityLine, decisions: readonly EligibilityDecision[]): EligibilityLine {
  const decision = decisions.find((candidate) => candidate.rule === line.rule);
  if (!decision || decision.reason.trim() === '' || line.result === 'pass' || line.result === 'fail') return line;
  const { asks: _answered, ...rest } = line;
  const why = { code: decision.result === 'pass' ? 'ELIGIBILITY_PASSED_BY_STAFF' : 'ELIGIBILITY_REFUSED_BY_STAFF', params: { reason: decision.reason } };
  return { ...rest, result: decision.result, why: [...line.why, why] };
}

/** One failed rule refuses; then what nobody knows comes before what somebody doubts. */
function outcomeOf(lines: readonly EligibilityLine[]): EligibilityCheck['outcome'] {
  const results = new Set(lines.map((line) => line.result));
  if (results.has('fail')) return 'notAccepted';
  if (results.has('unknown')) return 'unknown';
  return results.has('flagged') ? 'flagged' : 'eligible';
}
