/**
 * 003 §5.2: one finding of fraud or inflated results: the society is heard, the leadership decides; revoked, the money comes
 * back and the bar runs its years. Closed when both are over, or when the finding is dismissed.
 */
import { continueAsNew } from '@temporalio/workflow';
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function sanctionCase(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('hearing');
  const decided = await here.step('decision');
  if (decided.outcome === 'revoked') {
    for (const step of ['clawback', 'bar']) {
      const { again } = await here.step(step);
      // A decision was corrected: an earlier step comes again.
      if (again === true) {
        await here.settled();
        await continueAsNew<typeof sanctionCase>(input);
      }
    }
  }
  await activities.end(input);
  await here.settled();
}
