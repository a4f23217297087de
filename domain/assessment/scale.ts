/**
 * How a figure becomes points: by shares of the indicator's points (the programme's bands), by points of its own for each
 * band ("600 members = 3 points, 200 = 2, 50 = 1"), or linearly between a worst and a best value (min–max).
 */

/** Best first: reaching `from` gives these points; short of the last there are none. */
export interface PointBand {
  from: number;
  points: number;
}

/** At `worst` or beyond there are no points, at `best` or beyond all of them. */
export interface ScaleRange {
  worst: number;
  best: number;
}

export type Scale =
  | { kind: 'points'; bands: readonly PointBand[]; byGroup?: Readonly<Record<string, readonly PointBand[]>> | undefined }
  /** Without a range the field decides: the worst and the best figure that were handed in. */
  | { kind: 'minMax'; range?: ScaleRange | undefined; byGroup?: Readonly<Record<string, ScaleRange>> | undefined };

export interface Indicator {
  key: string;
  dimension: string;
  /** Full points; at most three decimals. */
  points: number;
  unit: string | { zh: string; en: string };
  /** Is more better, or less? */
  direction: 'higher' | 'lower';
  /** Of share bands, best first: reaching the first gives 100 % of the points, then 80, 60, 30; below the last 0. */
  bands?: readonly number[] | undefined;
  /** Other thresholds for a discipline group, by its key. */
  bandsByGroup?: Readonly<Record<string, readonly number[]>> | undefined;
  scale?: Scale | undefined;
}

/** The figures that were handed in, by indicator: what min–max over the field counts from. */
export type Field = Readonly<Record<string, ScaleRange>>;

export function fieldOf(indicators: readonly Indicator[], figures: readonly Readonly<Record<string, number | undefined>>[]): Field {
  const field: Record<string, ScaleRange> = {};
  for (const { key, direction, scale } of indicators) {
    if (scale?.kind !== 'minMax') continue;
    const values = figures.flatMap((one) => given(one[key]) ?? []);
    const [min, max] = [Math.min(...values), Math.max(...values)];
    if (values.length > 0) field[key] = direction === 'higher' ? { worst: min, best: max } : { worst: max, best: min };
  }
  return field;
}

/** A figure that is there; what is no number was not handed in. */
export const given = (value: number | undefined): number | undefined => (value !== undefined && Number.isFinite(value) ? value : undefined);

/** The range of a min–max indicator for a society of that group; undefined when the field is empty. */
export function rangeOf({ key, scale }: Indicator, group: string, field: Field): ScaleRange | undefined {
  return scale?.kind === 'minMax' ? (scale.byGroup?.[group] ?? scale.range ?? field[key]) : undefined;
}

/** The bands of points for a society of that group. */
export const pointBandsOf = ({ scale }: Indicator, group: string): readonly PointBand[] =>
  scale?.kind === 'points' ? (scale.byGroup?.[group] ?? scale.bands) : [];

/** Share of the way from worst to best, 0 … 1. Where all are equal [C] all have the best. */
export function between(value: number, { worst, best }: ScaleRange): number {
  if (best === worst) return best === value ? 1 : (value - worst) * (best >= worst ? 1 : -1) > 0 ? 1 : 0;
  return Math.min(1, Math.max(0, (value - worst) / (best - worst)));
}

/** Four values of the scale, best first: for whoever makes up figures, or draws the scale. */
export function landmarks(indicator: Indicator, group: string): readonly number[] {
  const { scale, bands = [], bandsByGroup } = indicator;
  if (scale === undefined) return bandsByGroup?.[group] ?? bands;
  if (scale.kind === 'points') return pointBandsOf(indicator, group).map((band) => band.from);
  const { worst, best } = rangeOf(indicator, group, {}) ?? (indicator.direction === 'higher' ? { worst: 0, best: 100 } : { worst: 100, best: 0 });
  return [1, 0.75, 0.5, 0.25].map((share) => worst + (best - worst) * share);
}
