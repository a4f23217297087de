/** An extension taken back: only while the old deadline is still to come, because people rely on the one they were told. */
import { accept, refuse } from '../../domain/refusal.js';
import { shortenGate } from '../../records/gates.js';
import { owed } from '../../records/tasks.js';
import { iso, textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { deadlineMoved } from '../opening.js';
import type { Correction } from './correction.js';

export const restoreDeadline: Correction = async (context, wrong, _body, reason) => {
  const { gate, tx, at } = context;
  const before = Date.parse(textOf(wrong.answer?.before));
  if (gate?.id !== wrong.body.gateId && wrong.body.gateId !== undefined) return refuse({ code: 'STAGE_CLOSED' });
  if (!gate || gate.status !== 'open' || Number.isNaN(before)) return refuse({ code: 'STAGE_CLOSED' });
  if (before <= at) return refuse({ code: 'DEADLINE_RELIED_ON', params: { before: iso(before) } });
  const societyId = textOf(wrong.body.societyId);
  await shortenGate(tx, gate.id, before, societyId === '' ? null : societyId);
  const societies = (await owed(tx, gate.id)).flatMap((task) => (task.society_id !== null && (societyId === '' || task.society_id === societyId) ? [task.society_id] : []));
  for (const one of new Set(societies)) await writeToSociety(context, one, 'deadlineRestored', `${context.command.id}/${one}`, { dueAt: iso(before), reason });
  await deadlineMoved(context, before);
  return accept({ gateId: gate.id, dueAt: iso(before), concerned: new Set(societies).size });
};
