import fc from 'fast-check';
import { rankSocieties } from '../../../domain/assessment/rank.js';
import { type LegacySociety, shortlist } from '../../../domain/assessment/shortlist.js';

const code = (n: number) => `S${String(n).padStart(3, '0')}`;
/** Society n has the n-th best total, unless `totals` says otherwise. */
const ranking = (count: number, totals: Record<number, number> = {}) =>
  rankSocieties(Array.from({ length: count }, (_, n) => ({ code: code(n + 1), total: totals[n + 1] ?? 100 - (n + 1) / 10 })));

const legacyRule = { programme: '提能二期', title: '优秀科技社团', fromYear: 2015, toYear: 2017 };
const winner = (n: number, award: Partial<LegacySociety['awards'][number]> = {}): LegacySociety => ({
  code: code(n),
  awards: [{ programme: '提能二期', title: '优秀科技社团', year: 2015, ...award }],
});

describe('shortlist (000 §5.1)', () => {
  test('150 % of 50 are the top 75', () => {
    const list = shortlist({ ranking: ranking(120), planned: 50, percent: 150 });
    expect(list.byRank).toHaveLength(75);
    expect(list.byRank.at(-1)).toBe('S075');
    expect(list.legacy).toEqual([]);
    expect(list.tieAtCut).toBeUndefined();
    expect(list.cut).toEqual({ lastIn: { rank: 75, total: 92.5, codes: ['S075'] }, firstOut: { rank: 76, total: 92.4, codes: ['S076'] }, gap: 0.1 });
  });

  test('with fewer than 75 all are in, and there is no cut', () => {
    const list = shortlist({ ranking: ranking(60), planned: 50, percent: 150 });
    expect(list.byRank).toHaveLength(60);
    expect(list.cut).toMatchObject({ lastIn: { rank: 60 } });
    expect(list.cut.firstOut).toBeUndefined();
    expect(list.cut.gap).toBeUndefined();
  });

  test('where nobody is tied there is nothing to decide: a decision changes nothing', () => {
    const plain = { ranking: ranking(120), planned: 50, percent: 150 };
    expect(shortlist({ ...plain, decisions: { include: ['S075'], minutes: '纪要1号' } })).toEqual(shortlist(plain));
  });

  test('a broken number of places is rounded down [C]', () => {
    expect(shortlist({ ranking: ranking(9), planned: 5, percent: 150 }).byRank).toHaveLength(7);
  });

  describe('优秀科技社团 of 提能二期, 2015–2017, in addition', () => {
    const invited = (...legacy: LegacySociety[]) => shortlist({ ranking: ranking(120), planned: 50, percent: 150, legacy, legacyRule });

    test('one who is in by rank is counted once, the others come on top of the 75', () => {
      const list = invited(winner(100), winner(3), winner(80));
      expect(list.byRank).toHaveLength(75);
      expect(list.legacy).toEqual(['S080', 'S100']);
    });

    test.each([
      ['the first year', { year: 2015 }, true],
      ['the last year', { year: 2017 }, true],
      ['a year too early', { year: 2014 }, false],
      ['a year too late', { year: 2018 }, false],
      ['another award of the same programme', { title: '优秀学会秘书长' }, false],
      ['the same title of the first phase', { programme: '提能一期' }, false],
    ])('%s', (_, award, expected) => {
      expect(invited(winner(100, award)).legacy).toEqual(expected ? ['S100'] : []);
    });

    test('several awards, or a society listed twice, count once; one who was not assessed is invited too', () => {
      const twice = { code: 'S100', awards: [...winner(100).awards, ...winner(100, { year: 2017 }).awards] };
      expect(invited(twice, winner(100), winner(999)).legacy).toEqual(['S100', 'S999']);
    });
  });

  describe('a tie at the cut is decided by people', () => {
    // Ranks 74, 74, 74 for S074, S075, S076: two places for three societies.
    const tied = ranking(120, { 74: 90.05, 75: 90.05, 76: 90.05, 77: 90, ...Object.fromEntries(Array.from({ length: 43 }, (_, n) => [78 + n, 80 - n])) });
    const decide = (include: string[], minutes = '党组会纪要〔2018〕12号') => shortlist({ ranking: tied, planned: 50, percent: 150, decisions: { include, minutes } });

    test('until then none of the tied is in', () => {
      const list = shortlist({ ranking: tied, planned: 50, percent: 150 });
      expect(list.byRank).toHaveLength(73);
      expect(list.tieAtCut).toEqual({ rank: 74, codes: ['S074', 'S075', 'S076'], places: 2 });
      expect(list.cut).toMatchObject({ lastIn: { codes: ['S073'] }, firstOut: { rank: 74, codes: ['S074', 'S075', 'S076'] } });
    });

    test('a decision that fills the places settles it, and the gap at the cut is nil', () => {
      const list = decide(['S076', 'S074']);
      expect(list.byRank.slice(73)).toEqual(['S074', 'S076']);
      expect(list.tieAtCut).toBeUndefined();
      expect(list.tieDecided).toEqual({ rank: 74, codes: ['S074', 'S075', 'S076'], included: ['S074', 'S076'], minutes: '党组会纪要〔2018〕12号' });
      expect(list.cut.gap).toBe(0);
    });

    test('all of the tied may be let in: each is ranked among the first 75', () => {
      expect(decide(['S074', 'S075', 'S076']).byRank).toHaveLength(76);
    });

    test.each([
      ['too few', ['S074'], '纪要1号', 'TIE_PLACES_NOT_FILLED'],
      ['the same society twice', ['S074', 'S074'], '纪要1号', 'TIE_PLACES_NOT_FILLED'],
      ['a society outside the tie', ['S074', 'S080'], '纪要1号', 'NOT_IN_TIE'],
      ['no minutes', ['S074', 'S075'], ' ', 'TIE_NEEDS_MINUTES'],
    ])('%s does not settle it', (_, include, minutes, expected) => {
      const list = decide(include, minutes);
      expect(list.decisionRefused?.code).toBe(expected);
      expect(list.tieAtCut).toBeDefined();
      expect(list.byRank).toHaveLength(73);
    });

    test('a tie that ends with the last place is no tie at the cut', () => {
      const even = ranking(120, { 74: 92.55, 75: 92.55 });
      expect(shortlist({ ranking: even, planned: 50, percent: 150 })).not.toHaveProperty('tieAtCut');
    });
  });

  test('whatever the totals: nobody twice, never more than the places, and nobody in has fewer points than somebody out', () => {
    const totals = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(totals, fc.integer({ min: 1, max: 20 }), (values, planned) => {
        const ranked = rankSocieties(values.map((total, n) => ({ code: code(n), total })));
        const legacy = values.map((_, n) => winner(n)).filter((_, n) => n % 3 === 0);
        const list = shortlist({ ranking: ranked, planned, percent: 150, legacy, legacyRule });
        const places = Math.floor(planned * 1.5);
        const all = [...list.byRank, ...list.legacy];
        expect(new Set(all).size).toBe(all.length);
        expect(list.byRank.length).toBeLessThanOrEqual(places);
        if (!list.tieAtCut) expect(list.byRank).toHaveLength(Math.min(places, values.length));
        const totalOf = (one: string) => ranked.find((row) => row.code === one)?.total ?? -1;
        const out = ranked.filter((row) => !list.byRank.includes(row.code));
        for (const one of list.byRank) for (const other of out) expect(totalOf(one)).toBeGreaterThan(other.total);
      }),
    );
  });
});
