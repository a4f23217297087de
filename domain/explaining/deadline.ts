/** Why a deadline is when it is: a fixed date that never rolls, a period that does, a suspension that moved it, or an extension that staff decided. */
import { sayable } from './instants.js';
import { type DueBasis, dueOf } from '../calendar/due-basis.js';
import type { Calendar } from '../calendar/working-days.js';
import { periodLaw } from '../calendar/periods.js';
import { yearOf } from '../calendar/beijing.js';
import type { Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';
import { choice, from, input, node } from './node.js';

export interface DeadlineCase {
  clause: Clause;
  /** What the due instant was computed from; null where staff have set it. */
  basis: DueBasis | null;
  calendar: Calendar;
  /** Epoch milliseconds. */
  opensMs: number;
  dueMs: number;
  extension?: { reason: string; commandId: string; forAll: boolean };
  suspended: boolean;
}

/** The result is the due instant, computed again; of an extension, what was decided. RFC 3339. */
export function explainDeadline({ clause, basis, calendar, opensMs, dueMs, extension, suspended }: DeadlineCase): Explanation {
  const rule = basis === null ? undefined : explainBasis(basis, calendar, clause);
  const inputs = [input('opens', sayable(opensMs)), input('suspended', suspended)];
  if (extension) {
    return node('deadline', sayable(dueMs), choice('extensions'), ['why.formula.extended'], [
      ...inputs, input('reason', extension.reason, from('command', extension.commandId)), input('forAll', extension.forAll),
    ], rule ? [rule] : []);
  }
  if (!rule) return node('deadline', sayable(dueMs), clause, ['why.formula.setDate'], inputs);
  return { ...rule, what: 'deadline', inputs: [...inputs, ...rule.inputs] };
}

function explainBasis(basis: DueBasis, calendar: Calendar, clause: Clause): Explanation {
  const due = dueOf(basis, calendar);
  const result = due.ok ? sayable(due.value) : due.refusal.code;
  switch (basis.rule) {
    case 'fixed':
      return node('computedDue', result, clause, ['why.formula.fixedDate'], [input('dueAt', sayable(basis.dueMs), from('programme', 'dates'))]);
    case 'period': {
      const start = typeof basis.from === 'string' ? [input('from', basis.from)] : [];
      const law = typeof basis.from === 'string' ? [node('law', basis.from, periodLaw(yearOf(basis.from)), ['why.formula.periodLaw'])] : [explainBasis(basis.from, calendar, clause)];
      return node('computedDue', result, clause, [`why.formula.${basis.unit}`, { count: basis.count, time: basis.time }], [
        ...start, input('count', basis.count, from('programme', 'dates'), basis.unit), input('countFirstDay', basis.countFirstDay ?? false), input('calendar', calendar.version),
      ], law);
    }
    case 'suspended':
      return node('computedDue', result, choice('suspension'), ['why.formula.suspended', { hours: Math.round(basis.byMs / 3_600_000) }], [input('calendar', calendar.version)], [explainBasis(basis.of, calendar, clause)]);
  }
}
