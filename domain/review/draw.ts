/**
 * The panel by lot ([C], as offices do it): the pool and the seed are written down first, with the witness; the draw follows
 * from them alone, so that anybody can repeat it. Everyone's lot is a hash of seed and code; the lowest lots of a group are
 * drawn, the next ones are its substitutes, in that order.
 */
import { compareCodes } from '../assessment/rank.js';
import { stableHash } from '../hash.js';
import { accept, refuse, type Refusal, type Result } from '../refusal.js';

export interface DrawInput {
  pool: readonly { code: string; group: string }[];
  /** By group: how many are drawn. */
  wanted: Readonly<Record<string, number>>;
  substitutesPerGroup: number;
  seed: string;
}

export interface DrawnGroup {
  group: string;
  /** In the order of their lots. */
  drawn: string[];
  substitutes: string[];
}

export function drawPanel(input: DrawInput): Result<DrawnGroup[]> {
  const refusal = poolTooSmall(input);
  if (refusal) return refuse(refusal);
  return accept(Object.keys(input.wanted).sort(compareCodes).map((group) => {
    const order = byLot(input, group);
    const wanted = input.wanted[group] ?? 0;
    return { group, drawn: order.slice(0, wanted), substitutes: order.slice(wanted, wanted + input.substitutesPerGroup) };
  }));
}

/** Also asked before the seed is recorded: a draw that cannot be held is not announced. */
export function poolTooSmall({ pool, wanted }: Omit<DrawInput, 'seed' | 'substitutesPerGroup'>): Refusal | undefined {
  const short = Object.entries(wanted).find(([group, count]) => pool.filter((one) => one.group === group).length < count);
  if (!short) return undefined;
  const [group, count] = short;
  return { code: 'POOL_TOO_SMALL', field: `wanted.${group}`, rule: { document: 'choice', clause: 'random draw' }, params: { group, wanted: count, pool: pool.filter((one) => one.group === group).length } };
}

/** A code's lot: printed beside it, so that the order can be checked by hand. */
export const lotOf = (seed: string, code: string): number => stableHash(`${seed}|${code}`);

function byLot({ pool, seed }: DrawInput, group: string): string[] {
  return pool.filter((one) => one.group === group).map(({ code }) => code)
    .sort((a, b) => lotOf(seed, a) - lotOf(seed, b) || compareCodes(a, b));
}

/**
 * Whether these may be invited: whoever was drawn, and of the substitutes of a group only so many as are needed because drawn
 * ones cannot come, in the order of their lots. `declined` names those who cannot.
 */
export function checkInvited(drawn: readonly DrawnGroup[], invited: readonly string[], declined: readonly string[]): Refusal[] {
  const known = new Set(drawn.flatMap((group) => [...group.drawn, ...group.substitutes]));
  const strangers = invited.filter((code) => !known.has(code));
  const early = drawn.flatMap((group) => {
    const order = [...group.drawn, ...group.substitutes].filter((code) => !declined.includes(code));
    const entitled = new Set(order.slice(0, group.drawn.length));
    return invited.filter((code) => group.substitutes.includes(code) && !entitled.has(code));
  });
  const refusal = (code: string, codes: readonly string[]): Refusal[] =>
    codes.length === 0 ? [] : [{ code, field: 'expertIds', rule: { document: 'choice', clause: 'random draw' }, params: { experts: codes.join('、') } }];
  return [...refusal('EXPERT_NOT_DRAWN', strangers), ...refusal('SUBSTITUTE_OUT_OF_TURN', early)];
}
