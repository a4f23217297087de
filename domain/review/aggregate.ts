/**
 * From the experts' totals to one result per application (000 §5.3 asks for expert review; the method is [C]). Experts who
 * score high or low throughout can be calibrated away; agreement and the firmness of the cut are reported beside it.
 */
import { rankSocieties } from '../assessment/rank.js';
import { calibrateExperts } from './calibrate.js';

export interface ExpertScore {
  application: string;
  expert: string;
  total: number;
}

/**
 * - `mean`: the average
 * - `trimmedMean`: without one highest and one lowest total (去掉一个最高分和一个最低分), from five experts on [C]
 * - `median`: the middle one
 * - `zNormalised`: each expert's totals brought to a common mean and spread, then averaged. Experts who saw one discipline
 *   group only are thereby compared inside it: a strong group loses its lead
 * - `leastSquares`: without what each expert gives more or less than others for the same applications (`calibrate.ts`);
 *   a strong group keeps its lead
 */
export type AggregationMethod = 'mean' | 'trimmedMean' | 'median' | 'zNormalised' | 'leastSquares';

export const METHODS: readonly AggregationMethod[] = ['mean', 'trimmedMean', 'median', 'zNormalised', 'leastSquares'];

export interface AggregatedScore {
  application: string;
  /** The plain average, and the rank by it. */
  raw: number;
  rawRank: number;
  /** What the method makes of it; the rank follows it. */
  calibrated: number;
  /** Number of experts. */
  n: number;
  /** Highest minus lowest total: a wide one is discussed. */
  spread: number;
  rank: number;
}

/** Best first; ties share a rank and stand by code. Each expert scores an application once. `ridge` is for least squares. */
export function aggregate(scores: readonly ExpertScore[], method: AggregationMethod, ridge?: number): AggregatedScore[] {
  const calibration = calibrationOf(scores, method, ridge);
  const rows = new Map([...groupBy(scores, (score) => score.application)].map(([application, own]) => {
    if (new Set(own.map((score) => score.expert)).size < own.length) throw new RangeError(`an expert scored ${application} twice`);
    const totals = own.map((score) => score.total);
    const calibrated = settle(calibration ? mean(own.map(calibration)) : summarise(totals, method));
    return [application, { raw: settle(mean(totals)), calibrated, n: own.length, spread: settle(Math.max(...totals) - Math.min(...totals)) }];
  }));
  const ranked = rankSocieties([...rows].map(([code, row]) => ({ code, total: row.calibrated })));
  const rawRanks = new Map(rankSocieties([...rows].map(([code, row]) => ({ code, total: row.raw }))).map(({ code, rank }) => [code, rank]));
  return ranked.flatMap(({ code, rank }) => {
    const row = rows.get(code);
    return row ? [{ application: code, ...row, rawRank: rawRanks.get(code) ?? rank, rank }] : [];
  });
}

/** What becomes of a single total before the average; undefined when totals are taken as they are. */
export function calibrationOf(scores: readonly ExpertScore[], method: AggregationMethod, ridge?: number): ((score: ExpertScore) => number) | undefined {
  if (method === 'zNormalised') return normalise(scores);
  if (method !== 'leastSquares') return undefined;
  const { bias } = calibrateExperts(scores, ridge);
  return ({ expert, total }) => total - (bias.get(expert) ?? 0);
}

function summarise(totals: readonly number[], method: AggregationMethod): number {
  const sorted = [...totals].sort((a, b) => a - b);
  if (method === 'trimmedMean' && sorted.length >= 5) return mean(sorted.slice(1, -1));
  if (method === 'median') return mean(sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1));
  return mean(sorted);
}

/**
 * Each total as a number of its expert's standard deviations from that expert's mean, put back on the scale of all totals.
 * An expert who gave one total, or the same to all, says nothing about differences: deviation 0.
 */
function normalise(scores: readonly ExpertScore[]): (score: ExpertScore) => number {
  const all = scores.map((score) => score.total);
  const scale = { mean: mean(all), deviation: deviation(all) };
  const experts = new Map([...groupBy(scores, (score) => score.expert)].map(([expert, own]) => {
    const totals = own.map((score) => score.total);
    return [expert, { mean: mean(totals), deviation: deviation(totals) }];
  }));
  return ({ expert, total }) => {
    const own = experts.get(expert);
    const z = own && own.deviation > 0 ? (total - own.mean) / own.deviation : 0;
    return scale.mean + z * scale.deviation;
  };
}

/** Summed in ascending order: the order of arrival leaves no trace. */
const mean = (values: readonly number[]): number => [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;

/** Of the population: these experts' totals are all there are. */
function deviation(values: readonly number[]): number {
  const average = mean(values);
  return settle(Math.sqrt(mean(values.map((value) => (value - average) ** 2))));
}

/** Results closer than a billionth of a point are the same: the rest is binary noise. */
const settle = (value: number): number => Math.round(value * 1e9) / 1e9;

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
