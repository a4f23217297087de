import { type Verdict, checkVerdict, instalmentAfter, recommendVerdict } from '../../../domain/performance/verdict.js';

describe('verdicts after a year (003 §1.3 by analogy [C])', () => {
  test.each([
    ['excellent', 'continue'], ['good', 'continue'], ['fair', 'adjust'], ['poor', 'terminate'],
  ] as const)('%s: %s is recommended', (grade, verdict) => {
    expect(recommendVerdict(grade)).toBe(verdict);
    expect(checkVerdict(verdict, grade, undefined)).toEqual([]);
  });

  test('another verdict than the recommended one has a reason', () => {
    expect(checkVerdict('continue', 'poor', ' ')).toMatchObject([{ code: 'VERDICT_REASON_REQUIRED' }]);
    expect(checkVerdict('continue', 'poor', '经复核，成果在评价后完成')).toEqual([]);
  });

  test('so has one that no audit recommends', () => {
    expect(checkVerdict('continue', undefined, '')).toMatchObject([{ code: 'VERDICT_REASON_REQUIRED', field: 'reason' }]);
    expect(checkVerdict('continue', undefined, '评价机构未提交报告')).toEqual([]);
  });

  const minutes = '党组会纪要〔2019〕3号';

  test.each<[Verdict, Parameters<typeof instalmentAfter>[2], number, number]>([
    ['continue', undefined, 500, 0],
    ['adjust', { minutes, payCents: 300 }, 300, 200],
    ['adjust', { minutes, payCents: 0 }, 0, 500],
    ['adjust', { minutes, payCents: 500 }, 500, 0],
    ['terminate', { minutes }, 0, 500],
  ])('%s with %j pays %i and releases %i of 500', (verdict, decision, payCents, releaseCents) => {
    expect(instalmentAfter(verdict, 500, decision)).toEqual({ ok: true, value: { payCents, releaseCents } });
  });

  test.each<[string, Verdict | undefined, Parameters<typeof instalmentAfter>[2], string]>([
    ['without a verdict nothing is paid', undefined, undefined, 'VERDICT_MISSING'],
    ['termination is decided by the leadership', 'terminate', undefined, 'VERDICT_NEEDS_MINUTES'],
    ['so is a reduction', 'adjust', { minutes: '', payCents: 1 }, 'VERDICT_NEEDS_MINUTES'],
    ['a reduction names the amount', 'adjust', { minutes }, 'ADJUSTED_AMOUNT_INVALID'],
    ['never less than nothing', 'adjust', { minutes, payCents: -1 }, 'ADJUSTED_AMOUNT_INVALID'],
    ['in whole cents', 'adjust', { minutes, payCents: 0.5 }, 'ADJUSTED_AMOUNT_INVALID'],
    ['never more than planned', 'adjust', { minutes, payCents: 501 }, 'ADJUSTED_AMOUNT_INVALID'],
  ])('%s', (_, verdict, decision, code) => {
    expect(instalmentAfter(verdict, 500, decision)).toMatchObject({ ok: false, refusal: { code } });
  });
});
