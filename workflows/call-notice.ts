/** 003 §4.1: the number of awards is fixed and the call published; then the window opens. */
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function callNotice(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('call');
  await activities.endStage(input);
  await here.settled();
}
