/** What stands beside the ranking: how far experts agree, who gives more or less, and how firm the cut is. Computed when it is asked for. */
import { roundQuota } from '../../../domain/programme/quota.js';
import type { Programme, StageOf } from '../../../domain/programme/schema.js';
import type { RoundSettings } from '../../../domain/programme/settings.js';
import { aggregate, type ExpertScore, METHODS } from '../../../domain/review/aggregate.js';
import { krippendorffAlpha } from '../../../domain/review/agreement.js';
import { calibrateExperts } from '../../../domain/review/calibrate.js';
import { cutSensitivity } from '../../../domain/review/sensitivity.js';
import { countedScores, type SheetOnRecord } from '../../../domain/review/sheets-on-record.js';
import type { ReviewStatistics } from '../contract/review-statistics.js';

export interface SheetRow extends SheetOnRecord {
  group: string;
}

/** Null before any sheet is in. */
export function statisticsView({ programme, settings }: { programme: Programme; settings: RoundSettings }, sheets: readonly SheetRow[]): ReviewStatistics | null {
  const stage = programme.stages.find((one): one is StageOf<'expertReview'> => one.type === 'expertReview');
  if (!stage || sheets.length === 0) return null;
  const { scores, unfit } = countedScores(sheets);
  const { method, ridge } = stage.aggregation;
  const groups = new Map(sheets.map(({ application, group }) => [application, group]));
  const { bias, components } = calibrateExperts(scores, ridge);
  const places = roundQuota(programme, settings).planned;
  const cut = cutSensitivity(scores, places, method, ridge);
  return {
    method, components, unfit,
    agreement: {
      alpha: krippendorffAlpha(scores) ?? null,
      byGroup: [...new Set(groups.values())].sort().map((group) => ({ group, alpha: krippendorffAlpha(scores.filter(({ application }) => groups.get(application) === group)) ?? null })),
    },
    experts: [...bias].map(([expert, value]) => ({ expert, bias: value, ...ownOf(scores, expert) })),
    ranks: ranksOf(scores, ridge),
    cut: {
      places, margin: cut.margin ?? null, contested: cut.contested, withoutExpert: cut.withoutExpert, withMethod: cut.withMethod,
      missing: cut.missing.map(({ application, points }) => ({ society: application, points })),
    },
  };
}

function ownOf(scores: readonly ExpertScore[], expert: string): { reviews: number; mean: number } {
  const own = scores.filter((score) => score.expert === expert).map(({ total }) => total);
  return { reviews: own.length, mean: own.reduce((sum, total) => sum + total, 0) / own.length };
}

function ranksOf(scores: readonly ExpertScore[], ridge: number | undefined): ReviewStatistics['ranks'] {
  const byMethod = METHODS.map((method) => [method, new Map(aggregate(scores, method, ridge).map((row) => [row.application, row.rank]))] as const);
  return [...new Set(scores.map(({ application }) => application))].sort()
    .map((society) => ({ society, ranks: Object.fromEntries(byMethod.map(([method, ranks]) => [method, ranks.get(society) ?? 0])) }));
}
