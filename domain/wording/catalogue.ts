/** The one place where a key becomes a sentence. Chinese is the first language; English has the same keys. */
import type { Refusal } from '../refusal.js';
import { en } from './en.js';
import { zh } from './zh.js';

export type Locale = 'zh' | 'en';
export type MessageKey = keyof typeof zh;
export type Params = Record<string, string | number>;

/** The names in braces of a text: `'{a} of {b}'` needs `a` and `b`; `{a:yuan}` is given in cents and said in yuan. */
type ParamNames<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? (Name extends `${infer Cents}:yuan` ? Cents : Name) | ParamNames<Rest> : never;
export type ParamsOf<Key extends MessageKey> = ParamNames<(typeof zh)[Key]>;
type Arguments<Key extends MessageKey> = [ParamsOf<Key>] extends [never] ? [params?: Params] : [params: Record<ParamsOf<Key>, string | number> & Params];

const CATALOGUES: Record<Locale, Record<MessageKey, string>> = { zh, en };

/** A text whose key is known when this is compiled: a parameter that is missing does not compile. */
export const say = <Key extends MessageKey>(locale: Locale, key: Key, ...[params]: Arguments<Key>): string => fill(locale, key, params ?? {});

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(zh, key);

/** A text whose key comes from data. An unknown key is shown as it is: better a code than nothing. */
export const sayKey = (locale: Locale, key: string, params: Params = {}): string => (isMessageKey(key) ? fill(locale, key, params) : key);

/** A refusal's or problem's code: `GATE_CLOSED` is `problem.GATE_CLOSED`; the rules of domain speak under their bare code. */
export const sayCode = (locale: Locale, code: string, params: Params = {}): string =>
  sayKey(locale, isMessageKey(`problem.${code}`) ? `problem.${code}` : code, params);

export const sayRefusal = (locale: Locale, refusal: Refusal): string => sayCode(locale, refusal.code, refusal.params);

/** What a parameter lists is on record with 、 between; English has a comma there. */
function fill(locale: Locale, key: MessageKey, params: Params): string {
  return CATALOGUES[locale][key].replace(/\{(\w+)(:yuan)?\}/g, (whole, name: string, money?: string) => {
    const given = params[name] ?? whole;
    const text = money !== undefined && typeof given === 'number' ? (given / 100).toFixed(2) : String(given);
    return locale === 'en' ? text.replaceAll('、', ', ') : text;
  });
}
