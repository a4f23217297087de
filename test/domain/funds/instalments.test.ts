import fc from 'fast-check';
import { explainInstalment } from '../../../domain/funds/explain.js';
import { instalments, paymentPlan } from '../../../domain/funds/instalments.js';
import type { Result } from '../../../domain/refusal.js';
import { programme } from '../programme/support.js';

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const shipped = programme();

describe('instalments', () => {
  test('three thirds of 100.00 yuan make 100.00 yuan', () => {
    const plan = [{ key: 'first', share: 1 }, { key: 'second', share: 1 }, { key: 'third', share: 1 }];
    expect(must(instalments(100_00, plan)).map((one) => one.amountCents)).toEqual([33_33, 33_33, 33_34]);
    expect(must(instalments(1, plan)).map((one) => one.amountCents)).toEqual([0, 0, 1]);
  });

  test.each([
    ['an instalment of nothing', [{ key: 'a', share: 100 }, { key: 'b', share: 0 }]],
    ['a broken share', [{ key: 'a', share: 0.5 }]],
    ['no instalments', []],
  ])('%s is no plan', (_, plan) => {
    expect(instalments(100, plan)).toMatchObject({ ok: false, refusal: { code: 'INSTALMENT_SHARES_INVALID' } });
  });

  test('they sum to the amount to the cent, none is negative, and each is within a cent of its share', () => {
    const plan = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 6 }).map((shares) => shares.map((share, n) => ({ key: `i${n}`, share })));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), plan, (cents, shares) => {
        const parts = must(instalments(cents, shares));
        const all = shares.reduce((sum, { share }) => sum + share, 0);
        expect(parts.reduce((sum, part) => sum + part.amountCents, 0)).toBe(cents);
        parts.forEach((part, n) => expect(Math.abs(part.amountCents - (cents * (shares[n]?.share ?? 0)) / all)).toBeLessThanOrEqual(1.01));
        expect(Math.min(...parts.map((part) => part.amountCents))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('instalments are bound to steps of the project', () => {
  test('2018: a year each, at the countersignature and at the verdicts on the years before [C]', () => {
    expect(must(paymentPlan(shipped, {}, 300_000_000)).map(({ key, year, amountCents, step, on }) => [key, year, amountCents, step, on])).toEqual([
      ['first', 2018, 300_000_000, 'taskBook', 'countersignature'], ['second', 2019, 300_000_000, '2018.verdict', 'verdict'], ['third', 2020, 300_000_000, '2019.verdict', 'verdict'],
    ]);
  });

  test('a programme that says nothing of its money pays the same way', () => {
    const { funds: _funds, ...silent } = shipped;
    expect(must(paymentPlan(silent, {}, 300)).map(({ year, amountCents, step, on }) => [year, amountCents, step, on])).toEqual([
      [2018, 300, 'taskBook', 'countersignature'], [2019, 300, '2018.verdict', 'verdict'], [2020, 300, '2019.verdict', 'verdict'],
    ]);
  });

  test('asked why, an instalment answers with its share, what releases it, and what a verdict left of it', () => {
    const [, payment] = must(paymentPlan(shipped, {}, 300));
    if (!payment) throw new Error('the programme has three instalments');
    const explained = explainInstalment({ payment, shares: 3, totalCents: 900, paidCents: 150, percent: 50, source: { kind: 'command', id: 'c1' } });
    expect(explained).toMatchObject({ result: 150, formula: { code: 'formula.instalmentAdjusted', params: { percent: 50 } }, inputs: [{ name: 'percent', value: 50, source: { id: 'c1' } }] });
    expect(explained.parts[0]).toMatchObject({ result: 300, formula: { params: { share: 1, shares: 3, total: 900 } } });
    expect(explained.parts[0]?.inputs.at(-1)).toEqual({ name: 'releasedBy', value: '2018.verdict.verdict' });
  });
});
