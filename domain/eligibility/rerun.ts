/** What a check that was run again means for a case: which rules came out otherwise, and whether a person must say what follows. */
import type { EligibilityCheck } from './rules.js';

/** Rules whose result is another one, and those that one of the two checks did not have; by key. */
export function changedRules(before: Pick<EligibilityCheck, 'lines'>, after: Pick<EligibilityCheck, 'lines'>): string[] {
  const results = (check: Pick<EligibilityCheck, 'lines'>) => new Map(check.lines.map((line) => [line.rule, line.result]));
  const [was, is] = [results(before), results(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((rule) => was.get(rule) !== is.get(rule)).sort();
}

/**
 * A case is never flipped by a fact: one that was accepted and is not eligible any more, or was refused and would not be
 * now, waits for a person. One that is still being checked has its person already.
 */
export function needsPerson(status: string, outcome: EligibilityCheck['outcome']): boolean {
  if (status === 'accepted') return outcome !== 'eligible';
  return status === 'notAccepted' && outcome !== 'notAccepted';
}
