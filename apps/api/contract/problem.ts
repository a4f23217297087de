import { z } from 'zod';
import { ExplainedFigure } from './explanations.js';

/** RFC 9457 `application/problem+json`, as every refusal and failure is answered. */
export const Problem = z
  .object({
    type: z.string().describe('A URN naming the code'),
    title: z.string().describe('One sentence for people, in the language asked for'),
    status: z.int(),
    code: z.string().describe('Stable, upper snake case'),
    detail: z.string().optional(),
    instance: z.string().optional().describe('The id under which a failure was logged'),
    errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
    rule: z.object({ document: z.string(), clause: z.string() }).optional().describe('The rule that the refusal rests on'),
    fact: z.record(z.string(), z.unknown()).optional().describe('The recorded fact that decided, with its source'),
    why: ExplainedFigure.optional().describe('The same as an explanation: rule, formula and the values that decided; of every refusal that rests on a rule'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
