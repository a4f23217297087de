/** An amended calendar applied to one open deadline: everybody who owes something is told, timer and reminders move with it. */
import { recalculate } from '../domain/calendar/recalculate.js';
import { calendarOf } from '../domain/programme/settings.js';
import { accept, refuse } from '../domain/refusal.js';
import { extensionsOf, moveDue } from '../records/gates.js';
import { owed } from '../records/tasks.js';
import type { CommandHandler } from './context.js';
import { iso, reasonOf, textOf } from './input.js';
import { deadlineMoved } from './opening.js';
import { tell } from './telling.js';

/** `calendar` is the version that was previewed: when another notice has come since, the preview no longer holds. */
export const recalculateDeadline: CommandHandler = async (context, body) => {
  const { gate, tx, at } = context;
  const reason = reasonOf(body);
  if (!gate || gate.id !== body.gateId || context.row?.status !== 'open') return refuse({ code: 'STAGE_CLOSED' });
  if (!reason.ok) return reason;
  const calendar = calendarOf(context.round.settings);
  if (body.calendar !== calendar.version) return refuse({ code: 'CALENDAR_CHANGED', field: 'calendar', params: { now: calendar.version } });
  const computed = recalculate({ dueMs: gate.due_at, basis: gate.due_basis }, calendar, at);
  if (!computed.moves) return refuse(computed.refusal);
  // For whom a later date of their own holds, nothing changes.
  const later = new Set((await extensionsOf(tx, gate.id)).filter((one) => one.dueAt > computed.dueMs).map((one) => one.societyId));
  const concerned = (await owed(tx, gate.id)).filter((task) => task.society_id === null || !later.has(task.society_id));
  const deadlineVersion = await moveDue(tx, { gateId: gate.id, dueAt: computed.dueMs, calendar: calendar.version });
  await tell(context, concerned, 'recalculated', { before: iso(gate.due_at), dueAt: iso(computed.dueMs), notice: textOf(body.notice), reason: reason.value });
  await deadlineMoved(context, computed.dueMs);
  return accept({ gateId: gate.id, before: iso(gate.due_at), dueAt: iso(computed.dueMs), deadlineVersion, calendar: calendar.version, concerned: concerned.length });
};
