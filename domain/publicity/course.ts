/** What an objection has become: its standing at the door, then what people decided about it, in that order. */
import type { Standing } from './admissibility.js';

export type ObjectionState = 'open' | 'lead' | 'inadmissible' | 'upheld' | 'rejected' | 'lapsed';

export type ObjectionDecision =
  | { kind: 'answered'; decision: unknown }
  /** [C] A person finds that it is none, or only a lead. */
  | { kind: 'judged'; standing: unknown }
  | { kind: 'reexamined'; decision: unknown };

export const takenAs = (standing: Standing): ObjectionState => (standing === 'admissible' ? 'open' : standing);

/** What is decided about an open objection; a re-examination that changes the answer turns it over. */
export function decidedState(state: ObjectionState, decided: ObjectionDecision): ObjectionState {
  switch (decided.kind) {
    case 'answered':
      return decided.decision === 'upheld' ? 'upheld' : 'rejected';
    case 'judged':
      return decided.standing === 'lead' ? 'lead' : 'inadmissible';
    case 'reexamined':
      return decided.decision !== 'changed' ? state : turnedOver(state);
  }
}

/** The other way round: an upheld objection is rejected, a rejected one upheld. */
export const turnedOver = (state: ObjectionState): 'upheld' | 'rejected' => (state === 'upheld' ? 'rejected' : 'upheld');

/** `listGone`: its list was taken back and its society is on no other; what nobody has decided has nothing left to decide. */
export function courseOf(standing: Standing, decisions: readonly ObjectionDecision[], listGone: boolean): ObjectionState {
  const state = decisions.reduce(decidedState, takenAs(standing));
  return state === 'open' && listGone ? 'lapsed' : state;
}
