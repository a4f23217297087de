import { auditScore, type Ground, instalmentAfter, type ProposedVerdict, recommendedBy, recommendVerdict, type Verdict, weighVerdict } from '../../../domain/performance/verdict.js';

const audit = (score: number | null): Ground => ({ of: 'audit', score });
const weigh = (ground: Ground, verdict: Verdict, more: Partial<ProposedVerdict> = {}) => weighVerdict(ground, { verdict, reason: '', minutes: '', ...more }, 500);

describe('verdicts after a year (003 §1.3 by analogy [C])', () => {
  test.each([
    ['excellent', 'continue'], ['good', 'continue'], ['fair', 'adjust'], ['poor', 'terminate'],
  ] as const)('%s: %s is recommended', (grade, verdict) => {
    expect(recommendVerdict(grade)).toBe(verdict);
  });

  test('another verdict than the recommended one has a reason', () => {
    expect(weigh(audit(59.999), 'continue')).toMatchObject({ ok: false, refusal: { code: 'VERDICT_REASON_REQUIRED', field: 'reason', rule: { document: 'choice' } } });
    expect(weigh(audit(59.999), 'continue', { reason: '经复核，成果在评价后完成' })).toMatchObject({ ok: true, value: { verdict: 'continue', grade: 'poor', recommended: 'terminate', percent: 100 } });
    expect(weigh(audit(80), 'continue')).toMatchObject({ ok: true, value: { grade: 'good', recommended: 'continue', next: { payCents: 500, releaseCents: 0 } } });
  });

  test('so has one that no audit recommends', () => {
    expect(weigh(audit(null), 'continue')).toMatchObject({ ok: false, refusal: { code: 'VERDICT_REASON_REQUIRED', field: 'reason' } });
    expect(weigh(audit(null), 'continue', { reason: '评价机构未提交报告' })).toMatchObject({ ok: true, value: { grade: null, recommended: 'none' } });
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

describe('a verdict is weighed once, for 2018 and for Wuhan', () => {
  const decided = { reason: 'r', minutes: '〔1〕' };
  test.each<[string, Ground, Verdict, Partial<ProposedVerdict>, string]>([
    ['money is changed only with a reason, also where that is recommended', audit(70), 'adjust', { minutes: '〔1〕', percent: 50 }, 'REASON_REQUIRED'],
    ['and only with minutes', audit(70), 'adjust', { reason: 'r', percent: 50 }, 'VERDICT_NEEDS_MINUTES'],
    ['an adjustment leaves between 1 and 99 %', audit(70), 'adjust', { ...decided, percent: 100 }, 'INVALID'],
    ['of a whole number', audit(70), 'adjust', decided, 'INVALID'],
    ['going on after a check that was not passed departs (003 §1.3.3)', { of: 'midTerm', conclusion: 'notQualified' }, 'continue', {}, 'VERDICT_REASON_REQUIRED'],
  ])('%s', (_, ground, verdict, more, code) => {
    expect(weigh(ground, verdict, more)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('half of the next instalment, the odd cent left out', () => {
    expect(weighVerdict(audit(70), { verdict: 'adjust', ...decided, percent: 50 }, 501)).toMatchObject({ ok: true, value: { percent: 50, next: { payCents: 250, releaseCents: 251 } } });
  });

  test('the rule of a refusal is the programme’s own where it has one', () => {
    expect(weigh({ of: 'midTerm', conclusion: 'notQualified' }, 'continue')).toMatchObject({ refusal: { rule: { document: '003', clause: '§1.3.3' } } });
    expect(recommendedBy(audit(89.999))).toEqual({ grade: 'good', recommended: 'continue' });
  });

  test.each([[{ content: { score: 80 } }, 80], [{ score: 79.5 }, 79.5], [{ content: { score: 101 } }, null], [{ content: {} }, null], [{ content: { score: '85' } }, null], [{ content: { score: -1 } }, null], [{ content: { score: 0 } }, 0], [undefined, null]])('the score of %j is %s', (report, score) => {
    expect(auditScore(report)).toBe(score);
  });
});
