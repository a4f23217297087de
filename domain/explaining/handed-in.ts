/** Who handed something in: the society itself, or the office for it, from paper. */
import type { ExplainedInput } from '../explanation.js';
import type { PaperChannel } from '../paper-entry.js';
import { sayable } from './instants.js';
import { from, input } from './node.js';

/** `enteredBy` is told to insiders only. */
export function handedInInputs(factId: string, onPaper?: { channel: PaperChannel; receivedMs: number; enteredBy: string | null }): ExplainedInput[] {
  const source = from('fact', factId);
  if (onPaper === undefined) return [input('handedInBy', 'handedIn.society', source)];
  return [
    input('handedInBy', 'handedIn.office', source), input('channel', `channel.${onPaper.channel}`, source), input('paperReceivedAt', sayable(onPaper.receivedMs), source),
    ...(onPaper.enteredBy === null ? [] : [input('enteredBy', onPaper.enteredBy, source)]),
  ];
}
