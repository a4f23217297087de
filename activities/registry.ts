/** Which handler runs a step. A workflow type without an entry does not compile. */
import { REPAYMENT } from '../domain/programme/project-step.js';
import type { StepHandler } from './context.js';
import { projectStep } from './project-step.js';
import { waves } from './reminders.js';
import { repayment } from './repayment.js';
import { bar } from './sanctions/bar.js';
import { clawback } from './sanctions/clawback.js';
import { decision as sanctionDecision } from './sanctions/decision.js';
import { hearing } from './sanctions/hearing.js';
import { correction, formalCheck, secondCheck } from './stages/application-case.js';
import { checks, window } from './stages/application-window.js';
import { decision } from './stages/approval.js';
import { call } from './stages/call-notice.js';
import { commending } from './stages/commendation.js';
import { figures, shortlistStep } from './stages/capability-assessment.js';
import { assignment, declarations, panel, ranking, scoring } from './stages/expert-review.js';
import { closing } from './stages/collection-outcome.js';
import { collection, explanations, late, rectification, verification } from './stages/materials-collection.js';
import { groupSummaries } from './stages/group-summaries.js';
import { publicity } from './stages/publicity-period.js';
import { list } from './stages/suggested-list.js';

type SteppedType =
  | 'capabilityAssessment' | 'suggestedList' | 'applicationWindow' | 'applicationCase' | 'expertReview' | 'publicityPeriod' | 'approval' | 'materialsCollection' | 'callNotice'
  | 'commendation' | 'reminders' | 'fundedProject' | 'sanctionCase';

const handlers = {
  capabilityAssessment: { figures, shortlist: shortlistStep },
  suggestedList: { list },
  applicationWindow: { window, checks },
  applicationCase: { formalCheck, correction, secondCheck },
  expertReview: { panel, declarations, assignment, scoring, summary: groupSummaries, ranking },
  publicityPeriod: { publicity },
  approval: { decision },
  materialsCollection: { collection, late, explanations, verification, rectification, closing },
  callNotice: { call },
  commendation: { commending },
  reminders: { waves },
  sanctionCase: { hearing, decision: sanctionDecision, clawback, bar },
  // Its steps are the programme's.
  fundedProject: {},
} satisfies Record<SteppedType, Record<string, StepHandler>>;

/** The steps of a workflow, in their order. */
export const stepKeys = (type: string): string[] => Object.keys((handlers as Record<string, Record<string, StepHandler>>)[type] ?? {});

export function stepHandler(type: string, key: string): StepHandler {
  if (type === 'fundedProject') return key === REPAYMENT ? repayment : projectStep;
  const ofType: Record<string, StepHandler> | undefined = (handlers as Record<string, Record<string, StepHandler>>)[type];
  const handler = ofType?.[key];
  if (!handler) throw new Error(`no step ${key} in a workflow of type ${type}`);
  return handler;
}
