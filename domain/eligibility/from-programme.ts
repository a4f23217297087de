/** The rules of a programme file as the rules that are checked here. */
import type { EligibilityRule as ProgrammeRule } from '../programme/stages/application-window.js';
import type { EligibilityRule } from './rules.js';

export const eligibilityRulesOf = (rules: readonly ProgrammeRule[]): EligibilityRule[] => rules.map(ruleOf);

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
