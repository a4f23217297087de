import { explainVerdict, type VerdictCase } from '../../../domain/explaining/verdict.js';
import { node } from '../../../domain/explaining/node.js';
import type { Ground, ProposedVerdict, Verdict } from '../../../domain/performance/verdict.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';
import type { Explanation } from '../../../domain/explanation.js';

const decided = { commandId: 'c1', at: '2019-05-20T01:00:00.000Z', by: '张三', reason: '', minutes: '' };
const ask = (ground: Ground, verdict: Verdict, more: Partial<ProposedVerdict> = {}, rest: Partial<VerdictCase> = {}): Explanation => explainVerdict({
  ground, source: { factId: 'f1', at: '2019-04-20T01:00:00.000Z' }, proposed: { verdict, reason: '', minutes: '', ...more }, decided: { ...decided, reason: more.reason ?? '', minutes: more.minutes ?? '' },
  plannedCents: 10_001, clause: { document: 'choice', clause: 'verdict' }, ...rest,
});
const part = (why: Explanation, what: string) => why.parts.find((one) => one.what === what);
const audit = (score: number | null): Ground => ({ of: 'audit', score });
const both = { reason: '指标未完成', minutes: '〔2019〕3' };

describe('why a verdict (000 §5.5)', () => {
  test.each<[number | null, Verdict, Partial<ProposedVerdict>, string, string]>([
    [80, 'continue', {}, 'continue', 'why.formula.asRecommended'],
    [79.999, 'continue', { reason: 'r' }, 'continue', 'why.formula.departed'],
    [60, 'adjust', { ...both, percent: 50 }, 'adjust', 'why.formula.asRecommended'],
    [59.999, 'terminate', both, 'terminate', 'why.formula.asRecommended'],
    [null, 'continue', { reason: 'r' }, 'continue', 'why.formula.departed'],
  ])('an audit of %s and the verdict %s %j: %s, %s', (score, verdict, more, result, code) => {
    expect(ask(audit(score), verdict, more)).toMatchObject({ result, formula: { code } });
  });

  test('the grade comes from the report, by thresholds that are told, and is taken on the unrounded score', () => {
    const grade = part(ask(audit(79.999), 'adjust', { ...both, percent: 50 }), 'grade');
    expect(grade).toMatchObject({ result: 'fair', inputs: [{ name: 'score', value: 79.999, source: { kind: 'fact', id: 'f1' } }, { name: 'handedInAt' }, { value: 90 }, { value: 80 }, { value: 60 }, { value: 0 }] });
  });

  test('the same decision on another score meets the refusal that it would meet now', () => {
    const why = ask(audit(59), 'continue');
    expect(why).toMatchObject({ result: 'VERDICT_REASON_REQUIRED', formula: { code: 'VERDICT_REASON_REQUIRED' } });
    expect(part(why, 'refusal')?.clause).toEqual({ document: 'choice', clause: '003 §1.3 by analogy' });
  });

  test('what is left of the next instalment is computed: half of 100.01 yuan is 50.00, the rest is released', () => {
    expect(part(ask(audit(70), 'adjust', { ...both, percent: 50 }), 'instalmentLeft')).toMatchObject({ result: 5_000, formula: { params: { percent: 50 } }, inputs: [{ value: 10_001 }, { value: 5_001 }] });
    expect(part(ask(audit(10), 'terminate', both), 'instalmentLeft')?.result).toBe(0);
  });

  test('what people decided is told as such: when, by whom, why, by which minutes; a society reads no name', () => {
    const inputs = (by: string | null) => ask(audit(70), 'adjust', { ...both, percent: 50 }, { decided: { ...decided, ...both, by } }).inputs.map(({ name, value, source }) => [name, value, source?.kind]);
    expect(inputs('张三')).toEqual([
      ['decision', 'adjust', 'command'], ['decidedAt', '2019-05-20T01:00:00.000Z', 'command'], ['decidedBy', '张三', 'command'], ['reason', '指标未完成', 'command'], ['minutes', '〔2019〕3', 'command'], ['percent', 50, 'command'],
    ]);
    expect(inputs(null).map(([name]) => name)).not.toContain('decidedBy');
  });

  test('without an audit nothing is graded or recommended; the society’s own evaluation is told and does not decide', () => {
    const own = node('selfEvaluationScore', 95, { document: 'choice', clause: 'form' }, ['formula.selfEvaluationScore', { total: 95 }]);
    const why = ask(audit(null), 'continue', { reason: 'r' }, { selfEvaluation: own });
    expect([part(why, 'grade')?.result, part(why, 'recommendation')?.result, part(why, 'selfEvaluationScore')?.result]).toEqual([null, null, 95]);
    expect(part(why, 'selfEvaluationScore')).toMatchObject({ formula: { code: 'why.formula.ownScore' }, parts: [own] });
  });

  test('对考核合格的学会，继续支持；不合格的，调整或终止 (003 §1.3.3): the office’s conclusion recommends, by the programme’s own clause', () => {
    const why = ask({ of: 'midTerm', conclusion: 'notQualified' }, 'adjust', { ...both, percent: 70 });
    expect(why.result).toBe('adjust');
    expect(part(why, 'recommendation')).toMatchObject({ result: 'adjust', clause: { document: '003', clause: '§1.3.3' }, inputs: [{ name: 'conclusion', value: 'notQualified', source: { id: 'f1' } }, {}] });
    expect(part(why, 'grade')).toBeUndefined();
  });

  test('every formula has a text', () => {
    const all = (why: Explanation): Explanation[] => [why, ...why.parts.flatMap(all)];
    const asked = [ask(audit(null), 'continue', { reason: 'r' }), ask(audit(70), 'adjust', { ...both, percent: 1 }), ask(audit(1), 'terminate', both), ask({ of: 'midTerm', conclusion: 'qualified' }, 'continue')];
    expect(asked.flatMap(all).map(({ formula }) => formula.code).filter((code) => !isMessageKey(code))).toEqual([]);
  });
});
