/** The result of one eligibility rule, as it is stored, shown and quoted in letters. */
import type { Clause } from '../refusal.js';

export type LineResult = 'pass' | 'fail' | 'unknown' | 'flagged';

/** Why a rule came out as it did: a code of the wording catalogue, and the fact it speaks of. */
export interface Reason {
  code: string;
  params: Record<string, string | number>;
  factId?: string;
}

export interface EligibilityLine {
  /** The rule's key. */
  rule: string;
  result: LineResult;
  /** The facts that were weighed. */
  factIds: string[];
  clause: Clause;
  why: Reason[];
}
