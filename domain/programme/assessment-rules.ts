/** What of a stage's definition the assessment counts with. */
import type { AssessmentRules } from '../assessment/assess.js';
import type { StageOf } from './schema.js';

export const assessmentRules = (stage: StageOf<'capabilityAssessment'>): AssessmentRules => ({
  indicators: stage.indicators,
  bandShares: stage.bandShares,
  deductions: stage.deductions,
  missing: stage.missing?.treatment,
  tieBreak: stage.tieBreak?.indicators,
});
