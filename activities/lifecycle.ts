/** How workflows follow one another: the next stage of a round, its announcement, the next step of a project, ends. */
import { roundId, stageId, remindersId } from '../domain/ids.js';
import { heldOf, nextAttempt } from '../domain/decisions/next-attempt.js';
import { REPAYMENT } from '../domain/programme/project-step.js';
import { record } from '../records/audit.js';
import { now } from '../records/clock.js';
import { type Pool, type Tx, wholeRealm, withScope } from '../records/pool.js';
import { balances, closeProject, findProject, openProjects } from '../records/projects.js';
import { placementsOf } from '../records/reviews.js';
import { endStage as closeStage, latestStage, loadRound, markAnnounced, openStage, type PlannedRound, setRoundStatus, stagesOf, type StageAttempt } from '../records/rounds.js';
import { findSanction } from '../records/sanctions.js';
import { carryStep, stepsOf } from '../records/steps.js';
import { closeWait, createWait, flag, lockWait, park, ring, setBusy, unstartedWaits, type Wait } from '../records/waits.js';
import type { StepContext } from './context.js';
import { awardProjects } from './announcing.js';
import { type PlannedStep, projectPlan } from './project-plan.js';
import { stepKeys } from './registry.js';
import { flushMail, type Waker } from './stepping.js';

export interface WorkflowRef {
  id: string;
  realm: string;
}

export interface NextStage {
  type: string;
  input: { schema: 1; id: string; realm: string };
  summary: string;
  roundId: string;
  programme: string;
}

export function createLifecycle(pool: Pool, waker: Waker) {
  /** One transaction on a workflow's row, then wake whoever is concerned. */
  async function inRow<T>(ref: WorkflowRef, work: (tx: Tx, wait: Wait, wake: Set<string>) => Promise<T>): Promise<T> {
    const wake = new Set<string>();
    const result = await withScope(pool, wholeRealm(ref.realm), async (tx) => {
      const wait = await lockWait(tx, ref.id);
      if (!wait) throw new Error(`no wait row for ${ref.id}`);
      return work(tx, wait, wake);
    });
    await waker.wake(ref.realm, wake);
    return result;
  }

  return {
    /** The next stage to run, opened with its row; null when all are done. A broken one is taken up again. */
    async nextStage(ref: WorkflowRef): Promise<NextStage | null> {
      return inRow(ref, async (tx, wait) => {
        const round = await roundOf(tx, wait);
        const next = await followingStage(tx, round);
        if (!next) {
          await setBusy(tx, ref.id);
          return null;
        }
        await createWait(tx, ref.realm, next.workflow_id, next.type, { roundId: round.id, stage: next.key });
        await carryOver(tx, round, next);
        await setBusy(tx, next.workflow_id);
        await park(tx, wait, { step: next.key, role: '', what: 'stage', params: { stage: next.key, n: next.n }, until: null });
        const planned = round.programme.stages.find((stage) => stage.key === next.key);
        return {
          type: next.type,
          input: { schema: 1 as const, id: next.workflow_id, realm: ref.realm },
          summary: `${planned?.name.zh ?? next.key} · ${next.n}`,
          roundId: round.id,
          programme: round.programme_key,
        };
      });
    },

    /** Outcome of all steps into the stage's row; its round goes on. */
    async endStage(ref: WorkflowRef): Promise<void> {
      await inRow(ref, async (tx, wait, wake) => {
        const steps = await stepsOf(tx, ref.id);
        const outcome = Object.fromEntries(steps.map((step) => [step.key, step.outcome ?? {}]));
        const at = await now(tx, ref.realm);
        await closeStage(tx, ref.id, outcome, at);
        if (wait.type === 'approval') await announcePart(tx, wait, at, wake);
        await record(tx, { stream: `round/${wait.round_id}`, realm: ref.realm, actor: 'system', action: `stage.${wait.type}.ended`, body: outcome });
        await closeWait(tx, ref.id);
        await setBusy(tx, roundId(wait.round_id));
      });
    },

    /** The last open case wakes the stage that waits for all of them. */
    async endCase(ref: WorkflowRef): Promise<void> {
      await inRow(ref, async (tx, wait, wake) => {
        await closeWait(tx, ref.id);
        const stage = await latestStage(tx, wait.round_id, 'applicationWindow');
        if (stage?.status !== 'open') return;
        await ring(tx, stage.workflow_id);
        wake.add(stage.workflow_id);
      });
    },

    /** A case that a correction has opened again meanwhile stays open: it is taken up again from its rows. */
    async end(ref: WorkflowRef): Promise<void> {
      await inRow(ref, async (tx, wait) => {
        const sanction = wait.type === 'sanctionCase' ? await findSanction(tx, ref.id.slice('sanction/'.length)) : undefined;
        await (sanction === undefined || sanction.state === 'closed' ? closeWait(tx, ref.id) : setBusy(tx, ref.id));
      });
    },

    async stageBroke(ref: WorkflowRef): Promise<void> {
      await inRow(ref, (tx) => flag(tx, ref.id, 'manual', { code: 'STAGE_BROKE' }));
    },

    /** 000 §5.3: 审定通过后正式公布. Every awarded society gets its project; their workflows are started afterwards. */
    async announce(ref: WorkflowRef): Promise<void> {
      await inRow(ref, async (tx, wait, wake) => {
        const round = await roundOf(tx, wait);
        if (round.status !== 'running') return;
        const at = await now(tx, ref.realm);
        const context: StepContext = { tx, wait, round, key: 'announcement', at, wake, mails: [] };
        await awardProjects(context);
        const awarded = (await placementsOf(tx, round.id)).filter((one) => one.status === 'awarded');
        await setRoundStatus(tx, round.id, awarded.length > 0 ? 'announced' : 'closed', at);
        await record(tx, { stream: `round/${round.id}`, realm: ref.realm, actor: 'system', action: 'round.announced', body: { awards: awarded.length } });
        await ring(tx, remindersId(round.id));
        wake.add(remindersId(round.id));
        await closeWait(tx, ref.id);
        await flushMail(context);
      });
    },

    /** Starts what has a row but no workflow yet, in one go: thousands are no children. */
    async startAwaited(ref: WorkflowRef): Promise<void> {
      const ids = await withScope(pool, wholeRealm(ref.realm), async (tx) => {
        const wait = await lockWait(tx, ref.id);
        return wait ? unstartedWaits(tx, wait.round_id) : [];
      });
      await waker.wake(ref.realm, ids);
    },

    /** What is left of a project, in the programme's order: keys only. */
    async remainingSteps(ref: WorkflowRef): Promise<PlannedStep[]> {
      return inRow(ref, async (tx, wait) => {
        const round = await roundOf(tx, wait);
        const over = new Set((await stepsOf(tx, ref.id)).filter((step) => step.status !== 'open').map((step) => step.key));
        await setBusy(tx, ref.id);
        const project = await findProject(tx, wait.project_id ?? '');
        if (project?.status === 'awarded' || project?.status === 'running') return projectPlan(round).filter(({ step }) => !over.has(step));
        // Ended badly: what is claimed comes back first. A sanction has a case of its own for it.
        const claimed = project !== undefined && project.status !== 'revoked' && ((await balances(tx, project.id)).clawback ?? 0) > 0;
        return claimed && !over.has(REPAYMENT) ? [{ step: REPAYMENT, endsYear: false }] : [];
      });
    },

    /** The last project closes its round. */
    async endProject(ref: WorkflowRef): Promise<void> {
      await inRow(ref, async (tx, wait, wake) => {
        const at = await now(tx, ref.realm);
        // All steps are behind it and nobody decided otherwise: the programme has no acceptance of its own.
        await closeProject(tx, wait.project_id ?? '', 'accepted', at);
        await closeWait(tx, ref.id);
        const round = await roundOf(tx, wait);
        if (round.status !== 'announced' || (await openProjects(tx, round.id)) > 0) return;
        await setRoundStatus(tx, round.id, 'closed', at);
        await ring(tx, remindersId(round.id));
        wake.add(remindersId(round.id));
      });
    },
  };
}

/** What is approved is announced at once when other awards wait for their objections (`holds: award`). */
async function announcePart(tx: Tx, wait: Wait, at: number, wake: Set<string>): Promise<void> {
  const round = await roundOf(tx, wait);
  const list = await latestStage(tx, round.id, 'publicityPeriod');
  if (!list || heldOf(list).length === 0) return;
  const context: StepContext = { tx, wait, round, key: 'announcement', at, wake, mails: [] };
  for (const workflow of await awardProjects(context)) wake.add(workflow);
  await markAnnounced(tx, round.id, at);
  await ring(tx, remindersId(round.id));
  wake.add(remindersId(round.id));
  await flushMail(context);
}

async function followingStage(tx: Tx, round: PlannedRound): Promise<StageAttempt | undefined> {
  const following = nextAttempt(round.programme.stages, await stagesOf(tx, round.id));
  if (!following) return undefined;
  if ('open' in following) return following.open;
  const { key, type, n, input } = following.next;
  return openStage(tx, { realm: round.realm, roundId: round.id, key, type, n, workflowId: stageId(round.id, key, n), input, at: await now(tx, round.realm) });
}

/** A reopened stage begins at one of its steps: what came before it still holds. */
async function carryOver(tx: Tx, round: PlannedRound, { key, type, n, input, workflow_id: workflowId }: StageAttempt): Promise<void> {
  const from = typeof input.from === 'string' ? stepKeys(type).indexOf(input.from) : -1;
  if (from <= 0) return;
  const before = await stepsOf(tx, stageId(round.id, key, n - 1));
  for (const step of before.filter((one) => one.status !== 'open' && stepKeys(type).indexOf(one.key) < from)) await carryStep(tx, step, workflowId, round.realm, await now(tx, round.realm));
}

async function roundOf(tx: Tx, wait: Wait): Promise<PlannedRound> {
  const round = await loadRound(tx, wait.round_id);
  if (!round) throw new Error(`${wait.workflow_id} has no round`);
  return round;
}

