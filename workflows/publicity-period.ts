/** 000 §5.3: the preliminary list is public for its period; it goes on when the period has ended without an open objection. */
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function publicityPeriod(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('publicity');
  await activities.endStage(input);
  await here.settled();
}
