/** Which of the things owed in a project's step are owed now, by whom, and until when. */
import { periodEnd } from '../domain/calendar/periods.js';
import { dayOf, endOfDay } from '../domain/calendar/beijing.js';
import type { Owed } from '../domain/programme/project-step.js';
import { calendarOf } from '../domain/programme/settings.js';
import { appointmentOf } from '../records/performance.js';
import { lastHandIn, type Project } from '../records/projects.js';
import { openTasks, type NewTask, settleTask, takeUpAgain, tasksOf, type OpenTask } from '../records/tasks.js';
import { plannedProjectStep, Refused, type StepContext } from './context.js';
import { deadlineMoved } from './opening.js';
import { underWay } from './money.js';

/** Those that are owed from the step's opening on. */
export async function firstOwed(context: StepContext, project: Project, opensMs: number): Promise<NewTask[]> {
  const { step } = plannedProjectStep(context);
  const first: NewTask[] = [];
  for (const one of step.owes) if (one.after === undefined && (await applies(context, project, one))) first.push(await taskOf(context, project, one, opensMs));
  return first;
}

/** Opens what is owed only after another hand-in of the same step: the countersignature after the signature. */
export async function openFollowing(context: StepContext, project: Project): Promise<void> {
  const { gate, tx } = context;
  if (!gate) return;
  const { step } = plannedProjectStep(context);
  const rows = await tasksOf(tx, gate.id);
  const lapsing = new Set(step.owes.filter(({ lapses }) => lapses).map(({ kind }) => kind));
  const done = new Set(rows.filter((row) => row.state === 'done' || (row.state === 'skipped' && lapsing.has(row.kind))).map((row) => row.kind));
  const known = new Map(rows.map((row) => [row.kind, row.state]));
  const next: Owed[] = [];
  for (const one of step.owes) {
    const due = one.after !== undefined && done.has(one.after) && (known.get(one.kind) ?? 'cancelled') === 'cancelled';
    if (due && (await applies(context, project, one))) next.push(one);
  }
  if (next.length === 0) return;
  await takeUpAgain(tx, gate.id, next.filter(({ kind }) => known.has(kind)).map(({ kind }) => kind), context.at);
  const tasks: NewTask[] = [];
  for (const one of next) tasks.push(await taskOf(context, project, one));
  await openTasks(tx, context.at, { id: gate.id, realm: context.wait.realm, roundId: context.round.id, projectId: project.id, workflowId: context.wait.workflow_id }, tasks);
  for (const dueMs of new Set(tasks.map((task) => task.dueAt ?? gate.due_at))) await deadlineMoved(context, dueMs);
}

/** What lapses is done without when its own deadline has passed. `due`: the instant that holds for it. */
export async function lapse(context: StepContext, project: Project, open: OpenTask[]): Promise<boolean> {
  const { step } = plannedProjectStep(context);
  const over = open.filter((task) => step.owes.some(({ kind, lapses }) => kind === task.kind && lapses) && task.due_at !== null && context.at >= task.due_at);
  for (const task of over) await settleTask(context.tx, task.id, 'skipped', context.at);
  if (over.length > 0) await openFollowing(context, project);
  return over.length > 0;
}

async function applies(context: StepContext, project: Project, { when }: Owed): Promise<boolean> {
  if (when === undefined) return true;
  if ('instalment' in when) return (await underWay(context, project)).length > 0;
  const handedIn = await lastHandIn(context.tx, project.id, context.key, when.kind);
  const answer = (handedIn?.payload.content as Record<string, unknown> | undefined)?.[when.field];
  return typeof answer === 'string' && when.is.includes(answer);
}

async function taskOf(context: StepContext, project: Project, one: Owed, opensMs = context.gate?.opens_at ?? context.at): Promise<NewTask> {
  const appointed = one.role === 'auditor' ? await appointmentOf(context.tx, project.id) : undefined;
  return { kind: one.kind, role: one.role, societyId: project.society_id, ...(appointed ? { accountId: appointed.account_id } : {}), dueAt: ownDue(context, Math.max(context.at, opensMs), one) };
}

/** Counted from the day on which it is owed, or on which the step opens if that is later; the day itself is not counted. */
function ownDue({ round }: StepContext, fromMs: number, { within }: Owed): number | null {
  if (within === undefined) return null;
  const [count, unit] = 'workingDays' in within ? ([within.workingDays, 'workingDays'] as const) : ([within.days, 'naturalDays'] as const);
  const end = periodEnd({ from: dayOf(fromMs), count, unit }, calendarOf(round.settings));
  if (!end.ok) throw new Refused(end.refusal);
  return endOfDay(end.value.lastDay);
}
