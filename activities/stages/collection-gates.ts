/** Gates of a collection of materials: one for all societies, and one for each follow-up with a deadline counted from its day. */
import { dueOf, periodFrom } from '../../domain/calendar/due-basis.js';
import { calendarOf } from '../../domain/programme/settings.js';
import { accept, type Result } from '../../domain/refusal.js';
import { latestOwedDue, sealGate } from '../../records/gates.js';
import { owed, settleTasks } from '../../records/tasks.js';
import type { Look, StepContext } from '../context.js';
import { openWithTasks } from '../opening.js';

/** Nobody owes anything in it: the step is over when it is looked at. */
export const nothingToDo = accept({});

/** Tasks of the same kind for these societies, due at the end of a period of working days that begins now. */
export async function askWithin(context: StepContext, workingDays: number, kind: string, societyIds: readonly string[]): Promise<Result<{ gateId: number; dueMs: number }>> {
  const basis = periodFrom(context.at, workingDays, 'workingDays');
  const due = dueOf(basis, calendarOf(context.round.settings));
  if (!due.ok) return due;
  const dueMs = due.value;
  const gateId = await openWithTasks(context, { opensMs: context.at, dueMs, basis }, societyIds.map((societyId) => ({ kind, role: 'society', societyId })));
  return accept({ gateId, dueMs });
}

/** Waits for the societies that still owe, each until its own deadline; who did not hand in by then owes no longer. */
export async function untilDue(context: StepContext, what: string): Promise<Look> {
  const { gate, tx, at } = context;
  if (!gate) return { done: { asked: 0, missing: 0 } };
  const due = await latestOwedDue(tx, gate.id);
  if (due !== null && at < due) return { role: 'society', what, until: due };
  const missing = (await owed(tx, gate.id)).length;
  await settleTasks(tx, gate.id, null, 'skipped', at);
  await sealGate(tx, gate.id, at);
  return { done: { missing } };
}
