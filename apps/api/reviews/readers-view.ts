/** Who reads which application while experts score, and where readers are missing. */
import type { StageOf } from '../../../domain/programme/schema.js';
import { leastReviews, wantedReviews } from '../../../domain/review/least.js';
import { acceptedApplications } from '../../../records/applications.js';
import { fewerOnRecord } from '../../../records/assignments.js';
import type { Tx } from '../../../records/pool.js';
import { type ListedReview, listReviews } from '../../../records/review-list.js';
import { latestStage, loadRound } from '../../../records/rounds.js';
import { findStep } from '../../../records/steps.js';
import { toInstant } from '../contract/common.js';
import type { Readers } from '../contract/review-decisions.js';
import { found } from '../problem/refused.js';

/** More than any round has. */
const ALL = 100_000;

export async function readersView(tx: Tx, roundId: string): Promise<Readers> {
  const round = found(await loadRound(tx, roundId));
  const plan = found(round.programme.stages.find((one): one is StageOf<'expertReview'> => one.type === 'expertReview'));
  const stage = await latestStage(tx, roundId, 'expertReview');
  const step = stage && (await findStep(tx, stage.workflow_id, 'scoring'));
  const scoring = step === undefined ? 'notYet' : step.status === 'open' ? 'open' : 'over';
  const wanted = wantedReviews(round.settings, plan);
  const reviews = (await listReviews(tx, { roundId, limit: ALL })).rows;
  const fewer = new Map((await fewerOnRecord(tx, roundId)).map((row) => [row.application_id, row]));
  return {
    scoring, wanted, least: leastReviews(wanted, { perApplication: plan.perApplication, atLeast: plan.atLeast?.reviews }),
    items: (await acceptedApplications(tx, roundId)).map(({ id, society_id, code, society_name, discipline_group }) => {
      const own = reviews.filter((review) => review.application_id === id);
      const settled = fewer.get(id);
      const [scored, assigned] = [count(own, 'scored'), count(own, 'assigned')];
      return {
        applicationId: id, society: { id: society_id, code, name: society_name, disciplineGroup: discipline_group },
        readers: own.map(({ expert_id, expert_code, expert_name, state }) => ({ id: expert_id, code: expert_code, name: expert_name, state })), scored, assigned,
        short: scoring === 'open' ? Math.max(0, (settled?.goes_on_with ?? wanted) - scored - assigned) : 0,
        goesOnWith: settled === undefined ? null : { reviews: settled.goes_on_with, reason: settled.reason, at: toInstant(settled.decided_at) },
      };
    }),
  };
}

const count = (reviews: readonly ListedReview[], state: ListedReview['state']): number => reviews.filter((one) => one.state === state).length;
