/**
 * Indicators (绩效目标表) as the signed task book has them. The form's points are PRACTICE's; within a section they are spread
 * by weight, and the points of a section that does not apply go to its group's other sections in proportion [C].
 */
import type { Refusal } from '../refusal.js';
import { FORM_CLAUSE, FORM_POINTS, type PerformanceIndicator, type Section, benefitSections, outputSections } from './form.js';

export interface Kpi {
  /** Its name, unique in the task book. */
  kpi: string;
  section: Section;
  /** In proportion to the others of its section; 1 when absent. */
  weight?: number;
  measure: 'quantitative' | 'qualitative';
  better?: 'higher' | 'lower';
  unit: string;
  /** Of each implementation year, in their order; for a quantitative one. */
  targets: readonly (number | undefined)[];
}

/** All that is wrong with the table; `field` is row and column, `2.year1`. */
export function checkKpis(kpis: readonly Kpi[], years: number): Refusal[] {
  const at = (n: number, column: string, code: string): Refusal => ({ code, field: `${n}.${column}`, rule: FORM_CLAUSE, params: { indicator: kpis[n]?.kpi ?? '' } });
  const rows = kpis.flatMap((one, n): Refusal[] => {
    const refusals: Refusal[] = [];
    if (kpis.findIndex(({ kpi }) => kpi === one.kpi) < n) refusals.push(at(n, 'kpi', 'KPI_REPEATED'));
    if (one.weight !== undefined && !(one.weight > 0)) refusals.push(at(n, 'weight', 'KPI_WEIGHT_INVALID'));
    if (one.measure === 'quantitative') {
      if (one.better === undefined) refusals.push(at(n, 'better', 'KPI_DIRECTION_MISSING'));
      for (let year = 0; year < years; year += 1) {
        // Nothing can be measured against a target of nothing.
        if (!targetHolds(one.targets[year])) refusals.push(at(n, `year${year + 1}`, 'PERFORMANCE_TARGET_INVALID'));
      }
    }
    return refusals;
  });
  const lacking = ([['output', outputSections], ['benefit', benefitSections]] as const).filter(([, sections]) => !kpis.some(({ section }) => sections.some((one) => one === section)));
  return [...rows, ...lacking.map(([group]): Refusal => ({ code: 'KPI_GROUP_EMPTY', rule: FORM_CLAUSE, params: { group } }))];
}

const targetHolds = (target: number | undefined): boolean => target !== undefined && Number.isFinite(target) && target > 0;

/** The indicators of implementation year `n` (from 1), with their points. */
export function indicatorsOf(kpis: readonly Kpi[], n: number): PerformanceIndicator[] {
  const points = sectionPoints(new Set(kpis.map(({ section }) => section)));
  const weights = new Map<Section, number>();
  for (const { section, weight = 1 } of kpis) weights.set(section, (weights.get(section) ?? 0) + weight);
  return kpis.map(({ kpi, section, weight = 1, measure, better = 'higher', unit, targets }) => ({
    key: kpi, section, points: ((points.get(section) ?? 0) * weight) / (weights.get(section) ?? 1),
    measure: measure === 'qualitative' ? { kind: 'qualitative' } : { kind: 'quantitative', target: targets[n - 1] ?? 0, unit, better },
  }));
}

/** Output 50, benefit 30, satisfaction 10 over the sections that apply; without satisfaction its points are benefit's. */
export function sectionPoints(applying: ReadonlySet<Section>): Map<Section, number> {
  const points = new Map<Section, number>();
  const satisfied = applying.has('satisfaction');
  if (satisfied) points.set('satisfaction', FORM_POINTS.satisfaction);
  spread(points, outputSections.filter((one) => applying.has(one)).map((one) => [one, FORM_POINTS[one]]), OUTPUT);
  spread(points, benefitSections.filter((one) => applying.has(one)).map((one) => [one, 1]), FORM_POINTS.benefit + (satisfied ? 0 : FORM_POINTS.satisfaction));
  return points;
}

const OUTPUT = outputSections.reduce((sum, section) => sum + FORM_POINTS[section], 0);

function spread(points: Map<Section, number>, sections: readonly (readonly [Section, number])[], total: number): void {
  const sum = sections.reduce((all, [, weight]) => all + weight, 0);
  for (const [section, weight] of sections) points.set(section, (total * weight) / sum);
}
