import { readFileSync, readdirSync } from 'node:fs';
import { rulesEn } from '../../domain/wording/rules.en.js';
import { rulesZh } from '../../domain/wording/rules.zh.js';

const AREAS = ['calendar', 'assessment', 'eligibility', 'review', 'tiers', 'funds', 'performance'];

/** Upper snake case in quotes is a code; constants and keys are written without quotes. */
const codesIn = (text: string): string[] => [...text.matchAll(/'([A-Z]+(?:_[A-Z0-9]+)+)'/g)].flatMap((match) => match[1] ?? []);

const used = AREAS.flatMap((area) => readdirSync(`domain/${area}`).flatMap((file) => codesIn(readFileSync(`domain/${area}/${file}`, 'utf8'))));
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []).sort();

describe('the wording of the rules', () => {
  test('every code that a rule can return has a text', () => {
    expect([...new Set(used)].filter((code) => !(code in rulesZh)).sort()).toEqual([]);
  });

  test.each(Object.entries(rulesZh))('%s says the same in both languages, with the same values', (code, zh) => {
    const en = rulesEn[code as keyof typeof rulesZh];
    expect(zh).not.toBe('');
    expect(placeholders(en)).toEqual(placeholders(zh));
  });
});
