/** The rules of a programme file as the rules that are checked here, in the round's year; and the one that no programme needs to list. */
import type { Day } from '../calendar/beijing.js';
import { fixedDay } from '../programme/date-rules.js';
import { roundYear } from '../programme/dates.js';
import type { Programme } from '../programme/schema.js';
import type { RoundSettings } from '../programme/settings.js';
import type { EligibilityRule as ProgrammeRule, LookBack } from '../programme/stages/application-window.js';
import { BAR_CLAUSE, type BarQuestion } from '../sanctions/bar.js';
import { type Window, yearsUpTo } from './facts.js';
import type { EligibilityRule } from './rules.js';

/** A round that runs in another year than its programme looks back from there: all years move by as much. */
export interface RuleYears {
  year: number;
  shift: number;
}

/** Empty for a programme that takes no applications. */
export function eligibilityRulesFor(programme: Programme, settings: RoundSettings): EligibilityRule[] {
  const year = roundYear(programme, settings);
  return programme.stages.flatMap((stage) => (stage.type === 'applicationWindow' ? eligibilityRulesOf(stage.eligibility, { year, shift: year - programme.year }) : []));
}

/** 003 §5.2: a bar holds in every later round of its authority, whatever that round's programme says. */
export const barRule = (question: BarQuestion): EligibilityRule => ({ key: 'bar', clause: BAR_CLAUSE, check: 'notBarred', ...question });

/** What an application of that day is held against. */
export const allRulesFor = (programme: Programme, settings: RoundSettings, appliedOn: Day): EligibilityRule[] =>
  [...eligibilityRulesFor(programme, settings), barRule({ authority: programme.authority, programme: programme.key, appliedOn })];

export const eligibilityRulesOf = (rules: readonly ProgrammeRule[], years: RuleYears): EligibilityRule[] => rules.map((rule) => ruleOf(rule, years));

function ruleOf(rule: ProgrammeRule, { year, shift }: RuleYears): EligibilityRule {
  const { key, clause } = rule;
  switch (rule.kind) {
    case 'partyOrganisation':
      return { key, clause, check: 'partyOrganisationComplete' };
    case 'violation':
      return { key, clause, check: 'noViolation', window: windowOf(rule.window, { year, shift }) };
    case 'criticismOrPenalty':
      return { key, clause, check: 'noCircularCriticismOrPenalty', window: windowOf(rule.window, { year, shift }) };
    case 'otherCircumstance':
      return { key, clause, check: 'flagged' };
    case 'annualInspection':
      return { key, clause, check: rule.requires === 'qualified' ? 'inspectionQualified' : 'inspectionNotFailed', lastYear: rule.lastYear + shift, years: rule.years };
    case 'pastProjects':
      return { key, clause, check: 'pastProjectsCompleted', ...(rule.programmes ? { programmes: rule.programmes } : {}) };
    case 'condition':
      return { key, clause, check: 'condition', condition: rule.condition };
    case 'annualPapers':
      return { key, clause, check: 'papersOnTime', papers: rule.papers.map((paper) => ({ paper: paper.paper, year: paper.year + shift })) };
  }
}

function windowOf(window: LookBack, { year, shift }: RuleYears): Window {
  if ('fromYear' in window) return { fromYear: window.fromYear + shift, toYear: window.toYear + shift };
  return { ...yearsUpTo(fixedDay(window.upTo, year), window.years), ...(window.untilCheck ? { untilCheck: true } : {}) };
}
