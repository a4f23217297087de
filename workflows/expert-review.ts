/** 000 §5.3: an expert panel is formed, declares its conflicts, hears and scores by discipline group; a preliminary list follows. */
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function expertReview(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('panel');
  await here.step('declarations');
  await here.step('assignment');
  await here.step('scoring');
  await here.step('ranking');
  await activities.endStage(input);
  await here.settled();
}
