/** 003 §4.2: no objection: the listed societies are commended by circular and get their award. */
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function commendation(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('commending');
  await activities.endStage(input);
  await here.settled();
}
