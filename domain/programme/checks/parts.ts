/** A programme without awards has neither quota nor projects; one with awards has all that hangs on them. */
import type { Finding } from '../finding.js';
import type { Programme, StageType } from '../schema.js';

/** Stages that work on awards: they rank, place into tiers, publicise and approve. */
const OF_AWARDS: ReadonlySet<StageType> = new Set(['capabilityAssessment', 'expertReview', 'publicityPeriod', 'approval']);

export function checkParts(programme: Programme): Finding[] {
  const awards = programme.quota !== undefined || programme.project !== undefined || programme.stages.some(({ type }) => OF_AWARDS.has(type));
  if (awards) {
    return (['quota', 'implementation', 'project'] as const).flatMap((field) => (programme[field] === undefined ? [missing(field)] : []));
  }
  return programme.implementation === undefined ? [] : [missing('project')];
}

const missing = (field: string): Finding => ({ path: [field], code: 'MISSING_FIELD', params: { field } });
