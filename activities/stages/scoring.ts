/**
 * Score sheets until the deadline. A reader who steps back is replaced by the best one who is free; when nobody is, the
 * office is told and decides: more experts, or fewer reviews with a reason ([C], at least so many).
 */
import type { StageOf } from '../../domain/programme/schema.js';
import { accept, refuse } from '../../domain/refusal.js';
import { leastReviews, wantedReviews } from '../../domain/review/least.js';
import { say } from '../../domain/wording/catalogue.js';
import { goOnWithFewer } from '../../records/assignments.js';
import { acceptedApplications } from '../../records/applications.js';
import type { Fact } from '../../records/facts.js';
import { latestOwedDue, sealGate } from '../../records/gates.js';
import { addConflicts, type ConflictSource, expertsById, reviewsOf, setReviewState } from '../../records/reviews.js';
import { openTasks, owed, settleTask } from '../../records/tasks.js';
import { type CommandContext, type CommandHandler, plannedStage, type StepContext, type StepHandler } from '../context.js';
import { iso, reasonOf, textOf } from '../input.js';
import { writeToAccount, writeToRole } from '../mailing.js';
import { deadlineMoved, openWithTasks } from '../opening.js';
import { fillGaps, type Gap } from './assignment.js';
import { inside } from './inside-review.js';
import { closeDeclarations, inviteMore } from './late-panel.js';
import { counts } from './matching.js';

export const scoring: StepHandler = {
  async open(context) {
    const span = inside(context, 'scoring');
    if (!span.ok) return span;
    const reviews = (await reviewsOf(context.tx, context.round.id)).filter((review) => review.state === 'assigned');
    const gateId = await openWithTasks(context, span.value,
      reviews.map((review) => ({ kind: 'score', role: 'expert', accountId: review.account_id, applicationId: review.application_id })));
    return accept({ gateId });
  },
  async absorb(context, facts) {
    for (const fact of facts.filter((one) => one.kind === 'recusal')) await stepBack(context, fact);
  },
  async look(context) {
    const { gate, tx, at } = context;
    if (!gate) throw new Error('scoring has a gate');
    const gaps = await close(context);
    const open = await owed(tx, gate.id);
    if (open.length === 0 && gaps.length === 0) {
      await sealGate(tx, gate.id, at);
      await closeDeclarations(context);
      return { done: { missing: 0 } };
    }
    const due = (await latestOwedDue(tx, gate.id)) ?? gate.due_at;
    const late = at >= due;
    const attention = late ? ('overdue' as const) : ('none' as const);
    if (gaps.length === 0) return { role: 'expert', what: 'scoring', params: { open: open.length }, until: late ? null : due, attention };
    // For the office: on the list of what is stuck until a reader is found or is done without.
    return { role: 'staff', what: 'reviewersMissing', params: { open: open.length, ...told(gaps) }, until: late ? null : due, attention };
  },
  async maySkip(context) {
    const short = await tooFew(context);
    return short.length === 0 ? accept({}) : refuse(reviewsTooFew(context, short));
  },
  commands: { invitePanel: inviteMore, goOnWithFewer: withFewer, recuseExpert: recuse },
};

const told = (gaps: readonly Gap[]) => ({ applications: gaps.map(({ code }) => code).join('、'), short: gaps.reduce((sum, { short }) => sum + short, 0) });

/** A late recusal by the expert. */
async function stepBack(context: StepContext, fact: Fact): Promise<void> {
  const applicationId = fact.application_id ?? '';
  const recused = (await reviewsOf(context.tx, context.round.id)).find((review) => review.account_id === fact.principal && review.application_id === applicationId);
  if (recused) await release(context, { applicationId, expertId: recused.expert_id, accountId: fact.principal }, 'declared', textOf(fact.payload.reason));
}

async function release(context: StepContext, who: { applicationId: string; expertId: string; accountId: string }, source: ConflictSource, reason: string): Promise<void> {
  for (const task of context.gate ? await owed(context.tx, context.gate.id) : []) {
    if (task.account_id === who.accountId && task.application_id === who.applicationId) await settleTask(context.tx, task.id, 'cancelled', context.at);
  }
  await setReviewState(context.tx, who.applicationId, who.expertId, 'recused', ['assigned', 'scored']);
  await addConflicts(context.tx, context.wait.realm, context.round.id, source, [{ expertId: who.expertId, applicationId: who.applicationId, reason }]);
}

/** The office takes a reader off: a conflict has come to light that the expert has not declared ([C] recusal). */
async function recuse(context: CommandContext, body: Record<string, unknown>): ReturnType<CommandHandler> {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const [expert] = await expertsById(context.tx, [textOf(body.expertId)]);
  const review = (await reviewsOf(context.tx, context.round.id)).find((one) => one.expert_id === expert?.id && one.application_id === textOf(body.applicationId) && counts(one));
  if (!expert || !review) return refuse({ code: 'NOT_FOUND', field: 'expertId' });
  await release(context, { applicationId: review.application_id, expertId: expert.id, accountId: expert.account_id }, 'recorded', reason.value);
  await writeToAccount(context, expert.account_id, 'reviewReleased', context.command.id, { reason: reason.value });
  return accept({ applicationId: review.application_id, expertId: expert.id });
}

/** Finds readers for what is open and gives them their tasks; what stays open is told to the office, once. */
async function close(context: StepContext): Promise<Gap[]> {
  const { gate } = context;
  if (!gate) return [];
  const { added, gaps } = await fillGaps(context);
  if (added.length > 0) {
    await openTasks(context.tx, context.at, { id: gate.id, realm: context.wait.realm, roundId: context.round.id, workflowId: context.wait.workflow_id },
      added.map(({ applicationId, expert }) => ({ kind: 'score', role: 'expert', accountId: expert.account_id, applicationId })));
    await deadlineMoved(context, gate.due_at);
    for (const { applicationId, expert } of added) {
      await writeToAccount(context, expert.account_id, 'taskOpened', `substitute/${applicationId}`, { task: 'score', dueAt: iso(gate.due_at), link: '/home' });
    }
  }
  for (const { applicationId, code, short } of gaps) {
    await writeToRole(context, 'staff', 'staffProblem', `${context.wait.workflow_id}/reviewersMissing/${applicationId}/${short}`, {
      what: say('zh', 'wait.reviewersMissing.what', { applications: code, short }), problem: say('zh', 'wait.reviewersMissing.then'), link: `/w/rounds/${context.round.id}/experts`,
    });
  }
  return gaps;
}

/** [C] Fewer reviews than planned, with a reason; never fewer than the programme's least number. */
async function withFewer(context: CommandContext, body: Record<string, unknown>): ReturnType<CommandHandler> {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const applicationId = textOf(body.applicationId);
  const application = (await acceptedApplications(context.tx, context.round.id)).find((one) => one.id === applicationId);
  if (!application) return refuse({ code: 'NOT_FOUND', field: 'applicationId' });
  const own = (await reviewsOf(context.tx, context.round.id)).filter((review) => review.application_id === applicationId);
  const scored = own.filter((review) => review.state === 'scored').length;
  if (scored < least(context)) return refuse(reviewsTooFew(context, [{ code: application.code, reviews: scored }]));
  for (const review of own.filter((one) => one.state === 'assigned')) await setReviewState(context.tx, applicationId, review.expert_id, 'released');
  for (const task of context.gate ? await owed(context.tx, context.gate.id) : []) if (task.application_id === applicationId) await settleTask(context.tx, task.id, 'skipped', context.at);
  await goOnWithFewer(context.tx, { realm: context.wait.realm, roundId: context.round.id, applicationId, reviews: scored, reason: reason.value, commandId: context.command.id, at: context.at });
  return accept({ applicationId, reviews: scored });
}

async function tooFew(context: StepContext): Promise<{ code: string; reviews: number }[]> {
  const reviews = await reviewsOf(context.tx, context.round.id);
  return (await acceptedApplications(context.tx, context.round.id))
    .map(({ id, code }) => ({ code, reviews: reviews.filter((review) => review.application_id === id && review.state === 'scored').length }))
    .filter((one) => one.reviews < least(context));
}

const least = (context: StepContext): number => {
  const stage: StageOf<'expertReview'> = plannedStage(context, 'expertReview');
  return leastReviews(wantedReviews(context.round.settings, stage), { perApplication: stage.perApplication, atLeast: stage.atLeast?.reviews });
};

function reviewsTooFew(context: StepContext, short: readonly { code: string; reviews: number }[]) {
  const { atLeast, scoring: rule } = plannedStage(context, 'expertReview');
  return {
    code: 'REVIEWS_TOO_FEW', field: 'applicationId', rule: atLeast?.clause ?? rule.clause,
    params: { least: least(context), applications: short.map(({ code, reviews }) => `${code}（${reviews}）`).join('、') },
  };
}
