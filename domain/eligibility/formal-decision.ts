/** What the office may decide about an application at its formal check (000 §5.2), and what becomes of the application. */
import { type Clause, type Result, accept, refuse } from '../refusal.js';
import type { EligibilityLine } from './line.js';
import { type EligibilityCheck, refusalsOf } from './rules.js';

export type ApplicationStatus = 'submitted' | 'correcting' | 'accepted' | 'notAccepted' | 'withdrawn' | 'cancelled';

/** As the decision was sent. */
export interface ProposedDecision {
  /** `correct`, `accept`; anything else is 不予受理. */
  decision: string;
  reason: string;
  /** What is asked for, all in one notice. */
  items: readonly string[];
  /** 001 §4.1: whether Word and sealed PDF say the same. */
  compared?: boolean | undefined;
}

export interface FormalRules {
  /** True once: a supplement is asked for once. */
  mayCorrect: boolean;
  /** The stage's. */
  clause: Clause;
  /** Where the programme takes both files. */
  electronic?: { clause: Clause } | undefined;
}

export interface WeighedDecision {
  status: 'correcting' | 'accepted' | 'notAccepted';
  /** The rule that refused it; `incomplete` where what was asked for did not come. */
  rule?: string;
  clause?: Clause;
  failed?: EligibilityLine;
}

export function weighDecision(check: EligibilityCheck, proposed: ProposedDecision, { mayCorrect, clause, electronic }: FormalRules): Result<WeighedDecision> {
  if (proposed.decision === 'correct') {
    if (!mayCorrect) return refuse({ code: 'CORRECTION_USED', field: 'decision', rule: clause });
    return proposed.items.length === 0 ? refuse({ code: 'REASON_REQUIRED', field: 'items', rule: clause }) : accept({ status: 'correcting' });
  }
  if (proposed.decision === 'accept') {
    if (check.outcome === 'notAccepted') return refuse(refusalsOf(check)[0] ?? { code: 'RULE_FAILED', rule: clause });
    if (check.outcome !== 'eligible') {
      const open = check.lines.filter((line) => line.result === 'unknown' || line.result === 'flagged').map((line) => line.rule);
      return refuse({ code: 'ELIGIBILITY_OPEN', field: 'settle', rule: clause, params: { rules: open.join('、') } });
    }
    if (electronic && proposed.compared !== true) {
      return refuse({ code: proposed.compared === undefined ? 'WORD_PDF_NOT_COMPARED' : 'WORD_PDF_DIFFER', field: 'compared', rule: electronic.clause });
    }
    return accept({ status: 'accepted' });
  }
  if (proposed.reason === '') return refuse({ code: 'REASON_REQUIRED', field: 'reason', rule: clause });
  const failed = check.lines.find((line) => line.result === 'fail');
  // Not on a rule: only because what was asked for did not come.
  if (!failed && mayCorrect) return refuse({ code: 'NO_RULE_FAILED', field: 'decision', rule: clause });
  return accept({ status: 'notAccepted', rule: failed?.rule ?? 'incomplete', clause: failed?.clause ?? clause, ...(failed ? { failed } : {}) });
}

export type ApplicationEvent =
  | { kind: 'decided'; status: WeighedDecision['status'] }
  /** What was asked for came, or its time was over. */
  | { kind: 'corrected' }
  | { kind: 'withdrawn' }
  | { kind: 'cancelled' };

/** Moves forward only: what was withdrawn, cancelled or refused is not decided again by whatever comes later. */
export function statusAfter(events: readonly ApplicationEvent[]): ApplicationStatus {
  return events.reduce<ApplicationStatus>((status, event) => {
    switch (event.kind) {
      case 'decided':
        return status === 'submitted' ? event.status : status;
      case 'corrected':
        return status === 'correcting' ? 'submitted' : status;
      case 'withdrawn':
      case 'cancelled':
        return status === 'submitted' || status === 'correcting' || status === 'accepted' ? event.kind : status;
    }
  }, 'submitted');
}
