/** What one step of a workflow works on, inside one transaction. */
import type { ProjectStep } from '../domain/programme/project-step.js';
import { projectStepOf, type Stage } from '../domain/programme/schema.js';
import type { Refusal, Result } from '../domain/refusal.js';
import type { Fact } from '../records/facts.js';
import type { Gate } from '../records/gates.js';
import type { Mail } from '../records/outbox.js';
import type { Tx } from '../records/pool.js';
import type { Project } from '../records/projects.js';
import type { PlannedRound, StageAttempt } from '../records/rounds.js';
import type { Step } from '../records/steps.js';
import type { Parking, Wait } from '../records/waits.js';
import type { Command } from '../records/commands.js';

export interface StepContext {
  tx: Tx;
  wait: Wait;
  round: PlannedRound;
  /** Key of the step within its workflow. */
  key: string;
  /** The realm's now, epoch milliseconds. */
  at: number;
  stage?: StageAttempt;
  project?: Project;
  /** The step's row; absent while it opens. */
  row?: Step;
  /** The gate, exclusively locked; absent when the step has none. */
  gate?: Gate;
  /** Workflows to wake when the transaction has committed. */
  wake: Set<string>;
  /** Mail that the transaction causes. */
  mails: Mail[];
}

export type Outcome = Record<string, unknown>;

export type Look = { done: Outcome; inputs?: unknown } | (Omit<Parking, 'step'> & { done?: undefined });

export interface CommandContext extends StepContext {
  command: Command;
}

export type CommandHandler = (context: CommandContext, body: Record<string, unknown>) => Promise<Result<Record<string, unknown>>>;

/** One kind of step: what opens it, what its facts do, when it is over, and which staff decisions it takes. */
export interface StepHandler {
  /** Opens gate and tasks, in the transaction that inserts the step's row. A refusal parks the workflow for a person. */
  open(context: StepContext): Promise<Result<{ gateId?: number }>>;
  absorb?(context: StepContext, facts: Fact[]): Promise<void>;
  /** Whether it is over, else what it waits for. `until` null: only a fact or a command ends it. */
  look(context: StepContext): Promise<Look>;
  commands?: Record<string, CommandHandler>;
  /** What stands against going on without what is still owed; nothing when the step may be skipped at all. */
  maySkip?(context: StepContext): Promise<Result<object>>;
  /** Decisions that mend what keeps the step from opening; it is tried again after each. */
  mending?: Record<string, CommandHandler>;
}

/** A refusal inside a step: nothing is kept, and the workflow waits for a person. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** The stage of the programme that a stage workflow runs. */
export function plannedStage<T extends Stage['type']>(context: StepContext, type: T): Extract<Stage, { type: T }> {
  const planned = context.round.programme.stages.find((stage) => stage.key === context.stage?.key);
  if (planned?.type !== type) throw new Error(`${context.wait.workflow_id} is not a stage of type ${type}`);
  return planned as Extract<Stage, { type: T }>;
}

/** Whose steps these are. */
export function projectOf(context: StepContext): Project {
  if (!context.project) throw new Error(`${context.wait.workflow_id} is not a project`);
  return context.project;
}

/** `2018.inspection` is the step `inspection` of the year 2018; `taskBook` is once per project. */
export function plannedProjectStep(context: StepContext): { step: ProjectStep; year: number | undefined } {
  const [first = '', second] = context.key.split('.');
  const step = projectStepOf(context.round.programme, second ?? first);
  if (!step) throw new Error(`${context.key} is not a step of ${context.round.programme_key}`);
  return { step, year: second === undefined ? undefined : Number(first) };
}
