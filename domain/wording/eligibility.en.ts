/** Eligibility: inspections, past projects, bars, conditions, yearly papers; contested facts and checks that were run again. */
import type { eligibilityZh } from './eligibility.zh.js';

export const eligibilityEn = {
  INSPECTION_FAILED: 'The last annual inspection that was concluded ({year}) was failed (source: {document}, as of {asOf}): not eligible. You may contest this fact with supporting documents.',
  INSPECTION_BASIC_TWICE: 'The annual inspection of {year} was passed with reservations only (source: {document}, as of {asOf}), two years one after the other: not eligible. You may contest this fact with supporting documents.',
  INSPECTION_NOT_QUALIFIED: 'The annual inspection of {year} was not passed without reservation (source: {document}, as of {asOf}): not eligible. You may contest this fact with supporting documents.',
  INSPECTION_NOT_CONCLUDED: 'The annual inspection of {year} has no conclusion that can be used (not inspected, not concluded, not applicable, or records that contradict each other; source: {document}, as of {asOf}); it must be verified first.',
  INSPECTION_NOT_RECORDED: 'No conclusion of the annual inspection of {year} is on record; it must be verified first.',
  INSPECTION_PASSED: 'The annual inspection of {year} is as required (source: {document}, as of {asOf}).',
  PROJECT_NOT_COMPLETED: 'A project was not completed as required ({programme}; source: {document}, as of {asOf}): not eligible. You may contest this fact with supporting documents.',
  PROJECT_ACCEPTANCE_FAILED: 'A project failed its acceptance ({programme}; source: {document}, as of {asOf}), which counts as not completed as required: not eligible. You may contest this fact with supporting documents.',
  PROJECT_TERMINATED: 'The funding of a project was terminated ({programme}; source: {document}, as of {asOf}), which counts as not completed as required: not eligible. You may contest this fact with supporting documents.',
  PAST_PROJECTS_NOT_CHECKED: 'Whether past projects were completed has not been checked; it must be verified first.',
  PAST_PROJECTS_COMPLETED: 'No past project was left uncompleted ({programme}; source: {document}, as of {asOf}).',
  CONDITION_MET: 'The condition is met (source: {document}, as of {asOf}).',
  CONDITION_NOT_MET: 'The condition is not met (source: {document}, as of {asOf}): not eligible. You may contest this fact with supporting documents.',
  CONDITION_NOT_RECORDED: 'There is no valid record of whether the condition is met; it must be verified first.',
  CONDITION_CONFLICT: 'The records as of {asOf} contradict each other; they must be verified first.',
  SUMMARY_NOT_RECORDED: 'There is no valid record of whether the annual summary of {year} was handed in on time; it must be verified first.',
  SUMMARY_ON_TIME: 'The annual summary of {year} was handed in on time (source: {document}).',
  SUMMARY_NOT_ON_TIME: 'The annual summary of {year} was not handed in on time (source: {document}, as of {asOf}): not eligible. You may contest this fact with supporting documents.',
  PLAN_NOT_RECORDED: 'There is no valid record of whether the plan for {year} was handed in on time; it must be verified first.',
  PLAN_ON_TIME: 'The plan for {year} was handed in on time (source: {document}).',
  PLAN_NOT_ON_TIME: 'The plan for {year} was not handed in on time (source: {document}, as of {asOf}): not eligible. You may contest this fact with supporting documents.',
} as const satisfies Record<keyof typeof eligibilityZh, string>;
