/** 000 §5.4: 签订项目任务书: the office decides about borderline lines of the budget, and countersigns or returns it. */
import { accept, refuse, type Result } from '../domain/refusal.js';
import { markSigned, type Project } from '../records/projects.js';
import { settleTask, takeUpAgain } from '../records/tasks.js';
import { plannedProjectStep, type CommandContext } from './context.js';
import { reasonOf } from './input.js';
import { writeToSociety } from './mailing.js';
import { payBound } from './money.js';
import { settlePlan } from './signed-plan.js';

/** Both sides have signed: the project runs, budget and indicators hold, and what is bound to the signature is paid. */
export async function sign(context: CommandContext, project: Project, body: Record<string, unknown>): Promise<Result<Record<string, unknown>>> {
  const plan = await settlePlan(context, project, body);
  if (!plan.ok) return plan;
  await markSigned(context.tx, project.id, context.at);
  const { paidCents } = await payBound(context, project, { step: context.key, on: 'countersignature' });
  await writeToSociety(context, project.society_id, 'taskBookSigned', project.id, { number: project.number });
  return accept({ decision: 'countersigned', paidCents });
}

/** Sent back: what the society handed in has to be handed in once more. */
export async function sendBack(context: CommandContext, project: Project, body: Record<string, unknown>): Promise<Result<Record<string, unknown>>> {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const { gate, tx, at } = context;
  const after = plannedProjectStep(context).step.owes.find(({ kind }) => kind === 'countersignature')?.after;
  if (!gate || after === undefined) return refuse({ code: 'COMMAND_NOT_EXPECTED' });
  const open = await tx.query<{ id: string }>(`SELECT id FROM task WHERE gate_id = $1 AND kind = 'countersignature' AND state = 'open'`, [gate.id]);
  for (const { id } of open.rows) await settleTask(tx, id, 'cancelled', at);
  await takeUpAgain(tx, gate.id, [after], at);
  await writeToSociety(context, project.society_id, 'taskBookReturned', `${project.id}/${context.command.id}`, { number: project.number, reason: reason.value });
  return accept({ decision: 'returned', returned: true });
}
