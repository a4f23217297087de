/** Somebody must be able to finish every stage and every step; otherwise a round would wait for ever. */
import type { Role } from '../common.js';
import type { Finding } from '../finding.js';
import type { ProjectStepType } from '../project-step.js';
import { projectStepsOf, type Programme, type StageType } from '../schema.js';

/** Who is able to end a stage of that type. */
const ABLE: Record<StageType, readonly Role[]> = {
  capabilityAssessment: ['staff'],
  suggestedList: ['staff'],
  applicationWindow: ['society', 'staff'],
  expertReview: ['expert', 'staff'],
  publicityPeriod: ['staff'],
  approval: ['leadership'],
  materialsCollection: ['society', 'staff'],
  callNotice: ['staff'],
  commendation: ['staff'],
};

/** Who must owe something in a step of that type. */
const NEEDED: Record<ProjectStepType, readonly Role[]> = {
  taskBookSigning: ['society', 'staff'],
  materials: [],
  inspection: ['staff'],
  audit: ['auditor'],
  verdict: ['leadership'],
  // The society files, the office takes note or sends back; the leadership decides after the mid-term check.
  filing: ['society', 'staff'],
  midTermCheck: ['society', 'leadership'],
  finalAcceptance: ['leadership'],
};

export function checkDuties(programme: Programme): Finding[] {
  return [
    ...programme.stages.flatMap(({ type, responsible }, n) =>
      ABLE[type].includes(responsible) ? [] : [{ path: ['stages', n, 'responsible'], code: 'NOBODY_CAN_FINISH', params: { role: responsible, able: ABLE[type].join(' | ') } }],
    ),
    ...projectStepsOf(programme).flatMap(({ type, owes }, n): Finding[] => {
      const path = ['project', 'steps', n, 'owes'];
      if (owes.length === 0) return [{ path, code: 'NOTHING_OWED', params: {} }];
      const absent = NEEDED[type].filter((role) => !owes.some((owed) => owed.role === role));
      const undecided = owes.flatMap((owed, m) =>
        (type === 'verdict' || type === 'midTermCheck' || type === 'finalAcceptance') && owed.role === 'leadership' && (owed.outcomes ?? []).length < 2
          ? [{ path: [...path, m], code: 'MISSING_FIELD', params: { field: 'outcomes' } }]
          : [],
      );
      return [...absent.map((role) => ({ path, code: 'NOBODY_CAN_FINISH', params: { role: owes.map((owed) => owed.role).join(' | '), able: role } })), ...undecided];
    }),
  ];
}
