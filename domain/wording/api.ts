import { apiEn } from './api.en.js';
import { apiZh } from './api.zh.js';
import { problemsEn } from './problems.en.js';
import { problemsZh } from './problems.zh.js';
import { rulesEn } from './rules.en.js';
import { rulesZh } from './rules.zh.js';

export type ApiLine = keyof typeof apiZh;

const LINES: Record<'zh' | 'en', Record<string, string>> = { zh: apiZh, en: apiEn };
const COMMON: Record<'zh' | 'en', Record<string, string>> = { zh: { ...rulesZh, ...problemsZh }, en: { ...rulesEn, ...problemsEn } };

/** A line of the API's own wording. */
export const apiText = (locale: 'zh' | 'en', line: ApiLine, params: Record<string, string | number> = {}): string => fill(LINES[locale][line] ?? line, params);

/** What a refusal's code says: the API's own words, else the common ones; the bare code when nobody has words for it. */
export const problemText = (locale: 'zh' | 'en', code: string, params: Record<string, string | number> = {}): string =>
  fill(LINES[locale][`problem.${code}`] ?? COMMON[locale][`problem.${code}`] ?? COMMON[locale][code] ?? code, params);

/** What is wrong with one field. */
export const fieldText = (locale: 'zh' | 'en', code: string, params: Record<string, string | number> = {}): string =>
  fill(LINES[locale][`field.${code}`] ?? COMMON[locale][code] ?? LINES[locale]['field.invalid'] ?? code, params);

function fill(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
