/** Opens the gate of a step with whoever owes something behind it, and lets the reminder planner know. */
import { remindersId } from '../domain/ids.js';
import { openGate } from '../records/gates.js';
import { openTasks, type NewTask } from '../records/tasks.js';
import { ring } from '../records/waits.js';
import type { StepContext } from './context.js';

export async function openWithTasks(context: StepContext, span: { opensMs: number; dueMs: number }, tasks: NewTask[]): Promise<number> {
  const { tx, wait, round, project } = context;
  // A step that opens late is overdue at once; it never closes before it opens.
  const opensAt = Math.min(span.opensMs, span.dueMs);
  const gateId = await openGate(tx, {
    realm: wait.realm, roundId: round.id, projectId: project?.id ?? null, applicationId: wait.application_id,
    workflowId: wait.workflow_id, step: context.key, opensAt, dueAt: span.dueMs,
  });
  await openTasks(tx, context.at, { id: gateId, realm: wait.realm, roundId: round.id, projectId: project?.id ?? null, workflowId: wait.workflow_id }, tasks);
  await deadlineMoved(context);
  return gateId;
}

/** Every transaction that writes a deadline wakes the planner. */
export async function deadlineMoved(context: StepContext): Promise<void> {
  const planner = remindersId(context.round.id);
  await ring(context.tx, planner);
  context.wake.add(planner);
}
