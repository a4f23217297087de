/** Why a decision was carried out, or was not: by which rule, what it changed, and how it may be corrected. */
import { isCorrectable, undoFor } from '../decisions/undo.js';
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { Clause, Refusal } from '../refusal.js';
import { type Decided, decidedInputs } from './decided.js';
import { choice, from, input, node } from './node.js';
import { explainRefusal } from './refusal.js';

export interface CommandCase {
  id: string;
  kind: string;
  decided: Decided;
  /** As it was sent. */
  body: Readonly<Record<string, unknown>>;
  answer: Readonly<Record<string, unknown>> | null;
  /** What it was about, as that stood before. */
  before: Readonly<Record<string, unknown>> | null;
  /** Its entry in the audit chain of the round, which is written with its effect and never changed. */
  entry: { stream: string; n: number; step: string } | null;
  /** Whether anybody still waits for it. */
  open: boolean;
  ofProject: boolean;
  correctedBy: string | null;
  /** Of the step that it was sent to. */
  clause: Clause;
}

export type CommandState = 'received' | 'applied' | 'refused' | 'expired';

/** What is in the audit chain took effect; an answer with a code is a refusal; what came too late changed nothing. */
export function stateOf({ entry, answer, open }: Pick<CommandCase, 'entry' | 'answer' | 'open'>): CommandState {
  if (entry) return 'applied';
  if (typeof answer?.code === 'string') return 'refused';
  // A preview is answered without an effect, and so without an entry.
  if (answer) return 'applied';
  return open ? 'received' : 'expired';
}

export function explainCommand(command: CommandCase): Explanation {
  const { id, kind, body, decided, answer, entry, clause } = command;
  const state = stateOf(command);
  const source = from('command', id);
  const inputs = [input('command', kind, source), ...decidedInputs(decided), ...plain(body, source)];
  switch (state) {
    case 'refused': {
      const refusal = answer as unknown as Refusal;
      return node('command', state, refusal.rule ?? choice('order of the process'), [refusal.code, refusal.params ?? {}], inputs, [explainRefusal(refusal)]);
    }
    case 'applied': {
      const step = entry ? [input('step', entry.step), input('auditEntry', `${entry.stream}#${entry.n}`)] : [];
      return node('command', state, clause, ['why.formula.applied'], [...inputs, ...step], [
        node('before', true, clause, ['why.formula.before'], Object.values({ own: command.before, ...command.before }).flatMap((one) => plain(one))), node('after', true, clause, ['why.formula.after'], plain(answer, source)), explainUndo(command),
      ]);
    }
    case 'expired':
    case 'received':
      return node('command', state, choice('order of the process'), [`why.formula.${state}`], inputs);
  }
}

/** By which act it is corrected, until when, by whom. */
function explainUndo({ kind, ofProject, correctedBy }: CommandCase): Explanation {
  const undo = undoFor(kind, ofProject);
  const correctable = isCorrectable(undo);
  const code = correctedBy !== null ? 'corrected' : correctable ? 'correctable' : undo?.act === 'decideAgain' ? 'decideAgain' : 'nothing';
  return node('correction', correctedBy !== null, choice('corrections'), [`why.formula.undo.${code}`], [
    ...(undo && correctable ? [input('until', `undo.${undo.until}`), input('role', undo.by)] : []), ...(correctedBy === null ? [] : [input('correctedBy', correctedBy, from('command', correctedBy))]),
  ]);
}

const TOLD = ['task', 'decision', 'outcome', 'standing', 'percent', 'dueAt', 'suspended', 'status', 'state', 'recommended', 'paidCents', 'releasedCents', 'claimedCents'];

/** What a decision turns on; texts and lists are in the decision itself. */
function plain(value: unknown, source?: ExplainedInput['source']): ExplainedInput[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    (TOLD.includes(key) && (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') ? [input(key, one, source, key.endsWith('Cents') ? 'cents' : undefined)] : []));
}
