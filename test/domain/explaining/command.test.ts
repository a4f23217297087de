import { UNDO } from '../../../domain/decisions/undo.js';
import { type CommandCase, explainCommand, stateOf } from '../../../domain/explaining/command.js';
import type { Explanation } from '../../../domain/explanation.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';

const clause = { document: '000', clause: '§5.2' };
const base: CommandCase = {
  id: 'c1', kind: 'decideApplication', decided: { commandId: 'c1', at: '2018-10-30T02:00:00.000Z', by: '张三', reason: '齐全', minutes: '' }, body: { decision: 'accept', reason: '齐全', settle: [{ rule: 'x' }] },
  answer: { decision: 'accept', eligibility: 'eligible' }, before: { step: 'formalCheck', application: { id: 'a1', status: 'submitted', decision: null } }, entry: { stream: 'round/r1', n: 7, step: 'formalCheck' },
  open: false, ofProject: false, correctedBy: null, clause,
};
const part = (why: Explanation, what: string) => why.parts.find((one) => one.what === what);
const refused = { ...base, answer: { code: 'NO_RULE_FAILED', field: 'decision', rule: clause }, entry: null };

describe('what became of a decision', () => {
  test.each<[string, Partial<CommandCase>, string]>([
    ['in the audit chain: carried out', {}, 'applied'],
    ['answered with a code: refused', { answer: { code: 'GATE_CLOSED' }, entry: null }, 'refused'],
    ['answered without an entry: a preview', { entry: null }, 'applied'],
    ['neither, and decided: too late', { answer: null, entry: null }, 'expired'],
    ['neither, and waited for', { answer: null, entry: null, open: true }, 'received'],
  ])('%s', (_, more, state) => {
    expect(stateOf({ ...base, ...more })).toBe(state);
    expect(explainCommand({ ...base, ...more }).result).toBe(state);
  });

  test('carried out: by the clause of its step, with its entry, what stood before and what came of it', () => {
    const why = explainCommand(base);
    expect(why).toMatchObject({ clause, formula: { code: 'why.formula.applied' } });
    expect(why.inputs.map(({ name, value }) => [name, value])).toEqual([
      ['command', 'decideApplication'], ['decidedAt', '2018-10-30T02:00:00.000Z'], ['decidedBy', '张三'], ['reason', '齐全'], ['decision', 'accept'], ['step', 'formalCheck'], ['auditEntry', 'round/r1#7'],
    ]);
    expect(part(why, 'before')?.inputs).toEqual([{ name: 'status', value: 'submitted' }]);
    expect(part(why, 'after')?.inputs).toEqual([{ name: 'decision', value: 'accept', source: { kind: 'command', id: 'c1' } }]);
  });

  test('refused: by the rule of the refusal; without one it rests on the order of the process, which is ours', () => {
    expect(explainCommand(refused)).toMatchObject({ clause, formula: { code: 'NO_RULE_FAILED' }, parts: [{ what: 'refusal', result: 'NO_RULE_FAILED', clause }] });
    expect(explainCommand({ ...refused, answer: { code: 'ALREADY_DECIDED', params: { status: 'accepted' } } })).toMatchObject({ clause: { document: 'choice' }, parts: [{ inputs: [{ name: 'status', value: 'accepted' }] }] });
  });

  test.each<[string, Partial<CommandCase>, string, unknown[]]>([
    ['can be corrected', {}, 'correctable', ['undo.reviewsAssigned', 'staff']],
    ['was corrected', { correctedBy: 'c2' }, 'corrected', ['undo.reviewsAssigned', 'staff', 'c2']],
    ['may be corrected until the list is confirmed', { kind: 'changeQuota' }, 'correctable', ['undo.ranking', 'staff']],
    ['corrects another, and is not corrected itself,', { kind: 'correctDecision' }, 'decideAgain', []],
    ['decided nothing', { kind: 'retry' }, 'nothing', []],
    ['of a project’s skipped step', { kind: 'skipStep', ofProject: true }, 'correctable', ['undo.laterFacts', 'staff']],
  ])('a decision that %s says so', (_, more, code, values) => {
    const undo = part(explainCommand({ ...base, ...more }), 'correction');
    expect([undo?.formula.code, undo?.inputs.map(({ value }) => value)]).toEqual([`why.formula.undo.${code}`, values]);
  });

  test('every formula and every end of the possibility has a text', () => {
    const all = (why: Explanation): Explanation[] => [why, ...why.parts.flatMap(all)];
    const asked = [...Object.keys(UNDO).map((kind) => explainCommand({ ...base, kind })), explainCommand(refused), explainCommand({ ...base, answer: null, entry: null }), explainCommand({ ...base, answer: null, entry: null, open: true })];
    const codes = asked.flatMap(all).map(({ formula: { code } }) => (isMessageKey(`problem.${code}`) ? `problem.${code}` : code));
    expect([...codes, ...Object.values(UNDO).map(({ until }) => `why.result.undo.${until}`)].filter((code) => !isMessageKey(code))).toEqual([]);
  });
});
