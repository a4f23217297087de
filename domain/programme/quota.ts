/** The round's numbers: the programme's plan, or what staff set for this round with a reason. */
import type { Programme, StageOf, Tier } from './schema.js';
import type { RoundSettings } from './settings.js';

export interface RoundQuota {
  /** Planned number of grants ("50个左右"). */
  planned: number;
  /** Best tier first, with this round's counts. */
  tiers: Tier[];
}

export function roundQuota(programme: Programme, settings: RoundSettings): RoundQuota {
  const tiers = programme.quota.tiers.map((tier) => ({ ...tier, count: settings.quota?.tiers?.[tier.key] ?? tier.count }));
  const summed = tiers.reduce((total, { count }) => total + count, 0);
  return { planned: settings.quota?.planned ?? (settings.quota?.tiers ? summed : programme.quota.total), tiers };
}

/** 000 §5.1: 150 % of the planned number, 75 of 50. A half is rounded up [C]: nobody loses by the rounding. */
export const shortlistSize = (programme: Programme, settings: RoundSettings, stage: StageOf<'capabilityAssessment'>): number =>
  Math.ceil((roundQuota(programme, settings).planned * stage.shortlist.percent) / 100);
