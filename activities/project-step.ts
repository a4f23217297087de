/**
 * 000 §5.4–5.5: one step of a funded project: signing, plans, inspection, yearly reports, audit, verdict, acceptance. What
 * is owed, by whom and until when is the programme's; documents are facts, decisions are commands.
 */
import { projectStepDates } from '../domain/programme/dates.js';
import type { Owed } from '../domain/programme/project-step.js';
import { accept, refuse } from '../domain/refusal.js';
import { taskName } from '../domain/wording/tasks.js';
import { latestOwedDue, sealGate } from '../records/gates.js';
import type { Project } from '../records/projects.js';
import { endStep } from '../records/steps.js';
import { openTasks, owed, settleTask, settleTasks, tasksOf, type NewTask } from '../records/tasks.js';
import { plannedProjectStep, type CommandHandler, type Look, type StepContext, type StepHandler } from './context.js';
import { iso, textOf } from './input.js';
import { deadlineMoved, openWithTasks } from './opening.js';
import { decideProject } from './project-decisions.js';

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
    const first = step.owes.filter((one) => one.after === undefined);
    return accept({ gateId: await openWithTasks(context, span.value, first.map((one) => taskOf(one, project))) });
  },

  /** The facts are the documents themselves; what follows them is owed from now on. */
  async absorb(context) {
    await openFollowing(context);
  },

  async look(context) {
    const { gate, tx, at } = context;
    if (isOver(projectOf(context))) return ended(context);
    if (!gate) throw new Error('a project step has a gate');
    const { step } = plannedProjectStep(context);
    const open = await owed(tx, gate.id);
    if (open.length === 0) {
      await sealGate(tx, gate.id, at);
      return { done: { missed: [] } };
    }
    const due = (await latestOwedDue(tx, gate.id)) ?? gate.due_at;
    const role = open[0]?.role ?? step.owes[0]?.role ?? 'staff';
    const params = { owes: open.map((task) => taskName('zh', context.round.programme, task.kind)).join('、') };
    if (at < due) return { role, what: step.type, params, until: due };
    if (step.onMissed === 'wait') return { role, what: step.type, params, until: null, attention: 'overdue' };
    await settleTasks(tx, gate.id, null, 'skipped', at);
    await sealGate(tx, gate.id, at);
    return { done: { missed: open.map((task) => task.kind) } };
  },

  commands: { decide },
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
  await settleTask(tx, task.id, 'done', at);
  await openFollowing(context);
  if ((await owed(tx, gate.id)).length === 0) {
    await sealGate(tx, gate.id, at);
    await endStep(tx, context.wait.workflow_id, context.key, { status: 'done', outcome: { ...decided.value, missed: [] }, at });
  }
  return decided;
}

/** Revoked by a sanction, or ended otherwise from outside: nothing more is owed, and the workflow ends with this step. */
const isOver = (project: Project): boolean => project.status !== 'awarded' && project.status !== 'running';

async function ended({ gate, tx, at }: StepContext): Promise<Look> {
  const missed = gate ? await owed(tx, gate.id) : [];
  if (gate) {
    await settleTasks(tx, gate.id, null, 'cancelled', at);
    await sealGate(tx, gate.id, at);
  }
  return { done: { ends: true, missed: missed.map((task) => task.kind) } };
}

/** Opens what is owed only after another hand-in of the same step: the countersignature after the signature. */
async function openFollowing(context: StepContext): Promise<void> {
  const { gate, tx } = context;
  if (!gate) return;
  const project = projectOf(context);
  const { step } = plannedProjectStep(context);
  const rows = await tasksOf(tx, gate.id);
  const done = new Set(rows.filter((row) => row.state === 'done').map((row) => row.kind));
  const known = new Set(rows.map((row) => row.kind));
  const next = step.owes.filter((one) => one.after !== undefined && done.has(one.after) && !known.has(one.kind));
  if (next.length === 0) return;
  await openTasks(tx, context.at, { id: gate.id, realm: context.wait.realm, roundId: context.round.id, projectId: project.id, workflowId: context.wait.workflow_id }, next.map((one) => taskOf(one, project)));
  await deadlineMoved(context, gate.due_at);
}

const taskOf = (one: Owed, project: Project): NewTask => ({ kind: one.kind, role: one.role, societyId: project.society_id });

export function projectOf(context: StepContext): Project {
  if (!context.project) throw new Error(`${context.wait.workflow_id} is not a project`);
  return context.project;
}
