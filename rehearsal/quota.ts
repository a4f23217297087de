/** Numbers of a round for fewer societies than the programme is meant for, in the programme's proportions. */
import type { Programme } from '../domain/programme/schema.js';
import type { RoundSettings } from '../domain/programme/settings.js';

/** The source's round has more than twice as many societies as grants; from this share on the programme's own numbers hold. */
const SOCIETIES_PER_GRANT = 2.4;

export function plannedAwards(programme: Programme, societies: number): number {
  if (programme.quota === undefined) return 0;
  const { total, tiers } = programme.quota;
  return Math.min(total, Math.max(tiers.length, Math.round(societies / SOCIETIES_PER_GRANT)));
}

/** Nothing is set when the programme's numbers hold. */
export function scaledSettings(programme: Programme, societies: number): RoundSettings {
  if (programme.quota === undefined) return {};
  const { total, tiers } = programme.quota;
  const planned = plannedAwards(programme, societies);
  if (planned === total) return {};
  const shares = tiers.map((tier) => ({ key: tier.key, count: Math.floor((tier.count * planned) / total), rest: ((tier.count * planned) / total) % 1 }));
  let left = planned - shares.reduce((sum, { count }) => sum + count, 0);
  for (const share of [...shares].sort((a, b) => b.rest - a.rest)) {
    if (left === 0) break;
    share.count += 1;
    left -= 1;
  }
  return { quota: { planned, tiers: Object.fromEntries(shares.map(({ key, count }) => [key, count])), reason: `演练：按 ${societies} 个学会的比例缩小` } };
}
