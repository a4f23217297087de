import fc from 'fast-check';
import { assess, type AssessedInput, type AssessmentRules } from '../../../domain/assessment/assess.js';
import { explainAssessment, explainIndicator } from '../../../domain/explaining/assessment.js';
import { between, fieldOf, type Indicator, landmarks } from '../../../domain/assessment/scale.js';
import { DEFAULT_BAND_SHARES, scoreSociety } from '../../../domain/assessment/score.js';
import { changedRules, compare, cutSensitivity } from '../../../domain/assessment/what-if.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';

const members: Indicator = { key: 'members', dimension: 'members', points: 3, unit: '人', direction: 'higher', scale: { kind: 'points', bands: [{ from: 600, points: 3 }, { from: 200, points: 2 }, { from: 50, points: 1 }] } };
const income: Indicator = { key: 'income', dimension: 'foundation', points: 10, unit: '万元', direction: 'higher', scale: { kind: 'minMax' } };
const days: Indicator = { key: 'days', dimension: 'foundation', points: 4, unit: '天', direction: 'lower', scale: { kind: 'minMax', range: { worst: 40, best: 0 } } };
const staff: Indicator = { key: 'staff', dimension: 'foundation', points: 8, unit: '人', direction: 'higher', bands: [30, 20, 10, 5] };

const rules = (indicators: Indicator[], more: Partial<AssessmentRules> = {}): AssessmentRules => ({ indicators, bandShares: DEFAULT_BAND_SHARES, deductions: [], ...more });
const society = (code: string, figures: Record<string, number>): AssessedInput => ({ code, group: 'science', figures, findings: [] });

describe('how a figure becomes points (rule 2)', () => {
  test.each([[600, 3], [599, 2], [200, 2], [199, 1], [50, 1], [49, 0]])('"600 members = 3 points, 200 = 2, 50 = 1": %i members give %i', (value, points) => {
    expect(scoreSociety([members], [], { members: value }, 'science').lines[0]).toMatchObject({ points, why: { code: points === 0 ? 'BELOW_ALL_POINTS' : 'POINTS_REACHED' } });
  });

  test('a discipline group may have point bands of its own', () => {
    const own: Indicator = { ...members, scale: { kind: 'points', bands: [{ from: 600, points: 3 }], byGroup: { agriculture: [{ from: 100, points: 3 }] } } };
    expect(scoreSociety([own], [], { members: 100 }, 'agriculture').total).toBe(3);
    expect(scoreSociety([own], [], { members: 100 }, 'science').total).toBe(0);
  });

  test.each([[0, 4], [10, 3], [40, 0], [60, 0], [-5, 4]])('between a fixed worst of 40 and best of 0 days, where less is better: %i give %i of 4', (value, points) => {
    expect(scoreSociety([days], [], { days: value }, 'science').total).toBe(points);
  });

  test('min–max over the field: the worst has none, the best all, half-way half; where all are equal all have all [C]', () => {
    const totals = assess(rules([income]), [society('A', { income: 100 }), society('B', { income: 300 }), society('C', { income: 200 })]).map(({ code, score }) => [code, score.total]);
    expect(totals).toEqual([['B', 10], ['C', 5], ['A', 0]]);
    expect(assess(rules([income]), [society('A', { income: 7 }), society('B', { income: 7 })]).map(({ score }) => score.total)).toEqual([10, 10]);
    expect([between(1, { worst: 5, best: 5 }), between(9, { worst: 5, best: 5 })]).toEqual([0, 1]);
  });

  test('only what counts from the field is looked up in it', () => {
    expect(fieldOf([members, income, staff], [{ members: 600, income: 3, staff: 8 }, { members: 20, income: 9 }])).toEqual({ income: { worst: 3, best: 9 } });
    expect(fieldOf([{ ...income, direction: 'lower' }], [{ income: 3 }, {}, { income: 9 }])).toEqual({ income: { worst: 9, best: 3 } });
    expect(fieldOf([income], [{}])).toEqual({});
  });

  test('missing is not zero: no points and listed, or [C] the other indicators stand for it', () => {
    const figures = { staff: 30 };
    expect(scoreSociety([staff, members], [], figures, 'science')).toMatchObject({ total: 8, missing: ['members'] });
    expect(scoreSociety([staff, members], [], figures, 'science', undefined, { missing: 'reweighted' })).toMatchObject({ total: 11, missing: ['members'] });
    expect(scoreSociety([staff, members], [], { ...figures, members: 0 }, 'science', undefined, { missing: 'reweighted' })).toMatchObject({ total: 8, missing: [] });
    expect(scoreSociety([staff], [], {}, 'science', undefined, { missing: 'reweighted' }).total).toBe(0);
  });

  test('four values of a scale, best first', () => {
    expect([landmarks(staff, 'x'), landmarks(members, 'x'), landmarks(days, 'x'), landmarks(income, 'x')]).toEqual([[30, 20, 10, 5], [600, 200, 50], [0, 10, 20, 30], [100, 75, 50, 25]]);
  });
});

describe('equal totals (rule 2: documented tie-breaks, never ids or arrival)', () => {
  const equal = [society('A', { staff: 20, members: 700, days: 9 }), society('B', { staff: 21, members: 600, days: 2 })];

  test('without a tie-break they share the rank', () => {
    expect(assess(rules([staff, members]), equal).map(({ rank, tiedWith }) => [rank, tiedWith])).toEqual([[1, ['B']], [1, ['A']]]);
  });

  test('the programme’s indicators are compared in their order, the better figure first', () => {
    expect(assess(rules([staff, members], { tieBreak: ['staff'] }), equal).map(({ code, rank }) => [code, rank])).toEqual([['B', 1], ['A', 2]]);
    expect(assess(rules([staff, members], { tieBreak: ['members', 'staff'] }), equal)[0]?.code).toBe('A');
    // Fewer days are better, though they play no part in the points.
    expect(assess(rules([staff, { ...days, points: 0.001, scale: { kind: 'points', bands: [{ from: -1, points: 0 }] } }], { tieBreak: ['days'] }), equal)[0]?.code).toBe('B');
  });

  test('who has not reported the figure comes after who has', () => {
    expect(assess(rules([staff], { tieBreak: ['members'] }), [society('A', { staff: 20 }), society('B', { staff: 20, members: 0 })])[0]?.code).toBe('B');
  });
});

describe('what if (rule 2)', () => {
  const both = rules([staff, members, income]);
  const field = [society('A', { staff: 30, members: 0, income: 0 }), society('B', { staff: 0, members: 600, income: 60 }), society('C', { staff: 10, members: 200, income: 100 })];

  test('other weights give other ranks, and say who would come onto the list and who would leave it', () => {
    const heavier = changedRules(both, { weights: { staff: 14, income: 4 } });
    if (!heavier.ok) throw new Error(heavier.refusal.code);
    const compared = compare(both, heavier.value, field, 1);
    expect(compared.map(({ code, rankBefore, rank, placeBefore, place }) => [code, rankBefore, rank, placeBefore, place])).toEqual([
      ['C', 1, 1, 'in', 'in'], ['A', 3, 2, 'out', 'out'], ['B', 2, 3, 'out', 'out'],
    ]);
  });

  test.each([
    ['weights that do not add up', { weights: { staff: 9 } }, 'WEIGHTS_NOT_TOTAL', 'weights'],
    ['an indicator that does not exist', { weights: { nothing: 1 } }, 'INDICATOR_UNKNOWN', 'weights.nothing'],
    ['bands in the wrong order', { bands: { staff: [5, 10, 20, 30] } }, 'BANDS_OUT_OF_ORDER', 'bands.staff'],
    ['too few bands', { bands: { staff: [30, 20] } }, 'BANDS_OUT_OF_ORDER', 'bands.staff'],
    ['a tie-break by nothing', { tieBreak: ['nothing'] }, 'INDICATOR_UNKNOWN', 'tieBreak'],
  ])('%s are refused', (_, change, code, field) => {
    expect(changedRules(both, change)).toMatchObject({ ok: false, refusal: { code, field, rule: { document: '000', clause: '§5.1' } } });
  });

  test('how near the cut is: the steps of single weights that change the list', () => {
    const near = [society('A', { staff: 30, members: 0 }), society('B', { staff: 20, members: 200 })];
    const changed = cutSensitivity(rules([staff, members]), near, 1).filter((one) => one.enters.length + one.leaves.length > 0);
    // 8.0 against 8.4: with a fifth less weight for members A is before B.
    expect(changed).toContainEqual({ indicator: 'members', percent: -20, enters: ['A'], leaves: ['B'] });
    expect(cutSensitivity(rules([staff, members]), [society('A', { staff: 30, members: 600 }), society('B', { staff: 5, members: 0 })], 1).every((one) => one.enters.length === 0)).toBe(true);
  });
});

describe('properties of the ranking', () => {
  const value = fc.integer({ min: 0, max: 700 });
  const figures = fc.record({ staff: value, members: value, income: value, days: value }, { requiredKeys: [] });
  const field = fc.array(figures, { minLength: 1, maxLength: 12 }).map((list) => list.map((one, n) => society(`S${String(n).padStart(2, '0')}`, one as Record<string, number>)));
  const all = rules([staff, members, income, days], { tieBreak: ['staff', 'days'] });

  test('the order in which the societies are given plays no part', () => {
    fc.assert(fc.property(field, fc.infiniteStream(fc.nat()), (societies, noise) => {
      const keys = new Map(societies.map((one) => [one.code, noise.next().value as number]));
      const shuffled = [...societies].sort((a, b) => (keys.get(a.code) ?? 0) - (keys.get(b.code) ?? 0));
      expect(assess(all, shuffled)).toEqual(assess(all, societies));
    }));
  });

  test('a better figure never lowers the rank', () => {
    fc.assert(fc.property(field, fc.nat(), fc.constantFrom(staff, members, income, days), fc.integer({ min: 1, max: 300 }), (societies, which, indicator, more) => {
      const index = which % societies.length;
      const before = societies[index];
      const old = before?.figures[indicator.key];
      if (!before || old === undefined) return;
      const better = { ...before, figures: { ...before.figures, [indicator.key]: indicator.direction === 'higher' ? old + more : old - more } };
      const rankOf = (list: AssessedInput[]) => assess(all, list).find(({ code }) => code === before.code)?.rank ?? 0;
      expect(rankOf(societies.map((one, n) => (n === index ? better : one)))).toBeLessThanOrEqual(rankOf(societies));
    }));
  });

  test('min–max does not depend on the unit: 万元 or yuan, counted from whatever zero', () => {
    fc.assert(fc.property(field, fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: -1000, max: 1000 }), (societies, times, plus) => {
      const inOther = societies.map((one) => ({ ...one, figures: one.figures['income'] === undefined ? one.figures : { ...one.figures, income: one.figures['income'] * times + plus } }));
      const totals = (list: AssessedInput[]) => assess(rules([income]), list).map(({ code, score }) => [code, score.total]);
      expect(totals(inOther)).toEqual(totals(societies));
    }));
  });
});

describe('why (explanations)', () => {
  const clause = { document: '000', clause: '§5.1' };
  const name = { zh: '指标', en: 'indicator' };
  const planned = [members, days, income, staff].map((one) => ({ ...one, name, unit: name, evidence: name })) as unknown as Parameters<typeof explainAssessment>[0]['indicators'];
  const plan = { indicators: planned, bandShares: [100, 80, 60, 30, 0] as [number, number, number, number, number], deductions: [], shortlist: { percent: 150, clause }, clause };
  const values = { members: { value: 250, factId: 'f1' }, days: { value: 10 }, income: { value: 200 } };
  const field = { income: { worst: 100, best: 300 } };

  test('points by own bands, and between worst and best, say figure, scale and source', () => {
    const [byPoints, byRange, overField] = planned.map((one) => explainIndicator(plan, one, { group: 'science', values, findings: [], field }));
    expect(byPoints).toMatchObject({ result: 2, clause, formula: { code: 'POINTS_REACHED', params: { value: 250, threshold: 200, points: 2 } } });
    expect(byPoints?.inputs).toEqual(expect.arrayContaining([expect.objectContaining({ value: 250, source: { kind: 'fact', id: 'f1' } }), expect.objectContaining({ value: '≥ 600 → 3, ≥ 200 → 2, ≥ 50 → 1' })]));
    expect(byRange).toMatchObject({ result: 3, formula: { code: 'BETWEEN_WORST_AND_BEST', params: { worst: 40, best: 0 } } });
    expect(overField).toMatchObject({ result: 5, formula: { params: { worst: 100, best: 300 } } });
    for (const one of [byPoints, byRange, overField]) expect(isMessageKey(one?.formula.code ?? '')).toBe(true);
  });

  test('a total in which the reported indicators stand for the missing ones says so', () => {
    const explained = explainAssessment({ ...plan, missing: { treatment: 'reweighted', clause } }, { group: 'science', values, findings: [], field });
    expect(explained).toMatchObject({ result: 14.70588, formula: { code: 'why.formula.reweighted', params: { earned: 10, reported: 17, full: 25 } } });
    expect(isMessageKey(explained.formula.code)).toBe(true);
  });
});
