/** A round's planned numbers, changed while it runs: a plan ("左右"), so it may be changed, with a reason that stays (000 §2). */
import { roundQuota } from '../programme/quota.js';
import type { RoundSettings } from '../programme/settings.js';
import { type Result, accept, refuse } from '../refusal.js';
import type { ListPlan } from './list.js';

export interface QuotaChange {
  planned?: number;
  /** By tier key; a tier that is not named stays as it is. */
  tiers?: Record<string, number>;
  reason: string;
}

export interface PlannedNumbers {
  planned: number;
  tiers: Record<string, number>;
}

/** The tiers must add up to the planned number, which follows them when only they are given. */
export function changedQuota(plan: ListPlan, change: QuotaChange): Result<{ before: PlannedNumbers; after: PlannedNumbers; settings: RoundSettings }> {
  const { planned, tiers } = roundQuota(plan.programme, plan.settings);
  const before = { planned, tiers: Object.fromEntries(tiers.map(({ key, count }) => [key, count])) };
  const unknown = Object.keys(change.tiers ?? {}).find((key) => !(key in before.tiers));
  if (unknown !== undefined) return refuse({ code: 'SUGGESTED_TIER_UNKNOWN', field: `tiers.${unknown}`, params: { tier: unknown } });
  const counts = { ...before.tiers, ...change.tiers };
  const sum = Object.values(counts).reduce((total, count) => total + count, 0);
  const after = { planned: change.planned ?? sum, tiers: counts };
  if (Object.values(counts).some((count) => count < 0)) return refuse({ code: 'QUOTA_BELOW_ZERO', field: 'tiers' });
  if (sum !== after.planned) return refuse({ code: 'TIERS_NOT_TOTAL', field: 'planned', rule: { document: '000', clause: '§2' }, params: { sum, total: after.planned } });
  return accept({ before, after, settings: { ...plan.settings, quota: { ...after, reason: change.reason } } });
}
