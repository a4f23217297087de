/** What follows from a year's result. 000 is silent; as in 003 §1.3 (动态管理), funding goes on, is adjusted, or ends [C]. */
import { type Clause, type Refusal, type Result, accept, refuse } from '../refusal.js';
import type { Grade } from './self-evaluation.js';

export type Verdict = 'continue' | 'adjust' | 'terminate';

export const DYNAMIC: Clause = { document: 'choice', clause: '003 §1.3 by analogy' };

/** 优 and 良 go on; 中 is rectified and reduced; 差 is proposed to the leadership for termination. It only recommends. */
export const recommendVerdict = (grade: Grade): Verdict => RECOMMENDED[grade];

const RECOMMENDED: Record<Grade, Verdict> = { excellent: 'continue', good: 'continue', fair: 'adjust', poor: 'terminate' };

/** 003 §1.3.3: qualified, the support goes on; not, it is adjusted or terminated. The office's conclusion recommends. */
export const midTermVerdict = (outcome: string, conclusion: string): { chosen: Verdict; recommended: Verdict } => ({
  chosen: outcome as Verdict, recommended: conclusion === 'qualified' ? 'continue' : 'adjust',
});

/** A verdict other than the recommended one has a reason; so has one that no audit recommends. */
export function checkVerdict(verdict: Verdict, grade: Grade | undefined, reason: string | undefined): Refusal[] {
  if ((grade !== undefined && verdict === recommendVerdict(grade)) || (reason ?? '').trim() !== '') return [];
  return [{ code: 'VERDICT_REASON_REQUIRED', field: 'reason', rule: DYNAMIC }];
}

/** What the leadership decided about the money, with the number of its minutes. */
export interface FundingDecision {
  minutes: string;
  /** For `adjust`: what is still paid of the instalment. */
  payCents?: number;
}

export interface NextInstalment {
  payCents: number;
  /** Goes back from commitments to the appropriation. */
  releaseCents: number;
}

/** The next instalment after the year's verdict, in cents. Without a verdict nothing is paid. */
export function instalmentAfter(verdict: Verdict | undefined, plannedCents: number, decision?: FundingDecision): Result<NextInstalment> {
  if (verdict === undefined) return refuse({ code: 'VERDICT_MISSING', rule: DYNAMIC });
  if (verdict === 'continue') return accept({ payCents: plannedCents, releaseCents: 0 });
  if (!decision || decision.minutes.trim() === '') return refuse({ code: 'VERDICT_NEEDS_MINUTES', field: 'minutes', rule: DYNAMIC });
  const payCents = verdict === 'terminate' ? 0 : decision.payCents;
  if (payCents === undefined || !Number.isSafeInteger(payCents) || payCents < 0 || payCents > plannedCents) {
    return refuse({ code: 'ADJUSTED_AMOUNT_INVALID', field: 'payCents', rule: DYNAMIC, params: { planned: plannedCents } });
  }
  return accept({ payCents, releaseCents: plannedCents - payCents });
}
