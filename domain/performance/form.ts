/** The yearly performance table of fiscal projects (PRACTICE): what is measured, and how 100 points are spread. */
import type { Clause, Refusal } from '../refusal.js';

export const outputSections = ['quantity', 'quality', 'timeliness', 'cost'] as const;
export const benefitSections = ['economic', 'social', 'sustained', 'ecological'] as const;
export type Section = (typeof outputSections)[number] | (typeof benefitSections)[number] | 'satisfaction';

export interface PerformanceIndicator {
  key: string;
  section: Section;
  points: number;
  measure:
    | { kind: 'quantitative'; target: number; unit: string; better: 'higher' | 'lower' }
    /** Judged in percent of the points. */
    | { kind: 'qualitative' };
}

/** [C] PRACTICE: execution 10, output 50, benefit 30 over whichever of its sections apply, satisfaction 10. */
export const FORM_POINTS = { execution: 10, quantity: 15, quality: 15, timeliness: 10, cost: 10, benefit: 30, satisfaction: 10 } as const;

export const FORM_CLAUSE: Clause = { document: 'choice', clause: 'performance table' };

/** Does the table add up, and can every target be measured against? */
export function checkForm(indicators: readonly PerformanceIndicator[]): Refusal[] {
  const sumOf = (...sections: readonly Section[]) =>
    indicators.filter((one) => sections.includes(one.section)).reduce((sum, one) => sum + Math.round(one.points * 1000), 0) / 1000;
  const actual = {
    ...Object.fromEntries(outputSections.map((section) => [section, sumOf(section)])),
    benefit: sumOf(...benefitSections),
    satisfaction: sumOf('satisfaction'),
  };
  const sums = Object.entries(actual)
    .map(([section, points]) => ({ section, points, required: FORM_POINTS[section as keyof typeof FORM_POINTS] }))
    .filter(({ points, required }) => points !== required)
    .map((params): Refusal => ({ code: 'PERFORMANCE_POINTS_WRONG', field: 'indicators', rule: FORM_CLAUSE, params }));
  const targets = indicators.filter(({ measure }) => measure.kind === 'quantitative' && !targetHolds(measure.target));
  return [...sums, ...targets.map(({ key }): Refusal => ({ code: 'PERFORMANCE_TARGET_INVALID', field: `indicators.${key}`, rule: FORM_CLAUSE, params: { indicator: key } }))];
}

/** Nothing can be measured against a target of nothing, whichever way is better. */
const targetHolds = (target: number): boolean => Number.isFinite(target) && target > 0;
