/** Why this letter, this answer. */
import type { Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';
import { from, input, node } from './node.js';

export interface ReminderCase {
  /** `T-14` … `overdue`; empty for a letter that is no reminder. */
  wave: string;
  template: string;
  taskId: string | null;
  task: string;
  due: string | null;
  queued: string;
  state: string;
  clause: Clause;
}

/** A reminder comes from an open task and its due day; any other letter from what happened. */
export const explainReminder = ({ wave, template, taskId, task, due, queued, state, clause }: ReminderCase): Explanation =>
  node('letter', state, clause, wave === '' ? ['why.formula.letter', { template }] : ['why.formula.wave', { wave, due: due ?? '' }], [
    ...(taskId === null ? [] : [input('task', task, from('decision', taskId))]), ...(due === null ? [] : [input('dueAt', due)]), input('queuedAt', queued), input('template', template),
  ]);

export interface ObjectionCase {
  id: string;
  state: string;
  named: boolean;
  received: string;
  answerDue: string | null;
  answered: string | null;
  answer: string | null;
  clause: Clause;
}

/** A named objection is answered in its time; an anonymous one is kept as a lead. */
export const explainObjection = ({ id, state, named, received, answerDue, answered, answer, clause }: ObjectionCase): Explanation =>
  node('objection', state, clause, [named ? 'why.formula.objection' : 'why.formula.lead'], [
    input('named', named, from('fact', id)), input('received', received), input('answerDue', answerDue), input('answered', answered), ...(answer === null ? [] : [input('answer', answer)]),
  ]);
