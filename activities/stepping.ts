/**
 * The engine under every workflow: opens a step, observes it, applies a command to it. One transaction each; the wait
 * row's lock lets only one of them run at a time for a workflow. Order of locks: command, wait, gate.
 */
import { ApplicationFailure } from '@temporalio/activity';
import { mailroomId } from '../domain/ids.js';
import { say, sayCode } from '../domain/wording/catalogue.js';
import { withGroupNames } from '../domain/wording/groups.js';
import { now } from '../records/clock.js';
import { acknowledge, unacknowledged } from '../records/facts.js';
import { lockGate } from '../records/gates.js';
import { queueMail } from '../records/outbox.js';
import { type Pool, type Tx, wholeRealm, withScope } from '../records/pool.js';
import { findProject } from '../records/projects.js';
import { loadRound, stageByWorkflow } from '../records/rounds.js';
import { endStep, findStep, openStep, supersededKeys } from '../records/steps.js';
import { lockWait, park, type Parking, setBusy, type Attention, type Wait } from '../records/waits.js';
import { type Look, Refused, type StepContext, type StepHandler } from './context.js';
import { placeIn, projectPlan } from './project-plan.js';
import { stepHandler, stepKeys } from './registry.js';
import { waitDetails, waitSummary } from './describing.js';
import { writeToRole } from './mailing.js';
import { hashOf } from './hash.js';

export interface StepRef {
  /** The realm is part of the reference: a scope is needed before the first row can be read. */
  realm: string;
  workflowId: string;
  step: string;
}

/** What a workflow learns of its step. Ids and process settings only: this ends up in the history. */
export type Seen =
  | { done: true; outcome: Record<string, unknown> }
  | {
      done: false;
      /** Until the step's instant; null when only a fact or a command ends the wait. */
      remainingMs: number | null;
      role: string;
      attention: Attention;
      until: number | null;
      since: number;
      /** For the Temporal UI: for whom, since, until, what then. */
      details: string;
      summary: string;
    };

/** Wakes workflows after a commit; what is lost here is repeated by the reconciler. */
export interface Waker {
  wake(realm: string, workflowIds: Iterable<string>): Promise<void>;
}

export function createStepping(pool: Pool, waker: Waker) {
  return {
    /** Opens the step unless it is open or over, takes in what came, and says whether it is done or what it waits for. */
    async observe(ref: StepRef): Promise<Seen> {
      const wake = new Set<string>();
      const seen = await withScope(pool, wholeRealm(ref.realm), async (tx) => {
        const context = await loadContext(tx, ref, wake);
        const result = await orManual(context, () => openAndLook(context, ref));
        await flushMail(context);
        return result;
      });
      await waker.wake(ref.realm, wake);
      return seen;
    },
  };
}

async function openAndLook(context: StepContext, ref: StepRef): Promise<Seen> {
  // A stage that was reopened meanwhile comes to its end; its round starts the next attempt.
  if (context.stage?.superseded_by && context.row?.status !== 'done') {
    await setBusy(context.tx, ref.workflowId);
    return { done: true, outcome: { superseded: true } };
  }
  if (!context.row && (await hasEarlierStep(context))) {
    await setBusy(context.tx, ref.workflowId);
    return { done: true, outcome: { again: true } };
  }
  const handler = stepHandler(context.wait.type, ref.step);
  if (!context.row) {
    const opened = await handler.open(context);
    if (!opened.ok) throw new Refused(opened.refusal);
    await openStep(context.tx, {
      realm: ref.realm, workflowId: ref.workflowId, key: ref.step, roundId: context.round.id,
      projectId: context.project?.id ?? null, gateId: opened.value.gateId ?? null, at: context.at,
    });
    await refresh(context);
  }
  return look(context, handler);
}

/**
 * A business "no" inside a step is for a person: what the step did is undone, and the workflow waits as `manual` until it
 * is told to try again. All in one transaction: the wait row stays locked, so that no command comes between.
 */
async function orManual(context: StepContext, work: () => Promise<Seen>): Promise<Seen> {
  const { tx, wait } = context;
  await tx.query('SAVEPOINT step');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT step');
    context.mails.length = 0;
    context.wake.clear();
    await tx.query('UPDATE wait SET problem = $2 WHERE workflow_id = $1', [wait.workflow_id, error.refusal]);
    const { code, params } = error.refusal;
    // A year that is not announced yet is nobody's fault: the step opens as soon as its notice is recorded.
    const what = code === 'CALENDAR_UNKNOWN' ? 'calendar' : 'manual';
    const parking = { step: context.key, role: 'staff', what, params: { ...params, code }, attention: 'manual' as const, until: null };
    await park(tx, wait, parking);
    // Once for each problem of a step: looking again does not write again.
    await writeToRole(context, 'staff', 'staffProblem', `${wait.workflow_id}/${context.key}/${error.refusal.code}`, {
      what: say('zh', 'wait.other.what'), problem: sayCode('zh', error.refusal.code, withGroupNames('zh', context.round.programme, error.refusal.params)), link: '/w/stuck',
    });
    return parkedAs(wait, parking, context.at);
  }
}

/** Without a step it is the one that the workflow is at. */
export async function loadContext(tx: Tx, ref: Omit<StepRef, 'step'> & { step?: string }, wake: Set<string>): Promise<StepContext> {
  const wait = await lockWait(tx, ref.workflowId);
  if (!wait) throw missing(ref);
  const round = await loadRound(tx, wait.round_id);
  if (!round) throw missing(ref);
  const context: StepContext = { tx, wait, round, key: ref.step ?? wait.step, at: 0, wake, mails: [] };
  const stage = await stageByWorkflow(tx, ref.workflowId);
  if (stage) context.stage = stage;
  const project = wait.project_id === null ? undefined : await findProject(tx, wait.project_id);
  if (project) context.project = project;
  await refresh(context);
  return context;
}

/** Reads step and gate again and takes the gate's lock; only then the clock: a fact that came before is seen. */
async function refresh(context: StepContext): Promise<void> {
  const row = await findStep(context.tx, context.wait.workflow_id, context.key);
  if (row) {
    context.row = row;
    if (row.gate_id !== null && row.status === 'open') context.gate = await lockGate(context.tx, row.gate_id);
  }
  context.at = await now(context.tx, context.wait.realm);
}

/** A correction took an earlier step back: the workflow goes on from there. Steps of stages and applications come again as another attempt. */
async function hasEarlierStep({ tx, wait, key, round, project }: StepContext): Promise<boolean> {
  if (!project && wait.type !== 'sanctionCase') return false;
  const takenBack = await supersededKeys(tx, wait.workflow_id);
  if (takenBack.length === 0) return false;
  const place = project ? placeIn(projectPlan(round)) : (one: string) => stepKeys(wait.type).indexOf(one);
  return takenBack.some((one) => one !== key && place(one) < place(key));
}

/** While a gate is suspended nothing falls due. */
const suspendedLook: Look = { role: 'staff', what: 'suspended', until: null };

async function look(context: StepContext, handler: StepHandler): Promise<Seen> {
  const { tx, wait, key } = context;
  if (context.row && context.row.status !== 'open') {
    await setBusy(tx, wait.workflow_id);
    return { done: true, outcome: context.row.outcome ?? {} };
  }
  await absorb(context, handler);
  const seen = context.gate?.suspended_at ? suspendedLook : await handler.look(context);
  if (seen.done) {
    await endStep(tx, wait.workflow_id, key, {
      status: 'done', outcome: seen.done, at: context.at, ...(seen.inputs === undefined ? {} : { inputsHash: hashOf(seen.inputs) }),
    });
    await setBusy(tx, wait.workflow_id);
    return { done: true, outcome: seen.done };
  }
  const parking = { ...seen, step: key };
  await park(tx, wait, parking);
  return parkedAs(wait, parking, context.at);
}

function parkedAs(wait: Wait, parking: Parking, at: number): Seen {
  const since = wait.state === 'parked' && wait.step === parking.step && wait.what === parking.what ? wait.since : at;
  return {
    done: false,
    remainingMs: parking.until === null ? null : Math.max(0, parking.until - at),
    role: parking.role,
    attention: parking.attention ?? 'none',
    until: parking.until,
    since,
    details: waitDetails(wait, parking, since),
    summary: waitSummary(parking),
  };
}

/** Effect and acknowledgement of every fact that came since, in this transaction. */
export async function absorb(context: StepContext, handler: StepHandler): Promise<void> {
  const facts = await unacknowledged(context.tx, context.wait.workflow_id);
  if (facts.length === 0) return;
  await handler.absorb?.(context, facts);
  await acknowledge(context.tx, facts.map((fact) => fact.id), context.wait.realm);
}

export async function flushMail(context: Pick<StepContext, 'tx' | 'at' | 'wait' | 'mails' | 'wake'>): Promise<void> {
  if (context.mails.length === 0) return;
  const queued = await queueMail(context.tx, context.at, context.mails);
  if (queued > 0) context.wake.add(mailroomId(context.wait.realm));
}

const missing = (ref: Pick<StepRef, 'workflowId'>): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`no wait row for ${ref.workflowId}`, 'NOT_FOUND');
