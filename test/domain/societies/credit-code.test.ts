import fc from 'fast-check';
import { checkCharacter, creditCodeFault } from '../../../domain/societies/credit-code.js';

describe('统一社会信用代码 (GB 32100-2015)', () => {
  // Publicly registered codes of well-known bodies, and the one that is quoted wherever the standard is explained.
  test.each(['91350100M000100Y43', '12100000400000624D', '91110108551385082Q', '914403001922038216', '91330100799655058B', '91110000802100433B'])('%s is one', (code) => {
    expect(creditCodeFault(code)).toBeUndefined();
  });

  test.each([
    ['91350100M000100Y4', 'CREDIT_CODE_SHAPE'], ['91350100M000100Y433', 'CREDIT_CODE_SHAPE'], ['91350100I000100Y43', 'CREDIT_CODE_SHAPE'], ['91350100m000100y43', 'CREDIT_CODE_SHAPE'],
    ['S0001', 'CREDIT_CODE_SHAPE'], ['91350100M000100Y44', 'CREDIT_CODE_CHECK'], ['12100000400000624E', 'CREDIT_CODE_CHECK'],
  ])('%s is none: %s', (code, fault) => {
    expect(creditCodeFault(code)).toBe(fault);
  });

  const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const body = fc.tuple(fc.constantFrom('51', '91', '12'), fc.stringMatching(/^\d{6}$/), fc.array(fc.constantFrom(...CHARACTERS), { minLength: 9, maxLength: 9 })).map(([kind, region, rest]) => kind + region + rest.join(''));

  test('whatever the body, exactly one character makes it a code', () => {
    fc.assert(fc.property(body, (text) => {
      expect([...CHARACTERS].filter((last) => creditCodeFault(text + last) === undefined)).toEqual([checkCharacter(text)]);
    }), { numRuns: 100 });
  });

  test('one wrong character, or two neighbours exchanged, is noticed', () => {
    fc.assert(fc.property(body, fc.nat(16), fc.constantFrom(...CHARACTERS), (text, place, other) => {
      const check = checkCharacter(text) ?? '';
      const wrong = text.slice(0, place) + other + text.slice(place + 1);
      expect(checkCharacter(wrong) === check).toBe(wrong === text);
      const turned = text.slice(0, place) + (text[place + 1] ?? '') + (text[place] ?? '') + text.slice(place + 2);
      if (place < 16) expect(checkCharacter(turned) === check).toBe(turned === text);
    }), { numRuns: 200 });
  });
});
