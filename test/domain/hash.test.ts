import fc from 'fast-check';
import { canonicalJson, stableHash } from '../../domain/hash.js';

describe('hashes', () => {
  test('a seed is the same on every machine, and never changes', () => {
    expect([stableHash(''), stableHash('a'), stableHash('S001'), stableHash('学会')]).toMatchInlineSnapshot(`
[
  2872998923,
  444641715,
  1799348026,
  1540445678,
]
`);
  });

  test('it is a whole number of 32 bits, spread evenly over ten boxes', () => {
    const boxes = new Map<number, number>();
    for (let n = 0; n < 10_000; n += 1) {
      const hash = stableHash(`S${n}`);
      if (!Number.isInteger(hash) || hash < 0 || hash >= 2 ** 32) throw new Error(`S${n}: ${hash}`);
      boxes.set(hash % 10, (boxes.get(hash % 10) ?? 0) + 1);
    }
    for (const count of boxes.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('canonical JSON', () => {
  test('sorts keys at every depth and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: '学会', x: undefined })).toBe('{"a":"学会","b":[{"c":null,"d":1}]}');
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [[undefined]], [new Date(0)], [new Map()], [() => 1], [1n]])('%p is refused as a bug', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  test('reads back as the same value, and the order of keys never matters', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 3 }), fc.integer()), (object) => {
        expect(canonicalJson(Object.fromEntries(Object.entries(object).reverse()))).toBe(canonicalJson(object));
      }),
    );
  });
});
