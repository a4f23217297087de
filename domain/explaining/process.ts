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
