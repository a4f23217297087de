/** Who reviews what: conflicts are hard, loads balanced, groups kept; and the order of defence by lot. */
import { dayOf } from '../../domain/calendar/beijing.js';
import { assignExperts } from '../../domain/review/assign.js';
import { CONFLICT_YEARS, detectConflicts } from '../../domain/review/conflicts.js';
import { stableHash } from '../../domain/hash.js';
import { reviewDates } from '../../domain/programme/dates.js';
import { accept, type Result } from '../../domain/refusal.js';
import { acceptedApplications, type AcceptedApplication } from '../../records/applications.js';
import {
  addConflicts, addReviews, conflictsOf, type Expert, panelOf, reviewsOf, saveDefenceSlots,
} from '../../records/reviews.js';
import { plannedStage, type StepContext } from '../context.js';

/** The seed is recorded with the round: the draw can be repeated by anybody. */
export async function assign(context: StepContext): Promise<Result<{ reviews: number }>> {
  const stage = plannedStage(context, 'expertReview');
  const applications = await acceptedApplications(context.tx, context.round.id);
  const experts = await panelOf(context.tx, context.round.id, true);
  await addConflicts(context.tx, context.wait.realm, context.round.id, 'detected', detected(context, applications, experts));
  const conflicts = await conflictsOf(context.tx, context.round.id);
  const expertCodes = new Map(experts.map((expert) => [expert.id, expert.code]));
  const seed = `${context.round.programme_key}/${context.round.year}`;
  const found = assignExperts({
    applications: applications.map((application) => ({
      code: application.code,
      group: application.discipline_group,
      conflicts: conflicts.filter((one) => one.application_id === application.id).flatMap((one) => expertCodes.get(one.expert_id) ?? []),
    })),
    experts: experts.map((expert) => ({ code: expert.code, group: expert.discipline_group, maxLoad: expert.max_load })),
    perApplication: context.round.settings.expertsPerApplication ?? stage.perApplication,
    seed,
  });
  if (!found.ok) return found;
  const applicationIds = new Map(applications.map((application) => [application.code, application.id]));
  const expertIds = new Map(experts.map((expert) => [expert.code, expert.id]));
  const pairs = found.value.assignments.flatMap((row) =>
    row.experts.map((expert) => ({ applicationId: applicationIds.get(row.application) ?? '', expertId: expertIds.get(expert) ?? '' })));
  await addReviews(context.tx, context.wait.realm, context.round.id, pairs);
  await drawDefenceOrder(context, applications, seed);
  return accept({ reviews: pairs.length });
}

/** The free expert of the same group with the fewest reviews, by code among equals; null when there is none. */
export async function substitute(context: StepContext, applicationId: string, recused: { expertId: string; reason: string }): Promise<Expert | null> {
  await addConflicts(context.tx, context.wait.realm, context.round.id, 'declared', [{ expertId: recused.expertId, applicationId, reason: recused.reason }]);
  const applications = await acceptedApplications(context.tx, context.round.id);
  const group = applications.find((application) => application.id === applicationId)?.discipline_group;
  const reviews = await reviewsOf(context.tx, context.round.id);
  const conflicts = new Set((await conflictsOf(context.tx, context.round.id)).filter((one) => one.application_id === applicationId).map((one) => one.expert_id));
  const busy = (expert: Expert) => reviews.filter((review) => review.expert_id === expert.id && review.state !== 'recused').length;
  const free = (await panelOf(context.tx, context.round.id, true))
    .filter((expert) => expert.discipline_group === group && !conflicts.has(expert.id) && busy(expert) < expert.max_load)
    .filter((expert) => !reviews.some((review) => review.expert_id === expert.id && review.application_id === applicationId))
    .sort((a, b) => busy(a) - busy(b) || (a.code < b.code ? -1 : 1));
  const [next] = free;
  if (!next) return null;
  await addReviews(context.tx, context.wait.realm, context.round.id, [{ applicationId, expertId: next.id }]);
  return next;
}

/** Detected, not declared: the expert is named in the application, or works for the applicant. */
function detected(context: StepContext, applications: AcceptedApplication[], experts: Expert[]): { expertId: string; applicationId: string; reason: string }[] {
  const applicationIds = new Map(applications.map((application) => [application.code, application.id]));
  const expertIds = new Map(experts.map((expert) => [expert.code, expert.id]));
  const conflicts = detectConflicts(
    experts.map((expert) => ({ code: expert.code, person: expert.name, employers: expert.employer === '' ? [] : [expert.employer], offices: [], jointProjects: [], declared: [] })),
    applications.map((application) => ({
      code: application.code, society: application.code, employers: [application.society_name],
      people: Object.values(application.content).filter((value): value is string => typeof value === 'string' && value.length <= NAME_LENGTH),
    })),
    { asOf: dayOf(context.at), years: CONFLICT_YEARS },
  );
  return conflicts.map((one) => ({ applicationId: applicationIds.get(one.application) ?? '', expertId: expertIds.get(one.expert) ?? '', reason: one.kinds.join(' ') }));
}

/** A short answer of the form may be a person's name; a longer text is none. */
const NAME_LENGTH = 20;

/** Order by lot within each group: by a hash of seed and code, so that nobody chooses it. */
async function drawDefenceOrder(context: StepContext, applications: AcceptedApplication[], seed: string): Promise<void> {
  const stage = plannedStage(context, 'expertReview');
  const dates = reviewDates(context.round.programme, context.round.settings, stage);
  if (!dates.ok) return;
  const minutes = stage.defence.presentationMinutes + stage.defence.questionMinutes;
  const groups = new Map<string, AcceptedApplication[]>();
  for (const application of applications) groups.set(application.discipline_group, [...(groups.get(application.discipline_group) ?? []), application]);
  const slots = [...groups].flatMap(([panel, members]) => {
    const drawn = [...members].sort((a, b) => stableHash(`${seed}/${a.code}`) - stableHash(`${seed}/${b.code}`) || (a.code < b.code ? -1 : 1));
    // Counted back from the last moment, so that the last defence ends in time.
    return drawn.map((application, index) => ({
      applicationId: application.id, panel, position: index + 1, minutes,
      startsAt: dates.value.defenceMs - (drawn.length - index) * minutes * 60_000,
    }));
  });
  await saveDefenceSlots(context.tx, context.wait.realm, context.round.id, slots);
}
