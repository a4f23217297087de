/** The result of one eligibility rule, as it is stored, shown and quoted in letters. */
import type { Clause } from '../refusal.js';

export type LineResult = 'pass' | 'fail' | 'unknown' | 'flagged';

/** Why a rule came out as it did: a code of the wording catalogue, and the fact it speaks of. */
export interface Reason {
  code: string;
  params: Record<string, string | number>;
  factId?: string;
}

/** A fact that nobody has recorded yet, and who is asked for it. */
export interface AskedFact {
  /** Kind of the fact, as in facts.ts. */
  kind: string;
  of: 'staff' | 'society';
}

export interface EligibilityLine {
  /** The rule's key. */
  rule: string;
  result: LineResult;
  /** The facts that were weighed. */
  factIds: string[];
  clause: Clause;
  why: Reason[];
  /** Of an unknown line: what would settle it. */
  asks?: AskedFact;
}
