import { readdirSync } from 'node:fs';
import { isMessageKey, say, sayCode, sayKey, sayRefusal } from '../../../domain/wording/catalogue.js';
import { en } from '../../../domain/wording/en.js';
import { zh } from '../../../domain/wording/zh.js';

/** One file per area: `rules.zh.ts` and the like. */
const files = readdirSync('domain/wording').filter((file) => file.endsWith('.zh.ts'));
const areas = (await Promise.all(files.map(async (file) => Object.values((await import(`../../../domain/wording/${file.replace('.ts', '.js')}`)) as Record<string, Record<string, string>>)))).flat();
const names = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();
const texts: Record<'zh' | 'en', Record<string, string>> = { zh, en };
const keys = Object.keys(zh).filter(isMessageKey);

describe('the catalogue', () => {
  test('no key is missing in either language', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  test('no key is said by two areas', () => {
    const all = areas.flatMap((area) => Object.keys(area));
    expect(all.filter((key, n) => all.indexOf(key) !== n)).toEqual([]);
    expect(all).toHaveLength(keys.length);
  });

  test('both languages use the same values', () => {
    const different = keys.filter((key) => names(zh[key]).join() !== names(en[key]).join());
    expect(different).toEqual([]);
  });

  test('no text is empty, but for the word that Chinese leaves out', () => {
    expect(keys.filter((key) => texts.zh[key] === '' || texts.en[key] === '')).toEqual(['wait.time']);
  });

  test('Chinese texts are Chinese, English ones are not', () => {
    const han = /\p{Script=Han}/u;
    expect(keys.filter((key) => han.test(en[key]))).toEqual([]);
  });

  test('values are filled in, wherever they stand', () => {
    expect(say('zh', 'problem.FORM_INCOMPLETE', { count: 2 })).toBe('还有 2 项未填完。');
    expect(say('en', 'problem.UNKNOWN_FIELD', { field: 'goalz' })).toBe('There is no field “goalz”.');
  });

  test('a code is found with its area or without; a code nobody words is shown as it is', () => {
    expect(sayCode('zh', 'GATE_CLOSED')).toBe(zh['problem.GATE_CLOSED']);
    expect(sayCode('en', 'PERIOD_ROLLED')).toBe(en.PERIOD_ROLLED);
    expect(sayRefusal('zh', { code: 'DAY_INVALID', params: { day: '2018-02-30' } })).toContain('2018-02-30');
    expect(sayKey('zh', 'nothing.like.this')).toBe('nothing.like.this');
  });

  test.each([
    'GATE_CLOSED', 'GATE_NOT_OPEN', 'GATE_SUSPENDED', 'DEADLINE_PASSED', 'TASK_NOT_YOURS', 'FORBIDDEN', 'NOT_FOUND', 'KEY_REUSED', 'BODY_TOO_LARGE',
    'UNKNOWN_FIELD', 'INVALID', 'PROCESS_UNAVAILABLE', 'STAGE_CLOSED', 'OBJECTION_OPEN', 'NOT_QUIESCENT', 'TIE_AT_CUT', 'REASON_REQUIRED',
    'MINUTES_REQUIRED', 'ALREADY_SUBMITTED', 'COMMAND_NOT_EXPECTED', 'PROGRAMME_INVALID', 'CONFLICT_VERSION', 'UNAUTHENTICATED',
  ])('the problem %s has words', (code) => {
    expect(isMessageKey(`problem.${code}`)).toBe(true);
  });
});
