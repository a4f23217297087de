/** A deadline that was moved goes back: only while the old one is still to come, because people rely on the one they were told. */
import { accept, refuse } from '../../domain/refusal.js';
import { appliedCommands } from '../../records/commands.js';
import { extensionsOf, type Gate, moveDue, shortenGate } from '../../records/gates.js';
import type { Tx } from '../../records/pool.js';
import { owed } from '../../records/tasks.js';
import { iso, textOf } from '../input.js';
import { deadlineMoved } from '../opening.js';
import { tell } from '../telling.js';
import type { Correction } from './correction.js';

/** By hand (`extendDeadline`) or by an amended calendar (`recalculateDeadline`), whose rule the deadline keeps. */
export const restoreDeadline: Correction = async (context, wrong, _body, reason) => {
  const { gate, tx, at } = context;
  const before = Date.parse(textOf(wrong.answer?.before));
  if (gate?.id !== wrong.body.gateId && wrong.body.gateId !== undefined) return refuse({ code: 'STAGE_CLOSED' });
  if (!gate || gate.status !== 'open' || Number.isNaN(before)) return refuse({ code: 'STAGE_CLOSED' });
  const societyId = textOf(wrong.body.societyId);
  if (iso(await dueNow(tx, gate, societyId)) !== wrong.answer?.dueAt) {
    const later = (await appliedCommands(tx, wrong.workflow_id, ['extendDeadline', 'recalculateDeadline', 'resume', 'confirmPosting', 'postCorrection'])).at(-1);
    return refuse({ code: 'LATER_DECISION', field: 'commandId', params: { kind: later?.kind ?? wrong.kind } });
  }
  if (before <= at) return refuse({ code: 'DEADLINE_RELIED_ON', params: { before: iso(before) } });
  if (wrong.kind === 'recalculateDeadline') await moveDue(tx, { gateId: gate.id, dueAt: before, calendar: textOf(wrong.before?.calendar) });
  else await shortenGate(tx, gate.id, before, societyId === '' ? null : societyId);
  const own = new Set((await extensionsOf(tx, gate.id)).filter((one) => one.dueAt > before).map((one) => one.societyId));
  const concerned = (await owed(tx, gate.id)).filter((task) => (societyId === '' ? !own.has(task.society_id ?? '') : task.society_id === societyId));
  await tell(context, concerned, 'deadlineRestored', { dueAt: iso(before), reason });
  await deadlineMoved(context, before);
  return accept({ gateId: gate.id, dueAt: iso(before), concerned: concerned.length });
};

const dueNow = async (tx: Tx, gate: Gate, societyId: string): Promise<number> =>
  (societyId === '' ? undefined : (await extensionsOf(tx, gate.id)).find((one) => one.societyId === societyId)?.dueAt) ?? gate.due_at;
