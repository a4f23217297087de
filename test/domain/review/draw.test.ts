import fc from 'fast-check';
import { checkInvited, drawPanel, lotOf } from '../../../domain/review/draw.js';

const pool = (count: number, group = 'science') => Array.from({ length: count }, (_, n) => ({ code: `${group[0]}${n + 1}`, group }));

describe('the panel by lot (choice: random draw with seed and witness)', () => {
  test('the lowest lots of a group are drawn, the next are substitutes in their order: anybody can repeat it from seed and pool', () => {
    const result = drawPanel({ pool: pool(8), wanted: { science: 3 }, substitutesPerGroup: 2, seed: '2018-10-29/7 5 3' });
    const byHand = pool(8).map(({ code }) => code).sort((a, b) => lotOf('2018-10-29/7 5 3', a) - lotOf('2018-10-29/7 5 3', b));
    expect(result).toEqual({ ok: true, value: [{ group: 'science', drawn: byHand.slice(0, 3), substitutes: byHand.slice(3, 5) }] });
  });

  test('a pool that is too small is refused before anything is drawn, with group and number', () => {
    expect(drawPanel({ pool: pool(2), wanted: { science: 3 }, substitutesPerGroup: 0, seed: 'x' })).toMatchObject({
      ok: false, refusal: { code: 'POOL_TOO_SMALL', field: 'wanted.science', params: { group: 'science', wanted: 3, pool: 2 } },
    });
  });

  test('the order in which the pool is written down does not matter, another seed draws others, nobody is drawn twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 30 }), fc.integer({ min: 1, max: 4 }), fc.string({ minLength: 1, maxLength: 8 }), (size, wanted, seed) => {
        const input = { pool: pool(size), wanted: { science: wanted }, substitutesPerGroup: 2, seed };
        const drawn = drawPanel(input);
        expect(drawPanel({ ...input, pool: [...input.pool].reverse() })).toEqual(drawn);
        if (!drawn.ok) throw new Error('big enough');
        const codes = drawn.value.flatMap((group) => [...group.drawn, ...group.substitutes]);
        expect(new Set(codes).size).toBe(codes.length);
      }),
    );
    const firsts = Array.from({ length: 20 }, (_, seed) => drawPanel({ pool: pool(8), wanted: { science: 1 }, substitutesPerGroup: 0, seed: `${seed}` }));
    expect(new Set(firsts.map((one) => (one.ok ? one.value[0]?.drawn[0] : ''))).size).toBeGreaterThan(3);
  });

  describe('who may be invited', () => {
    const drawn = [{ group: 'science', drawn: ['a', 'b'], substitutes: ['c', 'd'] }];
    test.each([
      ['those who were drawn', ['a', 'b'], [], []],
      ['somebody else', ['a', 'x'], [], ['EXPERT_NOT_DRAWN']],
      ['a substitute while all can come', ['a', 'c'], [], ['SUBSTITUTE_OUT_OF_TURN']],
      ['the first substitute for one who cannot come', ['c'], ['b'], []],
      ['the second before the first', ['d'], ['b'], ['SUBSTITUTE_OUT_OF_TURN']],
      ['both for two', ['c', 'd'], ['a', 'b'], []],
      ['the second when the first cannot come either', ['d'], ['b', 'c'], []],
    ])('%s', (_, invited, declined, codes) => {
      expect(checkInvited(drawn, invited, declined).map(({ code }) => code)).toEqual(codes);
    });
  });
});

test('two with the same lot stand in the order of their codes, however the pool is written down', () => {
  const [a, b] = ['s329799', 's1172826'];
  expect(lotOf('seed', a)).toBe(lotOf('seed', b));
  for (const codes of [[a, b], [b, a]]) {
    expect(drawPanel({ pool: codes.map((code) => ({ code, group: 'science' })), wanted: { science: 1 }, substitutesPerGroup: 1, seed: 'seed' })).toMatchObject({ ok: true, value: [{ drawn: [b], substitutes: [a] }] });
  }
});
