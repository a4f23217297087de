/** Why a deadline is when it is: the event it counts from, the length, what was not counted, and where it rolled. */
import type { Explanation, ExplainedInput } from '../explanation.js';
import type { Clause } from '../refusal.js';
import { addDays, compareDays, type Day, dayOf } from './beijing.js';
import { type DueBasis, dueOf } from './due-basis.js';
import { periodEnd, periodLaw } from './periods.js';
import type { Calendar } from './working-days.js';

export interface DeadlineAsked {
  /** Epoch milliseconds, as it stands. */
  dueMs: number;
  /** Null when staff have set it, by `commandId` where that is known. */
  basis: DueBasis | null;
  /** The version of the calendar that it was computed with. */
  calendarVersion: string;
  /** The clause of the programme that gives the date or the length. */
  clause: Clause;
  /** The year of the round: it says which law on periods is cited. */
  roundYear: number;
  commandId?: string;
}

/** `result` is the last day on which one is in time; null while a year that it needs is not announced. */
export function explainDeadline(asked: DeadlineAsked, calendar: Calendar): Explanation {
  const lastDay = dayOf(asked.dueMs - 1);
  const version: ExplainedInput = { name: 'calendar', value: asked.calendarVersion === '' ? calendar.version : asked.calendarVersion };
  if (asked.basis === null) {
    const source = asked.commandId === undefined ? {} : { source: { kind: 'command' as const, id: asked.commandId } };
    return { what: 'deadline', result: lastDay, clause: asked.clause, formula: { code: 'formula.deadline.setByStaff', params: { day: lastDay } }, inputs: [{ name: 'dueAt', value: iso(asked.dueMs), ...source }], parts: [] };
  }
  const explained = explainBasis(asked.basis, asked, calendar);
  return { ...explained, inputs: [...explained.inputs, version] };
}

function explainBasis(basis: DueBasis, asked: DeadlineAsked, calendar: Calendar): Explanation {
  switch (basis.rule) {
    case 'fixed': {
      const day = dayOf(basis.dueMs - 1);
      return { what: 'deadline', result: day, clause: asked.clause, formula: { code: 'formula.deadline.fixed', params: { day } }, inputs: [{ name: 'dueAt', value: iso(basis.dueMs) }], parts: [] };
    }
    case 'suspended': {
      const due = dueOf(basis, calendar);
      const hours = Math.round(basis.byMs / 360_000) / 10;
      return {
        what: 'deadline', result: due.ok ? dayOf(due.value - 1) : null, clause: { document: 'choice', clause: 'nobody loses the time of a suspension' },
        formula: { code: 'formula.deadline.suspended', params: { hours } },
        inputs: [{ name: 'suspended', value: hours, unit: 'h' }], parts: [explainBasis(basis.of, asked, calendar)],
      };
    }
    case 'period':
      return explainPeriod(basis, asked, calendar);
  }
}

function explainPeriod(basis: Extract<DueBasis, { rule: 'period' }>, asked: DeadlineAsked, calendar: Calendar): Explanation {
  const law = periodLaw(asked.roundYear);
  const before = typeof basis.from === 'string' ? undefined : explainBasis(basis.from, asked, calendar);
  const from = typeof basis.from === 'string' ? basis.from : startOf(before);
  const inputs: ExplainedInput[] = [{ name: 'from', value: from ?? null }, { name: 'count', value: basis.count, unit: basis.unit }, { name: 'law', value: `${law.document} ${law.clause}` }];
  const parts = before ? [before] : [];
  const end = from === undefined ? undefined : periodEnd({ from, count: basis.count, unit: basis.unit, ...(basis.countFirstDay ? { countFirstDay: true } : {}) }, calendar);
  if (from === undefined || !end?.ok) {
    const year = end?.ok === false ? (end.refusal.params?.year ?? '') : '';
    return { what: 'deadline', result: null, clause: law, formula: { code: 'formula.deadline.unknown', params: { year, count: basis.count, unit: basis.unit } }, inputs, parts };
  }
  const { lastDay, rolledFrom } = end.value;
  const code = rolledFrom ? 'formula.deadline.rolled' : basis.unit === 'workingDays' ? 'formula.deadline.workingDays' : 'formula.deadline.period';
  const skipped = restDaysBetween(from, lastDay, calendar);
  const params = { from, count: basis.count, unit: basis.unit, day: lastDay, rolledFrom: rolledFrom ?? lastDay, restDays: skipped.length };
  return { what: 'deadline', result: lastDay, clause: asked.clause, formula: { code, params }, inputs: [...inputs, ...skipped.map((day) => ({ name: 'restDay', value: day }))], parts };
}

const startOf = (explained: Explanation | undefined): Day | undefined => (typeof explained?.result === 'string' ? explained.result : undefined);

/** Rest days after the starting day, up to the last. */
function restDaysBetween(from: Day, to: Day, calendar: Calendar): Day[] {
  const days: Day[] = [];
  for (let day = addDays(from, 1); compareDays(day, to) <= 0; day = addDays(day, 1)) if (calendar.isWorkingDay(day) === false) days.push(day);
  return days;
}

const iso = (ms: number): string => new Date(ms).toISOString();
