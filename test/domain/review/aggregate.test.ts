import fc from 'fast-check';
import { type AggregationMethod, type ExpertScore, aggregate, METHODS } from '../../../domain/review/aggregate.js';
import { krippendorffAlpha } from '../../../domain/review/agreement.js';
import { calibrateExperts } from '../../../domain/review/calibrate.js';
import { cutSensitivity } from '../../../domain/review/sensitivity.js';

/** One line per application: totals by expert e1, e2, …; undefined where an expert did not score. */
const scores = (table: Record<string, (number | undefined)[]>): ExpertScore[] =>
  Object.entries(table).flatMap(([application, totals]) => totals.flatMap((total, n) => (total === undefined ? [] : [{ application, expert: `e${n + 1}`, total }])));
const of = (method: AggregationMethod, table: Record<string, (number | undefined)[]>) => aggregate(scores(table), method);

const table = fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 1000 }).map((n) => n / 10), { nil: undefined }), { minLength: 4, maxLength: 4 }), { maxLength: 8 });
const methods = fc.constantFrom<AggregationMethod>(...METHODS);

describe('aggregation of expert totals (000 §5.3)', () => {
  test('the mean, with number of experts and spread, ranked best first', () => {
    expect(of('mean', { B: [80, 90], A: [70, 75], C: [88, 82] })).toEqual([
      { application: 'B', raw: 85, calibrated: 85, n: 2, spread: 10, rawRank: 1, rank: 1 },
      { application: 'C', raw: 85, calibrated: 85, n: 2, spread: 6, rawRank: 1, rank: 1 },
      { application: 'A', raw: 72.5, calibrated: 72.5, n: 2, spread: 5, rawRank: 3, rank: 3 },
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

  test('order of arrival changes nothing, and the result lies between lowest and highest total where it is an average', () => {
    fc.assert(
      fc.property(table, methods, (rows, method) => {
        const all = scores(Object.fromEntries(rows.map((row, n) => [`S${n}`, row])));
        const result = aggregate(all, method);
        expect(aggregate([...all].reverse(), method)).toEqual(result);
        if (method === 'zNormalised' || method === 'leastSquares') return;
        for (const row of result) {
          const own = all.filter((score) => score.application === row.application).map((score) => score.total);
          expect(row.calibrated).toBeGreaterThanOrEqual(Math.min(...own) - 1e-9);
          expect(row.calibrated).toBeLessThanOrEqual(Math.max(...own) + 1e-9);
        }
      }),
    );
  });
});

describe('least-squares calibration of experts ([C] aggregation)', () => {
  // Shrout and Fleiss, "Intraclass Correlations: Uses in Assessing Rater Reliability" (1979), table 2: four judges rate six targets.
  const published = { T1: [9, 2, 5, 8], T2: [6, 1, 3, 2], T3: [8, 4, 6, 8], T4: [7, 1, 2, 6], T5: [10, 5, 6, 9], T6: [6, 2, 4, 7] };

  test('without ridge it gives the judges’ mean square 32.49 and the residual 1.02 of the published table', () => {
    const { bias, components } = calibrateExperts(scores(published), 1e-9);
    const biases = [...bias.values()];
    expect((6 * biases.reduce((sum, one) => sum + one ** 2, 0)) / 3).toBeCloseTo(32.49, 2);
    const worth = new Map(aggregate(scores(published), 'leastSquares', 1e-9).map((row) => [row.application, row.calibrated]));
    const residual = scores(published).reduce((sum, one) => sum + (one.total - (worth.get(one.application) ?? 0) - (bias.get(one.expert) ?? 0)) ** 2, 0);
    expect(residual / 15).toBeCloseTo(1.02, 2);
    expect(components).toBe(1);
  });

  test('a severe expert’s applications are not punished: the raw rank stands beside the calibrated one', () => {
    // e1 gives ten more than e2 throughout; C was seen by the severe one only, D by the generous one.
    const rows = aggregate(scores({ A: [90, 80], B: [80, 70], E: [70, 60], C: [undefined, 75], D: [84, undefined] }), 'leastSquares', 0.01);
    expect(rows.map(({ application, rank, rawRank }) => [application, rank, rawRank])).toEqual([['A', 1, 1], ['C', 2, 3], ['D', 3, 2], ['B', 4, 3], ['E', 5, 5]]);
  });

  test('biases add up to zero in each connected part, and the parts are counted', () => {
    const { bias, components } = calibrateExperts(scores({ A: [90, 80], B: [70, 64], C: [undefined, undefined, 50, 70], D: [undefined, undefined, 60, 66] }));
    expect(components).toBe(2);
    expect((bias.get('e1') ?? 0) + (bias.get('e2') ?? 0)).toBeCloseTo(0, 9);
    expect((bias.get('e3') ?? 0) + (bias.get('e4') ?? 0)).toBeCloseTo(0, 9);
  });

  test('the ridge draws the bias of an expert with few totals towards zero, and a larger one more', () => {
    const table = { A: [90, 80], B: [80, 70] };
    const biasOf = (ridge: number) => calibrateExperts(scores(table), ridge).bias.get('e1') ?? 0;
    // Two totals each: half the difference is 5, of which 2 / (2 + λ) counts.
    expect(biasOf(1e-9)).toBeCloseTo(5, 6);
    expect(biasOf(1)).toBeCloseTo(10 / 3, 9);
    expect(biasOf(2)).toBeCloseTo(2.5, 9);
  });

  test('one common severity of all experts changes nobody’s rank', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: -20, max: 20 }), (rows, shift) => {
        const all = scores(Object.fromEntries(rows.map((row, n) => [`S${n}`, row])));
        const moved = all.map((one) => ({ ...one, total: one.total + shift }));
        const worth = (some: ExpertScore[]) => new Map(aggregate(some, 'leastSquares').map((row) => [row.application, row.calibrated]));
        const [before, after] = [worth(all), worth(moved)];
        for (const [code, value] of before) expect(after.get(code)).toBeCloseTo(value + shift, 6);
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
    expect(cutSensitivity(scores({ A: [90, 92], B: [80, 81], C: [60, 61] }), 2, 'mean')).toEqual({
      inside: ['A', 'B'], margin: 20, missing: [{ application: 'C', points: 20 }], withoutExpert: [], withMethod: [], contested: [],
    });
  });

  test('it names whose absence would change who is in', () => {
    const result = cutSensitivity(scores({ A: [90, 90, 90], B: [80, 80, 80], C: [70, 75, 94] }), 2, 'mean');
    expect(result).toEqual({
      inside: ['A', 'B'],
      margin: 0.333333333,
      missing: [{ application: 'C', points: 0.333333333 }],
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

test('the biases are the same to the last bit, in whatever order the sheets came in', () => {
  const sheets: ExpertScore[] = [['e1', 0.1], ['e2', 0.2], ['e3', 0.3], ['e4', 0.7]].map(([expert, total]) => ({ application: 'A', expert: String(expert), total: Number(total) }));
  const biases = (of: ExpertScore[]) => [...calibrateExperts(of).bias];
  for (const order of [[3, 2, 1, 0], [1, 2, 0, 3], [2, 3, 0, 1]]) expect(biases(order.flatMap((n) => sheets[n] ?? []))).toEqual(biases(sheets));
});
