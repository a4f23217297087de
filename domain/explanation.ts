/**
 * Why something is as it is: every refusal, rank, score and amount can be asked, and answers with rule, formula and inputs.
 * An explanation repeats the computation in words; whoever reads it can do it again by hand.
 */
import type { Clause } from './refusal.js';

export interface ExplainedInput {
  /** Key of the wording catalogue, or a name from the programme. */
  name: string;
  value: string | number | boolean | null;
  unit?: string;
  /** Where it is recorded: a fact, a document, a command, an expert's sheet; ids only. */
  source?: { kind: 'fact' | 'record' | 'document' | 'command' | 'review' | 'programme' | 'decision'; id: string };
}

export interface Explanation {
  /** What is explained: `eligibility`, `shortlistRank`, `indicatorScore`, `reviewScore`, `finalRank`, `tier`, `instalment`, … */
  what: string;
  result: string | number | boolean | null;
  /** The rule it rests on; a choice of ours says so. */
  clause: Clause;
  /** A key of the wording catalogue that states the formula, and its values. */
  formula: { code: string; params: Record<string, string | number> };
  inputs: ExplainedInput[];
  /** What it was put together from, each explained in turn. */
  parts: Explanation[];
}
