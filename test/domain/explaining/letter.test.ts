import { addressChoice, causeOf, explainLetter, type LetterCase, type LetterEvent } from '../../../domain/explaining/letter.js';
import type { Explanation } from '../../../domain/explanation.js';
import { isMessageKey } from '../../../domain/wording/catalogue.js';
import { beijing, programme } from '../programme/support.js';

const { reminders } = programme();
const part = (why: Explanation, what: string) => why.parts.find((one) => one.what === what);
const event = (kind: LetterEvent['kind'], name: string, ...refs: string[]): LetterEvent => ({ kind, id: `${kind}-${name}`, name, refs });

describe('what caused a letter', () => {
  const decide = event('decision', 'decideApplication', 'a1');
  const extend = event('decision', 'extendDeadline', 's1');
  const step = event('step', 'formalCheck', 'a1');
  const fact = event('handIn', 'application', 'a1', 'R-1');
  test.each<[string, string, string, LetterEvent[], string | undefined]>([
    ['the decision that is known to write it, before whatever else happened then', 'accepted', 'accepted/a1', [step, extend, decide, fact], 'decideApplication'],
    ['of two of that kind, the one about what the letter is about', 'accepted', 'accepted/a2', [decide, event('decision', 'decideApplication', 'a2')], 'decideApplication'],
    ['a hand-in, where the letter bears its receipt', 'receipt', 'receipt/R-1', [step, fact], 'application'],
    ['a check of facts', 'eligibilityRechecked', 'eligibilityRechecked/k1', [step, { ...event('check', 'factAdded'), id: 'k1' }], 'factAdded'],
    ['a step that opened', 'correction', 'correction/17', [step], 'formalCheck'],
    ['nothing on record', 'accepted', 'accepted/a1', [], undefined],
  ])('%s', (_, template, key, events, name) => {
    expect(causeOf({ template, key }, events)?.name).toBe(name);
  });

  test('of two decisions of one kind at one instant, the one that the letter names', () => {
    const other = { ...event('decision', 'decideApplication', 'a2'), id: 'c2' };
    expect(causeOf({ template: 'accepted', key: 'accepted/a2' }, [decide, other])?.id).toBe('c2');
  });
});

describe('which address was taken', () => {
  const base = { template: 'accepted', ofSociety: false, isContact: false, taskRole: '', roles: [] as string[] | undefined };
  test.each<[string, Partial<typeof base>, string, string]>([
    ['the contact of the society', { ofSociety: true, isContact: true }, 'societyContact', ''],
    ['the contact that it had then', { ofSociety: true }, 'formerContact', ''],
    ['a member of the role that owes the task, about a society', { ofSociety: true, taskRole: 'staff', roles: ['auditor', 'staff'] }, 'roleMember', 'staff'],
    ['the person whose task it is', { taskRole: 'expert', roles: [] }, 'person', 'expert'],
    ['a member of a role', { roles: ['staff'] }, 'roleMember', 'staff'],
    ['whoever it was then', { roles: undefined }, 'formerMember', ''],
    ['whoever objected, and nothing about them, whoever they are here', { template: 'objectionAnswered', roles: ['expert'] }, 'objector', ''],
    ['late as well', { template: 'lateObjectionReceipt', roles: ['expert'] }, 'objector', ''],
    ['the office, that an objection has come', { template: 'objectionReceived', roles: ['staff'] }, 'roleMember', 'staff'],
    ['the society, about the re-examination that it asked for', { template: 'objectionReexamined', ofSociety: true, isContact: true }, 'societyContact', ''],
  ])('%s', (_, more, choice, role) => {
    expect(addressChoice({ ...base, ...more })).toEqual({ choice, role });
  });
});

describe('why a letter', () => {
  const base: LetterCase = { template: 'accepted', state: 'sent', queuedMs: beijing('2018-10-20 10:00'), sentMs: beijing('2018-10-20 10:01'), address: { choice: 'societyContact', role: '' } };
  const reminder = { wave: 'T-7', task: 'application', taskId: 't1', taskState: 'open', dueMs: beijing('2018-10-28 24:00'), deadlineVersion: 1, currentVersion: 1, reminders };
  const remind = (queued: string, more: Partial<NonNullable<LetterCase['reminder']>> = {}, rest: Partial<LetterCase> = {}) => explainLetter({ ...base, template: 'reminder', queuedMs: beijing(queued), reminder: { ...reminder, ...more }, ...rest });

  test.each([
    ['2018-10-14 09:00', 'T-14'], ['2018-10-21 08:59', 'T-14'], ['2018-10-21 09:00', 'T-7'], ['2018-10-28 09:00', 'T-0'], ['2018-10-29 09:00', 'overdue'], ['2018-10-14 08:59', null],
  ])('queued at %s, it is the wave %s of 28 October, 24:00', (queued, wave) => {
    expect(remind(queued).result).toBe(wave);
  });

  test('a reminder names its task, its deadline, and the instant of the wave (choice: 09:00)', () => {
    const why = remind('2018-10-21 09:00');
    expect(why).toMatchObject({ clause: reminders.clause, formula: { code: 'why.formula.wave', params: { wave: 'T-7', days: 7 } } });
    expect(why.inputs.map(({ name, value }) => [name, value]).slice(0, 3)).toEqual([['task', 'application'], ['dueAt', '2018-10-28T16:00:00.000Z'], ['waveAt', '2018-10-21T01:00:00.000Z']]);
  });

  test.each<[string, Partial<NonNullable<LetterCase['reminder']>>, string]>([
    ['its task was settled', { taskState: 'done' }, 'settled'], ['its deadline has moved', { currentVersion: 2 }, 'moved'], ['neither is on record', {}, 'cancelled'],
  ])('not sent: %s', (_, more, why) => {
    expect(part(remind('2018-10-21 09:00', more, { state: 'cancelled', sentMs: null }), 'sending')).toMatchObject({ result: 'cancelled', formula: { code: `why.formula.sending.${why}` } });
  });

  test('any other letter names its event, with the decision as people took it', () => {
    const decided = { commandId: 'c1', at: '2018-10-20T02:00:00.000Z', by: '张三', reason: 'r', minutes: '' };
    const why = explainLetter({ ...base, cause: { event: event('decision', 'decideApplication', 'a1'), clause: { document: '000', clause: '§5.2' }, decided } });
    expect(why).toMatchObject({ result: 'accepted', clause: { document: '000', clause: '§5.2' }, formula: { code: 'why.formula.letter' } });
    expect(part(why, 'cause')).toMatchObject({ result: 'decideApplication', inputs: [{ name: 'event' }, { name: 'decidedAt' }, { name: 'decidedBy', value: '张三' }, { name: 'reason' }] });
    expect(explainLetter(base)).toMatchObject({ formula: { code: 'why.formula.noCause' }, clause: { document: 'choice' } });
  });

  test('every formula has a text', () => {
    const all = (why: Explanation): Explanation[] => [why, ...why.parts.flatMap(all)];
    const choices = ['societyContact', 'formerContact', 'roleMember', 'person', 'objector', 'formerMember'] as const;
    const asked = [
      ...choices.map((choice) => explainLetter({ ...base, address: { choice, role: 'staff' } })), ...['queued', 'claimed', 'sent', 'failed', 'cancelled'].map((state) => explainLetter({ ...base, state })),
      ...(['decision', 'handIn', 'check', 'step'] as const).map((kind) => explainLetter({ ...base, cause: { event: event(kind, 'x'), clause: { document: '000', clause: '§5.2' } } })), remind('2018-10-21 09:00'), remind('2018-01-01 09:00'),
    ];
    expect(asked.flatMap(all).map(({ formula }) => formula.code).filter((code) => !isMessageKey(code))).toEqual([]);
  });
});
