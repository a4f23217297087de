import fc from 'fast-check';
import type { SpendingEntry } from '../../../domain/funds/spending.js';
import { moneyStatement } from '../../../domain/funds/statement.js';
import { type Account, type Posting, accounts, balances, belowZero, checkPosting, movements, overdrawn, post } from '../../../domain/funds/ledger.js';
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
    expect(balances(postings)).toEqual({ appropriation: -200_00, commitments: 0, payable: 0, disbursed: 130_00, returned: 50_00, clawback: 20_00, writtenOff: 0 });
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

type Movement = keyof typeof movements;

describe('money statement: whatever is tried in whatever order', () => {
  const names = fc.constantFrom(...(Object.keys(movements) as Movement[]));
  const tries = fc.array(fc.tuple(names, fc.integer({ min: 1, max: 1_000 }), fc.boolean()), { maxLength: 60 });

  test('the ledger balances, nothing is overpaid, and every cent that arrived is spent, carried over, returned, claimed or written off', () => {
    fc.assert(
      fc.property(tries, (sequence) => {
        let entries: { account: Account; amountCents: number }[] = [];
        const spending: { amountCents: number }[] = [];
        const standing = (): Record<string, number> => Object.fromEntries(accounts.map((account) => [account, entries.reduce((sum, one) => sum + (one.account === account ? one.amountCents : 0), 0)]));
        const statement = () => moneyStatement(entries, spending as SpendingEntry[]);
        for (const [name, cents, spends] of sequence) {
          const posting = must(movements[name]('S001', cents));
          // As the record does it: what would overdraw an account is refused; unspent money is what can go back.
          const takesUnspent = (name === 'giveBack' || name === 'claim') && cents > statement().carryOverCents;
          if (overdrawn(standing(), posting) === undefined && !takesUnspent) entries = [...entries, ...posting.lines];
          if (spends && cents <= statement().carryOverCents) spending.push({ amountCents: cents });
        }
        const money = statement();
        expect(Object.values(standing()).reduce((sum, cents) => sum + cents, 0)).toBe(0);
        expect(accounts.filter((account) => account !== 'appropriation').every((account) => (standing()[account] ?? 0) >= 0)).toBe(true);
        expect(money.spentCents + money.carryOverCents + money.returnedCents + money.claimedCents + money.writtenOffCents).toBe(money.disbursedCents);
        expect(money.disbursedCents + money.payableCents + money.outstandingCents + money.releasedCents).toBe(money.committedCents);
        expect(money.disbursedCents).toBeLessThanOrEqual(money.committedCents);
        expect(money.carryOverCents).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('what was paid out stays paid out when it is given back, claimed or written off', () => {
    const entries = (['commit', 'pay'] as const).flatMap((name) => must(movements[name]('S001', 1000)).lines);
    const after = (...more: [Movement, number][]) => moneyStatement([...entries, ...more.flatMap(([name, cents]) => must(movements[name]('S001', cents)).lines)], []);
    expect(after()).toMatchObject({ disbursedCents: 1000, carryOverCents: 1000 });
    expect(after(['giveBack', 300])).toMatchObject({ disbursedCents: 1000, returnedCents: 300, carryOverCents: 700 });
    expect(after(['claim', 200])).toMatchObject({ disbursedCents: 1000, claimedCents: 200, carryOverCents: 800 });
    expect(after(['claim', 200], ['writeOff', 200])).toMatchObject({ disbursedCents: 1000, claimedCents: 0, writtenOffCents: 200, carryOverCents: 800 });
  });

  test('an account below zero is named with what is missing; the appropriation may be', () => {
    expect(belowZero({ appropriation: -9, disbursed: 4, clawback: -2 })).toEqual({ account: 'clawback', missing: 2 });
    expect(belowZero({ appropriation: -9, disbursed: 9 })).toBeUndefined();
  });

  test('an overdrawn account is named with what is missing', () => {
    expect(overdrawn({ commitments: 5 }, must(movements.pay('S001', 7)))).toEqual({ account: 'commitments', missing: 2 });
    expect(overdrawn({ commitments: 7 }, must(movements.pay('S001', 7)))).toBeUndefined();
    expect(overdrawn({}, must(movements.commit('S001', 7)))).toBeUndefined();
  });
});
