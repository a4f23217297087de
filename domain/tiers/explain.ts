/** Why a society is in its tier, in the reserve, passed over, or moved up for another: for whoever asks. */
import { type Decided, decidedInputs } from '../explaining/decided.js';
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';
import type { FillInput, TierFilling } from './fill.js';
import type { MoveMark } from './moves.js';

const BY_RANK: Clause = { document: 'choice', clause: 'tiers by final rank' };
const ABOUT: Clause = { document: '000', clause: '§2' };
const BY_CLASS: Clause = { document: '000', clause: '§3' };

/** Its place in the filling, after whatever was moved by hand. Undefined when it was not ranked. */
export function explainTier(code: string, input: FillInput, filling: Pick<TierFilling, 'awards' | 'passes' | 'reserve'>, marks: readonly MoveMark[] = []): Explanation | undefined {
  const row = input.ranking.find((one) => one.code === code);
  if (!row) return undefined;
  const tier = filling.awards.find((one) => one.code === code)?.tier ?? null;
  const before = [...input.ranking].filter((one) => one.rank < row.rank);
  const pass = filling.passes.find((one) => one.code === code);
  const moved = marks.filter((mark) => mark.code === code);
  const decision = input.decisions?.find((one) => one.rank === row.rank);
  return {
    what: 'tier',
    result: tier,
    clause: BY_RANK,
    formula: tier === null ? { code: 'EXPLAIN_RESERVE', params: { rank: row.rank, places: places(input) } } : { code: 'EXPLAIN_TIER', params: { rank: row.rank, ahead: before.length, tier } },
    inputs: [
      { name: 'rank', value: row.rank },
      { name: 'score', value: row.score },
      { name: 'group', value: row.group },
      ...input.tiers.map(({ key, count }): ExplainedInput => ({ name: `tier.${key}`, value: count, source: { kind: 'programme', id: `quota.tiers.${key}` } })),
    ],
    parts: [
      ...(pass ? [part('passedOver', pass.cause, BY_CLASS, `EXPLAIN_PASSED_${pass.cause.toUpperCase()}`, { group: pass.group, limit: pass.limit, tier: pass.tier, groups: pass.owedTo.join('、') })] : []),
      ...(decision ? [part('tieDecided', decision.include.includes(code), ABOUT, 'EXPLAIN_TIE', { tier: decision.tier, rank: decision.rank, minutes: decision.minutes })] : []),
      ...moved.map((mark) => part('moved', mark.to, ABOUT, mark.madeWayFor === undefined ? 'EXPLAIN_MOVED' : 'EXPLAIN_MADE_WAY', {
        from: mark.from ?? '—', to: mark.to ?? '—', reason: mark.reason, society: mark.madeWayFor ?? '',
      })),
    ],
  };
}

export interface ReplacementFacts {
  /** Codes. */
  removed: string;
  replacement: string | null;
  tier: string;
  rank: number | null;
  /** The reserve as it stood, in order; of others nothing is told to a society. */
  reserve: readonly { code: string; rank: number }[];
  /** Who was left out of it, and why: withdrawn, cancelled, an objection upheld. */
  unavailable: readonly { code: string; why: string }[];
  /** People chose: between equals, or somebody further down with a reason. */
  chosen?: { between: 'equals' | 'others'; decided: Decided };
  maxRounds: number;
  round: number;
  clause: Clause;
}

/** Who moves up for a society that left the list [C]: the next in rank who is still there; between equals whom people chose. */
export function explainReplacement(facts: ReplacementFacts): Explanation {
  const { removed, replacement, tier, rank, reserve, unavailable, chosen, maxRounds, round, clause } = facts;
  return {
    what: 'replacement',
    result: replacement,
    clause,
    formula: {
      code: replacement !== null ? REPLACED[chosen?.between ?? 'next'] : round > maxRounds ? 'EXPLAIN_NO_MORE_ROUNDS' : 'EXPLAIN_RESERVE_EMPTY',
      params: { removed, replacement: replacement ?? '—', tier, rank: rank ?? 0, minutes: chosen?.decided.minutes ?? '', reason: chosen?.decided.reason ?? '', max: maxRounds },
    },
    inputs: [...reserve.map((row): ExplainedInput => ({ name: row.code, value: row.rank, unit: 'rank' })), ...(chosen ? decidedInputs(chosen.decided) : [])],
    parts: unavailable.map(({ code: society, why }) => part('notAvailable', society, BY_RANK, 'EXPLAIN_NOT_AVAILABLE', { society, why })),
  };
}

const REPLACED = { next: 'EXPLAIN_NEXT_IN_RANK', equals: 'EXPLAIN_CHOSEN_BETWEEN_EQUALS', others: 'EXPLAIN_CHOSEN_WITH_REASON' } as const;

/** The tier of a society that moved up, or that left its place to another: the place in the filling stays among the parts. */
export const tierAfterReplacement = (filled: Explanation, replacement: Explanation, tier: string | null): Explanation => (
  tier === null ? { ...filled, parts: [...filled.parts, replacement] }
    : { ...filled, result: tier, clause: replacement.clause, formula: replacement.formula, parts: [{ ...filled, what: 'filled' }, replacement] });

const places = (input: FillInput): number => input.tiers.reduce((sum, tier) => sum + tier.count, 0);

const part = (what: string, result: Explanation['result'], clause: Clause, code: string, params: Record<string, string | number>): Explanation =>
  ({ what, result, clause, formula: { code, params }, inputs: [], parts: [] });
