/** Everything that the console says, in both languages; other texts come from the API, in the language asked for. */
import { adminWords } from './admin.js';
import { correctionWords } from './corrections.js';
import { formWords } from './form.js';
import { locale } from './locale.js';
import { mergeWords } from './merge.js';
import { officeWords } from './office.js';
import { paperWords } from './paper.js';
import { programmeWords } from './programmes.js';
import { publicWords } from './public.js';
import { recordedWords } from './recorded.js';
import { reviewWords } from './review.js';
import { sharedWords } from './shared.js';
import { societyWords } from './society.js';
import { staffWords } from './staff.js';
import { stateWords } from './state.js';

const WORDS = { ...sharedWords, ...stateWords, ...recordedWords, ...publicWords, ...formWords, ...societyWords, ...reviewWords, ...staffWords, ...programmeWords, ...officeWords, ...mergeWords, ...paperWords, ...adminWords, ...correctionWords } as const;

export type Word = keyof typeof WORDS;
type Params = Record<string, string | number>;

/** The text, with `{name}` replaced by the value of that name. */
export function say(key: Word, params: Params = {}): string {
  const text: string = WORDS[key][locale() === 'zh' ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** What is said beside a name: a code, a count, a unit. */
export const inBrackets = (text: string | number): string => say('mark.brackets', { text });

/** The same text in both languages, for what is shown as the API's own bilingual names are. */
export const inBoth = (key: Word): { zh: string; en: string } => ({ zh: WORDS[key][0], en: WORDS[key][1] });

/** The text under a key that the API gives, with its parameters; the key itself for one unknown. */
export const sayKeyed = (group: string, key: string, params: Params): string => (`${group}.${key}` in WORDS ? say(`${group}.${key}` as Word, params) : key);

/** The text of a state that the API names by a key, such as `application.accepted`; the key itself for one unknown. */
export function sayState(group: string, key: string): string {
  const word = `${group}.${key}`;
  return word in WORDS ? say(word as Word) : key;
}
