/** How far experts agree. Shown beside the ranking; it decides nothing. */
import type { ExpertScore } from './aggregate.js';

/**
 * Krippendorff's alpha for interval data: 1 is full agreement, 0 what chance would give, below 0 worse. Applications with
 * fewer than two totals do not count; undefined when nothing can be compared or all totals are the same.
 * Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), whose example data the tests repeat.
 */
export function krippendorffAlpha(scores: readonly ExpertScore[]): number | undefined {
  const perUnit = new Map<string, number[]>();
  for (const { application, total } of scores) perUnit.set(application, [...(perUnit.get(application) ?? []), total]);
  const units = [...perUnit.values()].filter((totals) => totals.length >= 2);
  const values = units.flat();
  if (new Set(values).size < 2) return undefined;
  const observed = units.reduce((sum, totals) => sum + squaredDifferences(totals) / (totals.length - 1), 0);
  const expected = squaredDifferences(values) / (values.length - 1);
  return 1 - observed / expected;
}

/** Over all ordered pairs of values; summed in ascending order, so that the order of arrival leaves no trace. */
function squaredDifferences(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const average = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return 2 * sorted.length * sorted.reduce((sum, value) => sum + (value - average) ** 2, 0);
}
