/**
 * One round, from launch to announcement: the programme's stages in their order, each a child workflow. A stage may ask
 * for another attempt (a publicity period for a replacement). Never continues as new: the UI shows its whole tree.
 */
import { executeChild, isCancellation } from '@temporalio/workflow';
import { stageAttributes } from './describing.js';
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function fundingRound(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  for (;;) {
    const next = await activities.nextStage(input);
    if (!next) break;
    try {
      await executeChild(next.type, {
        workflowId: next.input.id, args: [next.input], staticSummary: next.summary, typedSearchAttributes: stageAttributes(next),
      });
    } catch (error) {
      if (isCancellation(error)) throw error;
      // Somebody ended the stage by hand, or it broke: a person decides, and it is taken up again from its rows.
      await activities.stageBroke(input);
      await here.rung();
    }
  }
  await activities.announce(input);
  await activities.startAwaited(input);
  await here.settled();
}
