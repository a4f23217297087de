/**
 * The deadlines of contested facts, one workflow for each realm and without a round: it queues the letters that are due,
 * sleeps until the next, and ends when nothing is contested any more. Started by the next contest.
 */
import { continueAsNew, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import { NUDGE, type WorkflowInput } from './messages.js';
import { activities, show, sleepUntil } from './waiting.js';

export async function contests(input: WorkflowInput): Promise<void> {
  let bell = false;
  let shown = '';
  const rung = () => bell;
  setHandler(defineSignal(NUDGE), () => {
    bell = true;
  });
  for (;;) {
    bell = false;
    const seen = await activities.watchContests({ realm: input.realm, workflowId: input.id });
    // No await between this test and the return: a ring in between would be lost.
    if (seen.done && !rung()) return;
    if (seen.done) continue;
    shown = show('contests', seen, shown);
    // A new run looks first: what has rung in between is seen.
    if (workflowInfo().continueAsNewSuggested) await continueAsNew(input);
    await sleepUntil(rung, seen);
  }
}
