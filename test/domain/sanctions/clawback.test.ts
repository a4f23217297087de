import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { balances, checkPosting, movements, type Posting } from '../../../domain/funds/ledger.js';
import type { Result } from '../../../domain/refusal.js';
import { claimOf, type Clawback, explainClawback, outstandingOf, takeReturn, writeOff } from '../../../domain/sanctions/clawback.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const claimed = (claimCents: number): Clawback => ({ claimCents, recoveredCents: 0, writtenOffCents: 0 });

describe('收回已拨付的专项资金 (003 §5.2)', () => {
  test.each([
    [100_000, 0, 100_000],
    [100_000, 30_001, 69_999],
    [100_000, 100_000, 0],
    [0, 0, 0],
  ])('disbursed %d − returned %d = %d', (disbursedCents, returnedCents, claim) => {
    expect(claimOf({ disbursedCents, returnedCents })).toEqual({ ok: true, value: claim });
  });

  test.each([
    [100, 101, 'RETURNED_OVER_DISBURSED'],
    [-1, 0, 'CLAIM_NOT_WHOLE_CENTS'],
    [100.5, 0, 'CLAIM_NOT_WHOLE_CENTS'],
    [100, Number.NaN, 'CLAIM_NOT_WHOLE_CENTS'],
  ])('disbursed %d, returned %d is no claim', (disbursedCents, returnedCents, code) => {
    expect(claimOf({ disbursedCents, returnedCents })).toMatchObject({ refusal: { code } });
  });

  test('several payments make the whole; one cent more is not taken', () => {
    const first = must(takeReturn(claimed(1_000), 400));
    expect(takeReturn(first, 601)).toMatchObject({ refusal: { code: 'RETURN_OVER_CLAIM', field: 'amountCents', params: { outstanding: 600 } } });
    expect(outstandingOf(must(takeReturn(first, 600)))).toBe(0);
  });

  test.each([0, -1, 0.5, Number.NaN, Infinity])('%p cents is no payment', (cents) => {
    expect(takeReturn(claimed(1_000), cents)).toMatchObject({ refusal: { code: 'RETURN_NOT_WHOLE_CENTS' } });
  });

  test('a write-off gives up what is outstanding, once', () => {
    const partly = must(takeReturn(claimed(1_000), 400));
    const off = must(writeOff(partly));
    expect(off).toEqual({ claimCents: 1_000, recoveredCents: 400, writtenOffCents: 600 });
    expect(writeOff(off)).toMatchObject({ refusal: { code: 'NOTHING_OUTSTANDING' } });
  });

  test('whatever is paid, returned, claimed, written off and lifted: nothing is negative, the ledger balances, and lifting leaves what there was', () => {
    const cents = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(fc.property(cents, cents, fc.array(cents, { maxLength: 6 }), fc.boolean(), (paid, unspent, payments, givesUp) => {
      const posted: Posting[] = [];
      const book = (next: Result<Posting>): void => {
        posted.push(must(checkPosting(posted, must(next), paid)));
      };
      const given = Math.min(unspent, paid);
      book(movements.commit('S', paid));
      book(movements.pay('S', paid));
      book(movements.giveBack('S', given));
      const before = balances(posted, 'S');
      let clawback = claimed(must(claimOf({ disbursedCents: paid, returnedCents: given })));
      expect(clawback.claimCents).toBe(before.disbursed);
      if (clawback.claimCents > 0) book(movements.claim('S', clawback.claimCents));
      for (const payment of payments) {
        const next = takeReturn(clawback, payment);
        expect(next.ok).toBe(payment <= outstandingOf(clawback));
        if (!next.ok) continue;
        clawback = next.value;
        book(movements.recover('S', payment));
      }
      const outstanding = outstandingOf(clawback);
      if (givesUp && outstanding > 0) {
        book(movements.writeOff('S', outstanding));
        clawback = must(writeOff(clawback));
      }
      const now = balances(posted, 'S');
      expect(now).toMatchObject({ disbursed: 0, clawback: outstandingOf(clawback), returned: given + clawback.recoveredCents, writtenOff: clawback.writtenOffCents });
      expect(outstandingOf(clawback)).toBeGreaterThanOrEqual(0);
      expect(now.returned).toBeLessThanOrEqual(paid);
      expect(Object.values(now).reduce((sum, value) => sum + value, 0)).toBe(0);
      if (outstandingOf(clawback) > 0) book(movements.unclaim('S', outstandingOf(clawback)));
      if (clawback.recoveredCents > 0) book(movements.restitute('S', clawback.recoveredCents));
      if (clawback.writtenOffCents > 0) book(movements.reinstate('S', clawback.writtenOffCents));
      expect(balances(posted, 'S')).toEqual(before);
    }));
  });

  test('it can be asked why so much is outstanding: every posting is named', () => {
    const clawback = { claimCents: 900, recoveredCents: 300, writtenOffCents: 0 };
    const why = explainClawback('case-1', clawback, { document: '003', clause: '§5.2' }, [
      { posting: 'p/instalment/2019', day: '2019-09-01', amountCents: 1_000, what: 'disbursed' },
      { posting: 'p/unspent', day: '2020-02-01', amountCents: 100, what: 'returned' },
      { posting: 'case-1/return/1', day: '2020-09-01', amountCents: 300, what: 'recovered' },
    ]);
    expect(why).toMatchObject({ result: 600, formula: { params: { disbursed: 1_000, returned: 100, claim: 900, recovered: 300, writtenOff: 0, outstanding: 600 } }, parts: [{ what: 'claim', result: 900 }] });
    expect(why.inputs.map(({ source }) => source?.id)).toEqual(['p/instalment/2019', 'p/unspent', 'case-1/return/1']);
  });

  test('every code of these rules has words', () => {
    const codes = readdirSync('domain/sanctions').flatMap((file) => [...readFileSync(`domain/sanctions/${file}`, 'utf8').matchAll(/'([A-Z]+(?:_[A-Z0-9]+)*|formula\.\w+|input\.\w+)'/g)].map(([, code]) => code ?? ''));
    expect(codes.filter((code) => code !== 'WHAST' && !isMessageKey(code) && !isMessageKey(`problem.${code}`))).toEqual([]);
    expect(codes.length).toBeGreaterThan(10);
  });
});
