/** Why an expert reads an application (000 §5.3: by discipline): how well they fit, and the proof of the whole. */
import type { StageOf } from '../../../../domain/programme/schema.js';
import { applicationProfile, expertProfile } from '../../../../domain/review/profiles.js';
import { explainAssignment } from '../../../../domain/review/explain.js';
import { affinity } from '../../../../domain/review/affinity.js';
import { findApplication } from '../../../../records/applications.js';
import { assignmentRuns } from '../../../../records/assignments.js';
import { findExpert } from '../../../../records/experts.js';
import { storedReview } from '../../../../records/explaining.js';
import { loadRound } from '../../../../records/rounds.js';
import { findSociety } from '../../../../records/societies.js';
import type { KindOfExplanation } from '../kind.js';

export const assignment: KindOfExplanation = {
  id: { review: 'uuid' },
  insiders: 'review.read',
  others: [],
  async explain({ tx, ids: [id = ''] }) {
    const review = await storedReview(tx, id);
    const round = review && (await loadRound(tx, review.round_id));
    const stage = round?.programme.stages.find((one): one is StageOf<'expertReview'> => one.type === 'expertReview');
    const expert = review && (await findExpert(tx, review.expert_id));
    const application = review && (await findApplication(tx, review.application_id));
    const society = application && (await findSociety(tx, application.society_id));
    const runs = review ? await assignmentRuns(tx, review.round_id) : [];
    const whole = runs.find(({ kind }) => kind === 'whole');
    if (!round || !stage || !expert || !application || !society || !whole) return undefined;
    const rule = stage.affinity ?? { group: 1, subDisciplines: 0, keywords: 0, clause: stage.clause };
    const pair = { expert: expertProfile(expert), application: applicationProfile(stage, { discipline_group: society.discipline_group, content: application.content }) };
    const load = runs.at(-1)?.loads.find((one) => one.expert === expert.code)?.load ?? 0;
    return {
      stored: affinity(rule, pair.expert, pair.application), programmeVersionId: round.programme_version_id,
      explanation: explainAssignment(pair, rule, { affinity: whole.affinity, bound: whole.bound, unevenness: whole.unevenness, seed: whole.seed, load, maxLoad: expert.max_load }),
    };
  },
};
