/** 001 §3: the office draws up the list of suggested societies from its sources; publishing it ends the stage. */
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function suggestedList(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('list');
  await activities.endStage(input);
  await here.settled();
}
