import type { RecordedFact } from '../../../domain/eligibility/facts.js';
import { type ApplicationEvent, statusAfter, weighDecision } from '../../../domain/eligibility/formal-decision.js';
import { eligibilityRulesFor } from '../../../domain/eligibility/from-programme.js';
import { checkEligibility } from '../../../domain/eligibility/rules.js';
import { type ApplicationStep, explainApplication } from '../../../domain/explaining/application.js';
import type { Explanation } from '../../../domain/explanation.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';
import { beijing, programme, stage } from '../programme/support.js';

const { clause } = stage('applicationWindow');
const rules = eligibilityRulesFor(programme(), {});
const fact = (kind: RecordedFact['kind'], value: string): RecordedFact => ({ id: kind, kind, value, asOf: '2018-08-01', document: '示例文件', status: 'active' });
const checkOf = (party: string, settled = true) => {
  const facts = [fact('partyOrganisation', party)];
  const settle = rules.filter(({ key }) => key !== rules[0]?.key).map(({ key }) => ({ rule: key, result: 'pass' as const, reason: '已核查' }));
  return { facts, check: checkEligibility(rules, facts, { asOf: '2018-10-30', decisions: settled ? settle : [] }) };
};
const good = checkOf('complete');
const bad = checkOf('incomplete');
const open = checkOf('complete', false);
const decided = { commandId: 'c1', at: '2018-10-30T02:00:00.000Z', by: null, reason: '', minutes: '' };
const decide = (decision: string, more: object = {}): ApplicationStep => ({ kind: 'decided', proposed: { decision, reason: '', items: [], ...more }, decided });
const ask = ({ facts, check }: typeof good, ...steps: ApplicationStep[]) => explainApplication({ factId: 'f1', receipt: 'R-1', submittedMs: beijing('2018-10-20 10:00'), check, facts, steps, rules: { clause } });
const reject = decide('reject', { reason: '党组织不健全' });
const cancel: ApplicationStep = { kind: 'cancelled', decided, rule: 'partyOrganisation', clause };

describe('what the office may decide at the formal check (000 §5.2)', () => {
  test.each<[string, typeof good, string, object, object, string]>([
    ['accepted while a rule fails', bad, 'accept', {}, {}, 'PARTY_ORGANISATION_INCOMPLETE'],
    ['accepted while something is not known', open, 'accept', {}, {}, 'ELIGIBILITY_OPEN'],
    ['refused without a failed rule, before a supplement was asked for', good, 'reject', { reason: 'r' }, {}, 'NO_RULE_FAILED'],
    ['refused without a reason', bad, 'reject', {}, {}, 'REASON_REQUIRED'],
    ['a supplement of nothing', good, 'correct', {}, {}, 'REASON_REQUIRED'],
    ['a second supplement', good, 'correct', { items: ['盖章页'] }, { mayCorrect: false }, 'CORRECTION_USED'],
    ['both files not compared (001 §4.1)', good, 'accept', {}, { electronic: { clause } }, 'WORD_PDF_NOT_COMPARED'],
    ['the two files differ (001 §4.1)', good, 'accept', { compared: false }, { electronic: { clause } }, 'WORD_PDF_DIFFER'],
  ])('%s: refused', (_, { check }, decision, more, also, code) => {
    const weighed = weighDecision(check, { decision, reason: '', items: [], ...more }, { mayCorrect: true, clause, ...also });
    expect(weighed).toMatchObject({ ok: false, refusal: { code, rule: {} } });
  });

  test.each<[string, ApplicationEvent[], string]>([
    ['nothing yet', [], 'submitted'],
    ['a supplement asked for', [{ kind: 'decided', status: 'correcting' }], 'correcting'],
    ['and come', [{ kind: 'decided', status: 'correcting' }, { kind: 'corrected' }], 'submitted'],
    ['accepted after it', [{ kind: 'decided', status: 'correcting' }, { kind: 'corrected' }, { kind: 'decided', status: 'accepted' }], 'accepted'],
    ['cancelled after acceptance', [{ kind: 'decided', status: 'accepted' }, { kind: 'cancelled' }], 'cancelled'],
    ['withdrawn before a decision that came late', [{ kind: 'withdrawn' }, { kind: 'decided', status: 'accepted' }], 'withdrawn'],
    ['refused, and withdrawn afterwards', [{ kind: 'decided', status: 'notAccepted' }, { kind: 'withdrawn' }], 'notAccepted'],
  ])('%s', (_, events, status) => {
    expect(statusAfter(events)).toBe(status);
  });
});

describe('what became of an application', () => {
  test('accepted: every rule with its facts, and the decision as it was taken', () => {
    const why = ask(good, decide('accept'));
    expect(why).toMatchObject({ result: 'accepted', formula: { code: 'why.formula.formal.accepted' }, clause, inputs: [{ name: 'receipt', value: 'R-1' }, { name: 'submittedAt', value: '2018-10-20T02:00:00.000Z' }] });
    expect(why.parts.map(({ what, result }) => [what, result])).toEqual([['eligibility', 'eligible'], ['formalDecision', 'accepted']]);
    expect(why.parts[1]?.inputs[0]).toEqual({ name: 'decidedAt', value: decided.at, source: { kind: 'command', id: 'c1' } });
  });

  test('不予受理 names the rule that failed and its clause', () => {
    expect(ask(bad, reject)).toMatchObject({ result: 'notAccepted', formula: { code: 'why.formula.formal.notAccepted', params: { rule: rules[0]?.key } }, clause: rules[0]?.clause });
  });

  test('incomplete after the one supplement that may be asked for', () => {
    const why = ask(good, decide('correct', { items: ['盖章页'] }), { kind: 'corrected', atMs: beijing('2018-10-25 09:00') }, reject);
    expect(why).toMatchObject({ result: 'notAccepted', formula: { params: { rule: 'incomplete' } } });
    expect(why.parts[1]?.inputs).toContainEqual({ name: 'item', value: '盖章页', source: { kind: 'command', id: 'c1' } });
  });

  test('the same decision over other facts is the refusal that it would meet now', () => {
    expect(ask(bad, decide('accept'))).toMatchObject({ result: 'PARTY_ORGANISATION_INCOMPLETE', parts: [{ result: 'notAccepted' }, { what: 'formalDecision', parts: [{ what: 'refusal' }] }] });
    expect(ask(good, reject).result).toBe('NO_RULE_FAILED');
  });

  test.each<[string, ApplicationStep[], string, string]>([
    ['nothing decided', [], 'submitted', 'why.formula.formal.submitted'],
    ['withdrawn', [{ kind: 'withdrawn', atMs: 0, factId: 'f2' }], 'withdrawn', 'why.formula.formal.withdrawn'],
    ['cancelled later', [decide('accept'), cancel], 'cancelled', 'why.formula.formal.cancelled'],
  ])('%s', (_, steps, result, code) => {
    expect(ask(good, ...steps)).toMatchObject({ result, formula: { code } });
  });

  test('every formula has a text', () => {
    const all = (why: Explanation): Explanation[] => [why, ...why.parts.flatMap(all)];
    const asked = [ask(good, decide('accept'), cancel), ask(bad, reject), ask(good, decide('correct', { items: ['x'] }), { kind: 'corrected', atMs: 0 }), ask(open, decide('accept')), ask(good, { kind: 'withdrawn', atMs: 0, factId: 'f' })];
    expect(asked.flatMap(all).map(({ formula: { code } }) => code).filter((code) => !isMessageKey(code) && !isMessageKey(`problem.${code}`))).toEqual([]);
  });
});
