/** Budget and indicators that a society has handed in: from the office's signature, or its taking note, they hold. */
import { type BorderlineDecision, checkBudget } from '../domain/funds/budget.js';
import { budgetLines, heldField, kpisOf } from '../domain/funds/hand-in.js';
import { budgetRules } from '../domain/funds/position.js';
import { implementationYears } from '../domain/programme/dates.js';
import { accept, refuse, type Result } from '../domain/refusal.js';
import { record } from '../records/audit.js';
import { moneyOf, type ProjectPlan, savePlan } from '../records/money.js';
import { lastHandIn, type Project } from '../records/projects.js';
import { type CommandContext, plannedProjectStep } from './context.js';
import { textOf } from './input.js';

/** Keeps the plan, if the step's form says what it means; a borderline line without a person's decision stops it. */
export async function settlePlan(context: CommandContext, project: Project, body: Record<string, unknown>): Promise<Result<Record<string, unknown>>> {
  const plan = await handedInPlan(context, project, decisionsOf(body.borderline));
  if (!plan.ok) return plan;
  if (plan.value) await savePlan(context.tx, project.id, plan.value);
  if (plan.value && plan.value.decisions.length > 0) {
    await record(context.tx, { stream: `project/${project.id}`, realm: context.wait.realm, actor: context.command.principal, action: 'budget.borderline', body: { decisions: plan.value.decisions } });
  }
  return accept({});
}

async function handedInPlan(context: CommandContext, project: Project, decisions: BorderlineDecision[]): Promise<Result<ProjectPlan | undefined>> {
  const { programme, settings } = context.round;
  const { step } = plannedProjectStep(context);
  const owed = step.owes.find(({ form }) => form && heldField(form, 'budget'));
  const handedIn = owed && (await lastHandIn(context.tx, project.id, context.key, owed.kind));
  const content = handedIn?.payload.content as Record<string, unknown> | undefined;
  const budgetField = owed?.form && heldField(owed.form, 'budget');
  if (!owed?.form || !handedIn || !content || !budgetField || !Array.isArray(content[budgetField.key])) return accept(undefined);
  const years = implementationYears(programme, settings);
  const lines = budgetLines(content[budgetField.key]);
  const { awardCents } = await moneyOf(context.tx, project.id);
  const check = checkBudget({ lines, awardCents, years, rules: budgetRules(programme), decisions });
  const [first] = check.refusals;
  if (first) return refuse(first);
  const [open] = check.borderline;
  if (open) return refuse({ code: 'BORDERLINE_UNDECIDED', field: 'borderline', rule: open.clause, params: { lines: check.borderline.map(({ line }) => line).join('、') } });
  const kpiField = heldField(owed.form, 'kpis');
  return accept({ budget: lines, kpis: kpiField ? kpisOf(content[kpiField.key], years.length) : [], decisions, factId: handedIn.id });
}

const decisionsOf = (value: unknown): BorderlineDecision[] =>
  (Array.isArray(value) ? (value as Record<string, unknown>[]) : []).map((one) => ({ line: textOf(one.line), allowed: one.allowed === true, reason: textOf(one.reason) }));
