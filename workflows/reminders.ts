/** One planner per round: queues the latest due wave of every open task, and sleeps until the next. It alone sends waves. */
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function reminders(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('waves');
  await activities.end(input);
  await here.settled();
}
