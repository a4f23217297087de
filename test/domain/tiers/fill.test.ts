import fc from 'fast-check';
import { type FillInput, type RankedApplicant, fillTiers, nextInRank } from '../../../domain/tiers/fill.js';

const tiers = [{ key: 'first', count: 10 }, { key: 'second', count: 15 }, { key: 'third', count: 25 }];
const code = (n: number) => `S${String(n).padStart(2, '0')}`;
/** Society n has rank n, unless `ranks` says otherwise. */
const ranking = (count: number, ranks: Record<number, number> = {}, group = (_: number) => 'science'): RankedApplicant[] =>
  Array.from({ length: count }, (_, n) => ({ code: code(n + 1), rank: ranks[n + 1] ?? n + 1, score: 100 - n, group: group(n + 1) }));
const inTier = (result: ReturnType<typeof fillTiers>, tier: string) => result.awards.filter((award) => award.tier === tier).map((award) => award.code);

describe('tiers (000 §2)', () => {
  test('10, 15 and 25 by final rank; the rest is the reserve, in order', () => {
    const result = fillTiers({ ranking: ranking(75), tiers });
    expect(inTier(result, 'first')).toEqual(Array.from({ length: 10 }, (_, n) => code(n + 1)));
    expect(inTier(result, 'second').at(-1)).toBe('S25');
    expect(inTier(result, 'third')).toHaveLength(25);
    expect(result.reserve).toEqual(Array.from({ length: 25 }, (_, n) => code(n + 51)));
    expect(result.variance).toEqual(tiers.map(({ key, count }) => ({ tier: key, planned: count, actual: count })));
    expect(result).not.toHaveProperty('tieAtBorder');
  });

  test('fewer societies than places is a variance, not an error', () => {
    const result = fillTiers({ ranking: ranking(12), tiers });
    expect(result.variance.map(({ actual }) => actual)).toEqual([10, 2, 0]);
    expect(result.reserve).toEqual([]);
  });

  test('a tie inside a tier changes nothing', () => {
    expect(fillTiers({ ranking: ranking(60, { 8: 7, 10: 9 }), tiers })).not.toHaveProperty('tieAtBorder');
  });

  describe('a tie at a border is decided by people', () => {
    const tied = ranking(60, { 11: 10, 12: 10 });

    test('until then nothing below it is awarded', () => {
      const result = fillTiers({ ranking: tied, tiers });
      expect(result.awards).toHaveLength(9);
      expect(result.reserve).toEqual([]);
      expect(result.tieAtBorder).toEqual({ tier: 'first', rank: 10, codes: ['S10', 'S11', 'S12'], places: 1, cause: 'tier' });
    });

    test.each([
      [['S11'], [10, 15, 25]],
      [['S10', 'S11', 'S12'], [12, 15, 25]],
      [[], [9, 15, 25]],
    ])('%j are included: "about" ten, with the variance on record', (include, actual) => {
      const result = fillTiers({ ranking: tied, tiers, decisions: [{ tier: 'first', rank: 10, include, minutes: '纪要1号' }] });
      expect(result.variance.map((one) => one.actual)).toEqual(actual);
      expect(inTier(result, 'first').slice(9)).toEqual(include);
      // Who was not chosen opens the next tier.
      expect(inTier(result, 'second').slice(0, 3 - include.length)).toEqual(['S10', 'S11', 'S12'].filter((one) => !include.includes(one)));
    });

    test.each([
      ['without minutes', { include: ['S10'], minutes: '' }, 'TIE_NEEDS_MINUTES'],
      ['with a society outside the tie', { include: ['S13'], minutes: '纪要1号' }, 'NOT_IN_TIE'],
    ])('%s it stays open', (_, decision, expected) => {
      const result = fillTiers({ ranking: tied, tiers, decisions: [{ tier: 'first', rank: 10, ...decision }] });
      expect(result.decisionRefused?.code).toBe(expected);
      expect(result.tieAtBorder).toBeDefined();
    });

    test('the last border, between award and reserve, is decided the same way', () => {
      const last = ranking(60, { 51: 50 });
      expect(fillTiers({ ranking: last, tiers }).tieAtBorder).toMatchObject({ tier: 'third', rank: 50, codes: ['S50', 'S51'], places: 1 });
      const decided = fillTiers({ ranking: last, tiers, decisions: [{ tier: 'third', rank: 50, include: ['S51'], minutes: '纪要1号' }] });
      expect(decided.reserve[0]).toBe('S50');
    });

    test('a tie that spans a whole tier asks at each border', () => {
      const wide = ranking(30, Object.fromEntries(Array.from({ length: 18 }, (_, n) => [n + 10, 9])));
      const first = { tier: 'first', rank: 9, include: ['S09', 'S10'], minutes: '纪要1号' };
      const second = fillTiers({ ranking: wide, tiers, decisions: [first] }).tieAtBorder;
      expect(second).toMatchObject({ tier: 'second', rank: 9, places: 15 });
      expect(second?.codes).toHaveLength(17);
    });
  });

  describe('selection by class (000 §3: 分类遴选)', () => {
    const group = (n: number) => (n % 10 === 0 ? 'medicine' : 'science');
    const small = [{ key: 'first', count: 2 }, { key: 'second', count: 8 }];

    test('a cap passes over the weakest of its group, and the next of the others moves up', () => {
      const result = fillTiers({ ranking: ranking(20, {}, group), tiers: small, groupCaps: { science: 8 } });
      expect(result.awards.map((award) => award.code)).toEqual(['S01', 'S02', 'S03', 'S04', 'S05', 'S06', 'S07', 'S08', 'S10', 'S20']);
      expect(result.reserve[0]).toBe('S09');
      expect(result.passedOver).toContain('S09');
    });

    test('a floor keeps the last places for its group', () => {
      const result = fillTiers({ ranking: ranking(20, {}, group), tiers: small, groupFloors: { medicine: 2 } });
      expect(result.awards.map((award) => award.code)).toEqual(['S01', 'S02', 'S03', 'S04', 'S05', 'S06', 'S07', 'S08', 'S10', 'S20']);
      expect(result.floorsUnmet).toEqual([]);
    });

    test('a floor that too few societies can meet is said, and leaves no place empty', () => {
      const result = fillTiers({ ranking: ranking(20, {}, group), tiers: small, groupFloors: { medicine: 4 } });
      expect(result.awards).toHaveLength(10);
      expect(result.floorsUnmet).toEqual([{ group: 'medicine', floor: 4, actual: 2 }]);
    });

    test('equals of a group with one place left under its cap are a matter for people', () => {
      const input: FillInput = { ranking: ranking(12, { 4: 3 }), tiers: small, groupCaps: { science: 3 } };
      expect(fillTiers(input).tieAtBorder).toMatchObject({ tier: 'second', rank: 3, codes: ['S03', 'S04'], cause: 'group' });
      const decide = (include: string[]) => fillTiers({ ...input, decisions: [{ tier: 'second', rank: 3, include, minutes: '纪要1号' }] });
      expect(inTier(decide(['S04']), 'second')).toEqual(['S04']);
      expect(decide(['S04']).passedOver).toContain('S03');
      expect(decide(['S04']).passes.find(({ code: passed }) => passed === 'S03')).toMatchObject({ tier: 'second', cause: 'tie', limit: 8, owedTo: [] });
      expect(decide(['S03', 'S04']).decisionRefused?.code).toBe('GROUP_QUOTA_BROKEN');
      expect(decide([]).decisionRefused?.code).toBe('GROUP_QUOTA_LEAVES_ROOM');
    });
  });

  const groups = fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 1, maxLength: 9 });
  const quota = fc.record({ A: fc.integer({ min: 0, max: 4 }), B: fc.integer({ min: 0, max: 4 }) });

  test('with any caps and floors it awards the best list there is, found by trying all of them', () => {
    fc.assert(
      fc.property(groups, quota, quota, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 3 }), (members, caps, lows, first, second) => {
        const places = first + second;
        const floors = { A: Math.min(lows.A, caps.A), B: Math.min(lows.B, caps.B) };
        fc.pre(floors.A + floors.B <= places);
        const rows = members.map((group, n) => ({ code: code(n), rank: n + 1, score: 0, group }));
        const result = fillTiers({ ranking: rows, tiers: [{ key: 'first', count: first }, { key: 'second', count: second }], groupCaps: caps, groupFloors: floors });
        expect(result.tieAtBorder).toBeUndefined();
        expect(result.awards.map((award) => award.code)).toEqual(bestByTrying(rows, places, caps, floors));
      }),
      { numRuns: 300 },
    );
  });

  test('with ties: nobody twice, and nobody is awarded above somebody better, whatever the ranks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 30 }), fc.integer({ min: 1, max: 6 }), (scores, count) => {
        const rows = scores.map((score, n) => ({ code: code(n), score, rank: 1 + scores.filter((other) => other > score).length, group: 'science' }));
        const result = fillTiers({ ranking: [...rows].reverse(), tiers: [{ key: 'first', count }, { key: 'second', count }] });
        const codes = result.awards.map((award) => award.code);
        expect(new Set(codes).size).toBe(codes.length);
        const rankOf = (one: string) => rows.find((row) => row.code === one)?.rank ?? 0;
        expect(codes.map(rankOf)).toEqual(codes.map(rankOf).sort((a, b) => a - b));
        if (result.tieAtBorder) expect(result.tieAtBorder.codes.length).toBeGreaterThan(result.tieAtBorder.places);
        else expect(codes.length + result.reserve.length).toBe(rows.length);
      }),
    );
  });
});

describe('whatever the scores, groups and quotas', () => {
  const world = fc.record({
    scores: fc.array(fc.record({ score: fc.integer({ min: 0, max: 12 }), group: fc.constantFrom('A', 'B', 'C') }), { minLength: 1, maxLength: 24 }),
    caps: fc.record({ A: fc.integer({ min: 1, max: 6 }) }), floors: fc.record({ B: fc.integer({ min: 0, max: 3 }) }),
    counts: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 5 })),
  });
  const rowsOf = (scores: { score: number; group: string }[]): RankedApplicant[] =>
    scores.map(({ score, group }, n) => ({ code: code(n), score, group, rank: 1 + scores.filter((other) => other.score > score).length }));
  const fill = (rows: RankedApplicant[], { caps, floors, counts }: { caps: Record<string, number>; floors: Record<string, number>; counts: [number, number] }) =>
    fillTiers({ ranking: rows, tiers: [{ key: 'first', count: counts[0] }, { key: 'second', count: counts[1] }], groupCaps: caps, groupFloors: floors });

  test('no tier takes more than planned and no group more than its cap (000 §2, §3)', () => {
    fc.assert(fc.property(world, ({ scores, ...quotas }) => {
      const rows = rowsOf(scores);
      const result = fill(rows, quotas);
      for (const { planned, actual } of result.variance) expect(actual).toBeLessThanOrEqual(planned);
      const inGroup = (group: string) => result.awards.filter((one) => rows.find((row) => row.code === one.code)?.group === group).length;
      expect(inGroup('A')).toBeLessThanOrEqual(quotas.caps.A);
    }));
  });

  test('nobody above the line is left out without a reason: the cap, a floor owed to others', () => {
    fc.assert(fc.property(world, ({ scores, ...quotas }) => {
      const rows = rowsOf(scores);
      const result = fill(rows, quotas);
      if (result.tieAtBorder) return;
      const awarded = new Set(result.awards.map((one) => one.code));
      const last = Math.max(0, ...rows.filter((row) => awarded.has(row.code)).map((row) => row.rank));
      for (const row of rows.filter((one) => one.rank < last && !awarded.has(one.code))) {
        const pass = result.passes.find((one) => one.code === row.code);
        expect(pass?.cause === 'cap' ? row.group : pass?.owedTo.join()).toBe(pass?.cause === 'cap' ? 'A' : 'B');
      }
    }));
  });

  test('the order in which applicants are given plays no part', () => {
    fc.assert(fc.property(world, fc.infiniteStream(fc.nat()), ({ scores, ...quotas }, stream) => {
      const rows = rowsOf(scores);
      const shuffled = rows.map((row) => ({ row, at: stream.next().value as number })).sort((a, b) => a.at - b.at).map(({ row }) => row);
      expect(fill(shuffled, quotas)).toEqual(fill(rows, quotas));
    }));
  });

  test('a higher score never loses a place: without quotas of groups, who was awarded stays so', () => {
    fc.assert(fc.property(world, fc.nat(), fc.integer({ min: 1, max: 5 }), ({ scores, counts }, who, more) => {
      const index = who % scores.length;
      const better = scores.map((one, n) => (n === index ? { ...one, score: one.score + more } : one));
      const free = { caps: {}, floors: {}, counts };
      const tierOf = (result: ReturnType<typeof fillTiers>) => result.awards.find((one) => one.code === code(index))?.tier;
      const [before, after] = [fill(rowsOf(scores), free), fill(rowsOf(better), free)];
      const order = ['first', 'second', undefined];
      if (tierOf(before) !== undefined && !after.tieAtBorder) expect(order.indexOf(tierOf(after))).toBeLessThanOrEqual(order.indexOf(tierOf(before)));
    }));
  });
});

describe('replacement', () => {
  test('the next in rank that is not excluded moves up', () => {
    expect(nextInRank(['S51', 'S52', 'S53'], [])).toEqual({ ok: true, value: 'S51' });
    expect(nextInRank(['S51', 'S52', 'S53'], ['S51'])).toEqual({ ok: true, value: 'S52' });
    expect(nextInRank(['S51'], ['S51'])).toMatchObject({ ok: false, refusal: { code: 'RESERVE_EMPTY' } });
  });

  test('equals in the reserve are a matter for people', () => {
    const ranks = [{ code: 'S51', rank: 51 }, { code: 'S52', rank: 51 }, { code: 'S53', rank: 53 }];
    expect(nextInRank(['S51', 'S52', 'S53'], [], ranks)).toMatchObject({ ok: false, refusal: { code: 'RESERVE_TIED', params: { count: 2 } } });
    expect(nextInRank(['S51', 'S52', 'S53'], ['S51'], ranks)).toEqual({ ok: true, value: 'S52' });
  });
});

/** Every subset within the caps: first those that meet the floors best, then the fullest, then the best ranks. */
function bestByTrying(rows: RankedApplicant[], places: number, caps: Record<string, number>, floors: Record<string, number>): string[] {
  let best: RankedApplicant[] = [];
  const count = (set: RankedApplicant[], group: string) => set.filter((row) => row.group === group).length;
  const met = (set: RankedApplicant[]) => Object.entries(floors).reduce((sum, [group, floor]) => sum + Math.min(floor, count(set, group)), 0);
  const better = (a: RankedApplicant[], b: RankedApplicant[]) => {
    if (met(a) !== met(b)) return met(a) > met(b);
    if (a.length !== b.length) return a.length > b.length;
    const at = a.findIndex((row, n) => row.rank !== b[n]?.rank);
    return at >= 0 && (a[at]?.rank ?? 0) < (b[at]?.rank ?? 0);
  };
  for (let mask = 0; mask < 2 ** rows.length; mask += 1) {
    const set = rows.filter((_, n) => Math.floor(mask / 2 ** n) % 2 === 1);
    const allowed = set.length <= places && Object.entries(caps).every(([group, cap]) => count(set, group) <= cap);
    if (allowed && better(set, best)) best = set;
  }
  return best.map((row) => row.code);
}
