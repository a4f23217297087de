/** One expert's score, the final rank (000 §5.3, §2). A society learns its rank once the list is posted, never who its experts are. */
import { explainFinalRank, explainSheet } from '../../../../domain/explaining/review.js';
import type { Programme, StageOf } from '../../../../domain/programme/schema.js';
import type { ExpertScore } from '../../../../domain/review/aggregate.js';
import type { SheetEntry } from '../../../../domain/review/sheet.js';
import { say } from '../../../../domain/wording/catalogue.js';
import { scoredReviews, type StoredPlace, storedPlace, storedPlaces, storedReview } from '../../../../records/explaining.js';
import { listPublicity } from '../../../../records/publicity-list.js';
import { loadRound, type PlannedRound } from '../../../../records/rounds.js';
import type { KindOfExplanation, Question } from '../kind.js';

export const reviewScore: KindOfExplanation = {
  id: { review: 'uuid' },
  insiders: 'review.read',
  others: ['expert'],
  async explain({ tx, ids: [id = ''], who, insider }) {
    const review = await storedReview(tx, id);
    if (!review || (!insider && review.expert_id !== who.expertId)) return undefined;
    const round = await loadRound(tx, review.round_id);
    const stage = round && reviewStage(round.programme);
    if (!stage) return undefined;
    const entry = { scores: {}, reasons: {}, passFail: {}, ...review.entry } as SheetEntry;
    return {
      stored: review.total_thousandths === null ? null : review.total_thousandths / 1000, explanation: explainSheet(stage, entry, stage.clause, review.id), programmeVersionId: round.programme_version_id,
    };
  },
};

export const finalRank: KindOfExplanation = {
  id: { application: 'uuid' },
  insiders: 'review.read',
  others: ['society'],
  async explain(question) {
    const { whole, insider, locale } = question;
    const known = await placed(question);
    if (!known) return undefined;
    const { place, round, stage } = known;
    const reviews = await whole((tx) => scoredReviews(tx, round.id));
    // Ranked were those that have a place; who was failed on political direction has none (000 §3.1).
    const ranked = new Set((await whole((tx) => storedPlaces(tx, round.id))).map((row) => row.application_id));
    const scores: ExpertScore[] = reviews
      .filter((review) => ranked.has(review.application_id))
      .map((review) => ({ application: review.society_code, expert: review.expert_id, total: (review.total_thousandths ?? 0) / 1000 }));
    const own = reviews.filter((review) => review.application_id === place.application_id);
    const explanation = explainFinalRank(stage, {
      application: place.code, scores, method: stage.aggregation.method,
      nameOf: (expert, n) => (insider ? (own.find((review) => review.expert_id === expert)?.expert_code ?? expert) : say(locale, 'why.expert', { n })),
      ...(insider ? { reviewIdOf: (expert: string) => own.find((review) => review.expert_id === expert)?.id } : {}),
    });
    return explanation && { stored: place.rank, explanation, programmeVersionId: round.programme_version_id };
  },
};

/** The application's place; to its society only from the posting of the list on. */
export async function placed({ tx, ids: [id = ''], insider, whole }: Question): Promise<{ place: StoredPlace; round: PlannedRound; stage: StageOf<'expertReview'> } | undefined> {
  const place = await storedPlace(tx, id);
  const round = place && (await loadRound(tx, place.round_id));
  const stage = round && reviewStage(round.programme);
  if (!place || !round || !stage) return undefined;
  // The office's check of a list is a task that no society sees.
  const posted = insider || (await whole((all) => listPublicity(all, { roundId: round.id, all: false, limit: 1 }))).length > 0;
  return posted ? { place, round, stage } : undefined;
}

const reviewStage = (programme: Programme): StageOf<'expertReview'> | undefined =>
  programme.stages.find((stage): stage is StageOf<'expertReview'> => stage.type === 'expertReview');
