/** 000 §5.2: the invited societies apply if they wish; every application is checked; the stage ends with the last decision. */
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function applicationWindow(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('window');
  await here.step('checks');
  await activities.endStage(input);
  await here.settled();
}
