/** Adds to an explanation who handed in what it rests on: the society, or the office for it. */
import { handedInInputs } from '../../../domain/explaining/handed-in.js';
import type { Explanation } from '../../../domain/explanation.js';
import { paperEntryOf } from '../../../records/paper-entries.js';
import type { Question } from './kind.js';

export async function withHandedIn({ whole, insider }: Question, factId: string | null | undefined, explanation: Explanation): Promise<Explanation> {
  if (factId === null || factId === undefined) return explanation;
  const entry = await whole((tx) => paperEntryOf(tx, factId));
  const onPaper = entry && { channel: entry.channel, receivedMs: entry.received_at, enteredBy: insider ? entry.entered_by : null };
  return { ...explanation, inputs: [...explanation.inputs, ...handedInInputs(factId, onPaper)] };
}
