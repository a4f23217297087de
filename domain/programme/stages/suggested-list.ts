/** 001 §3: the office suggests societies on the strength of what it knows of them; published, the list is the invitation. */
import { z } from 'zod';
import { Clause, Key, Named, stageBase } from '../common.js';

/** What a suggestion may rest on: annual inspections, the yearbook, evaluations by departments, public data. */
export const SuggestionSource = z.strictObject({ key: Key, name: Named, clause: Clause });
export type SuggestionSource = z.infer<typeof SuggestionSource>;

export const SuggestedList = z.strictObject({
  type: z.literal('suggestedList'),
  ...stageBase,
  /** Every suggested society is entered with one of them at least, and with the document. */
  sources: z.array(SuggestionSource).min(1),
});
export type SuggestedList = z.infer<typeof SuggestedList>;
