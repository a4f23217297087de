/** 000 §5.1: societies hand in their figures; they are scored and ranked; the shortlist may apply. */
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function capabilityAssessment(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('figures');
  await here.step('shortlist');
  await activities.endStage(input);
  await here.settled();
}
