/** How workflows follow one another: the next stage of a round, its announcement, the next step of a project, ends. */
import { projectId, roundId, stageId, remindersId } from '../domain/ids.js';
import { implementationYears } from '../domain/programme/dates.js';
import { projectStepsOf, tiersOf } from '../domain/programme/schema.js';
import { record } from '../records/audit.js';
import { now } from '../records/clock.js';
import { type Pool, type Tx, wholeRealm, withScope } from '../records/pool.js';
import { addProject, closeProject, findProject, openProjects } from '../records/projects.js';
import { placementsOf } from '../records/reviews.js';
import { endStage as closeStage, latestStage, loadRound, openStage, type PlannedRound, setRoundStatus, stagesOf, type StageAttempt } from '../records/rounds.js';
import { stepsOf } from '../records/steps.js';
import { closeWait, createWait, flag, lockWait, park, ring, setBusy, unstartedWaits, type Wait } from '../records/waits.js';
import type { StepContext } from './context.js';
import { writeToSociety } from './mailing.js';
import { commit } from './money.js';
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

export interface PlannedStep {
  step: string;
  /** After the last step of a year the workflow goes on in a new run. */
  endsYear: boolean;
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
      await inRow(ref, async (tx, wait) => {
        const steps = await stepsOf(tx, ref.id);
        const outcome = Object.fromEntries(steps.map((step) => [step.key, step.outcome ?? {}]));
        await closeStage(tx, ref.id, outcome, await now(tx, ref.realm));
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

    async end(ref: WorkflowRef): Promise<void> {
      await inRow(ref, (tx) => closeWait(tx, ref.id));
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
        const years = implementationYears(round.programme, round.settings).length;
        const commended = round.programme.stages.some((stage) => stage.type === 'commendation');
        const awarded = (await placementsOf(tx, round.id)).filter((one) => one.status === 'awarded');
        for (const [index, place] of awarded.entries()) {
          const tier = tiersOf(round.programme).find((one) => one.key === place.tier);
          const id = await addProject(tx, {
            realm: ref.realm, roundId: round.id, societyId: place.society_id, applicationId: place.application_id,
            number: `${round.programme_key}-${round.id.slice(0, 8)}-${String(index + 1).padStart(3, '0')}`, tier: place.tier ?? '', amountCents: tier?.amountCents ?? 0, at,
          });
          const project = await findProject(tx, id);
          if (project) await commit(context, project, years);
          await createWait(tx, ref.realm, projectId(id), 'fundedProject', { roundId: round.id, projectId: id, societyId: place.society_id });
          // Commended by circular: its letter has gone out with the circular.
          if (!commended) await writeToSociety(context, place.society_id, 'awarded', id, { tier: place.tier ?? '', goal: tier?.goal.zh ?? '', amountYuan: (tier?.amountCents ?? 0) / 100 });
        }
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
        if (project?.status !== 'awarded' && project?.status !== 'running') return [];
        return projectPlan(round).filter(({ step }) => !over.has(step));
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

/** Once-only steps around the yearly ones, in the programme's order: `taskBook`, `2018.inspection`, …, `finalAcceptance`. */
export function projectPlan(round: Pick<PlannedRound, 'programme' | 'settings'>): PlannedStep[] {
  const steps = projectStepsOf(round.programme);
  const firstYearly = steps.findIndex((step) => step.per === 'year');
  const yearly = steps.filter((step) => step.per === 'year');
  const once = steps.map((step, index) => ({ step, index })).filter(({ step }) => step.per === 'project');
  const before = firstYearly === -1 ? once : once.filter(({ index }) => index < firstYearly);
  const after = firstYearly === -1 ? [] : once.filter(({ index }) => index > firstYearly);
  return [
    ...before.map(({ step }) => ({ step: step.key, endsYear: false })),
    ...implementationYears(round.programme, round.settings).flatMap((year) =>
      yearly.map((step, index) => ({ step: `${year}.${step.key}`, endsYear: index === yearly.length - 1 }))),
    ...after.map(({ step }) => ({ step: step.key, endsYear: false })),
  ];
}

async function followingStage(tx: Tx, round: PlannedRound): Promise<StageAttempt | undefined> {
  const attempts = await stagesOf(tx, round.id);
  for (const planned of round.programme.stages) {
    const last = attempts.filter((attempt) => attempt.key === planned.key).sort((a, b) => b.n - a.n)[0];
    if (last?.status === 'open') return last;
    const replacements = ((last?.outcome?.publicity as { replacements?: string[] } | undefined)?.replacements ?? []);
    if (last && replacements.length === 0) continue;
    const n = (last?.n ?? 0) + 1;
    return openStage(tx, {
      realm: round.realm, roundId: round.id, key: planned.key, type: planned.type, n, workflowId: stageId(round.id, planned.key, n),
      input: replacements.length > 0 ? { replacements } : {}, at: await now(tx, round.realm),
    });
  }
  return undefined;
}

async function roundOf(tx: Tx, wait: Wait): Promise<PlannedRound> {
  const round = await loadRound(tx, wait.round_id);
  if (!round) throw new Error(`${wait.workflow_id} has no round`);
  return round;
}

