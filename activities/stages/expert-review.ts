/** 000 §5.3: panel, declarations of conflict, assignment and defence order, scoring, ranking into tiers. */
import { accept, refuse } from '../../domain/refusal.js';
import { latestOwedDue, sealGate } from '../../records/gates.js';
import { addPanel, expertsById, panelOf, reviewsOf } from '../../records/reviews.js';
import { endStep } from '../../records/steps.js';
import { owed, settleTasks } from '../../records/tasks.js';
import type { CommandHandler, StepHandler } from '../context.js';
import { textsOf } from '../input.js';
import { writeToAccount } from '../mailing.js';
import { openWithTasks } from '../opening.js';
import { staffStep } from '../staff-step.js';
import { assign } from './assignment.js';
import { inside } from './inside-review.js';
import { asDrawn } from './drawn.js';
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
      const drawn = await asDrawn(context, experts.map(({ code }) => code), [], body);
      if (!drawn.ok) return drawn;
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

export { scoring } from './scoring.js';

export const ranking: StepHandler = staffStep({
  task: 'confirmRanking',
  what: 'ranking',
  prepare: rank,
  commands: { confirmRanking, recompute: (async (context) => rank(context)) satisfies CommandHandler },
});
