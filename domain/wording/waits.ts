/** A wait in words: for whom, since when, until when, and what happens then (为谁等、自何时、到何时、然后). */
import { isMessageKey, say, sayCode, sayKey, type Locale, type Params } from './catalogue.js';
import { sayDue, sayInstant } from './dates.js';

export interface WaitFacts {
  /** Empty or `public` when time alone is waited for. */
  role: string;
  /** What is waited for: `window`, `scoring`, `materials`, … */
  what: string;
  params?: Params;
  /** Epoch milliseconds. */
  since: number;
  /** Epoch milliseconds; null without a deadline, or when it has passed. */
  until: number | null;
}

/** The whole sentence, for the Temporal UI's details and the stuck list. */
export function sayWait(locale: Locale, wait: WaitFacts): string {
  const parts = { who: who(locale, wait.role), what: phrase(locale, wait, 'what'), then: phrase(locale, wait, 'then'), since: sayInstant(locale, wait.since) };
  return wait.until === null ? say(locale, 'wait.sentence.open', parts) : say(locale, 'wait.sentence', { ...parts, until: sayDue(locale, wait.until) });
}

/** The same in one line of at most 200 bytes: the limit of a Temporal summary. */
export function sayWaitShort(locale: Locale, wait: Omit<WaitFacts, 'since'>): string {
  const parts = { who: who(locale, wait.role), what: phrase(locale, wait, 'what') };
  const text = wait.until === null ? say(locale, 'wait.summary.open', parts) : say(locale, 'wait.summary', { ...parts, until: sayDue(locale, wait.until) });
  return withinBytes(text, 200);
}

const who = (locale: Locale, role: string): string =>
  role === '' || role === 'public' ? say(locale, 'wait.time') : sayKey(locale, `role.${role}`);

function phrase(locale: Locale, { what, params = {} }: Pick<WaitFacts, 'what' | 'params'>, part: 'what' | 'then'): string {
  const key = isMessageKey(`wait.${what}.${part}`) ? `wait.${what}.${part}` : `wait.other.${part}`;
  // A manual wait names its problem by code.
  const code = params['code'];
  return sayKey(locale, key, typeof code === 'string' ? { ...params, problem: sayCode(locale, code, params) } : params);
}

/** Cut between characters; a Chinese one takes three bytes of UTF-8, those beyond the basic plane four. */
function withinBytes(text: string, limit: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > limit) return kept;
    kept += character;
  }
  return kept;
}
