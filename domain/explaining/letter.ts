/** Why a letter: which event or which wave, to which address, and what became of it. */
import { undoOf } from '../decisions/undo.js';
import type { Explanation } from '../explanation.js';
import type { Programme } from '../programme/schema.js';
import { waveInstants } from '../programme/waves.js';
import type { Clause } from '../refusal.js';
import { type Decided, decidedInputs } from './decided.js';
import { sayable } from './instants.js';
import { choice, from, input, node } from './node.js';

/** What happened in the round at the instant at which a letter was queued. */
export interface LetterEvent {
  kind: 'decision' | 'handIn' | 'check' | 'step';
  /** Of the command, the fact, the check; the workflow's id for a step. */
  id: string;
  /** Kind of the command or the fact; key of the step. */
  name: string;
  /** Ids of what it was about. */
  refs: readonly string[];
}

/** The event of a letter: a decision known to write it, else what names what the letter's key names. `key` is unique to the letter. */
export function causeOf({ template, key }: { template: string; key: string }, events: readonly LetterEvent[]): LetterEvent | undefined {
  const mentions = ({ id, refs }: LetterEvent): boolean => [id, ...refs].some((ref) => ref !== '' && key.includes(ref));
  const writes = ({ kind, name }: LetterEvent): boolean => kind === 'decision' && (undoOf(name)?.letters.includes(template) ?? false);
  const weigh = (event: LetterEvent): number => (writes(event) ? 20 : 0) + (mentions(event) ? 10 : 0) + KINDS.indexOf(event.kind);
  return [...events].sort((a, b) => weigh(b) - weigh(a))[0];
}

/** Of several at one instant the decision counts before what followed from it. */
const KINDS: readonly LetterEvent['kind'][] = ['step', 'check', 'handIn', 'decision'];

/** Whose address was taken. */
export type AddressChoice = 'societyContact' | 'formerContact' | 'roleMember' | 'person' | 'objector' | 'formerMember';

/** Which it was, by what is on record now. `roles`: of whoever has the address; undefined where nobody has. */
export function addressChoice(letter: { template: string; ofSociety: boolean; isContact: boolean; taskRole: string; roles: readonly string[] | undefined }): { choice: AddressChoice; role: string } {
  const { template, ofSociety, isContact, taskRole, roles } = letter;
  if (ofSociety && (taskRole === '' || taskRole === 'society')) return { choice: isContact ? 'societyContact' : 'formerContact', role: '' };
  // Who objected is nobody's to know: not even that the mailbox is somebody's of this system.
  if (/^(objection|lateObjection)/.test(template) && template !== 'objectionReceived') return { choice: 'objector', role: '' };
  if (roles === undefined) return { choice: 'formerMember', role: taskRole };
  if (taskRole !== '') return { choice: roles.includes(taskRole) ? 'roleMember' : 'person', role: taskRole };
  return roles[0] === undefined ? { choice: 'person', role: '' } : { choice: 'roleMember', role: roles[0] };
}

export interface LetterCase {
  template: string;
  state: string;
  queuedMs: number;
  sentMs: number | null;
  address: { choice: AddressChoice; role: string };
  /** Of a reminder. */
  reminder?: {
    /** `T-14` … `overdue`. */
    wave: string;
    task: string;
    taskId: string;
    /** Null where nobody knows the task any more. */
    taskState: string | null;
    dueMs: number;
    /** Of the deadline that it reminds of, and as it is now. */
    deadlineVersion: number;
    currentVersion: number;
    reminders: Programme['reminders'];
  };
  /** Of any other letter; undefined where nothing on record fits. */
  cause?: { event: LetterEvent; clause: Clause; decided?: Decided };
}

/** The result is the wave computed again from the deadline, or the letter's kind. */
export function explainLetter(letter: LetterCase): Explanation {
  const { template, reminder, cause, queuedMs } = letter;
  const parts = [explainAddress(letter), explainSending(letter)];
  const inputs = [input('queuedAt', sayable(queuedMs)), input('template', template)];
  if (reminder) {
    const latest = waveInstants({ reminders: reminder.reminders }, reminder.dueMs).filter(({ atMs }) => atMs <= queuedMs).at(-1);
    const days = reminder.reminders.waves.find(({ key }) => key === latest?.wave)?.days ?? 0;
    return node('letter', latest?.wave ?? null, reminder.reminders.clause, latest === undefined ? ['why.formula.noWave', { due: sayable(reminder.dueMs) }] : ['why.formula.wave', { wave: latest.wave, due: sayable(reminder.dueMs), days }], [
      input('task', reminder.task, from('decision', reminder.taskId)), input('dueAt', sayable(reminder.dueMs)), ...(latest === undefined ? [] : [input('waveAt', sayable(latest.atMs), from('programme', 'reminders.waves'))]), ...inputs,
    ], parts);
  }
  if (!cause) return node('letter', template, choice('letters'), ['why.formula.noCause'], inputs, parts);
  return node('letter', template, cause.clause, ['why.formula.letter', { template }], inputs, [explainCause(cause), ...parts]);
}

function explainCause({ event, clause, decided }: NonNullable<LetterCase['cause']>): Explanation {
  const source = event.kind === 'decision' ? from('command', event.id) : event.kind === 'handIn' ? from('fact', event.id) : undefined;
  return node('cause', event.name, clause, [`why.formula.cause.${event.kind}`], [input('event', event.name, source), ...(decided ? decidedInputs(decided) : [])]);
}

const explainAddress = ({ address: { choice: chosen, role } }: LetterCase): Explanation =>
  node('address', chosen, choice('letters'), [`why.formula.address.${chosen}`, { role }], role === '' ? [] : [input('role', role)]);

/** A reminder whose task is settled, or whose deadline has moved, is not sent any more. */
function explainSending({ state, sentMs, reminder }: LetterCase): Explanation {
  const why = state !== 'cancelled' || !reminder ? state : reminder.taskState !== 'open' ? 'settled' : reminder.currentVersion !== reminder.deadlineVersion ? 'moved' : state;
  return node('sending', state, choice('letters'), [`why.formula.sending.${why}`], [
    ...(sentMs === null ? [] : [input('sentAt', sayable(sentMs))]), ...(reminder?.taskState === undefined || reminder.taskState === null ? [] : [input('taskState', reminder.taskState, from('decision', reminder.taskId))]),
  ]);
}
