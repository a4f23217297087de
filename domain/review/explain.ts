/** Why an application has its score, and why an expert reads it: each computation again, in words and inputs. */
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';
import { type AffinityWeights, affinity, affinityParts, type ApplicationProfile, type ExpertProfile } from './affinity.js';
import { aggregate, type AggregationMethod, calibrationOf, type ExpertScore } from './aggregate.js';

export interface ScoreRule {
  method: AggregationMethod;
  ridge?: number;
  clause: Clause;
}

/** How experts are named to whoever asks, and the record of their sheets where it may be told. */
export interface Telling {
  nameOf(expert: string, n: number): string;
  reviewIdOf?: (expert: string) => string | undefined;
}

/**
 * The score of one application from its experts' totals, and what becomes of each total: counted as it is, calibrated, or
 * left out. Highest first, so that the order betrays nobody. Undefined when it has none.
 */
export function explainReviewScore(application: string, scores: readonly ExpertScore[], { method, ridge, clause }: ScoreRule, telling: Telling): Explanation | undefined {
  const row = aggregate(scores, method, ridge).find((one) => one.application === application);
  if (!row) return undefined;
  const own = scores.filter((score) => score.application === application).sort((a, b) => b.total - a.total || (a.expert < b.expert ? -1 : 1));
  const calibrated = calibrationOf(scores, method, ridge);
  const left = method === 'trimmedMean' && own.length >= 5 ? [own[0], own.at(-1)] : [];
  const inputs = own.map(({ expert, total }, n): ExplainedInput => {
    const id = telling.reviewIdOf?.(expert);
    return { name: telling.nameOf(expert, n + 1), value: total, ...(id === undefined ? {} : { source: { kind: 'review', id } }) };
  });
  return {
    what: 'aggregatedScore', result: row.calibrated, clause,
    formula: { code: `why.formula.${method}`, params: { experts: row.n, counted: own.length - left.length, raw: row.raw, spread: row.spread } },
    inputs,
    parts: own.flatMap((score, n): Explanation[] => {
      const [input] = inputs.slice(n, n + 1);
      const formula = left.includes(score) ? 'leftOut' : calibrated ? 'withoutBias' : 'asGiven';
      const shift = calibrated ? settle(calibrated(score) - score.total) : 0;
      return input ? [{
        what: 'expertTotal', result: left.includes(score) ? null : settle(score.total + shift), clause,
        formula: { code: `why.formula.${formula}`, params: { total: score.total, shift } }, inputs: [input], parts: [],
      }] : [];
    }),
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
    formula: { code: 'why.formula.affinity', params: { group: rule.group, subDisciplines: rule.subDisciplines, keywords: rule.keywords } },
    inputs: [
      { name: 'group', value: parts.group }, { name: 'subDisciplines', value: parts.subDisciplines }, { name: 'keywords', value: parts.keywords },
      { name: 'load', value: whole.load }, { name: 'maxLoad', value: whole.maxLoad },
    ],
    parts: [{
      what: 'assignmentOptimum', result: whole.affinity === whole.bound, clause: rule.clause,
      formula: { code: 'why.formula.optimum', params: { affinity: whole.affinity, bound: whole.bound, unevenness: whole.unevenness, seed: whole.seed } }, inputs: [], parts: [],
    }],
  };
}

const settle = (value: number): number => Math.round(value * 1e9) / 1e9;
