/** 003 §4.3: 报武汉市科协备案: the office takes note of what the commended society filed, or sends it back [C]; noted, the work begins. */
import { dueOf, periodFrom } from '../domain/calendar/due-basis.js';
import { calendarOf } from '../domain/programme/settings.js';
import { accept, refuse, type Result } from '../domain/refusal.js';
import { record } from '../records/audit.js';
import { dueFor, extendGate } from '../records/gates.js';
import { markSigned, type Project } from '../records/projects.js';
import { owed, settleTask, takeUpAgain } from '../records/tasks.js';
import { type CommandContext, plannedProjectStep, Refused } from './context.js';
import { iso, reasonOf } from './input.js';
import { writeToSociety } from './mailing.js';
import { payBound } from './money.js';
import { deadlineMoved } from './opening.js';
import { settlePlan } from './signed-plan.js';

export async function noteFiling(context: CommandContext, project: Project, outcome: string, body: Record<string, unknown>): Promise<Result<Record<string, unknown>>> {
  if (outcome === 'returned') return sendBack(context, project, body);
  const missing = (await owed(context.tx, context.gate?.id ?? 0)).filter((task) => task.role === 'society').map((task) => task.kind);
  if (missing.length > 0) return refuse({ code: 'FILING_INCOMPLETE', field: 'outcome', params: { missing: missing.join('、') } });
  const plan = await settlePlan(context, project, body);
  if (!plan.ok) return plan;
  await markSigned(context.tx, project.id, context.at);
  const { paidCents } = await payBound(context, project, { step: context.key, on: 'filingNote' });
  await note(context, project, 'filing.noted', { paidCents });
  await writeToSociety(context, project.society_id, 'filingNoted', project.id, { number: project.number });
  return accept({ decision: 'noted', paidCents });
}

/** All of it has to be filed once more, in time of its own when the step's deadline is too near [C]. */
async function sendBack(context: CommandContext, project: Project, body: Record<string, unknown>): Promise<Result<Record<string, unknown>>> {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const { gate, tx, at } = context;
  if (!gate) return refuse({ code: 'COMMAND_NOT_EXPECTED' });
  const { step } = plannedProjectStep(context);
  const kinds = step.owes.filter((one) => one.role === 'society').map((one) => one.kind);
  for (const task of await owed(tx, gate.id)) if (task.kind === 'filingNote') await settleTask(tx, task.id, 'cancelled', at);
  await takeUpAgain(tx, gate.id, kinds, at);
  const dueAt = await moreTime(context, gate.id, project, reason.value);
  await note(context, project, 'filing.returned', { reason: reason.value });
  await writeToSociety(context, project.society_id, 'filingReturned', `${project.id}/${context.command.id}`, { number: project.number, reason: reason.value, dueAt: iso(dueAt) });
  return accept({ decision: 'returned', returned: true });
}

async function moreTime(context: CommandContext, gateId: number, project: Project, reason: string): Promise<number> {
  const { step } = plannedProjectStep(context);
  const present = await dueFor(context.tx, gateId, project.society_id);
  const within = step.owes.find((one) => one.kind === 'filingNote')?.returnWithin;
  if (within === undefined) return present;
  const [count, unit] = 'workingDays' in within ? ([within.workingDays, 'workingDays'] as const) : ([within.days, 'naturalDays'] as const);
  const due = dueOf(periodFrom(context.at, count, unit), calendarOf(context.round.settings));
  if (!due.ok) throw new Refused(due.refusal);
  if (due.value <= present) return present;
  await extendGate(context.tx, { gateId, dueAt: due.value, societyId: project.society_id, reason, commandId: context.command.id });
  await deadlineMoved(context, due.value);
  return due.value;
}

const note = (context: CommandContext, project: Project, action: string, body: Record<string, unknown>): Promise<void> =>
  record(context.tx, { stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action, body });
