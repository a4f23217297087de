/** Why an objection was taken, answered and re-examined as it was; without who objected. */
import type { Calendar } from '../calendar/working-days.js';
import { dayOf } from '../calendar/beijing.js';
import { dueOf, periodFrom } from '../calendar/due-basis.js';
import { type Decided, decidedInputs } from '../explaining/decided.js';
import { sayable } from '../explaining/instants.js';
import { from, input, node } from '../explaining/node.js';
import type { ExplainedInput, Explanation } from '../explanation.js';
import type { StageOf } from '../programme/schema.js';
import type { Clause } from '../refusal.js';
import { type Admissibility, ADMISSIBILITY } from './admissibility.js';
import { courseOf, type ObjectionDecision, type ObjectionState } from './course.js';
import { REEXAMINATION } from './reexamination.js';

export interface AnswerFacts {
  /** The hand-in. */
  factId: string;
  /** Weighed again from the hand-in, its gate and the list. */
  admissibility: Admissibility;
  /** Epoch milliseconds, of the gate that took it. */
  receivedMs: number;
  opensMs: number;
  dueMs: number;
  /** From when the answer's period counts: the receipt, or the correction that opened it again. */
  answerFromMs: number;
  plan: Pick<StageOf<'publicityPeriod'>, 'objection' | 'clause'>;
  calendar: Calendar;
  /** In the order in which they were taken; without those that were corrected. */
  decisions: readonly (ObjectionDecision & { text: string; decided: Decided })[];
  listGone: boolean;
  reexamination: { requestedBy: string; requestedMs: number; firstState: string } | null;
}

export function explainObjectionAnswer(facts: AnswerFacts): Explanation {
  const { factId, admissibility, decisions, plan, listGone } = facts;
  const state = courseOf(admissibility.standing, decisions, listGone);
  const answered = admissibility.standing === 'admissible';
  return node('objectionAnswer', state, clauseOf(state, plan.clause), formulaOf(state, facts), [
    input('receivedAt', sayable(facts.receivedMs), from('fact', factId)), input('opensAt', sayable(facts.opensMs)), input('dueAt', sayable(facts.dueMs)),
  ], [
    explainAdmissibility(facts),
    ...(answered ? [explainDue('answerDue', facts.answerFromMs, plan.objection.answerWorkingDays, plan.objection.clause, facts)] : []),
    ...decisions.map((one) => explainDecision(one, facts)),
  ]);
}

/** In time, named, sealed, about this list: the first that is not met decides [C]. */
function explainAdmissibility({ admissibility: { standing, reason, conditions, clause }, factId, receivedMs, opensMs, dueMs }: AnswerFacts): Explanation {
  const source = from('fact', factId);
  const seen: Record<(typeof conditions)[number]['condition'], ExplainedInput[]> = {
    inTime: [input('receivedAt', sayable(receivedMs), source), input('opensAt', sayable(opensMs)), input('dueAt', sayable(dueMs))],
    named: [], sealed: [], aboutThisList: [],
  };
  return node('admissibility', standing, clause, [reason], [], conditions.map(({ condition, met }) =>
    node(`objection.${condition}`, met, ADMISSIBILITY, ['EXPLAIN_CONDITION', { condition: `objection.${condition}` }], seen[condition])));
}

/** The end of the n-th working day after that day. */
function explainDue(what: string, fromMs: number, count: number, clause: Clause, { calendar }: AnswerFacts): Explanation {
  const due = dueOf(periodFrom(fromMs, count, 'workingDays'), calendar);
  return node(what, due.ok ? sayable(due.value) : due.refusal.code, clause, ['why.formula.workingDays', { count, time: '24:00' }], [
    input('from', dayOf(fromMs)), input('count', count, from('programme', 'objection'), 'workingDays'), input('calendar', calendar.version),
  ]);
}

function explainDecision(one: AnswerFacts['decisions'][number], facts: AnswerFacts): Explanation {
  const inputs = [...decidedInputs(one.decided), input('answer', one.text, from('command', one.decided.commandId))];
  const { objection } = facts.plan;
  switch (one.kind) {
    case 'answered':
      return node('answered', one.decision === 'upheld' ? 'upheld' : 'rejected', objection.clause, ['EXPLAIN_OBJECTION', { answer: one.text }], inputs);
    case 'judged':
      return node('judged', one.standing === 'lead' ? 'lead' : 'inadmissible', ADMISSIBILITY, ['OBJECTION_JUDGED'], inputs);
    case 'reexamined': {
      const { reexamination } = facts;
      const rule = objection.reexamination;
      const asked = reexamination ? [explainDue('reexaminationDue', reexamination.requestedMs, rule?.answerWorkingDays ?? 0, rule?.clause ?? REEXAMINATION, facts)] : [];
      return node('reexamination', one.decision === 'changed' ? 'changed' : 'confirmed', rule?.clause ?? REEXAMINATION, [
        'EXPLAIN_REEXAMINATION', { by: `requestedBy.${reexamination?.requestedBy ?? ''}`, first: reexamination?.firstState ?? '—', answer: one.text },
      ], inputs, asked);
    }
  }
}

const clauseOf = (state: ObjectionState, stage: Clause): Clause => (state === 'lead' || state === 'inadmissible' ? ADMISSIBILITY : stage);

function formulaOf(state: ObjectionState, { admissibility, decisions }: AnswerFacts): [string, Record<string, string>?] {
  const last = decisions.at(-1);
  if (last?.kind === 'judged') return ['OBJECTION_JUDGED'];
  if (last) return ['EXPLAIN_OBJECTION', { answer: last.text }];
  if (state === 'lapsed') return ['OBJECTION_LAPSED'];
  return state === 'open' ? ['why.formula.objection'] : [admissibility.reason];
}
