import fc from 'fast-check';
import { type AggregationMethod, type ExpertScore, aggregate, cutSensitivity, krippendorffAlpha } from '../../../domain/review/aggregate.js';

/** One line per application: totals by expert e1, e2, …; undefined where an expert did not score. */
const scores = (table: Record<string, (number | undefined)[]>): ExpertScore[] =>
  Object.entries(table).flatMap(([application, totals]) => totals.flatMap((total, n) => (total === undefined ? [] : [{ application, expert: `e${n + 1}`, total }])));
const of = (method: AggregationMethod, table: Record<string, (number | undefined)[]>) => aggregate(scores(table), method);

describe('aggregation of expert totals (000 §5.3)', () => {
  test('the mean, with number of experts and spread, ranked best first', () => {
    expect(of('mean', { B: [80, 90], A: [70, 75], C: [88, 82] })).toEqual([
      { application: 'B', raw: 85, calibrated: 85, n: 2, spread: 10, rank: 1 },
      { application: 'C', raw: 85, calibrated: 85, n: 2, spread: 6, rank: 1 },
      { application: 'A', raw: 72.5, calibrated: 72.5, n: 2, spread: 5, rank: 3 },
    ]);
  });

  test('equal means are equal whatever the figures: no binary noise breaks a tie', () => {
    expect(of('mean', { A: [80.1, 80.2, 80.3], B: [80.2, 80.2], C: [80.3, 80.1, 80.2] }).map((row) => row.rank)).toEqual([1, 1, 1]);
  });

  test.each([
    ['five totals lose the highest and the lowest', [60, 80, 81, 82, 100], 81],
    ['two equal highest lose one of them', [60, 80, 90, 100, 100], 90],
    ['four keep all [C]', [60, 80, 82, 100], 80.5],
  ])('trimmed mean: %s', (_, totals, expected) => {
    expect(of('trimmedMean', { A: totals })[0]).toMatchObject({ calibrated: expected, n: totals.length });
  });

  test.each([
    [[60, 80, 100], 80],
    [[60, 80, 82, 100], 81],
    [[77], 77],
  ])('the median of %j is %d', (totals, expected) => {
    expect(of('median', { A: totals })[0]?.calibrated).toBe(expected);
  });

  test('calibration takes a severe expert back to the common scale', () => {
    // e2 is ten points below e1 throughout; C was seen by the severe one only.
    const table = { A: [90, 80], B: [80, 70], C: [undefined, 75], D: [85, undefined] };
    expect(of('mean', table).map((row) => row.application)).toEqual(['A', 'D', 'B', 'C']);
    const calibrated = of('zNormalised', table);
    expect(calibrated.map((row) => `${row.rank}${row.application}`)).toEqual(['1A', '2C', '2D', '4B']);
    expect(calibrated[0]?.raw).toBe(85);
  });

  test('an expert who gives everyone the same says nothing about differences', () => {
    // Mean 65, deviation √275; the first expert says ±1, the second 0.
    const [a, b] = of('zNormalised', { A: [90, 50], B: [70, 50] });
    expect(a?.calibrated).toBeCloseTo(65 + Math.sqrt(275) / 2, 8);
    expect(b?.calibrated).toBeCloseTo(65 - Math.sqrt(275) / 2, 8);
  });

  test('one expert scores an application once: twice is a bug', () => {
    expect(() => aggregate([...scores({ A: [80] }), ...scores({ A: [81] })], 'mean')).toThrow(RangeError);
  });

  const table = fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 1000 }).map((n) => n / 10), { nil: undefined }), { minLength: 4, maxLength: 4 }), { maxLength: 8 });
  const methods = fc.constantFrom<AggregationMethod>('mean', 'trimmedMean', 'median', 'zNormalised');

  test('order of arrival changes nothing, and the result lies between lowest and highest total where it is an average', () => {
    fc.assert(
      fc.property(table, methods, (rows, method) => {
        const all = scores(Object.fromEntries(rows.map((row, n) => [`S${n}`, row])));
        const result = aggregate(all, method);
        expect(aggregate([...all].reverse(), method)).toEqual(result);
        if (method === 'zNormalised') return;
        for (const row of result) {
          const own = all.filter((score) => score.application === row.application).map((score) => score.total);
          expect(row.calibrated).toBeGreaterThanOrEqual(Math.min(...own) - 1e-9);
          expect(row.calibrated).toBeLessThanOrEqual(Math.max(...own) + 1e-9);
        }
      }),
    );
  });
});

describe("Krippendorff's alpha", () => {
  // Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", example D: four observers, twelve units, missing data.
  const observers: (number | undefined)[][] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, undefined, undefined, undefined],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, undefined, 3],
    [undefined, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, undefined],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, undefined],
  ];
  const published = Object.fromEntries(Array.from({ length: 12 }, (_, unit) => [`u${unit + 1}`, observers.map((values) => values[unit])]));

  test('is 0.849 for the published example (interval data)', () => {
    expect(krippendorffAlpha(scores(published))).toBeCloseTo(0.849, 3);
  });

  test('is 1 for full agreement, below 0 for systematic disagreement, undefined where nothing differs', () => {
    expect(krippendorffAlpha(scores({ A: [80, 80], B: [90, 90] }))).toBe(1);
    expect(krippendorffAlpha(scores({ A: [80, 90], B: [90, 80] }))).toBeLessThan(0);
    expect(krippendorffAlpha(scores({ A: [80, 80], B: [80, 80] }))).toBeUndefined();
    expect(krippendorffAlpha(scores({ A: [80], B: [90] }))).toBeUndefined();
    expect(krippendorffAlpha([])).toBeUndefined();
  });
});

describe('how firm the cut is', () => {
  test('a clear cut is moved by nobody', () => {
    expect(cutSensitivity(scores({ A: [90, 92], B: [80, 81], C: [60, 61] }), 2, 'mean')).toEqual({ inside: ['A', 'B'], withoutExpert: [], withMethod: [], contested: [] });
  });

  test('it names whose absence would change who is in', () => {
    const result = cutSensitivity(scores({ A: [90, 90, 90], B: [80, 80, 80], C: [70, 75, 94] }), 2, 'mean');
    expect(result).toEqual({
      inside: ['A', 'B'],
      withoutExpert: [
        { expert: 'e1', entering: ['C'], leaving: ['B'] },
        { expert: 'e2', entering: ['C'], leaving: ['B'] },
      ],
      withMethod: [{ method: 'zNormalised', entering: ['C'], leaving: ['B'] }],
      contested: ['B', 'C'],
    });
  });

  test('it says which other method would draw another line', () => {
    const result = cutSensitivity(scores({ A: [90, 90, 90], B: [81, 81, 81], C: [74, 75, 100] }), 2, 'mean');
    expect(result.inside).toEqual(['A', 'C']);
    expect(result.withMethod).toContainEqual({ method: 'median', entering: ['B'], leaving: ['C'] });
  });

  test('an application keeps its only total', () => {
    expect(cutSensitivity(scores({ A: [90], B: [80, 80] }), 1, 'mean')).toMatchObject({ inside: ['A'], contested: [] });
  });
});
