import { shippedCalendar } from '../../../domain/calendar/working-days.js';
import type { Explanation } from '../../../domain/explanation.js';
import { admitHandIn } from '../../../domain/publicity/admissibility.js';
import { courseOf, type ObjectionDecision } from '../../../domain/publicity/course.js';
import { type AnswerFacts, explainObjectionAnswer } from '../../../domain/publicity/explain.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';
import { beijing, stage } from '../programme/support.js';

const gate = { opensMs: beijing('2018-11-07 09:00'), dueMs: beijing('2018-11-14 24:00') };
const received = beijing('2018-11-08 10:00');
const person = { name: '示例人', contact: '010-0000-0000' };
const decided = { commandId: 'c1', at: '2018-11-12T02:00:00.000Z', by: '张三', reason: '', minutes: '' };
const take = (payload: Record<string, unknown>, onList = true) => admitHandIn(payload, received, gate, onList);
const facts = (more: Partial<AnswerFacts> = {}): AnswerFacts => ({
  factId: 'f1', admissibility: take(person), receivedMs: received, ...gate, answerFromMs: received, plan: stage('publicityPeriod'), calendar: shippedCalendar, decisions: [], listGone: false, reexamination: null, ...more,
});
const part = (why: Explanation, what: string) => why.parts.find((one) => one.what === what);
const answered = (decision: string): AnswerFacts['decisions'][number] => ({ kind: 'answered', decision, text: '经核实', decided });
const all = (why: Explanation): Explanation[] => [why, ...why.parts.flatMap(all)];

describe('what an objection has become (000 §5.3: 公示期满无异议)', () => {
  test.each<[string, Parameters<typeof courseOf>[0], ObjectionDecision[], boolean, string]>([
    ['nobody has decided', 'admissible', [], false, 'open'],
    ['its list was taken back', 'admissible', [], true, 'lapsed'],
    ['answered before its list was taken back', 'admissible', [{ kind: 'answered', decision: 'upheld' }], true, 'upheld'],
    ['answered', 'admissible', [{ kind: 'answered', decision: 'rejected' }], false, 'rejected'],
    ['found to be none', 'admissible', [{ kind: 'judged', standing: 'inadmissible' }], false, 'inadmissible'],
    ['a re-examination confirms', 'admissible', [{ kind: 'answered', decision: 'rejected' }, { kind: 'reexamined', decision: 'confirmed' }], false, 'rejected'],
    ['a re-examination turns it over', 'admissible', [{ kind: 'answered', decision: 'rejected' }, { kind: 'reexamined', decision: 'changed' }], false, 'upheld'],
    ['and the other way round', 'admissible', [{ kind: 'answered', decision: 'upheld' }, { kind: 'reexamined', decision: 'changed' }], false, 'rejected'],
    ['a lead stays one', 'lead', [], false, 'lead'],
  ])('%s', (_, standing, decisions, gone, state) => {
    expect(courseOf(standing, decisions, gone)).toBe(state);
  });
});

describe('why an objection stands as it does', () => {
  test.each<[string, Record<string, unknown>, boolean, string, string, string]>([
    ['named, about this list', person, true, 'open', 'why.formula.objection', '000'],
    ['without a contact', { name: '示例人' }, true, 'lead', 'OBJECTION_ANONYMOUS', 'choice'],
    ['an organisation’s without its seal', { ...person, organisation: true }, true, 'lead', 'OBJECTION_UNSEALED', 'choice'],
    ['about somebody who is not on the list', person, false, 'inadmissible', 'OBJECTION_NOT_ABOUT_LIST', 'choice'],
  ])('%s', (_, payload, onList, result, code, document) => {
    expect(explainObjectionAnswer(facts({ admissibility: take(payload, onList) }))).toMatchObject({ result, formula: { code }, clause: { document } });
  });

  test('every condition is told with its answer; in time, with the period of the gate that took it', () => {
    const admissibility = part(explainObjectionAnswer(facts({ admissibility: take({ name: '示例人' }) })), 'admissibility');
    expect(admissibility?.parts.map(({ what, result }) => [what, result])).toEqual([['objection.inTime', true], ['objection.named', false], ['objection.sealed', true], ['objection.aboutThisList', true]]);
    expect(admissibility?.parts[0]?.inputs.map(({ value }) => value)).toEqual(['2018-11-08T02:00:00.000Z', '2018-11-07T01:00:00.000Z', '2018-11-14T16:00:00.000Z']);
  });

  test('the answer is due five working days after the day of receipt, at 24:00 [C]; opened again, after that day', () => {
    expect(part(explainObjectionAnswer(facts()), 'answerDue')).toMatchObject({ result: '2018-11-15T16:00:00.000Z', formula: { params: { count: 5 } }, clause: { document: 'choice' } });
    expect(part(explainObjectionAnswer(facts({ answerFromMs: beijing('2018-11-12 11:00') })), 'answerDue')?.result).toBe('2018-11-19T16:00:00.000Z');
    expect(part(explainObjectionAnswer(facts({ admissibility: take({}) })), 'answerDue')).toBeUndefined();
  });

  test('answer and re-examination are told as decisions of people: when, by whom; and never who objected', () => {
    const why = explainObjectionAnswer(facts({
      decisions: [answered('rejected'), { kind: 'reexamined', decision: 'changed', text: '复核成立', decided: { ...decided, commandId: 'c2', by: '李四' } }],
      reexamination: { requestedBy: 'objector', requestedMs: beijing('2018-11-13 09:00'), firstState: 'rejected' },
    }));
    expect(why).toMatchObject({ result: 'upheld', formula: { code: 'EXPLAIN_OBJECTION', params: { answer: '复核成立' } } });
    expect(part(why, 'answered')).toMatchObject({ result: 'rejected', inputs: [{ name: 'decidedAt' }, { name: 'decidedBy', value: '张三', source: { kind: 'command', id: 'c1' } }, { name: 'answer', value: '经核实' }] });
    expect(part(why, 'reexamination')).toMatchObject({ result: 'changed', formula: { params: { first: 'rejected', by: 'requestedBy.objector' } }, parts: [{ what: 'reexaminationDue', result: '2018-11-16T16:00:00.000Z' }] });
    expect(JSON.stringify(why)).not.toMatch(/示例人|010-0000/);
  });

  test('every formula has a text', () => {
    const asked = [facts(), facts({ listGone: true }), facts({ decisions: [{ kind: 'judged', standing: 'lead', text: 'r', decided }] }), facts({ admissibility: take({}, false) }), facts({ decisions: [answered('upheld')] })];
    expect(asked.flatMap((one) => all(explainObjectionAnswer(one))).map(({ formula }) => formula.code).filter((code) => !isMessageKey(code))).toEqual([]);
  });
});
