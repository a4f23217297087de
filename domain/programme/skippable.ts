/** Which steps staff may go on without, with a reason [C]. What decides about a society is never skipped. */
import type { ProjectStepType } from './project-step.js';
import { projectStepsOf, type Programme } from './schema.js';

/** Late score sheets: the ranking counts those that came. Late opinions of groups: they decide nothing. */
const SKIPPABLE_STEPS: Record<string, readonly string[]> = { expertReview: ['scoring', 'summary'] };

/** Signature, verdict and acceptance decide about money: a society that never signs is terminated, not skipped. */
const DECIDING: ReadonlySet<ProjectStepType> = new Set(['taskBookSigning', 'verdict', 'finalAcceptance']);

/** `type` is the workflow's. A step of a funded project is skippable unless something is decided in it. */
export function isSkippable(type: string, step: string, programme: Pick<Programme, 'project'>): boolean {
  if (type !== 'fundedProject') return SKIPPABLE_STEPS[type]?.includes(step) ?? false;
  const [first = '', second] = step.split('.');
  const planned = projectStepsOf(programme).find(({ key }) => key === (second ?? first));
  return planned !== undefined && !DECIDING.has(planned.type);
}
