/** A step that ends with one staff decision: something is prepared, a task with a deadline is opened, a command ends it. */
import { type DueBasis, dueOf } from '../domain/calendar/due-basis.js';
import { stageDates } from '../domain/programme/dates.js';
import { accept, type Result } from '../domain/refusal.js';
import { calendarOf } from '../domain/programme/settings.js';
import { sealGate } from '../records/gates.js';
import { findStep } from '../records/steps.js';
import { settleTasks } from '../records/tasks.js';
import type { CommandContext, CommandHandler, Look, StepContext, StepHandler } from './context.js';
import { openWithTasks } from './opening.js';

export interface StaffStep {
  /** Kind of the task, and of what is waited for in the wording catalogue. */
  task: string;
  what: string;
  role?: 'staff' | 'leadership';
  prepare?(context: StepContext): Promise<Result<object>>;
  /** Due date, epoch milliseconds, or what it rests on; the stage's when both are absent. */
  due?(context: StepContext): Result<number>;
  period?(context: StepContext): DueBasis;
  /** When it is due to begin; at once when absent. Epoch milliseconds. */
  opens?(context: StepContext): Result<number>;
  absorb?: StepHandler['absorb'];
  commands: Record<string, CommandHandler>;
}

export function staffStep(step: StaffStep): StepHandler {
  const role = step.role ?? 'staff';
  return {
    async open(context) {
      const prepared = await step.prepare?.(context);
      if (prepared && !prepared.ok) return prepared;
      const due = dueFrom(context, step);
      if (!due.ok) return due;
      const opens = step.opens ? step.opens(context) : accept(context.at);
      if (!opens.ok) return opens;
      const gateId = await openWithTasks(context, { opensMs: Math.max(opens.value, context.at), dueMs: Math.max(due.value.ms, context.at), ...(due.value.basis ? { basis: due.value.basis } : {}) }, [
        { kind: step.task, role, applicationId: context.wait.application_id, societyId: context.wait.society_id },
      ]);
      return accept({ gateId });
    },
    ...(step.absorb ? { absorb: step.absorb } : {}),
    look(context): Promise<Look> {
      return Promise.resolve(untilDecided(context, role, step.what));
    },
    commands: Object.fromEntries(Object.entries(step.commands).map(([kind, handler]) => [kind, settling(handler)])),
  };
}

/** Waits for a person: at the due instant the wait becomes overdue, and goes on. */
export function untilDecided(context: StepContext, role: string, what: string): Exclude<Look, { done: object }> {
  const due = context.gate?.due_at ?? null;
  const late = due !== null && context.at >= due;
  return { role, what, until: late ? null : due, attention: late ? 'overdue' : 'none' };
}

/** A decision that ends its step settles the step's tasks and seals its gate. */
function settling(handler: CommandHandler): CommandHandler {
  return async (context: CommandContext, body) => {
    const decided = await handler(context, body);
    if (!decided.ok || !context.gate) return decided;
    const row = await findStep(context.tx, context.wait.workflow_id, context.key);
    if (row?.status !== 'open') {
      await settleTasks(context.tx, context.gate.id, null, 'done', context.at);
      await sealGate(context.tx, context.gate.id, context.at);
    }
    return decided;
  };
}

function dueFrom(context: StepContext, step: StaffStep): Result<{ ms: number; basis?: DueBasis }> {
  const { programme, settings } = context.round;
  const basis = step.period?.(context);
  if (basis) {
    const due = dueOf(basis, calendarOf(settings));
    return due.ok ? accept({ ms: due.value, basis }) : due;
  }
  if (step.due) {
    const due = step.due(context);
    return due.ok ? accept({ ms: due.value }) : due;
  }
  const span = stageDates(programme, settings, context.stage?.key ?? '', {});
  return span.ok ? accept({ ms: span.value.dueMs, basis: span.value.basis }) : span;
}
