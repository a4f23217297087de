/** Why an expert's sheet sums to its total, and why an application stands where it stands (000 §5.3; the method is [C]). */
import type { ExpertReview } from '../programme/stages/expert-review.js';
import type { Explanation } from '../explanation.js';
import { type AggregationMethod, aggregate, type ExpertScore } from '../review/aggregate.js';
import { explainReviewScore } from '../review/explain.js';
import type { SheetEntry } from '../review/sheet.js';
import { from, input, node, rankOf } from './node.js';

export function explainSheet({ sheet }: Pick<ExpertReview, 'sheet'>, entry: SheetEntry, clause: Explanation['clause'], reviewId: string): Explanation {
  const parts = sheet.criteria.map((criterion) => {
    const reason = entry.reasons[criterion.key];
    return node(criterion.key, entry.scores[criterion.key] ?? 0, criterion.clause, ['why.formula.criterion', { most: criterion.points }], [
      input('score', entry.scores[criterion.key] ?? null, from('review', reviewId)), ...(reason === undefined || reason === '' ? [] : [input('reason', reason, from('review', reviewId))]),
    ]);
  });
  const answers = sheet.passFail.map((question) => input(question.key, entry.passFail[question.key] ?? null, from('review', reviewId)));
  const total = sheet.criteria.reduce((sum, { key }) => sum + Math.round((entry.scores[key] ?? 0) * 1000), 0) / 1000;
  return node('reviewScore', total, clause, ['why.formula.sheet', { criteria: parts.length }], answers, parts);
}

export interface RankCase {
  application: string;
  /** All totals of the round that count; the experts by code, or by number where their names are not for the reader. */
  scores: readonly ExpertScore[];
  method: AggregationMethod;
  /** Told to the reader as an expert's name: who an expert is, a society does not learn. */
  nameOf: (expert: string, n: number) => string;
  reviewIdOf?: (expert: string) => string | undefined;
}

/** The final rank: the score that the method makes of the experts' totals, and how many have a better one. */
export function explainFinalRank(plan: Pick<ExpertReview, 'aggregation' | 'clause'>, { application, scores, method, nameOf, reviewIdOf }: RankCase): Explanation | undefined {
  const rule = { ...plan.aggregation, method };
  const rows = aggregate(scores, method, rule.ridge);
  const own = rows.find((row) => row.application === application);
  if (!own) return undefined;
  const rank = rankOf('finalRank', own.calibrated, rows.filter((row) => row !== own).map((row) => row.calibrated), plan.clause);
  const score = explainReviewScore(application, scores, rule, { nameOf, ...(reviewIdOf ? { reviewIdOf } : {}) });
  return { ...rank, parts: score ? [score] : [] };
}
