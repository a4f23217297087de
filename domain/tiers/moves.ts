/**
 * What people change about the list that the ranks gave: a society moved by hand, more or fewer than planned. 000 §2 says 左右,
 * so a difference is allowed; [C] it has a reason, stays on record, and whoever drops out for it is named.
 */
import { compareCodes } from '../assessment/rank.js';
import { type Clause, type Refusal, type Result, accept, refuse } from '../refusal.js';
import type { RankedApplicant, TierFilling } from './fill.js';

export interface ManualMove {
  code: string;
  /** A tier's key; null is the reserve. */
  to: string | null;
  /** Who gives up the place; this society takes the mover's former one. Without it the tier's number changes. */
  insteadOf?: string;
  reason: string;
}

/** What stays marked at a society that was moved, or that dropped out for another. */
export interface MoveMark {
  code: string;
  from: string | null;
  to: string | null;
  reason: string;
  /** Set on whoever dropped out: for whom. */
  madeWayFor?: string;
}

export interface MovedFilling extends Pick<TierFilling, 'awards' | 'reserve' | 'variance'> {
  marks: MoveMark[];
}

interface MoveInput {
  ranking: readonly RankedApplicant[];
  tiers: readonly { key: string; count: number }[];
  groupCaps?: Readonly<Record<string, number>>;
  groupFloors?: Readonly<Record<string, number>>;
}

const ABOUT: Clause = { document: '000', clause: '§2' };
const BY_CLASS: Clause = { document: '000', clause: '§3' };

/** The moves one after another, each from where the one before left the list. */
export function applyMoves(filling: Pick<TierFilling, 'awards' | 'reserve' | 'variance'>, input: MoveInput, moves: readonly ManualMove[]): Result<MovedFilling> {
  const place = new Map<string, string | null>([...filling.awards.map((one) => [one.code, one.tier] as const), ...filling.reserve.map((code) => [code, null] as const)]);
  const marks: MoveMark[] = [];
  for (const [index, move] of moves.entries()) {
    const wrong = whyNotMoved(place, input, move, `moves.${index}`);
    if (wrong) return refuse(wrong);
    const from = place.get(move.code) ?? null;
    place.set(move.code, move.to);
    marks.push({ code: move.code, from, to: move.to, reason: move.reason.trim() });
    if (move.insteadOf === undefined) continue;
    place.set(move.insteadOf, from);
    marks.push({ code: move.insteadOf, from: move.to, to: from, reason: move.reason.trim(), madeWayFor: move.code });
  }
  const moved = inOrder(place, input);
  const broken = moves.length === 0 ? undefined : brokenQuota(filling.awards, moved.awards, input);
  return broken ? refuse(broken) : accept({ ...moved, marks });
}

/**
 * More or fewer than planned by choice needs a reason; what follows from too few applicants, or from a group's quota, explains
 * itself. A programme without "about" never gives more than it planned.
 */
export function checkVariance(
  filling: Pick<TierFilling, 'variance' | 'reserve'>, { about, chosen, reason }: { about: boolean; chosen: boolean; reason: string },
): Refusal[] {
  return filling.variance.flatMap(({ tier, planned, actual }): Refusal[] => {
    const params = { tier, planned, actual };
    if (!about && actual > planned) return [{ code: 'QUOTA_EXCEEDED', field: 'decisions', rule: ABOUT, params }];
    const explained = actual === planned || !chosen || (actual < planned && filling.reserve.length === 0);
    return explained || reason.trim() !== '' ? [] : [{ code: 'VARIANCE_REASON_REQUIRED', field: 'varianceReason', rule: ABOUT, params }];
  });
}

function whyNotMoved(place: ReadonlyMap<string, string | null>, { tiers }: MoveInput, move: ManualMove, field: string): Refusal | undefined {
  if (!place.has(move.code)) return { code: 'NOT_RANKED', field: `${field}.code`, params: { society: move.code } };
  if (move.reason.trim() === '') return { code: 'REASON_REQUIRED', field: `${field}.reason` };
  if (move.to !== null && !tiers.some((tier) => tier.key === move.to)) return { code: 'SUGGESTED_TIER_UNKNOWN', field: `${field}.to`, params: { tier: move.to } };
  if (place.get(move.code) === move.to) return { code: 'MOVE_CHANGES_NOTHING', field: `${field}.to`, params: { society: move.code } };
  if (move.insteadOf !== undefined && (move.insteadOf === move.code || !place.has(move.insteadOf) || place.get(move.insteadOf) !== move.to)) {
    return { code: 'MOVE_PARTNER_ELSEWHERE', field: `${field}.insteadOf`, params: { society: move.insteadOf } };
  }
  return undefined;
}

/** By tier as the programme lists them, then rank, then code. */
function inOrder(place: ReadonlyMap<string, string | null>, { ranking, tiers }: MoveInput): Omit<MovedFilling, 'marks'> {
  const ordered = [...ranking].sort((a, b) => a.rank - b.rank || compareCodes(a.code, b.code));
  const awards = tiers.flatMap((tier) => ordered.filter((row) => place.get(row.code) === tier.key).map((row) => ({ code: row.code, tier: tier.key })));
  return {
    awards,
    reserve: ordered.filter((row) => place.get(row.code) === null).map((row) => row.code),
    variance: tiers.map(({ key, count }) => ({ tier: key, planned: count, actual: awards.filter((one) => one.tier === key).length })),
  };
}

/** A move may not break a cap, nor take a group further below its floor than the ranks left it. */
function brokenQuota(before: TierFilling['awards'], after: TierFilling['awards'], { ranking, groupCaps = {}, groupFloors = {} }: MoveInput): Refusal | undefined {
  const groups = new Map(ranking.map((row) => [row.code, row.group]));
  const count = (awards: TierFilling['awards'], group: string) => awards.filter((one) => groups.get(one.code) === group).length;
  const over = Object.entries(groupCaps).find(([group, cap]) => count(after, group) > cap);
  const under = Object.entries(groupFloors).find(([group, floor]) => count(after, group) < Math.min(floor, count(before, group)));
  const [group, limit] = over ?? under ?? [];
  return group === undefined ? undefined : { code: 'MOVE_BREAKS_GROUP_QUOTA', field: 'moves', rule: BY_CLASS, params: { group, limit: limit ?? 0, actual: count(after, group) } };
}
