/** 000 §5.3: an expert panel is formed, declares its conflicts, hears and scores by discipline group; a preliminary list follows. */
import { patched } from '@temporalio/workflow';
import type { WorkflowInput } from './messages.js';
import { activities, waiting } from './waiting.js';

export async function expertReview(input: WorkflowInput): Promise<void> {
  const here = waiting(input);
  await here.step('panel');
  await here.step('declarations');
  await here.step('assignment');
  await here.step('scoring');
  // Rounds that were under way when opinions of groups came in go on without.
  if (patched('groupSummaries')) await here.step('summary');
  await here.step('ranking');
  await activities.endStage(input);
  await here.settled();
}
