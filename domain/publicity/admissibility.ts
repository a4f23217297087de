/**
 * Whether an objection to a publicised list is dealt with as one. 000 §5.3 and 003 §4.2 only say 公示期满无异议; [C] it comes in
 * time, with a real name or an organisation's seal, and is about this list. Without a name, without the seal, or late it is kept
 * as a lead; about something else it is inadmissible, and whoever objected is told why.
 */
import type { Clause } from '../refusal.js';

export interface ObjectionFacts {
  /** Epoch milliseconds. */
  receivedMs: number;
  /** Name and contact are given. */
  named: boolean;
  /** An organisation's objection bears its seal. */
  organisation: boolean;
  sealed: boolean;
  /** The society stands, or stood when the list was posted, on this list. */
  onList: boolean;
}

export type Standing = 'admissible' | 'lead' | 'inadmissible';
export type StandingReason = 'OBJECTION_ADMISSIBLE' | 'OBJECTION_LATE' | 'OBJECTION_ANONYMOUS' | 'OBJECTION_UNSEALED' | 'OBJECTION_NOT_ABOUT_LIST' | 'OBJECTION_JUDGED';

export interface Admissibility {
  standing: Standing;
  reason: StandingReason;
  clause: Clause;
  /** Each condition with its answer, in the order in which they are asked. */
  conditions: { condition: 'inTime' | 'named' | 'sealed' | 'aboutThisList'; met: boolean }[];
}

export const ADMISSIBILITY: Clause = { document: 'choice', clause: 'objections: in time, by name or seal, about this list' };

/** The first condition that is not met decides; a period takes what comes before its end. */
export function admit(facts: ObjectionFacts, period: { opensMs: number; dueMs: number }): Admissibility {
  const conditions: Admissibility['conditions'] = [
    { condition: 'inTime', met: facts.receivedMs >= period.opensMs && facts.receivedMs < period.dueMs },
    { condition: 'named', met: facts.named },
    { condition: 'sealed', met: !facts.organisation || facts.sealed },
    { condition: 'aboutThisList', met: facts.onList },
  ];
  const failed = conditions.find(({ met }) => !met)?.condition;
  return { ...(failed === undefined ? { standing: 'admissible', reason: 'OBJECTION_ADMISSIBLE' } : CONSEQUENCE[failed]), clause: ADMISSIBILITY, conditions };
}

/** As it was handed in. The gate has taken it: what counts is the instant, not a period that was moved meanwhile. */
export function admitHandIn(payload: Readonly<Record<string, unknown>>, receivedMs: number, gate: { opensMs: number; dueMs: number } | undefined, onList: boolean): Admissibility {
  const named = isNamed(payload);
  return admit(
    { receivedMs, named, organisation: payload.organisation === true, sealed: payload.sealed === true, onList },
    { opensMs: Math.min(gate?.opensMs ?? receivedMs, receivedMs), dueMs: Math.max(gate?.dueMs ?? 0, receivedMs + 1) },
  );
}

/** Name and contact are given. */
export const isNamed = ({ name, contact }: Readonly<Record<string, unknown>>): boolean => isText(name) && isText(contact);

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

const CONSEQUENCE: Record<Admissibility['conditions'][number]['condition'], Pick<Admissibility, 'standing' | 'reason'>> = {
  inTime: { standing: 'lead', reason: 'OBJECTION_LATE' },
  named: { standing: 'lead', reason: 'OBJECTION_ANONYMOUS' },
  sealed: { standing: 'lead', reason: 'OBJECTION_UNSEALED' },
  aboutThisList: { standing: 'inadmissible', reason: 'OBJECTION_NOT_ABOUT_LIST' },
};
