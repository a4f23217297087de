/** What must add up: 100 points, the quota's tiers, bands in order. */
import type { Finding } from '../finding.js';
import type { PathStep } from '../locate.js';
import type { Indicator } from '../stages/capability-assessment.js';
import type { DisciplineGroup, Programme, Quota, StageOf } from '../schema.js';

export function checkSums(programme: Programme): Finding[] {
  return [
    ...(programme.quota ? quotaSums(programme.quota, programme.disciplineGroups) : []),
    ...programme.disciplineGroups.flatMap(({ floor, cap }, n) =>
      floor !== undefined && cap !== undefined && floor > cap ? [{ path: ['disciplineGroups', n, 'floor'], code: 'FLOOR_OVER_CAP', params: { floor, cap } }] : [],
    ),
    ...programme.stages.flatMap((stage, index) => {
      const at: PathStep[] = ['stages', index];
      if (stage.type === 'capabilityAssessment') return assessmentSums(stage, at);
      if (stage.type === 'expertReview') return hundred(stage.sheet.criteria, [...at, 'sheet', 'criteria']);
      return [];
    }),
  ];
}

function quotaSums(quota: Quota, groups: readonly DisciplineGroup[]): Finding[] {
  const planned = sum(quota.tiers.map(({ count }) => count));
  const floors = sum(groups.map(({ floor }) => floor ?? 0));
  return [
    ...(planned === quota.total ? [] : [{ path: ['quota', 'total'], code: 'TIERS_NOT_TOTAL', params: { sum: planned, total: quota.total } }]),
    ...(floors <= quota.total ? [] : [{ path: ['disciplineGroups'], code: 'FLOORS_OVER_TOTAL', params: { sum: floors, total: quota.total } }]),
  ];
}

function assessmentSums(stage: StageOf<'capabilityAssessment'>, at: PathStep[]): Finding[] {
  return [
    ...hundred(stage.dimensions, [...at, 'dimensions']),
    ...stage.dimensions.flatMap(({ key, points }, n) => {
      const of = sum(stage.indicators.filter(({ dimension }) => dimension === key).map((indicator) => indicator.points));
      return same(of, points) ? [] : [{ path: [...at, 'dimensions', n, 'points'], code: 'INDICATORS_NOT_DIMENSION', params: { sum: of, points } }];
    }),
    ...stage.indicators.flatMap((indicator, n) => scaleFindings(indicator, [...at, 'indicators', n])),
    ...stage.indicators.flatMap((indicator, n) =>
      [...(indicator.bands ? [['bands', indicator.bands] as const] : []), ...Object.entries(indicator.bandsByGroup ?? {})].flatMap(([name, bands]) =>
        ordered(bands, indicator.direction)
          ? []
          : [{ path: [...at, 'indicators', n, ...(name === 'bands' ? ['bands'] : ['bandsByGroup', name])], code: 'BANDS_NOT_ORDERED', params: { direction: indicator.direction } }],
      ),
    ),
    ...(ordered(stage.bandShares, 'higher') && stage.bandShares[0] === 100 && stage.bandShares[4] >= 0 ? [] : [{ path: [...at, 'bandShares'], code: 'BANDS_NOT_ORDERED', params: { direction: 'higher' } }]),
  ];
}

/** Either bands or a scale; its best band gives all points, its bands fall, its range points the right way. */
function scaleFindings({ bands, bandsByGroup, scale, points, direction }: Indicator, path: PathStep[]): Finding[] {
  if ((bands === undefined) === (scale === undefined) || (scale !== undefined && bandsByGroup !== undefined)) return [{ path, code: 'BANDS_OR_SCALE', params: {} }];
  if (scale?.kind === 'points') {
    return [['bands', scale.bands] as const, ...Object.entries(scale.byGroup ?? {}).map(([group, own]) => [`byGroup.${group}`, own] as const)].flatMap(([name, list]) => {
      const at = [...path, 'scale', ...name.split('.')];
      const top = list[0]?.points ?? 0;
      const falls = ordered(list.map((band) => band.from), direction) && ordered(list.map((band) => band.points), 'higher');
      const findings: Finding[] = [
        ...(same(top, points) ? [] : [{ path: at, code: 'SCALE_NOT_POINTS', params: { top, points } }]),
        ...(falls ? [] : [{ path: at, code: 'BANDS_NOT_ORDERED', params: { direction } }]),
      ];
      return findings;
    });
  }
  if (scale?.kind !== 'minMax') return [];
  return Object.entries({ ...(scale.range ? { range: scale.range } : {}), ...scale.byGroup }).flatMap(([name, { worst, best }]) =>
    ordered([best, worst], direction) ? [] : [{ path: [...path, 'scale', ...(name === 'range' ? ['range'] : ['byGroup', name])], code: 'BANDS_NOT_ORDERED', params: { direction } }]);
}

function hundred(items: readonly { points: number }[], path: PathStep[]): Finding[] {
  const total = sum(items.map(({ points }) => points));
  return same(total, 100) ? [] : [{ path, code: 'WEIGHTS_NOT_100', params: { sum: total } }];
}

/** Best first: falling where more is better, rising where less is better. */
const ordered = (bands: readonly number[], direction: 'higher' | 'lower'): boolean =>
  bands.every((band, n) => n === 0 || (direction === 'higher' ? band < (bands[n - 1] ?? 0) : band > (bands[n - 1] ?? 0)));

/** Rounded to six places: 0.1 + 0.2 points are 0.3. */
const sum = (numbers: readonly number[]): number => Math.round(numbers.reduce((total, n) => total + n, 0) * 1e6) / 1e6;
const same = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;
