/** The rules of a programme file as the rules that are checked here, and the one that no programme needs to list. */
import { BAR_CLAUSE, type BarQuestion } from '../sanctions/bar.js';
import type { EligibilityRule as ProgrammeRule } from '../programme/stages/application-window.js';
import type { EligibilityRule } from './rules.js';

export const eligibilityRulesOf = (rules: readonly ProgrammeRule[]): EligibilityRule[] => rules.map(ruleOf);

/** 003 §5.2: a bar holds in every later round of its authority, whatever that round's programme says. */
export const barRule = (question: BarQuestion): EligibilityRule => ({ key: 'bar', clause: BAR_CLAUSE, check: 'notBarred', ...question });

function ruleOf(rule: ProgrammeRule): EligibilityRule {
  const { key, clause } = rule;
  switch (rule.kind) {
    case 'partyOrganisation':
      return { key, clause, check: 'partyOrganisationComplete' };
    case 'violation':
      return { key, clause, check: 'noViolation', window: rule.window };
    case 'criticismOrPenalty':
      return { key, clause, check: 'noCircularCriticismOrPenalty', window: rule.window };
    case 'otherCircumstance':
      return { key, clause, check: 'flagged' };
  }
}
