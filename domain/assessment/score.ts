/**
 * Capability assessment (000 §5.1): indicators in eleven dimensions, each worth some points, of which a band of the value
 * gives a share. Missing is not zero: it gets no points, but it is listed as missing. Nothing is rounded.
 */

export interface Indicator {
  key: string;
  dimension: string;
  /** Full points; at most three decimals. */
  points: number;
  unit: string | { zh: string; en: string };
  /** Is more better, or less? */
  direction: 'higher' | 'lower';
  /** Best first: reaching the first gives 100 % of the points, then 80, 60, 30; below the last 0. */
  bands: readonly number[];
  /** Other thresholds for a discipline group, by its key. */
  bandsByGroup?: Record<string, readonly number[]>;
}

/** A finding of standard management that costs points. */
export interface Deduction {
  key: string;
  points: number;
}

export interface ScoreLine {
  key: string;
  value: number | undefined;
  /** Percent of the indicator's points. */
  share: number;
  points: number;
  why: { code: 'BAND_REACHED' | 'BELOW_ALL_BANDS' | 'INDICATOR_MISSING'; params: Record<string, string | number> };
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

/** [C] PRACTICE: percent of an indicator's points per band, best first. */
export const DEFAULT_BAND_SHARES: readonly number[] = [100, 80, 60, 30, 0];

export function scoreSociety(
  indicators: readonly Indicator[],
  deductions: readonly Deduction[],
  values: Readonly<Record<string, number | undefined>>,
  group: string,
  bandShares: readonly number[] = DEFAULT_BAND_SHARES,
): SocietyScore {
  const lines = indicators.map((indicator) => scoreLine(indicator, values[indicator.key], group, bandShares));
  const earned = lines.reduce((sum, line) => sum + exact(line.points), 0);
  const deducted = deductions.reduce((sum, deduction) => sum + exact(deduction.points), 0);
  return {
    total: Math.max(0, earned - deducted) / EXACT,
    lines,
    missing: lines.filter((line) => line.value === undefined).map((line) => line.key),
    deducted: deducted / EXACT,
  };
}

function scoreLine(indicator: Indicator, given: number | undefined, group: string, bandShares: readonly number[]): ScoreLine {
  const { key } = indicator;
  const value = given !== undefined && Number.isFinite(given) ? given : undefined;
  if (value === undefined) return { key, value, share: 0, points: 0, why: { code: 'INDICATOR_MISSING', params: { indicator: key } } };

  const bands = indicator.bandsByGroup?.[group] ?? indicator.bands;
  const reaches = (threshold: number) => (indicator.direction === 'higher' ? value >= threshold : value <= threshold);
  const band = bands.findIndex(reaches);
  const share = bandShares[band === -1 ? bands.length : band] ?? 0;
  const points = (Math.round(indicator.points * 1000) * share) / EXACT;
  const params = { indicator: key, value, share, threshold: bands[band === -1 ? bands.length - 1 : band] ?? 0 };
  return { key, value, share, points, why: { code: band === -1 ? 'BELOW_ALL_BANDS' : 'BAND_REACHED', params } };
}

/** Thousandths of a point times whole percents: everything is a whole number of hundred-thousandths. */
const EXACT = 100_000;
const exact = (points: number): number => Math.round(points * EXACT);
