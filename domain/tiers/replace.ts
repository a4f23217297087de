/** [C] Who moves up for whom: whoever left the list is replaced by the next in rank of those who are still there, or by whom people chose. */
import { type Result, accept } from '../refusal.js';
import { nextInRank } from './fill.js';

export interface Vacancy {
  /** Code of the society that left the list. */
  removed: string;
  tier: string;
}

export interface Replacement extends Vacancy {
  /** Null where the reserve is empty. */
  replacement: string | null;
}

export interface ReplacementInput {
  vacancies: readonly Vacancy[];
  /** Keys, the best first: who is next in rank takes the highest vacated place. */
  tiers: readonly string[];
  /** Those who may still move up, in the order of rank. */
  reserve: readonly { code: string; rank: number }[];
  /** By people, removed → replacement. */
  chosen: ReadonlyMap<string, string>;
}

/** Refused where equals are next and nobody has chosen between them. */
export function replaceRemoved({ vacancies, tiers, reserve, chosen }: ReplacementInput): Result<Replacement[]> {
  const codes = reserve.map(({ code }) => code);
  // Whom people chose for one place takes no other.
  const taken = vacancies.flatMap(({ removed }) => chosen.get(removed) ?? []);
  const replacements: Replacement[] = [];
  for (const vacancy of [...vacancies].sort((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier))) {
    const decided = chosen.get(vacancy.removed);
    const next = decided !== undefined && codes.includes(decided) ? accept(decided) : nextInRank(codes, taken, reserve);
    if (!next.ok && next.refusal.code !== 'RESERVE_EMPTY') return next;
    if (next.ok) taken.push(next.value);
    replacements.push({ ...vacancy, replacement: next.ok ? next.value : null });
  }
  return accept(replacements);
}
