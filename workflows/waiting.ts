/**
 * How a workflow waits: it observes a step, parks on a durable timer until the step's instant, and looks again when the
 * timer fires, when it is nudged, or when a command was applied. What it decides is in PostgreSQL; this is the alarm.
 */
import {
  allHandlersFinished, ApplicationFailure, condition, continueAsNew, defineSignal, defineUpdate, proxyActivities, setCurrentDetails, setHandler,
  upsertSearchAttributes, workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities.js';
import type { Seen } from '../activities/stepping.js';
import { searchAttributes } from './describing.js';
import { COMMAND, NUDGE, type CommandMessage, type WorkflowInput } from './messages.js';

/** Activities are retried for as long as it takes; the back-off stays short, for the database. */
export const activities = proxyActivities<Activities>({
  startToCloseTimeout: '60s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '10s' },
});

/** A timer never sleeps longer without looking again: 30 days. */
const LONGEST_SLEEP_MS = 30 * 24 * 3_600_000;

const nudge = defineSignal(NUDGE);
const command = defineUpdate<void, [CommandMessage]>(COMMAND);

export interface Waiting {
  /** Runs one step to its end and returns its outcome; a step that is over is not run again. */
  step(key: string): Promise<Record<string, unknown>>;
  /** Waits for a nudge or a command. */
  rung(): Promise<void>;
  /** Waits until handlers have finished: before an end or a continue-as-new. */
  settled(): Promise<void>;
}

/** Call once, first thing in a workflow: it takes the messages. */
export function waiting(input: WorkflowInput): Waiting {
  let bell = false;
  const rung = () => bell;
  setHandler(nudge, () => {
    bell = true;
  });
  setHandler(
    command,
    async ({ commandId }) => {
      await activities.applyCommand({ realm: input.realm, workflowId: input.id, commandId });
      bell = true;
    },
    {
      // Synchronous: an async validator is never awaited.
      validator: (message: CommandMessage) => {
        if (typeof message.commandId !== 'string' || message.commandId === '') throw ApplicationFailure.nonRetryable('a command id is required', 'INVALID');
      },
    },
  );
  const settled = () => condition(allHandlersFinished);

  return {
    async step(key) {
      const ref = { realm: input.realm, workflowId: input.id, step: key };
      let shown = '';
      for (;;) {
        bell = false;
        const seen = await activities.observe(ref);
        if (seen.done) return seen.outcome;
        shown = show(key, seen, shown);
        if (workflowInfo().continueAsNewSuggested) {
          await settled();
          // Steps that are over are found in their rows again: every workflow may go on in a new run.
          await continueAsNew(input);
        }
        await sleepUntil(rung, seen);
      }
    },
    async rung() {
      await condition(rung);
      bell = false;
    },
    settled,
  };
}

/** One upsert per transition: nothing is written when nothing changed. */
export function show(key: string, seen: Extract<Seen, { done: false }>, shown: string): string {
  const now = `${key} ${seen.details} ${seen.role} ${seen.attention} ${seen.until}`;
  if (now === shown) return shown;
  upsertSearchAttributes(searchAttributes(key, seen));
  setCurrentDetails(seen.details);
  return now;
}

/** On a durable timer, until somebody rings or the instant has come. */
export async function sleepUntil(rung: () => boolean, seen: Extract<Seen, { done: false }>): Promise<void> {
  if (seen.remainingMs === null) {
    await condition(rung);
    return;
  }
  const ms = Math.min(Math.max(1, Math.ceil(seen.remainingMs)), LONGEST_SLEEP_MS);
  await condition(rung, ms, { summary: seen.summary });
}
