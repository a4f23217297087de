/** One submitted application: formal check, one chance to correct what is missing, then accepted or not accepted. */
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function applicationCase(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  const checked = await here.step('formalCheck');
  if (checked.decision === 'correct') {
    await here.step('correction');
    await here.step('secondCheck');
  }
  await activities.endCase(input);
  await here.settled();
}
