/** 000 §5.3: panel, declarations of conflict, assignment and defence order, scoring, ranking into tiers. */
import { insideSpan, type Span, stageDates } from '../../domain/programme/dates.js';
import { accept, refuse, type Result } from '../../domain/refusal.js';
import type { StageOf } from '../../domain/programme/schema.js';
import { latestOwedDue, sealGate } from '../../records/gates.js';
import { addPanel, expertsById, panelOf, reviewsOf, setReviewState } from '../../records/reviews.js';
import { endStep } from '../../records/steps.js';
import { openTasks, owed, settleTask, settleTasks } from '../../records/tasks.js';
import { type CommandHandler, plannedStage, type StepContext, type StepHandler } from '../context.js';
import { textsOf, textOf } from '../input.js';
import { writeToAccount } from '../mailing.js';
import { openWithTasks } from '../opening.js';
import { staffStep } from '../staff-step.js';
import { assign, substitute } from './assignment.js';
import { closeDeclarations, inviteMore } from './late-panel.js';
import { confirmRanking, rank } from './ranking.js';

/** Staff invite the experts; whoever has been invited declares conflicts before seeing an application. */
export const panel: StepHandler = staffStep({
  task: 'invitePanel',
  what: 'panel',
  due(context) {
    const span = inside(context, 'conflictDeclaration');
    return span.ok ? accept(span.value.dueMs) : span;
  },
  commands: {
    async invitePanel(context, body) {
      const ids = textsOf(body.expertIds);
      const experts = await expertsById(context.tx, ids);
      if (experts.length !== new Set(ids).size || ids.length === 0) return refuse({ code: 'NOT_FOUND', field: 'expertIds' });
      await addPanel(context.tx, context.wait.realm, context.round.id, ids);
      await endStep(context.tx, context.wait.workflow_id, context.key, { status: 'done', outcome: { experts: ids.length }, at: context.at });
      return accept({ experts: ids.length });
    },
  },
});

/** Who does not declare in time takes no part [C]. */
export const declarations: StepHandler = {
  async open(context) {
    const span = inside(context, 'conflictDeclaration');
    if (!span.ok) return span;
    const members = await panelOf(context.tx, context.round.id, false);
    const gateId = await openWithTasks(context, span.value,
      members.map((expert) => ({ kind: 'conflictDeclaration', role: 'expert', accountId: expert.account_id })));
    for (const expert of members) await writeToAccount(context, expert.account_id, 'panelInvitation', context.wait.workflow_id, { dueAt: new Date(span.value.dueMs).toISOString() });
    return accept({ gateId });
  },
  async look(context) {
    const { gate, tx, at } = context;
    if (!gate) throw new Error('declarations have a gate');
    const open = await owed(tx, gate.id);
    const due = await latestOwedDue(tx, gate.id);
    if (due !== null && at < due) return { role: 'expert', what: 'declarations', params: { open: open.length }, until: due };
    await settleTasks(tx, gate.id, null, 'skipped', at);
    await sealGate(tx, gate.id, at);
    return { done: { undeclared: open.length } };
  },
};

/** Computed, not decided: when there are too few experts it says which group is short by how much, and waits for staff. */
export const assignment: StepHandler = {
  async open(context) {
    const assigned = await assign(context);
    if (!assigned.ok) return assigned;
    await closeDeclarations(context);
    return accept({});
  },
  async look(context) {
    const reviews = await reviewsOf(context.tx, context.round.id);
    return { done: { reviews: reviews.length }, inputs: reviews.map((review) => [review.application_id, review.expert_id]) };
  },
  mending: { invitePanel: inviteMore },
};

export const scoring: StepHandler = {
  async open(context) {
    const span = inside(context, 'scoring');
    if (!span.ok) return span;
    const reviews = (await reviewsOf(context.tx, context.round.id)).filter((review) => review.state === 'assigned');
    const gateId = await openWithTasks(context, span.value,
      reviews.map((review) => ({ kind: 'score', role: 'expert', accountId: review.account_id, applicationId: review.application_id })));
    return accept({ gateId });
  },
  /** A late recusal: the next free expert of the group takes over. */
  async absorb(context, facts) {
    for (const fact of facts.filter((one) => one.kind === 'recusal')) {
      const applicationId = fact.application_id ?? '';
      const reviews = await reviewsOf(context.tx, context.round.id);
      const recused = reviews.find((review) => review.account_id === fact.principal && review.application_id === applicationId);
      if (!recused) continue;
      for (const task of context.gate ? await owed(context.tx, context.gate.id) : []) {
        if (task.account_id === fact.principal && task.application_id === applicationId) await settleTask(context.tx, task.id, 'cancelled', context.at);
      }
      await setReviewState(context.tx, applicationId, recused.expert_id, 'recused');
      const next = await substitute(context, applicationId, { expertId: recused.expert_id, reason: textOf(fact.payload.reason) });
      if (next && context.gate) {
        await openTasks(context.tx, context.at, { id: context.gate.id, realm: context.wait.realm, roundId: context.round.id, workflowId: context.wait.workflow_id },
          [{ kind: 'score', role: 'expert', accountId: next.account_id, applicationId }]);
      }
    }
  },
  async look(context) {
    const { gate, tx, at } = context;
    if (!gate) throw new Error('scoring has a gate');
    const open = await owed(tx, gate.id);
    if (open.length === 0) {
      await sealGate(tx, gate.id, at);
      return { done: { missing: 0 } };
    }
    const due = (await latestOwedDue(tx, gate.id)) ?? gate.due_at;
    const late = at >= due;
    return { role: 'expert', what: 'scoring', params: { open: open.length }, until: late ? null : due, attention: late ? 'overdue' : 'none' };
  },
};

export const ranking: StepHandler = staffStep({
  task: 'confirmRanking',
  what: 'ranking',
  prepare: rank,
  commands: { confirmRanking, recompute: (async (context) => rank(context)) satisfies CommandHandler },
});

/** A part's date counts from the stage's opening as planned; its gate opens when the stage really does. */
function inside(context: StepContext, part: string): Result<Span> {
  const { programme, settings } = context.round;
  const planned = insideSpan(programme, settings, stageOf(context), part);
  if (!planned.ok) return planned;
  const stage = stageDates(programme, settings, stageOf(context).key, { openedMs: context.at });
  return stage.ok ? accept({ ...planned.value, opensMs: stage.value.opensMs }) : stage;
}

const stageOf = (context: StepContext): StageOf<'expertReview'> => plannedStage(context, 'expertReview');
