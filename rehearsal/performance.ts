/** How well a funded society did in a year, as its auditor finds it. */
import type { Chance } from './chance.js';

/** 0 … 100. Most go on; a few are adjusted, fewer end (below 80, below 60). */
export function yearScore(chance: Chance, code: string, step: string): number {
  const year = step.split('.')[0] ?? '';
  const luck = chance(code, year, 'performance');
  if (luck < 0.03) return Math.round(45 + luck * 400);
  if (luck < 0.13) return Math.round(60 + ((luck - 0.03) / 0.1) * 19);
  return Math.round(80 + ((luck - 0.13) / 0.87) * 19);
}
