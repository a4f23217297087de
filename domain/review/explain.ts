/** Why an application has its score and its rank, and why an expert reads it: each computation again, in words and inputs. */
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';
import { type AffinityWeights, affinity, affinityParts, type ApplicationProfile, type ExpertProfile } from './affinity.js';
import { aggregate, type AggregationMethod, calibrationOf, type ExpertScore } from './aggregate.js';
import { type ScoreSheet, type SheetEntry, sheetTotal } from './sheet.js';

interface Method {
  method: AggregationMethod;
  ridge?: number;
  clause: Clause;
}

/** A score on one sheet: the sum of its criteria. `reviewId` is the sheet's record. */
export function explainSheet(sheet: ScoreSheet, entry: SheetEntry, reviewId: string, clause: Clause): Explanation {
  return {
    what: 'sheetTotal', result: sheetTotal(sheet, entry), clause,
    formula: { code: 'formula.sheetTotal', params: { criteria: sheet.criteria.length, most: sheet.criteria.reduce((sum, { points }) => sum + points, 0) } },
    inputs: sheet.criteria.map(({ key }) => ({ name: key, value: entry.scores[key] ?? null, unit: 'points', source: { kind: 'review', id: reviewId } })),
    parts: [],
  };
}

/** The score of one application from its experts' totals. Undefined when it has none. `reviewOf` names a sheet's record. */
export function explainReviewScore(
  application: string, scores: readonly ExpertScore[], { method, ridge, clause }: Method, reviewOf: (expert: string) => string = (expert) => expert,
): Explanation | undefined {
  const row = aggregate(scores, method, ridge).find((one) => one.application === application);
  if (!row) return undefined;
  const own = scores.filter((score) => score.application === application).sort((a, b) => a.total - b.total || (a.expert < b.expert ? -1 : 1));
  const calibrated = calibrationOf(scores, method, ridge);
  const left = method === 'trimmedMean' && own.length >= 5 ? [own[0], own.at(-1)] : [];
  return {
    what: 'reviewScore', result: row.calibrated, clause,
    formula: { code: `formula.${method}`, params: { n: row.n, raw: row.raw, spread: row.spread, ...(ridge === undefined ? {} : { ridge }) } },
    inputs: own.map((score): ExplainedInput => ({ name: score.expert, value: score.total, unit: 'points', source: { kind: 'review', id: reviewOf(score.expert) } })),
    parts: own.map((score) => ({
      what: 'expertTotal', result: left.includes(score) ? null : (calibrated?.(score) ?? score.total), clause,
      formula: { code: left.includes(score) ? 'formula.leftOut' : calibrated ? 'formula.withoutBias' : 'formula.asGiven', params: { total: score.total, ...(calibrated ? { shift: settle(calibrated(score) - score.total) } : {}) } },
      inputs: [{ name: score.expert, value: score.total, unit: 'points', source: { kind: 'review', id: reviewOf(score.expert) } }],
      parts: [],
    })),
  };
}

/** The rank: how many score more, and who stands next to it. */
export function explainFinalRank(
  application: string, scores: readonly ExpertScore[], rule: Method, tier: string | null = null, reviewOf?: (expert: string) => string,
): Explanation | undefined {
  const rows = aggregate(scores, rule.method, rule.ridge);
  const row = rows.find((one) => one.application === application);
  const score = explainReviewScore(application, scores, rule, reviewOf);
  if (!row || !score) return undefined;
  const better = rows.filter((one) => one.calibrated > row.calibrated);
  const equal = rows.filter((one) => one.calibrated === row.calibrated && one.application !== application);
  const above = better.at(-1);
  const below = rows.find((one) => one.calibrated < row.calibrated);
  const neighbour = (name: string, one: typeof above): ExplainedInput[] => (one ? [{ name, value: settle(Math.abs(one.calibrated - row.calibrated)), unit: 'points' }] : []);
  return {
    what: 'finalRank', result: row.rank, clause: rule.clause,
    formula: { code: 'formula.rank', params: { better: better.length, equal: equal.length, of: rows.length, rawRank: row.rawRank } },
    inputs: [{ name: 'score', value: row.calibrated, unit: 'points' }, { name: 'tier', value: tier }, ...neighbour('toNextAbove', above), ...neighbour('toNextBelow', below)],
    parts: [score],
  };
}

/** Why this expert reads this application: how well they fit, and that the whole is proven best. */
export function explainAssignment(
  pair: { expert: ExpertProfile; application: ApplicationProfile }, rule: AffinityWeights & { clause: Clause },
  whole: { affinity: number; bound: number; unevenness: number; seed: string; load: number; maxLoad: number },
): Explanation {
  const parts = affinityParts(pair.expert, pair.application);
  return {
    what: 'assignment', result: affinity(rule, pair.expert, pair.application), clause: rule.clause,
    formula: { code: 'formula.affinity', params: { group: rule.group, subDisciplines: rule.subDisciplines, keywords: rule.keywords } },
    inputs: [
      { name: 'group', value: parts.group }, { name: 'subDisciplines', value: parts.subDisciplines }, { name: 'keywords', value: parts.keywords },
      { name: 'load', value: whole.load, unit: 'applications' }, { name: 'maxLoad', value: whole.maxLoad, unit: 'applications' },
    ],
    parts: [{
      what: 'assignmentOptimum', result: whole.affinity === whole.bound, clause: rule.clause,
      formula: { code: 'formula.optimum', params: { affinity: whole.affinity, bound: whole.bound, unevenness: whole.unevenness, seed: whole.seed } }, inputs: [], parts: [],
    }],
  };
}

const settle = (value: number): number => Math.round(value * 1e9) / 1e9;
