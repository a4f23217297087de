import { readFileSync, readdirSync } from 'node:fs';
import { en } from '../../domain/wording/en.js';
import { zh } from '../../domain/wording/zh.js';

const AREAS = ['calendar', 'assessment', 'eligibility', 'review', 'tiers', 'funds', 'performance'];

/** Upper snake case in quotes is a code; constants and keys are written without quotes. */
const codesIn = (text: string): string[] => [...text.matchAll(/'([A-Z]+(?:_[A-Z0-9]+)+)'/g)].flatMap((match) => match[1] ?? []);

const used = AREAS.flatMap((area) => readdirSync(`domain/${area}`).flatMap((file) => codesIn(readFileSync(`domain/${area}/${file}`, 'utf8'))));
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []).sort();

describe('the wording of the rules', () => {
  test('every code that a rule can return has a text', () => {
    expect([...new Set(used)].filter((code) => !(code in zh) && !(`problem.${code}` in zh)).sort()).toEqual([]);
  });

  test.each(Object.entries(zh).filter(([key]) => /^[A-Z]/.test(key)))('%s says the same in both languages, with the same values', (code, text) => {
    expect(text).not.toBe('');
    expect(placeholders(en[code as keyof typeof zh])).toEqual(placeholders(text));
  });
});
