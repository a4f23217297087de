/**
 * From the experts' totals to one result per application (000 §5.3 asks for expert review; the method is [C]). Experts who
 * score high or low throughout can be calibrated away; agreement and the firmness of the cut are reported beside it.
 */
import { rankSocieties } from '../assessment/rank.js';

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
 */
export type AggregationMethod = 'mean' | 'trimmedMean' | 'median' | 'zNormalised';

export interface AggregatedScore {
  application: string;
  /** The plain average. */
  raw: number;
  /** What the method makes of it; the rank follows it. */
  calibrated: number;
  /** Number of experts. */
  n: number;
  /** Highest minus lowest total: a wide one is discussed. */
  spread: number;
  rank: number;
}

/** Best first; ties share a rank and stand by code. Each expert scores an application once. */
export function aggregate(scores: readonly ExpertScore[], method: AggregationMethod): AggregatedScore[] {
  const calibration = method === 'zNormalised' ? calibrate(scores) : undefined;
  const rows = new Map([...groupBy(scores, (score) => score.application)].map(([application, own]) => {
    if (new Set(own.map((score) => score.expert)).size < own.length) throw new RangeError(`an expert scored ${application} twice`);
    const totals = own.map((score) => score.total);
    const calibrated = settle(calibration ? mean(own.map(calibration)) : summarise(totals, method));
    return [application, { raw: settle(mean(totals)), calibrated, n: own.length, spread: settle(Math.max(...totals) - Math.min(...totals)) }];
  }));
  const ranked = rankSocieties([...rows].map(([code, row]) => ({ code, total: row.calibrated })));
  return ranked.flatMap(({ code, rank }) => {
    const row = rows.get(code);
    return row ? [{ application: code, ...row, rank }] : [];
  });
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
function calibrate(scores: readonly ExpertScore[]): (score: ExpertScore) => number {
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

/**
 * How far experts agree: Krippendorff's alpha for interval data. 1 is full agreement, 0 what chance would give, below 0
 * worse. Applications with fewer than two totals do not count; undefined when nothing can be compared or all totals are
 * the same. It is shown beside the ranking and decides nothing.
 * Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
 */
export function krippendorffAlpha(scores: readonly ExpertScore[]): number | undefined {
  const units = [...groupBy(scores, (score) => score.application).values()].map((own) => own.map((score) => score.total)).filter((totals) => totals.length >= 2);
  const values = units.flat();
  if (new Set(values).size < 2) return undefined;
  const observed = units.reduce((sum, totals) => sum + squaredDifferences(totals) / (totals.length - 1), 0);
  const expected = squaredDifferences(values) / (values.length - 1);
  return 1 - observed / expected;
}

/** Over all ordered pairs of values. */
function squaredDifferences(values: readonly number[]): number {
  const average = mean(values);
  return 2 * values.length * values.reduce((sum, value) => sum + (value - average) ** 2, 0);
}

export interface CutSensitivity {
  /** Applications whose rank is within the places; all of a tie that reaches into them. */
  inside: string[];
  /** For each expert whose absence would move the cut: who would come in, who would fall out. */
  withoutExpert: { expert: string; entering: string[]; leaving: string[] }[];
  /** The same for each other method. */
  withMethod: { method: AggregationMethod; entering: string[]; leaving: string[] }[];
  /** "换一位专家，3 家会改变去留": everyone who changes sides when any one expert is left out. */
  contested: string[];
}

/**
 * How firm the cut after so many places is. An expert's totals are left out one expert at a time, except where an
 * application would have none left [C].
 */
export function cutSensitivity(scores: readonly ExpertScore[], places: number, method: AggregationMethod): CutSensitivity {
  const insideOf = (some: readonly ExpertScore[], by: AggregationMethod) => aggregate(some, by).filter((row) => row.rank <= places).map((row) => row.application);
  const inside = insideOf(scores, method);
  const moved = (other: readonly string[]) => ({
    entering: other.filter((code) => !inside.includes(code)).sort(),
    leaving: inside.filter((code) => !other.includes(code)).sort(),
  });
  const moves = ({ entering, leaving }: { entering: string[]; leaving: string[] }) => entering.length + leaving.length > 0;

  const perApplication = groupBy(scores, (score) => score.application);
  const experts = [...new Set(scores.map((score) => score.expert))].sort();
  const without = (expert: string) => scores.filter((score) => score.expert !== expert || (perApplication.get(score.application)?.length ?? 0) < 2);
  const withoutExpert = experts.map((expert) => ({ expert, ...moved(insideOf(without(expert), method)) })).filter(moves);
  return {
    inside,
    withoutExpert,
    withMethod: METHODS.filter((other) => other !== method).map((other) => ({ method: other, ...moved(insideOf(scores, other)) })).filter(moves),
    contested: [...new Set(withoutExpert.flatMap(({ entering, leaving }) => [...entering, ...leaving]))].sort(),
  };
}

const METHODS: readonly AggregationMethod[] = ['mean', 'trimmedMean', 'median', 'zNormalised'];
