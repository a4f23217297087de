/** Why an objection was taken, answered and re-examined as it was; without who objected. */
import type { Explanation } from '../explanation.js';
import { ADMISSIBILITY, type Admissibility } from './admissibility.js';
import { REEXAMINATION } from './reexamination.js';

export interface AnswerFacts {
  objectionId: string;
  state: string;
  admissibility: Admissibility | null;
  receivedAt: string;
  answerDueAt: string | null;
  answer: string | null;
  answeredAt: string | null;
  reexamination: { requestedBy: string; firstState: string; state: string; answer: string | null } | null;
}

export function explainObjectionAnswer(facts: AnswerFacts): Explanation {
  const { objectionId, state, admissibility, reexamination } = facts;
  const source = { kind: 'fact' as const, id: objectionId };
  return {
    what: 'objectionAnswer',
    result: state,
    clause: { document: '000', clause: '§5.3' },
    formula: { code: state === 'lead' || state === 'inadmissible' ? (admissibility?.reason ?? 'OBJECTION_JUDGED') : 'EXPLAIN_OBJECTION', params: { answer: facts.answer ?? '—' } },
    inputs: [
      { name: 'receivedAt', value: facts.receivedAt, source },
      { name: 'answerDueAt', value: facts.answerDueAt },
      { name: 'answeredAt', value: facts.answeredAt },
    ],
    parts: [
      ...(admissibility?.conditions ?? []).map(({ condition, met }): Explanation => ({
        what: `objection.${condition}`, result: met, clause: ADMISSIBILITY, formula: { code: 'EXPLAIN_CONDITION', params: { condition } }, inputs: [], parts: [],
      })),
      ...(reexamination ? [{
        what: 'reexamination', result: reexamination.state, clause: REEXAMINATION,
        formula: { code: 'EXPLAIN_REEXAMINATION', params: { by: reexamination.requestedBy, first: reexamination.firstState, answer: reexamination.answer ?? '—' } }, inputs: [], parts: [],
      } satisfies Explanation] : []),
    ],
  };
}
