import { dayOf, daysBetween } from '../../../domain/calendar/beijing.js';
import type { Programme } from '../../../domain/programme/schema.js';
import { isSkippable } from '../../../domain/programme/skippable.js';
import { type Locale, type Params, say, sayCode } from '../../../domain/wording/catalogue.js';
import { withGroupNames } from '../../../domain/wording/groups.js';
import { taskName } from '../../../domain/wording/tasks.js';
import { sayWait } from '../../../domain/wording/waits.js';
import type { Tx } from '../../../records/pool.js';
import { loadRound } from '../../../records/rounds.js';
import { openTasksOf, type StuckTask, type StuckWait, stuckWaits } from '../../../records/stuck.js';
import { toInstant } from '../contract/common.js';
import type { StuckAction, StuckItem } from '../contract/stuck.js';

interface StuckParts {
  tasks: StuckTask[];
  programme: Programme | undefined;
  temporalUrl: string | null;
}

const TASKS_SHOWN = 10;

/** What is stuck, in words, with what can be done about it. Asks nothing of Temporal: `urlOf` only says where it shows a workflow. */
export async function stuckItems(tx: Tx, filter: Parameters<typeof stuckWaits>[1], urlOf: (workflowId: string) => string | null, locale: Locale): Promise<{ items: StuckItem[]; total: number }> {
  const { rows, total } = await stuckWaits(tx, filter);
  const tasks = await openTasksOf(tx, rows.flatMap((row) => row.gate_id ?? []), TASKS_SHOWN);
  const programmes = new Map<string, Programme | undefined>();
  for (const id of new Set(rows.map((row) => row.round_id))) programmes.set(id, (await loadRound(tx, id))?.programme);
  const items = rows.map((row) =>
    stuckView(row, { tasks: tasks.filter((task) => task.gate_id === row.gate_id), programme: programmes.get(row.round_id), temporalUrl: urlOf(row.workflow_id) }, locale));
  return { items, total };
}

function stuckView(wait: StuckWait, { tasks, programme, temporalUrl }: StuckParts, locale: Locale): StuckItem {
  return {
    workflowId: wait.workflow_id,
    type: wait.type,
    round: wait.round_id === null ? null : { id: wait.round_id, name: wait.round_name },
    projectId: wait.project_id,
    applicationId: wait.application_id,
    society: wait.society,
    stage: wait.stage,
    step: wait.step,
    cause: wait.cause,
    causeText: say(locale, `stuck.cause.${wait.cause}`),
    sentence: sayWait(locale, programme === undefined ? wait : { ...wait, params: withGroupNames(locale, programme, wait.params) }),
    role: wait.role,
    since: toInstant(wait.since),
    until: wait.until === null ? null : toInstant(wait.until),
    daysWaited: Math.max(0, daysBetween(dayOf(wait.since), dayOf(wait.now))),
    dueAt: wait.gate_due_at === null ? null : toInstant(wait.gate_due_at),
    gateId: wait.gate_id,
    openTasks: wait.open_tasks,
    tasks: tasks.map(({ id, kind, role, society, account }) => ({ id, kind, name: programme === undefined ? kind : taskName(locale, programme, kind), role, society, account })),
    reminders: wait.reminders,
    problem: problemOf(wait, programme, locale),
    temporalUrl,
    actions: actionsOf(wait, tasks, programme),
  };
}

/** A refusal inside the workflow, or what fails again and again, in words. */
function problemOf({ problem }: StuckWait, programme: Programme | undefined, locale: Locale): StuckItem['problem'] {
  if (problem === null) return null;
  const { code, params, ...rest } = problem as { code?: string; params?: Params } & Params;
  const told = { ...rest, ...params };
  return { code: code ?? 'INTERNAL', message: sayCode(locale, code ?? 'INTERNAL', programme === undefined ? told : withGroupNames(locale, programme, told)) };
}

function actionsOf(wait: StuckWait, tasks: StuckTask[], programme: Programme | undefined): StuckAction[] {
  const open = wait.gate_id !== null;
  const suspended = wait.gate_suspended_at !== null;
  const may: [StuckAction, boolean][] = [
    ['retry', wait.cause === 'manual' || wait.cause === 'failing' || wait.cause === 'unattended'],
    ['decide', wait.cause !== 'manual' && !suspended && (wait.role === 'staff' || wait.role === 'leadership')],
    ['extend', open && !suspended],
    ['suspend', open && !suspended],
    ['resume', open && suspended],
    ['skip', wait.step !== '' && programme !== undefined && isSkippable(wait.type, wait.step, programme)],
    ['reassign', tasks.some((task) => task.kind === 'score' || task.role === 'auditor')],
  ];
  return may.filter(([, possible]) => possible).map(([action]) => action);
}
