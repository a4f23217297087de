/**
 * One funded society, for the implementation years: task book, plans, then every year its checks and a verdict that is
 * acted on, at last the final acceptance. The order of steps is the programme's; each is re-entered from its row.
 */
import { continueAsNew } from '@temporalio/workflow';
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function fundedProject(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  for (const { step, endsYear } of await activities.remainingSteps(input)) {
    const outcome = await here.step(step);
    if (outcome.ends === true) break;
    // A decision was corrected: an earlier step comes again.
    if (outcome.again === true) {
      await here.settled();
      await continueAsNew<typeof fundedProject>(input);
    }
    if (endsYear) {
      await here.settled();
      await continueAsNew<typeof fundedProject>(input);
    }
  }
  await activities.endProject(input);
  await here.settled();
}
