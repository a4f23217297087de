/**
 * 000 §5.4–5.5: one step of a funded project: signing, plans, inspection, yearly reports, audit, verdict, acceptance. What
 * is owed, by whom and until when is the programme's; documents are facts, decisions are commands.
 */
import { projectStepDates } from '../domain/programme/dates.js';
import type { Owed } from '../domain/programme/project-step.js';
import { accept, refuse } from '../domain/refusal.js';
import { taskName } from '../domain/wording/tasks.js';
import { latestOwedDue, sealGate } from '../records/gates.js';
import { endStep } from '../records/steps.js';
import { owed, settleTask, settleTasks } from '../records/tasks.js';
import { plannedProjectStep, projectOf, type CommandHandler, type Look, type StepContext, type StepHandler } from './context.js';
import { iso, textOf } from './input.js';
import { payBound } from './money.js';
import { openWithTasks } from './opening.js';
import { firstOwed, lapse, openFollowing } from './owed.js';
import { decideProject, terminateProject } from './project-decisions.js';
import { isOver } from './project-end.js';
import { absorbFacts } from './project-facts.js';

/** What only a person of the office or the leadership decides; it is a command, never handed in. */
export const isDecision = (one: Owed): boolean => one.outcomes !== undefined || one.kind === 'countersignature';

export const projectStep: StepHandler = {
  async open(context) {
    const project = projectOf(context);
    if (isOver(project)) return accept({});
    const { step, year } = plannedProjectStep(context);
    const span = projectStepDates(context.round.programme, context.round.settings, step.key, year, {
      openedMs: context.at, ...(project.signed_at === null ? {} : { signedMs: project.signed_at }),
    });
    if (!span.ok) return span;
    const first = await firstOwed(context, project, span.value.opensMs);
    return accept({ gateId: await openWithTasks(context, span.value, first) });
  },

  /** The facts are the documents themselves; what follows them is owed from now on. */
  async absorb(context, facts) {
    await absorbFacts(context, projectOf(context), facts);
    await openFollowing(context, projectOf(context));
  },

  async look(context) {
    const { gate, tx, at } = context;
    if (isOver(projectOf(context))) return ended(context);
    if (!gate) throw new Error('a project step has a gate');
    const { step } = plannedProjectStep(context);
    const project = projectOf(context);
    let open = await owed(tx, gate.id);
    if (await lapse(context, project, open)) open = await owed(tx, gate.id);
    if (open.length === 0) {
      await sealGate(tx, gate.id, at);
      await payBound(context, project, { step: context.key });
      return { done: { missed: [] } };
    }
    const due = (await latestOwedDue(tx, gate.id)) ?? gate.due_at;
    const role = open[0]?.role ?? step.owes[0]?.role ?? 'staff';
    const params = { owes: open.map((task) => taskName('zh', context.round.programme, task.kind)).join('、') };
    // What lapses is looked at when its own time is over.
    const own = open.flatMap((task) => (task.due_at !== null && task.due_at > at ? [task.due_at] : []));
    // An audit that waits for the society's response, a verdict that waits for its money, are not what the step is called after.
    const what = (step.type === 'audit' || step.type === 'verdict') && open.every((task) => task.kind !== step.owes[0]?.kind) ? 'materials' : step.type;
    if (at < due) return { role, what, params, until: Math.min(due, ...own) };
    if (step.onMissed === 'wait') return { role, what, params, until: own.length > 0 ? Math.min(...own) : null, attention: 'overdue' };
    await settleTasks(tx, gate.id, null, 'skipped', at);
    await sealGate(tx, gate.id, at);
    await payBound(context, project, { step: context.key });
    return { done: { missed: open.map((task) => task.kind) } };
  },

  commands: { decide, terminate },
};

async function decide(...[context, body]: Parameters<CommandHandler>): ReturnType<CommandHandler> {
  const { gate, tx, at } = context;
  const { step, year } = plannedProjectStep(context);
  const kind = textOf(body.task);
  const planned = step.owes.find((one) => one.kind === kind && isDecision(one));
  if (!gate || !planned) return refuse({ code: 'COMMAND_NOT_EXPECTED', field: 'task', params: { kind, step: context.key } });
  const task = (await owed(tx, gate.id)).find((one) => one.kind === kind);
  if (!task) return refuse({ code: 'COMMAND_NOT_EXPECTED', field: 'task', params: { kind, step: context.key } });
  if (at < gate.opens_at) return refuse({ code: 'GATE_NOT_OPEN', params: { opens: iso(gate.opens_at) } });
  const outcome = textOf(body.outcome);
  if (planned.outcomes && !planned.outcomes.includes(outcome)) {
    return refuse({ code: 'INVALID', field: 'outcome', params: { allowed: planned.outcomes.join(', ') }, rule: planned.clause });
  }
  const decided = await decideProject(context, { kind, outcome, year, body });
  if (!decided.ok) return decided;
  const { ends } = decided.value;
  if (decided.value.returned === true) return decided;
  await settleTask(tx, task.id, 'done', at);
  if (ends === true) await settleTasks(tx, gate.id, null, 'cancelled', at);
  else await openFollowing(context, projectOf(context));
  if ((await owed(tx, gate.id)).length === 0) {
    await sealGate(tx, gate.id, at);
    await endStep(tx, context.wait.workflow_id, context.key, { status: 'done', outcome: endOf(decided.value), at });
    if (ends !== true) await payBound(context, projectOf(context), { step: context.key });
  }
  return decided;
}

/** At any step: a society that never signs, or a project that cannot go on. Recorded with reason and minutes. */
async function terminate(...[context, body]: Parameters<CommandHandler>): ReturnType<CommandHandler> {
  const { gate, tx, at } = context;
  const ended = await terminateProject(context, projectOf(context), body);
  if (!ended.ok) return ended;
  if (gate) {
    await settleTasks(tx, gate.id, null, 'cancelled', at);
    await sealGate(tx, gate.id, at);
  }
  await endStep(tx, context.wait.workflow_id, context.key, { status: 'done', outcome: endOf(ended.value), at });
  return ended;
}

/** Where money is claimed back the process goes on with its repayment, and ends after it. */
function endOf(decided: Record<string, unknown>): Record<string, unknown> {
  return typeof decided.claimedCents === 'number' && decided.claimedCents > 0 ? { ...decided, missed: [], ends: false, again: true } : { ...decided, missed: [] };
}

/** Nothing more is owed, and the workflow ends with this step. */
async function ended({ gate, tx, at }: StepContext): Promise<Look> {
  const missed = gate ? await owed(tx, gate.id) : [];
  if (gate) {
    await settleTasks(tx, gate.id, null, 'cancelled', at);
    await sealGate(tx, gate.id, at);
  }
  return { done: { ends: true, missed: missed.map((task) => task.kind) } };
}
