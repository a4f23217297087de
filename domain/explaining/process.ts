/** Why this letter, this answer, this verdict. */
import { grade } from '../performance/self-evaluation.js';
import { recommendVerdict } from '../performance/verdict.js';
import type { Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';
import { choice, from, input, node } from './node.js';

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

export interface VerdictCase {
  decision: string;
  /** 0 … 100, of the third-party audit; null without one. */
  score: number | null;
  reason: string;
  minutes: string;
  commandId: string;
  clause: Clause;
}

/** What the office decided, beside what the grade recommends. Grades are taken on unrounded scores. */
export function explainVerdict({ decision, score, reason, minutes, commandId, clause }: VerdictCase): Explanation {
  const inputs = [
    input('decision', decision, from('command', commandId)), ...(reason === '' ? [] : [input('reason', reason, from('command', commandId))]),
    ...(minutes === '' ? [] : [input('minutes', minutes, from('decision', minutes))]),
  ];
  const recommended = score === null ? 'continue' : recommendVerdict(grade(score));
  const parts = [
    node('grade', score === null ? null : grade(score), choice('grades'), ['why.formula.grade'], [input('score', score)]),
    node('recommendation', recommended, choice('dynamic management'), ['why.formula.recommendation']),
  ];
  return node('verdict', decision, clause, [decision === recommended ? 'why.formula.asRecommended' : 'why.formula.departed', { recommended }], inputs, parts);
}
