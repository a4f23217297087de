/** 002 (通知), 004 §5: every society hands in one form; late ones are urged, warnings explained, findings verified and put right. */
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function materialsCollection(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('collection');
  await here.step('late');
  await here.step('explanations');
  await here.step('verification');
  await here.step('rectification');
  await here.step('closing');
  await activities.endStage(input);
  await here.settled();
}
