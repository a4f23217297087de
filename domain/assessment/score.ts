/**
 * Capability assessment (000 §5.1): indicators in eleven dimensions, each worth some points, of which the figure gives a
 * part. Missing is not zero: it gets no points, but it is listed as missing and asked for.
 */
import { between, type Field, given, type Indicator, pointBandsOf, rangeOf } from './scale.js';

export type { Indicator } from './scale.js';

/** A finding of standard management that costs points. */
export interface Deduction {
  key: string;
  points: number;
}

/** What becomes of a figure that was not reported [C]: no points, or the others' points stand for it (reweighted). */
export type MissingTreatment = 'noPoints' | 'reweighted';

export interface ScoreLine {
  key: string;
  value: number | undefined;
  /** Percent of the indicator's points. */
  share: number;
  points: number;
  why: {
    code: 'BAND_REACHED' | 'BELOW_ALL_BANDS' | 'POINTS_REACHED' | 'BELOW_ALL_POINTS' | 'BETWEEN_WORST_AND_BEST' | 'INDICATOR_MISSING';
    params: Record<string, string | number>;
  };
}

export interface SocietyScore {
  /** Never below 0 [C]. */
  total: number;
  lines: ScoreLine[];
  /** Keys without a value. */
  missing: string[];
  /** Points taken off by findings. */
  deducted: number;
}

export interface ScoreOptions {
  /** For min–max over the field. */
  field?: Field;
  missing?: MissingTreatment | undefined;
}

/** [C] PRACTICE: percent of an indicator's points per band, best first. */
export const DEFAULT_BAND_SHARES: readonly number[] = [100, 80, 60, 30, 0];

/** Sums are exact; only min–max is rounded, to a hundred-thousandth of a point. */
export function scoreSociety(
  indicators: readonly Indicator[],
  deductions: readonly Deduction[],
  values: Readonly<Record<string, number | undefined>>,
  group: string,
  bandShares: readonly number[] = DEFAULT_BAND_SHARES,
  { field = {}, missing: treatment = 'noPoints' }: ScoreOptions = {},
): SocietyScore {
  const lines = indicators.map((indicator) => scoreLine(indicator, values[indicator.key], group, bandShares, field));
  const earned = lines.reduce((sum, line) => sum + exact(line.points), 0);
  const deducted = deductions.reduce((sum, deduction) => sum + exact(deduction.points), 0);
  const missing = lines.filter((line) => line.value === undefined).map((line) => line.key);
  const counted = treatment === 'reweighted' ? reweighted(earned, indicators, missing) : earned;
  return { total: Math.max(0, counted - deducted) / EXACT, lines, missing, deducted: deducted / EXACT };
}

/** As if the reported indicators were worth everything: earned × all points ÷ points of what was reported. */
function reweighted(earned: number, indicators: readonly Indicator[], missing: readonly string[]): number {
  const all = indicators.reduce((sum, { points }) => sum + exact(points), 0);
  const reported = indicators.reduce((sum, { key, points }) => sum + (missing.includes(key) ? 0 : exact(points)), 0);
  return reported === 0 ? 0 : Math.round((earned * all) / reported);
}

function scoreLine(indicator: Indicator, figure: number | undefined, group: string, bandShares: readonly number[], field: Field): ScoreLine {
  const { key } = indicator;
  const value = given(figure);
  if (value === undefined) return { key, value, share: 0, points: 0, why: { code: 'INDICATOR_MISSING', params: { indicator: key } } };
  switch (indicator.scale?.kind) {
    case 'points':
      return byPoints(indicator, value, group);
    case 'minMax':
      return byRange(indicator, value, group, field);
    default:
      return byShares(indicator, value, group, bandShares);
  }
}

function byShares(indicator: Indicator, value: number, group: string, bandShares: readonly number[]): ScoreLine {
  const { key } = indicator;
  const bands = indicator.bandsByGroup?.[group] ?? indicator.bands ?? [];
  const band = bands.findIndex((threshold) => reaches(indicator, value, threshold));
  const share = bandShares[band === -1 ? bands.length : band] ?? 0;
  const points = (Math.round(indicator.points * 1000) * share) / EXACT;
  const params = { indicator: key, value, share, threshold: bands[band === -1 ? bands.length - 1 : band] ?? 0 };
  return { key, value, share, points, why: { code: band === -1 ? 'BELOW_ALL_BANDS' : 'BAND_REACHED', params } };
}

function byPoints(indicator: Indicator, value: number, group: string): ScoreLine {
  const { key } = indicator;
  const bands = pointBandsOf(indicator, group);
  const band = bands.find(({ from }) => reaches(indicator, value, from));
  const points = band?.points ?? 0;
  const params = { indicator: key, value, points, threshold: (band ?? bands.at(-1))?.from ?? 0 };
  return { key, value, share: shareOf(points, indicator), points, why: { code: band ? 'POINTS_REACHED' : 'BELOW_ALL_POINTS', params } };
}

function byRange(indicator: Indicator, value: number, group: string, field: Field): ScoreLine {
  const { key } = indicator;
  const range = rangeOf(indicator, group, field) ?? { worst: value, best: value };
  const points = exact(indicator.points * between(value, range)) / EXACT;
  return { key, value, share: shareOf(points, indicator), points, why: { code: 'BETWEEN_WORST_AND_BEST', params: { indicator: key, value, points, ...range } } };
}

const reaches = ({ direction }: Indicator, value: number, threshold: number): boolean => (direction === 'higher' ? value >= threshold : value <= threshold);

/** For display: to two places. */
const shareOf = (points: number, indicator: Indicator): number => Math.round((points / indicator.points) * 10_000) / 100;

/** Thousandths of a point times whole percents: everything is a whole number of hundred-thousandths. */
const EXACT = 100_000;
const exact = (points: number): number => Math.round(points * EXACT);
