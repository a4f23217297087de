/** Opens the gate of a step with whoever owes something behind it, and lets the reminder planner know. */
import { remindersId } from '../domain/ids.js';
import { type DueBasis, dueOf } from '../domain/calendar/due-basis.js';
import { waveInstants } from '../domain/programme/waves.js';
import { calendarOf } from '../domain/programme/settings.js';
import { openGate } from '../records/gates.js';
import { openTasks, type NewTask } from '../records/tasks.js';
import { reopenPlanner, wakeBy } from '../records/waits.js';
import type { StepContext } from './context.js';

/** `basis`: what the due instant rests on. Without it an amended calendar leaves the deadline alone. */
export async function openWithTasks(context: StepContext, span: { opensMs: number; dueMs: number; basis?: DueBasis }, tasks: NewTask[]): Promise<number> {
  const { tx, wait, round, project } = context;
  // A step that opens late is overdue at once; it never closes before it opens.
  const opensAt = Math.min(span.opensMs, span.dueMs);
  const gateId = await openGate(tx, {
    realm: wait.realm, roundId: round.id, projectId: project?.id ?? null, applicationId: wait.application_id,
    workflowId: wait.workflow_id, step: context.key, opensAt, dueAt: span.dueMs, dueBasis: basisOf(context, span), dueCalendar: calendarOf(round.settings).version,
  });
  await openTasks(tx, context.at, { id: gateId, realm: wait.realm, roundId: round.id, projectId: project?.id ?? null, workflowId: wait.workflow_id }, tasks);
  if (tasks.length > 0) await deadlineMoved(context, span.dueMs);
  return gateId;
}

/** Kept only where it gives this very instant: a deadline that was moved for another reason has no rule of its own. */
function basisOf({ round }: StepContext, { dueMs, basis }: { dueMs: number; basis?: DueBasis }): DueBasis | undefined {
  const due = basis && dueOf(basis, calendarOf(round.settings));
  return due?.ok && due.value === dueMs ? basis : undefined;
}

/**
 * Every transaction that writes a deadline moves the planner's alarm forward when its first wave comes sooner. A later one
 * is found by the planner itself; so a thousand equal deadlines wake it once.
 */
export async function deadlineMoved(context: StepContext, dueMs: number): Promise<void> {
  const first = waveInstants(context.round.programme, dueMs).find((wave) => wave.atMs > context.at);
  if (!first) return;
  const planner = remindersId(context.round.id);
  if ((await wakeBy(context.tx, planner, first.atMs)) || (await reopenPlanner(context.tx, planner))) context.wake.add(planner);
}
