import fc from 'fast-check';
import { type Posting, accounts, balances, checkPosting, instalments, movements, post } from '../../../domain/funds/ledger.js';
import type { Result } from '../../../domain/refusal.js';

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

describe('the ledger', () => {
  test.each([
    ['a difference', [{ account: 'commitments' as const, amountCents: 100 }, { account: 'disbursed' as const, amountCents: -99 }], 'POSTING_NOT_BALANCED'],
    ['a single line', [{ account: 'commitments' as const, amountCents: 100 }], 'POSTING_NOT_BALANCED'],
    ['nothing', [], 'POSTING_NOT_BALANCED'],
    ['half a cent', [{ account: 'commitments' as const, amountCents: 0.5 }, { account: 'disbursed' as const, amountCents: -0.5 }], 'AMOUNT_NOT_WHOLE_CENTS'],
    ['zero', [{ account: 'commitments' as const, amountCents: 0 }, { account: 'disbursed' as const, amountCents: 0 }], 'AMOUNT_NOT_WHOLE_CENTS'],
  ])('%s is not posted', (_, lines, code) => {
    expect(post(lines)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('an award, its payment, money given back and money reclaimed', () => {
    const postings = [
      must(movements.commit('S001', 300_00)),
      must(movements.pay('S001', 200_00)),
      must(movements.giveBack('S001', 20_00)),
      must(movements.claim('S001', 50_00)),
      must(movements.recover('S001', 30_00)),
      must(movements.release('S001', 100_00)),
    ];
    expect(balances(postings)).toEqual({ appropriation: -200_00, commitments: 0, disbursed: 130_00, returned: 50_00, clawback: 20_00, writtenOff: 0 });
  });

  test('nothing is paid that was not committed, nor reclaimed that was not paid; commitments stay within the appropriation', () => {
    const committed = [must(movements.commit('S001', 100)), must(movements.commit('S002', 100))];
    const check = (next: Result<Posting>) => checkPosting(committed, must(next), 250);
    expect(check(movements.pay('S001', 100))).toMatchObject({ ok: true });
    expect(check(movements.pay('S001', 101))).toMatchObject({ refusal: { code: 'ACCOUNT_OVERDRAWN', params: { society: 'S001', account: 'commitments', missing: 1 } } });
    expect(check(movements.claim('S001', 1))).toMatchObject({ refusal: { code: 'ACCOUNT_OVERDRAWN', params: { account: 'disbursed' } } });
    expect(check(movements.commit('S003', 50))).toMatchObject({ ok: true });
    expect(check(movements.commit('S003', 51))).toMatchObject({ refusal: { code: 'APPROPRIATION_EXCEEDED' } });
  });

  test.each([0, -1, 1.5, Number.NaN])('%p cents is no movement', (cents) => {
    expect(movements.pay('S001', cents)).toMatchObject({ ok: false, refusal: { code: 'AMOUNT_NOT_WHOLE_CENTS' } });
  });

  test('whatever is posted, the balances sum to zero, of all and of each society', () => {
    const line = fc.record({ account: fc.constantFrom(...accounts), amountCents: fc.integer({ min: -1_000_000, max: 1_000_000 }), society: fc.constantFrom('S001', 'S002') });
    const name = fc.constantFrom(...(Object.keys(movements) as (keyof typeof movements)[]));
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 4 })), fc.array(fc.tuple(name, fc.constantFrom('S001', 'S002'), fc.integer({ min: 1, max: 1_000_000 }))), (free, usual) => {
        const tried = [...free.map(post), ...usual.map(([movement, society, cents]) => movements[movement](society, cents))];
        const postings = tried.flatMap((result) => (result.ok ? [result.value] : []));
        const zero = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
        expect(zero(Object.values(balances(postings)))).toBe(0);
        const moved = usual.map(([movement, society, cents]) => must(movements[movement](society, cents)));
        expect(zero(Object.values(balances(moved, 'S001')))).toBe(0);
      }),
    );
  });
});

describe('instalments', () => {
  test('three thirds of 100.00 yuan make 100.00 yuan', () => {
    const plan = [{ key: 'first', percent: 33.33 }, { key: 'second', percent: 33.33 }, { key: 'third', percent: 33.34 }];
    expect(must(instalments(100_00, plan)).map((one) => one.amountCents)).toEqual([33_33, 33_33, 33_34]);
    expect(must(instalments(1, plan)).map((one) => one.amountCents)).toEqual([0, 0, 1]);
  });

  test.each([
    ['99 %', [{ key: 'a', percent: 99 }]],
    ['an instalment of nothing', [{ key: 'a', percent: 100 }, { key: 'b', percent: 0 }]],
    ['no instalments', []],
  ])('%s is no plan', (_, plan) => {
    expect(instalments(100, plan)).toMatchObject({ ok: false, refusal: { code: 'INSTALMENTS_NOT_100_PERCENT' } });
  });

  test('they sum to the amount to the cent, none is negative, and each is within a cent of its share', () => {
    const plan = fc.uniqueArray(fc.integer({ min: 1, max: 9_999 }), { maxLength: 6 }).map((cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), 10_000];
      return edges.slice(1).map((edge, n) => ({ key: `i${n}`, percent: (edge - (edges[n] ?? 0)) / 100 }));
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), plan, (cents, shares) => {
        const parts = must(instalments(cents, shares));
        expect(parts.reduce((sum, part) => sum + part.amountCents, 0)).toBe(cents);
        parts.forEach((part, n) => expect(Math.abs(part.amountCents - (cents * (shares[n]?.percent ?? 0)) / 100)).toBeLessThanOrEqual(1.01));
        expect(Math.min(...parts.map((part) => part.amountCents))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
