import { handedInInputs } from '../../domain/explaining/handed-in.js';
import { checkEnterable, checkReceived, refusedEntry } from '../../domain/paper-entry.js';
import { node } from '../../domain/explaining/node.js';
import { speak } from '../../domain/wording/explaining.js';
import { beijing } from './programme/support.js';

test.each([
  ['2018-10-28 09:00', '2018-10-28 09:00', true],
  ['2018-10-28 09:01', '2018-10-28 09:00', false],
])('what came at %s may be entered at %s: %s [C]', (received, now, may) => {
  expect(checkReceived(beijing(received), beijing(now)).ok).toBe(may);
});

test.each([
  [{ role: 'society', society_id: 's' }, true],
  [{ role: 'society', society_id: null }, false],
  [{ role: 'auditor', society_id: 's' }, false],
  [{ role: 'staff', society_id: 's' }, false],
])('only what a society owes is entered for it: %j, %s [C]', (task, may) => {
  expect(checkEnterable(task).ok).toBe(may);
});

test.each([
  ['DEADLINE_PASSED', { code: 'PAPER_AFTER_DEADLINE', params: { society: '示例学会', due: '2018-10-28T16:00:00.000Z' } }],
  ['GATE_CLOSED', { code: 'PAPER_AFTER_SEALING', params: { society: '示例学会', due: '2018-10-28T16:00:00.000Z' } }],
  ['GATE_SUSPENDED', { code: 'GATE_SUSPENDED' }],
])('what a gate refuses as %s is said to the desk with the society and its deadline, where it is too late [C]', (code, said) => {
  expect(refusedEntry(code, '示例学会', '2018-10-28T16:00:00.000Z')).toEqual(said);
});

test('without a deadline to name, the gate is told in its own words', () => {
  expect(refusedEntry('GATE_CLOSED', '示例学会', undefined)).toStrictEqual({ code: 'GATE_CLOSED' });
});

test('an explanation says who handed it in, and its people to insiders only', () => {
  const told = (enteredBy: string | null) => speak('zh', node('application', 'accepted', { document: '000', clause: '§5.2' }, ['why.formula.formal.accepted'],
    handedInInputs('f1', { channel: 'post', receivedMs: beijing('2018-10-26 10:00'), enteredBy }))).inputs.map(({ label, text }) => [label, text]);
  expect(told('示例经办人')).toEqual([['提交方式', '项目办公室代学会录入纸质材料'], ['纸质材料来路', '邮寄'], ['纸质材料收到时间', '2018-10-26T02:00:00.000Z'], ['录入人', '示例经办人']]);
  expect(told(null).map(([label]) => label)).not.toContain('录入人');
  expect(handedInInputs('f1')).toEqual([{ name: 'handedInBy', value: 'handedIn.society', source: { kind: 'fact', id: 'f1' } }]);
});
