/**
 * Who is funded, and in which tier. 000 §2: about 10, 15 and 25 societies; filling the tiers by final rank is [C]. 000 §3
 * selects by class too (分类遴选): caps and floors per discipline group are optional.
 */
import { compareCodes } from '../assessment/rank.js';
import { type Refusal, type Result, accept, refuse } from '../refusal.js';
import { type Quotas, canTake, passOver, startQuotas, take, whyNotTaken } from './group-quotas.js';

export interface RankedApplicant {
  code: string;
  rank: number;
  score: number;
  group: string;
}

/** People say which of the tied go into this tier; the others go on to the next. "About" 10 may be 9 or 11: see `variance`. */
export interface TierDecision {
  tier: string;
  /** The rank that is tied. */
  rank: number;
  include: string[];
  minutes: string;
}

export interface FillInput {
  ranking: readonly RankedApplicant[];
  /** Highest tier first. */
  tiers: readonly { key: string; count: number }[];
  /** At most so many of a group over all tiers. */
  groupCaps?: Readonly<Record<string, number>>;
  /** At least so many, as far as the group has applicants. */
  groupFloors?: Readonly<Record<string, number>>;
  decisions?: readonly TierDecision[];
}

export interface TieAtBorder {
  tier: string;
  rank: number;
  codes: string[];
  /** Places left in the tier. */
  places: number;
  /** The tier is full, or a group's cap or another's floor keeps them from all being taken. */
  cause: 'tier' | 'group';
}

/** One who was passed over, with the rule that did it (000 §3.3: 分类遴选). */
export interface Pass {
  code: string;
  rank: number;
  group: string;
  /** The tier that was being filled. */
  tier: string;
  /** `cap`: the group has its number; `floor`: the places left are owed to `owedTo`; `tie`: people chose others among equals. */
  cause: 'cap' | 'floor' | 'tie';
  /** The cap; for a floor, the places that were left. */
  limit: number;
  owedTo: string[];
}

export interface TierFilling {
  /** By tier, then rank. */
  awards: { code: string; tier: string }[];
  /** Everyone else by rank; empty while a tie is open. */
  reserve: string[];
  /** Every tier, planned against actual; a difference is recorded, not refused (左右). */
  variance: { tier: string; planned: number; actual: number }[];
  /** The first open tie. Nothing below it is awarded until people have decided. */
  tieAtBorder?: TieAtBorder;
  /** Why the decision that was given does not settle it. */
  decisionRefused?: Refusal;
  /** Passed over because of a group's cap or another's floor. */
  passedOver: string[];
  /** Why each of them was: the same societies, in the same order. */
  passes: Pass[];
  floorsUnmet: { group: string; floor: number; actual: number }[];
}

export function fillTiers({ ranking, tiers, groupCaps = {}, groupFloors = {}, decisions = [] }: FillInput): TierFilling {
  const ordered = [...ranking].sort((a, b) => a.rank - b.rank || compareCodes(a.code, b.code));
  const running: Running = { queue: ordered, quotas: startQuotas(ordered, groupCaps, groupFloors), awards: [], passes: [] };
  let placesAfter = tiers.reduce((sum, tier) => sum + tier.count, 0);
  let open: OpenTie | undefined;
  for (const tier of tiers) {
    placesAfter -= tier.count;
    open = fillTier(running, tier, placesAfter, decisions);
    if (open) break;
  }

  const { awards, passes } = running;
  const awarded = new Set(awards.map((one) => one.code));
  return {
    awards,
    reserve: open ? [] : ordered.map((row) => row.code).filter((code) => !awarded.has(code)),
    variance: tiers.map(({ key, count }) => ({ tier: key, planned: count, actual: awards.filter((one) => one.tier === key).length })),
    ...open,
    passedOver: passes.map((one) => one.code),
    passes,
    floorsUnmet: open ? [] : floorsUnmet(ordered, awarded, groupFloors),
  };
}

/**
 * Who moves up when a society drops out after the list was made: the first of the reserve that is not excluded. With the ranking given, a tie in the reserve is refused: code order is the
 * order of the list, and people decide between equals.
 */
export function nextInRank(
  reserve: readonly string[],
  excluded: readonly string[],
  ranking: readonly { code: string; rank: number }[] = [],
): Result<string> {
  const available = reserve.filter((code) => !excluded.includes(code));
  const next = available[0];
  if (next === undefined) return refuse({ code: 'RESERVE_EMPTY' });
  const rankOf = (code: string) => ranking.find((row) => row.code === code)?.rank;
  const tied = available.filter((code) => code === next || (rankOf(next) !== undefined && rankOf(code) === rankOf(next)));
  return tied.length === 1 ? accept(next) : refuse({ code: 'RESERVE_TIED', params: { societies: tied.join('、'), count: tied.length } });
}

/** What is left to do, and what was done. */
interface Running {
  queue: readonly RankedApplicant[];
  quotas: Quotas;
  awards: TierFilling['awards'];
  passes: Pass[];
}

type OpenTie = Required<Pick<TierFilling, 'tieAtBorder'>> & Pick<TierFilling, 'decisionRefused'>;

/** Takes rank after rank until the tier is full; returns the tie that needs people, if there is one. */
function fillTier(running: Running, tier: FillInput['tiers'][number], placesAfter: number, decisions: readonly TierDecision[]): OpenTie | undefined {
  let left = tier.count;
  while (left > 0 && running.queue.length > 0) {
    const equals = running.queue.filter((row) => row.rank === running.queue[0]?.rank);
    const placesLeft = left + placesAfter;
    const wanted = equals.filter((row) => canTake(running.quotas, [row], placesLeft));
    leaveOut(running, equals.filter((row) => !wanted.includes(row)), (row) => ({ tier: tier.key, ...whyNotTaken(running.quotas, row, placesLeft) }));
    if (wanted.length === 0) continue;

    const together = canTake(running.quotas, wanted, placesLeft);
    if (together && wanted.length <= left) {
      award(running, tier.key, wanted);
      left -= wanted.length;
      continue;
    }

    const tie: TieAtBorder = { tier: tier.key, rank: wanted[0]?.rank ?? 0, codes: wanted.map((row) => row.code), places: left, cause: together ? 'tier' : 'group' };
    const decision = decisions.find((one) => one.tier === tie.tier && one.rank === tie.rank);
    if (!decision) return { tieAtBorder: tie };
    const chosen = wanted.filter((row) => decision.include.includes(row.code));
    const refusal = whyNotSettled(tie, decision, { chosen, wanted, placesLeft }, running.quotas);
    if (refusal) return { tieAtBorder: tie, decisionRefused: refusal };
    award(running, tier.key, chosen);
    left -= chosen.length;
    // Those not chosen go on to the next tier; where a group's quota was the cause and the tier has room, they are out.
    if (tie.cause === 'tier') return undefined;
    if (left > 0) leaveOut(running, wanted.filter((row) => !chosen.includes(row)), () => ({ tier: tier.key, cause: 'tie', limit: tie.places, owedTo: [] }));
  }
  return undefined;
}

function award(running: Running, tier: string, rows: readonly RankedApplicant[]): void {
  running.awards.push(...rows.map((row) => ({ code: row.code, tier })));
  running.quotas = take(running.quotas, rows);
  running.queue = running.queue.filter((row) => !rows.includes(row));
}

function leaveOut(running: Running, rows: readonly RankedApplicant[], why: (row: RankedApplicant) => Pick<Pass, 'tier' | 'cause' | 'limit' | 'owedTo'>): void {
  running.passes.push(...rows.map((row) => ({ code: row.code, rank: row.rank, group: row.group, ...why(row) })));
  running.quotas = passOver(running.quotas, rows);
  running.queue = running.queue.filter((row) => !rows.includes(row));
}

interface Choice {
  chosen: readonly RankedApplicant[];
  wanted: readonly RankedApplicant[];
  placesLeft: number;
}

function whyNotSettled(tie: TieAtBorder, decision: TierDecision, { chosen, wanted, placesLeft }: Choice, quotas: Quotas): Refusal | undefined {
  const rule = { document: '000', clause: '§2' };
  if (decision.minutes.trim() === '') return { code: 'TIE_NEEDS_MINUTES', field: 'minutes', rule };
  const stranger = decision.include.find((code) => !tie.codes.includes(code));
  if (stranger) return { code: 'NOT_IN_TIE', field: 'include', rule, params: { society: stranger } };
  const byClass = { document: '000', clause: '§3' };
  if (!canTake(quotas, chosen, placesLeft)) return { code: 'GROUP_QUOTA_BROKEN', field: 'include', rule: byClass, params: { tier: tie.tier } };
  // A quota keeps out as few as it must: nobody whom it would let in is dropped by the way.
  const dropped = wanted.find((row) => !chosen.includes(row) && chosen.length < tie.places && canTake(quotas, [...chosen, row], placesLeft));
  if (tie.cause === 'group' && dropped) return { code: 'GROUP_QUOTA_LEAVES_ROOM', field: 'include', rule: byClass, params: { society: dropped.code } };
  return undefined;
}

function floorsUnmet(ranking: readonly RankedApplicant[], awarded: ReadonlySet<string>, floors: Readonly<Record<string, number>>): TierFilling['floorsUnmet'] {
  return Object.entries(floors)
    .map(([group, floor]) => ({ group, floor, actual: ranking.filter((row) => row.group === group && awarded.has(row.code)).length }))
    .filter(({ floor, actual }) => actual < floor)
    .sort((a, b) => compareCodes(a.group, b.group));
}
