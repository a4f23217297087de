import fc from 'fast-check';
import { type RankRow, rankSocieties } from '../../../domain/assessment/rank.js';

const rows = (totals: Record<string, number>): RankRow[] => Object.entries(totals).map(([code, total]) => ({ code, total }));

describe('ranking', () => {
  test('equal totals share a rank and the next rank is skipped: 1, 2, 2, 4', () => {
    expect(rankSocieties(rows({ D: 70, B: 80, C: 80, A: 90 }))).toEqual([
      { code: 'A', rank: 1, total: 90, tiedWith: [] },
      { code: 'B', rank: 2, total: 80, tiedWith: ['C'] },
      { code: 'C', rank: 2, total: 80, tiedWith: ['B'] },
      { code: 'D', rank: 4, total: 70, tiedWith: [] },
    ]);
  });

  test('tie-breakers decide in their order; a missing one comes last', () => {
    const ranked = rankSocieties([
      { code: 'A', total: 80 },
      { code: 'B', total: 80, tieBreakers: [10, 3] },
      { code: 'C', total: 80, tieBreakers: [10, 5] },
      { code: 'D', total: 80, tieBreakers: [10, 5] },
      { code: 'E', total: 79.99999, tieBreakers: [99] },
    ]);
    expect(ranked.map(({ code, rank }) => `${rank}${code}`)).toEqual(['1C', '1D', '3B', '4A', '5E']);
  });

  test('no societies, no ranking; a total that is not a number is a bug', () => {
    expect(rankSocieties([])).toEqual([]);
    expect(() => rankSocieties([{ code: 'A', total: Number.NaN }])).toThrow(RangeError);
  });

  const someRows = fc.uniqueArray(fc.record({ code: fc.string({ minLength: 1, maxLength: 3 }), total: fc.integer({ min: 0, max: 6 }) }), { selector: (row) => row.code, maxLength: 30 });

  test('order of arrival never changes a rank or the list', () => {
    fc.assert(
      fc.property(someRows.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([list, shuffled]) => {
        expect(rankSocieties(shuffled)).toEqual(rankSocieties(list));
      }),
    );
  });

  test('a rank is one more than the number of better societies, and ties are exactly the equal ones', () => {
    fc.assert(
      fc.property(someRows, (list) => {
        for (const one of rankSocieties(list)) {
          expect(one.rank).toBe(1 + list.filter((row) => row.total > one.total).length);
          expect(one.tiedWith).toEqual(list.filter((row) => row.total === one.total && row.code !== one.code).map((row) => row.code).sort());
        }
      }),
    );
  });
});
