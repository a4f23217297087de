/** The rows of a round as the assignment's input: who may read what, how well it fits, and what is fixed already. */
import type { StageOf } from '../../domain/programme/schema.js';
import { affinity, reaches, type ApplicationProfile, type ExpertProfile } from '../../domain/review/affinity.js';
import type { AssignmentInput } from '../../domain/review/matching.js';
import { wantedReviews } from '../../domain/review/least.js';
import { applicationProfile, expertProfile } from '../../domain/review/profiles.js';
import { fewerReviews } from '../../records/assignments.js';
import { acceptedApplications, type AcceptedApplication } from '../../records/applications.js';
import { conflictsOf, type Expert, panelOf, type Review, reviewsOf } from '../../records/reviews.js';
import { plannedStage, type StepContext } from '../context.js';
import { recordDetected } from './detecting.js';

export interface Matched {
  input: AssignmentInput;
  applications: AcceptedApplication[];
  experts: Expert[];
}

/** A review that counts: it is still to be written, or is there. */
export const counts = (review: Pick<Review, 'state'>): boolean => review.state === 'assigned' || review.state === 'scored';

/** What is assigned stays. Whoever has stepped back from an application, or was released, does not read it again. */
export async function readMatching(context: StepContext): Promise<Matched> {
  const stage = plannedStage(context, 'expertReview');
  const { tx, round } = context;
  const applications = await acceptedApplications(tx, round.id);
  const experts = await panelOf(tx, round.id, true);
  await recordDetected(context, applications, experts);
  const conflicts = await conflictsOf(tx, round.id);
  const reviews = await reviewsOf(tx, round.id);
  const fewer = await fewerReviews(tx, round.id);
  const applicationCode = new Map(applications.map((application) => [application.id, application.code]));
  const expertCode = new Map(experts.map((expert) => [expert.id, expert.code]));
  const barred = grouped([...conflicts, ...reviews.filter((review) => !counts(review))].flatMap((one): [string, string][] => {
    const [application, expert] = [applicationCode.get(one.application_id), expertCode.get(one.expert_id)];
    return application === undefined || expert === undefined ? [] : [[application, expert]];
  }));
  const profiles = new Map(applications.map((application) => [application.code, applicationProfile(stage, application)]));
  const experience = new Map(experts.map((expert) => [expert.code, expertProfile(expert)]));
  const groups = round.programme.disciplineGroups.map(({ key }) => key);
  const reach = stage.panels?.reach ?? 'own';
  return {
    applications, experts,
    input: {
      applications: applications.map((application) => ({ code: application.code, group: application.discipline_group, conflicts: barred.get(application.code) ?? [] })),
      experts: experts.map((expert) => ({ code: expert.code, groups: groups.filter((group) => reaches(reach, expertProfile(expert), group)), maxLoad: expert.max_load })),
      perApplication: wantedReviews(round.settings, stage),
      needs: new Map([...fewer].flatMap(([id, n]) => { const code = applicationCode.get(id); return code === undefined ? [] : [[code, n] as const]; })),
      fixed: reviews.filter(counts).flatMap((review) => {
        const application = applicationCode.get(review.application_id);
        // A fixed reader counts for the application even when he has left the panel since.
        return application === undefined ? [] : [{ application, expert: expertCode.get(review.expert_id) ?? review.expert_id }];
      }),
      affinity: (application, expert) => fitOf(stage, experience.get(expert), profiles.get(application)),
      // The seed is recorded with the round: the lot among equals can be repeated by anybody.
      seed: seedOf(context),
    },
  };
}

export const seedOf = ({ round }: Pick<StepContext, 'round'>): string => `${round.programme_key}/${round.year}`;

/** Without a rule everybody fits alike: then loads and the lot decide. */
function fitOf({ affinity: rule }: StageOf<'expertReview'>, expert: ExpertProfile | undefined, application: ApplicationProfile | undefined): number {
  return rule && expert && application ? affinity(rule, expert, application) : 0;
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
