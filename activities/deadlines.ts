/** Decisions about deadlines and stuck steps that every gated step takes: extend, suspend, resume, skip, retry. */
import { shiftBySuspension } from '../domain/calendar/shift.js';
import { calendarOf } from '../domain/programme/settings.js';
import { isSkippable } from '../domain/programme/skippable.js';
import { accept, refuse, type Refusal } from '../domain/refusal.js';
import { extendGate, extensionsOf, resumeGate, sealGate, suspendGate } from '../records/gates.js';
import { endStep } from '../records/steps.js';
import { owed, settleTasks } from '../records/tasks.js';
import type { CommandContext, CommandHandler } from './context.js';
import { iso, reasonOf } from './input.js';
import { deadlineMoved } from './opening.js';
import { recalculateDeadline } from './recalculation.js';
import { stepHandler } from './registry.js';
import { tell } from './telling.js';

/** "X 日前" and every other deadline may be extended by staff, with a reason, for all or for one society. */
const extendDeadline: CommandHandler = async (context, body) => {
  const gate = gateOf(context, body);
  const reason = reasonOf(body);
  const dueAt = Date.parse(String(body.dueAt));
  const societyId = typeof body.societyId === 'string' ? body.societyId : undefined;
  if (!gate || context.row?.status !== 'open') return refuse(closed());
  if (!reason.ok) return reason;
  const current = societyId === undefined ? gate.due_at : ((await extensionsOf(context.tx, gate.id)).find((one) => one.societyId === societyId)?.dueAt ?? gate.due_at);
  if (!(dueAt > current) || dueAt <= context.at) {
    return refuse({ code: 'EXTENSION_NOT_LATER', field: 'dueAt', params: { current: iso(current), now: iso(context.at) } });
  }
  // For whom a later date of their own holds, nothing changes.
  const later = new Set((await extensionsOf(context.tx, gate.id)).filter((one) => one.dueAt >= dueAt).map((one) => one.societyId));
  const concerned = (await owed(context.tx, gate.id)).filter((task) =>
    societyId === undefined ? task.society_id === null || !later.has(task.society_id) : task.society_id === societyId);
  const deadlineVersion = await extendGate(context.tx, {
    gateId: gate.id, dueAt, reason: reason.value, commandId: context.command.id, ...(societyId === undefined ? {} : { societyId }),
  });
  await tell(context, concerned, 'extension', { dueAt: iso(dueAt), before: iso(current), reason: reason.value });
  await deadlineMoved(context, dueAt);
  return accept({ gateId: gate.id, before: iso(current), dueAt: iso(dueAt), deadlineVersion, concerned: concerned.length });
};

const suspend: CommandHandler = async (context, body) => {
  const gate = gateOf(context, body);
  const reason = reasonOf(body);
  if (!gate) return refuse(closed());
  if (!reason.ok) return reason;
  if (gate.suspended_at !== null) return refuse({ code: 'GATE_SUSPENDED', params: { since: iso(gate.suspended_at) } });
  await suspendGate(context.tx, gate.id, context.at);
  await tell(context, await owed(context.tx, gate.id), 'suspended', { at: iso(context.at), reason: reason.value });
  return accept({ gateId: gate.id, suspendedAt: iso(context.at) });
};

/** Nobody loses the time during which nothing could be handed in. */
const resume: CommandHandler = async (context, body) => {
  const gate = gateOf(context, body);
  if (gate?.suspended_at === null || gate?.suspended_at === undefined) return refuse({ code: 'GATE_NOT_SUSPENDED' });
  const suspended = context.at - gate.suspended_at;
  const calendar = calendarOf(context.round.settings);
  const due = shiftBySuspension(gate.due_at, suspended, calendar);
  if (!due.ok) return due;
  const extensions: { societyId: string; dueAt: number }[] = [];
  for (const one of await extensionsOf(context.tx, gate.id)) {
    const shifted = shiftBySuspension(one.dueAt, suspended, calendar);
    if (!shifted.ok) return shifted;
    extensions.push({ societyId: one.societyId, dueAt: shifted.value });
  }
  const basis = gate.due_basis && { rule: 'suspended' as const, of: gate.due_basis, byMs: suspended };
  await resumeGate(context.tx, gate.id, { at: due.value, basis, calendar: calendar.version }, extensions);
  const dues = new Map(extensions.map((one) => [one.societyId, one.dueAt]));
  for (const task of await owed(context.tx, gate.id)) {
    await tell(context, [task], 'resumed', { dueAt: iso(dues.get(task.society_id ?? '') ?? due.value) });
  }
  for (const dueAt of new Set([due.value, ...dues.values()])) await deadlineMoved(context, dueAt);
  return accept({ gateId: gate.id, before: iso(gate.due_at), dueAt: iso(due.value) });
};

/** Goes on without what is still owed. Only where the step says that it can be done without. */
const skipStep: CommandHandler = async (context, body) => {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  if (body.step !== undefined && body.step !== context.key) return refuse(closed());
  if (!context.row || !isSkippable(context.wait.type, context.key, context.round.programme)) return refuse({ code: 'STEP_NOT_SKIPPABLE', params: { step: context.key } });
  const may = await stepHandler(context.wait.type, context.key).maySkip?.(context);
  if (may && !may.ok) return may;
  const missed = context.gate ? await owed(context.tx, context.gate.id) : [];
  if (context.gate) {
    await settleTasks(context.tx, context.gate.id, null, 'skipped', context.at);
    await sealGate(context.tx, context.gate.id, context.at);
  }
  await endStep(context.tx, context.wait.workflow_id, context.key, {
    status: 'skipped', outcome: { skipped: true, reason: reason.value, missed: missed.map((task) => task.kind) }, at: context.at,
  });
  return accept({ skipped: context.key, missed: missed.length });
};

/** The workflow looks again: after a person has mended what was in the way. */
const retry: CommandHandler = (context: CommandContext) => Promise.resolve(accept({ step: context.key }));

export const deadlineCommands: Record<string, CommandHandler> = { extendDeadline, recalculateDeadline, suspend, resume, skipStep, retry };

/** The gate that was decided about; none when its step has ended meanwhile and the workflow stands at another. */
const gateOf = ({ gate }: CommandContext, body: Record<string, unknown>): CommandContext['gate'] =>
  body.gateId === undefined || body.gateId === gate?.id ? gate : undefined;

const closed = (): Refusal => ({ code: 'STAGE_CLOSED' });
