/** Places and ties in the words of the contract. */
import { roundQuota } from '../../../domain/programme/quota.js';
import type { Programme } from '../../../domain/programme/schema.js';
import type { RoundSettings } from '../../../domain/programme/settings.js';
import { fillTiers, type RankedApplicant, type TierFilling } from '../../../domain/tiers/fill.js';
import { fillAndMove, fillInput, type ListDecision, type ListPlan, settledList, type Tiering } from '../../../domain/tiers/list.js';
import type { MoveMark } from '../../../domain/tiers/moves.js';
import { type Locale, sayCode } from '../../../domain/wording/catalogue.js';
import { withGroupNames } from '../../../domain/wording/groups.js';
import type { ListedPlacement } from '../../../records/review-list.js';
import type { Place, Ranking, RankingPreview } from '../contract/reviews.js';
import { type SheetRow, statisticsView } from './statistics.js';

export const placeView = (row: ListedPlacement): Place => ({
  applicationId: row.application_id, society: { id: row.society_id, code: row.code, name: row.society_name, disciplineGroup: row.discipline_group },
  rank: row.rank, score: row.score_thousandths / 1000, raw: row.raw_thousandths / 1000, rawRank: (row.why.rawRank as number | undefined) ?? row.rank, spread: row.spread_thousandths / 1000, reviews: row.reviews,
  tier: row.tier, status: row.status, moved: (row.why.moved as MoveMark[] | undefined) ?? [],
});

/** As it would be filled without a decision; once confirmed, as it was. */
export function rankingView(plan: { programme: Programme; settings: RoundSettings }, rows: ListedPlacement[], confirmed: boolean, sheets: readonly SheetRow[]): Ranking {
  const filling = confirmed ? undefined : filled(plan, rows);
  return {
    computed: rows.length > 0, confirmed, places: rows.map(placeView), variance: filling?.variance ?? varianceOf(plan, rows), tie: filling?.tieAtBorder ?? null, statistics: statisticsView(plan, sheets),
  };
}

const filled = (plan: ListPlan, rows: ListedPlacement[]): TierFilling => fillTiers(fillInput(plan, rankingOf(rows), []));

const rankingOf = (rows: ListedPlacement[]): RankedApplicant[] =>
  rows.map((row) => ({ code: row.code, rank: row.rank, score: row.score_thousandths / 1000, group: row.discipline_group }));

/** What confirming with these decisions and moves would give; nothing is changed. */
export function previewView(plan: ListPlan, rows: ListedPlacement[], decision: ListDecision, locale: Locale): RankingPreview {
  const done = fillAndMove(plan, rankingOf(rows), decision);
  const tiering: Tiering = done.ok ? done.value : { filling: filled(plan, rows), marks: [], tiers: [] };
  const settled = done.ok ? settledList(plan, tiering, decision) : done;
  const tierOf = new Map(tiering.filling.awards.map((one) => [one.code, one.tier]));
  const before = rows.filter((row) => row.tier !== null && row.status !== 'removed').map((row) => row.code);
  return {
    places: rows.map((row): Place => {
      const tier = tierOf.get(row.code) ?? null;
      return { ...placeView(row), tier, status: tier === null ? 'reserve' : 'listed', moved: tiering.marks.filter((mark) => mark.code === row.code) };
    }),
    variance: tiering.filling.variance, tie: tiering.filling.tieAtBorder ?? null, passes: tiering.filling.passes,
    dropped: before.filter((code) => !tierOf.has(code)),
    problems: settled.ok ? [] : [{ code: settled.refusal.code, field: settled.refusal.field ?? null, message: sayCode(locale, settled.refusal.code, withGroupNames(locale, plan.programme, settled.refusal.params)) }],
  };
}

/** 000 §2: 左右, so that a difference is told, not refused. */
export const varianceOf = ({ programme, settings }: { programme: Programme; settings: RoundSettings }, rows: Pick<ListedPlacement, 'tier' | 'status'>[]): Ranking['variance'] =>
  roundQuota(programme, settings).tiers.map(({ key, count }) => ({
    tier: key, planned: count, actual: rows.filter((row) => row.tier === key && (row.status === 'listed' || row.status === 'awarded')).length,
  }));
