/** Said wherever a hand-in is read: that the office has entered it from paper, how and when it came, and by whom it was entered. */
import type { Schemas } from '../app/api.js';
import { sayInstant } from '../words/dates.js';
import { say, sayState } from '../words/say.js';

export type OnPaper = Schemas['Application']['onPaper'];

export function OnPaperNote({ of }: { of: OnPaper }) {
  return of === null ? null : <p className="quiet">{sayOnPaper(of)}</p>;
}

/** A line of a page's facts; none when the society has handed it in itself. */
export const onPaperFact = (of: OnPaper): [string, string] | false => of !== null && [say('paper.handedInBy'), sayOnPaper(of)];

export function sayOnPaper({ channel, receivedAt, enteredBy }: NonNullable<OnPaper>): string {
  const values = { channel: sayState('channel', channel), at: sayInstant(receivedAt) };
  return enteredBy === null ? say('paper.entered', values) : say('paper.enteredBy', { ...values, name: enteredBy });
}
