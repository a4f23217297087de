/** An application decided wrongly: its case again, as the next attempt, with gates of its own; or its eligibility given back. */
import { accept, refuse, type Result } from '../../domain/refusal.js';
import { type Application, type ApplicationStatus, caseIdOf, findApplication, reopenApplication, setApplicationStatus } from '../../records/applications.js';
import type { Command } from '../../records/commands.js';
import { placementsOf, reviewsOf } from '../../records/reviews.js';
import { latestStage } from '../../records/rounds.js';
import { carryStep, stepsOf } from '../../records/steps.js';
import { createWait, ring } from '../../records/waits.js';
import type { CommandContext } from '../context.js';
import { writeToSociety } from '../mailing.js';
import type { Correction } from './correction.js';
import { reopenFrom } from './reopening.js';

export const reopenCase: Correction = async (context, wrong, _body, reason) => {
  const application = await applicationOf(context, wrong);
  if (!application) return refuse({ code: 'NOT_FOUND', field: 'commandId' });
  if (application.status !== 'accepted' && application.status !== 'notAccepted') return refuse({ code: 'ALREADY_DECIDED', params: { status: application.status } });
  if (caseIdOf(application) !== wrong.workflow_id) return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  const reviews = await reviewsOf(context.tx, context.round.id);
  if (reviews.length > 0) return refuse({ code: 'LATER_FACTS', params: { what: 'score', count: reviews.length } });
  return again(context, application, ['accepted', 'notAccepted'], reason);
};

/** Where it stood before it was cancelled; whoever was ranked without it is ranked again. */
export const restoreEligibility: Correction = async (context, wrong, _body, reason) => {
  const application = await applicationOf(context, wrong);
  if (application?.status !== 'cancelled') return refuse({ code: 'ALREADY_DECIDED', params: { status: application?.status ?? '' } });
  const before = (wrong.before?.application as { status?: string } | undefined)?.status;
  await writeToSociety(context, application.society_id, 'eligibilityRestored', wrong.id, { reason });
  if (before !== 'accepted') return again(context, application, ['cancelled'], reason);
  const reviews = await reviewsOf(context.tx, context.round.id);
  const own = reviews.filter((review) => review.application_id === application.id);
  if (reviews.length > 0 && own.length === 0) return refuse({ code: 'LATER_FACTS', params: { what: 'score', count: reviews.length } });
  await setApplicationStatus(context.tx, application.id, ['cancelled'], 'accepted', context.at, { ...application.decision, restored: true });
  const review = await latestStage(context.tx, context.round.id, 'expertReview');
  const ranked = review?.status === 'done' && (await placementsOf(context.tx, context.round.id)).length > 0;
  if (!ranked || review === undefined) return accept({ applicationId: application.id, status: 'accepted' });
  const reopened = await reopenFrom(context, review.key, { from: 'ranking' }, reason);
  return reopened.ok ? accept({ applicationId: application.id, status: 'accepted', ...reopened.value }) : reopened;
};

/** What was asked for and handed in before still holds: a supplement is asked for once. */
async function again(context: CommandContext, application: Application, from: ApplicationStatus[], reason: string): Promise<Result<Record<string, unknown>>> {
  const { tx, round, wait, at } = context;
  const before = caseIdOf(application);
  if (!(await reopenApplication(tx, application.id, from))) return refuse({ code: 'ALREADY_DECIDED', params: { status: application.status } });
  const next = caseIdOf(application, application.attempt + 1);
  await createWait(tx, wait.realm, next, 'applicationCase', { roundId: round.id, applicationId: application.id, societyId: application.society_id, stage: 'application' });
  const steps = await stepsOf(tx, before);
  if (steps.some((step) => step.key === 'correction' && step.status !== 'open')) {
    for (const step of steps.filter((one) => one.key !== 'secondCheck')) await carryStep(tx, step, next, wait.realm, at);
  }
  await writeToSociety(context, application.society_id, 'caseReopened', `${application.id}/${application.attempt + 1}`, { reason });
  context.wake.add(next);
  const stage = await latestStage(tx, round.id, 'applicationWindow');
  if (stage?.status === 'open') {
    await ring(tx, stage.workflow_id);
    context.wake.add(stage.workflow_id);
    return accept({ applicationId: application.id, status: 'submitted', attempt: application.attempt + 1 });
  }
  const reopened = stage ? await reopenFrom(context, stage.key, { from: 'checks' }, reason) : refuse({ code: 'STAGE_NOT_OPEN' });
  return reopened.ok ? accept({ applicationId: application.id, status: 'submitted', attempt: application.attempt + 1, ...reopened.value }) : reopened;
}

function applicationOf(context: CommandContext, wrong: Command): Promise<Application | undefined> {
  const id = (wrong.before?.application as { id?: string } | undefined)?.id ?? '';
  return id === '' ? Promise.resolve(undefined) : findApplication(context.tx, id);
}
