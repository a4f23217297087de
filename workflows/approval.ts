/** 000 §5.3: the leadership decides on the whole list; it may return it with comments; after approval it is announced. */
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function approval(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('decision');
  await activities.endStage(input);
  await here.settled();
}
