/** The round's numbers: the programme's plan, or what staff set for this round with a reason. */
import { tiersOf, type Programme, type Tier } from './schema.js';
import type { RoundSettings } from './settings.js';

export interface RoundQuota {
  /** Planned number of grants ("50个左右"); 0 where nothing is awarded. */
  planned: number;
  /** Best tier first, with this round's counts. */
  tiers: Tier[];
}

export const roundQuota = (programme: Pick<Programme, 'quota'>, settings: RoundSettings): RoundQuota => ({
  planned: settings.quota?.planned ?? programme.quota?.total ?? 0,
  tiers: tiersOf(programme).map((tier) => ({ ...tier, count: settings.quota?.tiers?.[tier.key] ?? tier.count })),
});
