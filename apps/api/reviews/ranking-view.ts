/** Places and ties in the words of the contract. */
import { roundQuota } from '../../../domain/programme/quota.js';
import type { Programme } from '../../../domain/programme/schema.js';
import type { RoundSettings } from '../../../domain/programme/settings.js';
import { fillTiers, type TierFilling } from '../../../domain/tiers/fill.js';
import type { ListedPlacement } from '../../../records/review-list.js';
import type { Place, Ranking } from '../contract/reviews.js';

export const placeView = (row: ListedPlacement): Place => ({
  applicationId: row.application_id, society: { id: row.society_id, code: row.code, name: row.society_name, disciplineGroup: row.discipline_group },
  rank: row.rank, score: row.score_thousandths / 1000, raw: row.raw_thousandths / 1000, spread: row.spread_thousandths / 1000, reviews: row.reviews,
  tier: row.tier, status: row.status,
});

/** As it would be filled without a decision; once confirmed, as it was. */
export function rankingView(plan: { programme: Programme; settings: RoundSettings }, rows: ListedPlacement[], confirmed: boolean): Ranking {
  const filling = confirmed ? undefined : filled(plan, rows);
  return {
    computed: rows.length > 0, confirmed, places: rows.map(placeView), variance: filling?.variance ?? varianceOf(plan, rows), tie: filling?.tieAtBorder ?? null,
  };
}

function filled({ programme, settings }: { programme: Programme; settings: RoundSettings }, rows: ListedPlacement[]): TierFilling {
  return fillTiers({
    ranking: rows.map((row) => ({ code: row.code, rank: row.rank, score: row.score_thousandths / 1000, group: row.discipline_group })),
    tiers: roundQuota(programme, settings).tiers.map(({ key, count }) => ({ key, count })),
    groupCaps: limits(programme, 'cap'),
    groupFloors: limits(programme, 'floor'),
  });
}

/** 000 §2: 左右, so that a difference is told, not refused. */
export const varianceOf = ({ programme, settings }: { programme: Programme; settings: RoundSettings }, rows: Pick<ListedPlacement, 'tier' | 'status'>[]): Ranking['variance'] =>
  roundQuota(programme, settings).tiers.map(({ key, count }) => ({
    tier: key, planned: count, actual: rows.filter((row) => row.tier === key && (row.status === 'listed' || row.status === 'awarded')).length,
  }));

function limits(programme: Programme, which: 'cap' | 'floor'): Record<string, number> {
  return Object.fromEntries(programme.disciplineGroups.flatMap((group) => (group[which] === undefined ? [] : [[group.key, group[which]]])));
}
