/** What people decided, told as such: by which decision, when, by whom, with which reason and minutes. */
import type { ExplainedInput } from '../explanation.js';
import { from, input } from './node.js';

export interface Decided {
  commandId: string;
  /** RFC 3339; null where it is not on record. */
  at: string | null;
  /** Told to insiders only. */
  by: string | null;
  reason: string;
  /** Number of the minutes of a collective decision; empty where none is needed. */
  minutes: string;
}

export function decidedInputs({ commandId, at, by, reason, minutes }: Decided): ExplainedInput[] {
  const source = from('command', commandId);
  return [
    input('decidedAt', at, source), ...(by === null ? [] : [input('decidedBy', by, source)]),
    ...(reason === '' ? [] : [input('reason', reason, source)]), ...(minutes === '' ? [] : [input('minutes', minutes, source)]),
  ];
}
