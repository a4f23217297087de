/**
 * What people of a rehearsal decide: a number from 0 to 1 that follows from the seed and from business keys alone (a
 * society's code, a step, a kind of task). Never from an id, an instant of the real world or the order of events.
 */
import { stableHash } from '../domain/hash.js';

export type Chance = (...keys: (string | number)[]) => number;

export const chanceOf = (seed: string): Chance => (...keys) => stableHash([seed, ...keys].join('\u0000')) / 2 ** 32;

/** One of the options; they must not be empty. */
export function choose<T>(options: readonly T[], chance: number): T {
  const option = options[Math.min(options.length - 1, Math.floor(chance * options.length))];
  if (option === undefined) throw new RangeError('nothing to choose from');
  return option;
}

/** The `n` keys that come first by lot. */
export function lot(keys: readonly string[], n: number, chance: Chance, draw: string): string[] {
  return [...keys].sort((a, b) => chance(a, draw) - chance(b, draw) || (a < b ? -1 : 1)).slice(0, n);
}
