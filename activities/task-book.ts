/** 000 §5.4: 签订项目任务书: the office decides about borderline lines of the budget, and countersigns or returns it. */
import { checkBudget, type BorderlineDecision } from '../domain/funds/budget.js';
import { budgetLines, heldField, kpisOf } from '../domain/funds/hand-in.js';
import { budgetRules } from '../domain/funds/position.js';
import { implementationYears } from '../domain/programme/dates.js';
import { accept, refuse, type Result } from '../domain/refusal.js';
import { record } from '../records/audit.js';
import { moneyOf, type ProjectPlan, savePlan } from '../records/money.js';
import { lastHandIn, markSigned, type Project } from '../records/projects.js';
import { takeUpAgain } from '../records/tasks.js';
import { settleTask } from '../records/tasks.js';
import { plannedProjectStep, type CommandContext } from './context.js';
import { reasonOf, textOf } from './input.js';
import { writeToSociety } from './mailing.js';
import { payBound } from './money.js';

/** Both sides have signed: the project runs, budget and indicators hold, and what is bound to the signature is paid. */
export async function sign(context: CommandContext, project: Project, body: Record<string, unknown>): Promise<Result<Record<string, unknown>>> {
  const plan = await signedPlan(context, project, decisionsOf(body.borderline));
  if (!plan.ok) return plan;
  if (plan.value) await savePlan(context.tx, project.id, plan.value);
  if (plan.value && plan.value.decisions.length > 0) {
    await record(context.tx, { stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action: 'budget.borderline', body: { decisions: plan.value.decisions } });
  }
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

/** What the society signed, if its form says what it means; a borderline line without a person's decision stops it. */
async function signedPlan(context: CommandContext, project: Project, decisions: BorderlineDecision[]): Promise<Result<ProjectPlan | undefined>> {
  const { programme, settings } = context.round;
  const { step } = plannedProjectStep(context);
  const owed = step.owes.find(({ form }) => form && heldField(form, 'budget'));
  const content = owed && ((await lastHandIn(context.tx, project.id, context.key, owed.kind))?.payload.content as Record<string, unknown> | undefined);
  const budgetField = owed?.form && heldField(owed.form, 'budget');
  if (!owed?.form || !content || !budgetField || !Array.isArray(content[budgetField.key])) return accept(undefined);
  const years = implementationYears(programme, settings);
  const lines = budgetLines(content[budgetField.key]);
  const { awardCents } = await moneyOf(context.tx, project.id);
  const check = checkBudget({ lines, awardCents, years, rules: budgetRules(programme), decisions });
  const [first] = check.refusals;
  if (first) return refuse(first);
  const [open] = check.borderline;
  if (open) return refuse({ code: 'BORDERLINE_UNDECIDED', field: 'borderline', rule: open.clause, params: { lines: check.borderline.map(({ line }) => line).join('、') } });
  const kpiField = heldField(owed.form, 'kpis');
  return accept({ budget: lines, kpis: kpiField ? kpisOf(content[kpiField.key], years.length) : [], decisions });
}

export const decisionsOf = (value: unknown): BorderlineDecision[] =>
  (Array.isArray(value) ? (value as Record<string, unknown>[]) : []).map((one) => ({ line: textOf(one.line), allowed: one.allowed === true, reason: textOf(one.reason) }));
