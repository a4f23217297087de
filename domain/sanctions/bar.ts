/**
 * 003 §5.2: 连续3年取消其申报资格. A bar is a recorded fact of the society, kind `bar`: its value says what it covers, its
 * period when; a bar lifted on appeal is a withdrawn fact. So every later round of that authority reads it with the other
 * facts, and its history stays.
 */
import { type Day, addDays, addYears } from '../calendar/beijing.js';
import type { RecordedFact } from '../eligibility/facts.js';
import type { EligibilityLine } from '../eligibility/line.js';
import type { Explanation } from '../explanation.js';
import type { Clause } from '../refusal.js';

export const BAR_CLAUSE: Clause = { document: '003', clause: '§5.2' };

export interface BarPeriod {
  /** First and last day on which an application is refused, both included; Beijing days. */
  from: Day;
  to: Day;
}

/**
 * [C] The day of the decision is not counted; the last day is its corresponding date (民法典 201–202, by analogy), so a
 * bar decided on 29 February ends on 28 February where the year has no 29th. It is a sanction, not a time to act: it never
 * rolls to a working day.
 */
export const barPeriod = (decidedOn: Day, years: number): BarPeriod => ({ from: addDays(decidedOn, 1), to: addYears(decidedOn, years) });

/** What a bar covers, as the fact's value: every programme of the authority (`WHAST`), or one (`WHAST/wuhan-capability`). */
export const barCovers = (scope: 'authority' | 'programme', authority: string, programme: string): string =>
  scope === 'authority' ? authority : `${authority}/${programme}`;

export interface BarQuestion {
  authority: string;
  /** The programme's key. */
  programme: string;
  /** The day the application was handed in; the day of the check decides nothing. */
  appliedOn: Day;
}

/**
 * Is an application of that day barred? Of the facts that count on the day of the check. A bar decided after the
 * application was handed in is no ground to refuse it: staff see it and decide [C].
 */
export function checkBar(facts: readonly RecordedFact[], { authority, programme, appliedOn }: BarQuestion): Pick<EligibilityLine, 'result' | 'factIds' | 'why'> {
  const covering = facts.filter((fact) => fact.kind === 'bar' && (fact.value === authority || fact.value === `${authority}/${programme}`));
  const weighed = covering.map((fact) => {
    const { from, to } = fact.period ?? { from: fact.occurredOn ?? fact.asOf, to: '9999-12-31' };
    const result = appliedOn > to ? 'pass' : appliedOn < from ? 'flagged' : 'fail';
    const code = result === 'pass' ? 'BAR_OVER' : result === 'fail' ? 'BARRED' : 'BARRED_SINCE_APPLICATION';
    return { result, factId: fact.id, why: { code, factId: fact.id, params: { from, to, appliedOn, document: fact.document ?? '—' } } } as const;
  });
  const result = (['fail', 'flagged'] as const).find((one) => weighed.some((bar) => bar.result === one)) ?? 'pass';
  const decisive = weighed.filter((bar) => bar.result === result);
  return {
    result,
    factIds: covering.map((fact) => fact.id).sort(),
    why: decisive.length > 0 ? decisive.map((bar) => bar.why) : [{ code: 'NO_BAR', params: { authority } }],
  };
}

/** Why a bar runs from and to these days. `sanction` is the id of the case. */
export function explainBar(bar: { sanction: string; decidedOn: Day; years: number; minutes: string; clause: Clause }): Explanation {
  const { from, to } = barPeriod(bar.decidedOn, bar.years);
  return {
    what: 'bar',
    result: to,
    clause: bar.clause,
    formula: { code: 'formula.barPeriod', params: { from, to, years: bar.years } },
    inputs: [
      { name: 'input.decidedOn', value: bar.decidedOn, source: { kind: 'decision', id: bar.sanction } },
      { name: 'input.minutes', value: bar.minutes, source: { kind: 'decision', id: bar.sanction } },
      { name: 'input.barYears', value: bar.years, unit: 'years', source: { kind: 'programme', id: 'sanctions.barYears' } },
    ],
    parts: [],
  };
}
