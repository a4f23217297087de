/** The order of a project's steps. */
import { implementationYears } from '../domain/programme/dates.js';
import { projectStepsOf } from '../domain/programme/schema.js';
import type { PlannedRound } from '../records/rounds.js';

export interface PlannedStep {
  step: string;
  /** After the last step of a year the workflow goes on in a new run. */
  endsYear: boolean;
}

/** Once-only steps around the yearly ones, in the programme's order: `taskBook`, `2018.inspection`, …, `finalAcceptance`. */
export function projectPlan(round: Pick<PlannedRound, 'programme' | 'settings'>): PlannedStep[] {
  const steps = projectStepsOf(round.programme);
  const firstYearly = steps.findIndex((step) => step.per === 'year');
  const yearly = steps.filter((step) => step.per === 'year');
  const once = steps.map((step, index) => ({ step, index })).filter(({ step }) => step.per === 'project');
  const before = firstYearly === -1 ? once : once.filter(({ index }) => index < firstYearly);
  const after = firstYearly === -1 ? [] : once.filter(({ index }) => index > firstYearly);
  return [
    ...before.map(({ step }) => ({ step: step.key, endsYear: false })),
    ...implementationYears(round.programme, round.settings).flatMap((year) =>
      yearly.map((step, index) => ({ step: `${year}.${step.key}`, endsYear: index === yearly.length - 1 }))),
    ...after.map(({ step }) => ({ step: step.key, endsYear: false })),
  ];
}

/** Where a step stands in the plan; what no plan has (the repayment) comes last. */
export function placeIn(plan: readonly PlannedStep[]): (step: string) => number {
  const keys = plan.map(({ step }) => step);
  return (step) => (keys.includes(step) ? keys.indexOf(step) : keys.length);
}
