/** Building blocks of explanations: one node per figure, its inputs with their sources below it. */
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';

/** A choice of ours, by the setting that carries it. */
export const choice = (setting: string): Clause => ({ document: 'choice', clause: setting });

export const node = (
  what: string,
  result: Explanation['result'],
  clause: Clause,
  formula: [code: string, params?: Record<string, string | number>],
  inputs: ExplainedInput[] = [],
  parts: Explanation[] = [],
): Explanation => ({ what, result, clause, formula: { code: formula[0], params: formula[1] ?? {} }, inputs, parts });

type Source = NonNullable<ExplainedInput['source']>;

export const input = (name: string, value: ExplainedInput['value'], source?: Source, unit?: string): ExplainedInput => ({
  name, value, ...(unit === undefined ? {} : { unit }), ...(source === undefined ? {} : { source }),
});

export const from = (kind: Source['kind'], id: string): Source => ({ kind, id });

/** `1 + those that are better`; equals share the rank (domain/assessment/rank.ts). */
export const rankOf = (what: string, total: number, others: readonly number[], clause: Clause): Explanation => {
  const above = others.filter((other) => other > total).length;
  const equal = others.filter((other) => other === total).length;
  return node(what, above + 1, clause, ['why.formula.rank', { above }], [input('total', total), input('above', above), input('equal', equal), input('ranked', others.length + 1)]);
};
