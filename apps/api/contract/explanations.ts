import { z } from 'zod';
import { EXPLANATION_KINDS } from '../explanations/kind-names.js';

const Figure = z.union([z.string(), z.number(), z.boolean()]).nullable();
const Params = z.record(z.string(), z.union([z.string(), z.number()]));

export const ExplainedInput = z
  .object({
    name: z.string(),
    label: z.string(),
    value: Figure,
    text: z.string(),
    unit: z.string().nullable(),
    source: z
      .object({ kind: z.enum(['fact', 'record', 'document', 'command', 'review', 'programme', 'decision']), id: z.string() })
      .nullable()
      .describe('Where it is recorded'),
  })
  .meta({ id: 'ExplainedInput' });

export const ExplainedFigure = z
  .object({
    what: z.string().describe('What is explained: `finalRank`, `instalment`, an indicator’s key …'),
    title: z.string(),
    result: Figure.describe('Computed again from the inputs; money in cents'),
    resultText: z.string(),
    clause: z.object({ document: z.string(), clause: z.string(), text: z.string() }).describe('The rule; `choice` for a setting of ours'),
    formula: z.object({ code: z.string(), params: Params, text: z.string() }),
    inputs: z.array(ExplainedInput),
    sentence: z.string(),
    get parts() {
      return z.array(ExplainedFigure).describe('What it was put together from');
    },
  })
  .meta({ id: 'ExplainedFigure' });
export type ExplainedFigure = z.infer<typeof ExplainedFigure>;

export const ExplanationPath = z.strictObject({
  kind: z.enum(EXPLANATION_KINDS),
  id: z.string().min(1).max(200).describe('What is asked about; its parts, joined by colons, are in the list of kinds'),
});
export type ExplanationPath = z.infer<typeof ExplanationPath>;

export const Explained = z
  .object({
    kind: z.enum(EXPLANATION_KINDS),
    id: z.string(),
    stored: Figure.describe('The result as it is recorded'),
    recomputed: Figure.describe('The result that the stored inputs give now, by the same rule'),
    reproduces: z.boolean().describe('False when they differ, or when what is stored beside the result (a recommendation, the deadline of an answer) comes out otherwise: something was changed since'),
    note: z.string().nullable().describe('What it means when they differ'),
    explanation: ExplainedFigure,
  })
  .meta({ id: 'Explained' });
export type Explained = z.infer<typeof Explained>;

export const ExplanationKinds = z
  .object({ items: z.array(z.object({ kind: z.enum(EXPLANATION_KINDS), title: z.string(), id: z.array(z.string()).describe('The parts of the id, to be joined by colons') })) })
  .meta({ id: 'ExplanationKinds' });
export type ExplanationKinds = z.infer<typeof ExplanationKinds>;
