import fc from 'fast-check';
import { type Indicator, scoreSociety } from '../../../domain/assessment/score.js';

const staff: Indicator = { key: 'fullTimeStaff', dimension: '基础保障', points: 4, unit: '人', direction: 'higher', bands: [30, 20, 10, 5] };
const reports: Indicator = { key: 'adoptedReports', dimension: '智库建设', points: 8, unit: '份', direction: 'higher', bands: [10, 6, 3, 1], bandsByGroup: { medicine: [5, 3, 2, 1] } };
const complaints: Indicator = { key: 'complaints', dimension: '基础保障', points: 3, unit: '件', direction: 'lower', bands: [0, 1, 2, 4] };

describe('capability assessment (000 §5.1)', () => {
  test.each([
    [31, 100, 4], [30, 100, 4], [29.9, 80, 3.2], [20, 80, 3.2], [10, 60, 2.4], [5, 30, 1.2], [4, 0, 0], [0, 0, 0],
  ])('full-time staff of %d gives %d %% of 4 points: %d', (value, share, points) => {
    expect(scoreSociety([staff], [], { fullTimeStaff: value }, 'science').lines[0]).toMatchObject({ value, share, points });
  });

  test.each([[0, 100], [1, 80], [2, 60], [3, 30], [4, 30], [5, 0]])('where less is better, %d complaints give %d %%', (value, share) => {
    expect(scoreSociety([complaints], [], { complaints: value }, 'science').lines[0]?.share).toBe(share);
  });

  test('a discipline group may have its own thresholds', () => {
    expect(scoreSociety([reports], [], { adoptedReports: 5 }, 'medicine').total).toBe(8);
    expect(scoreSociety([reports], [], { adoptedReports: 5 }, 'science').total).toBe(4.8);
  });

  test.each([[31, 'BAND_REACHED', 30], [10, 'BAND_REACHED', 10], [4, 'BELOW_ALL_BANDS', 5]])('%d says why: %s, %d', (value, code, threshold) => {
    expect(scoreSociety([staff], [], { fullTimeStaff: value }, 'science').lines[0]?.why).toMatchObject({ code, params: { indicator: 'fullTimeStaff', value, threshold } });
  });

  test('missing is not zero: no points, but listed as missing', () => {
    const none = scoreSociety([staff, reports], [], { adoptedReports: 0 }, 'science');
    expect(none.missing).toEqual(['fullTimeStaff']);
    expect(none.lines.map((line) => line.why.code)).toEqual(['INDICATOR_MISSING', 'BELOW_ALL_BANDS']);
    expect(none.lines.map((line) => line.points)).toEqual([0, 0]);
    expect(scoreSociety([staff], [], { fullTimeStaff: Number.NaN }, 'science').missing).toEqual(['fullTimeStaff']);
  });

  test('findings of standard management cost points, never below zero [C]', () => {
    const values = { fullTimeStaff: 20, adoptedReports: 3 };
    expect(scoreSociety([staff, reports], [{ key: 'idleBranches', points: 1.5 }], values, 'science')).toMatchObject({ total: 6.5, deducted: 1.5 });
    expect(scoreSociety([staff], [{ key: 'idleBranches', points: 9 }], values, 'science').total).toBe(0);
  });

  test('sums are exact: ten times 0.1 is 1, and equal societies stay equal whatever the order', () => {
    const tenths = Array.from({ length: 10 }, (_, n): Indicator => ({ ...staff, key: `i${n}`, points: 0.1 }));
    const values = Object.fromEntries(tenths.map(({ key }) => [key, 30]));
    expect(scoreSociety(tenths, [], values, 'science').total).toBe(1);
    const shares = new Map([[30, 100], [20, 80], [10, 60], [5, 30]]);
    const points = fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(points, fc.array(fc.constantFrom(30, 20, 10, 5, 0), { minLength: 20, maxLength: 20 }), (thousandths, given) => {
        const indicators = thousandths.map((n, index): Indicator => ({ ...staff, key: `i${index}`, points: n / 1000 }));
        const some = Object.fromEntries(indicators.map(({ key }, index) => [key, given[index]]));
        const expected = thousandths.reduce((sum, n, index) => sum + n * (shares.get(given[index] ?? 0) ?? 0), 0) / 100_000;
        expect(scoreSociety(indicators, [], some, '').total).toBe(expected);
        expect(scoreSociety([...indicators].reverse(), [], some, '').total).toBe(expected);
      }),
    );
  });
});
