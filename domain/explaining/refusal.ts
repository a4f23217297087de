/** Why something was refused: the refusal's own rule, and the values that decided. */
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { Clause, Refusal } from '../refusal.js';
import { input, node } from './node.js';

/** Where a refusal names no rule of a source it rests on the order of the process, which is ours. */
const PROCESS: Clause = { document: 'choice', clause: 'order of the process' };

/** `facts`: what is on record and decided, such as the deadline that had passed. */
export function explainRefusal(refusal: Refusal, facts: Readonly<Record<string, unknown>> = {}, sources: readonly ExplainedInput[] = []): Explanation {
  const params = refusal.params ?? {};
  return node('refusal', refusal.code, refusal.rule ?? PROCESS, [refusal.code, params], [
    ...(refusal.field === undefined ? [] : [input('field', refusal.field)]),
    ...Object.entries(params).map(([name, value]) => input(name, value)),
    ...Object.entries(facts).flatMap(([name, value]) => (isPlain(value) ? [input(name, value)] : [])),
    ...sources,
  ]);
}

const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
