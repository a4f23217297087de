/** What follows from a year's result. 000 is silent; as in 003 §1.3 (动态管理), funding goes on, is adjusted, or ends [C]. */
import { type Clause, type Result, accept, refuse } from '../refusal.js';
import { grade, type Grade } from './self-evaluation.js';

export type Verdict = 'continue' | 'adjust' | 'terminate';

export const DYNAMIC: Clause = { document: 'choice', clause: '003 §1.3 by analogy' };

/** 优 and 良 go on; 中 is rectified and reduced; 差 is proposed to the leadership for termination. It only recommends. */
export const recommendVerdict = (grade: Grade): Verdict => RECOMMENDED[grade];

const RECOMMENDED: Record<Grade, Verdict> = { excellent: 'continue', good: 'continue', fair: 'adjust', poor: 'terminate' };

/** What recommends a verdict: the third-party audit of the year (000 §5.5), or what the office found at mid-term (003 §4.4). */
export type Ground =
  /** 0 … 100; null where no report gives one. */
  | { of: 'audit'; score: number | null }
  | { of: 'midTerm'; conclusion: string };

/** 003 §1.3.3: 对考核合格的学会，继续支持；对考核不合格的学会，适时调整或终止资金支持. */
const MID_TERM: Clause = { document: '003', clause: '§1.3.3' };

export const clauseOf = (ground: Ground): Clause => (ground.of === 'audit' ? DYNAMIC : MID_TERM);

/** The grade is taken on the unrounded score. Without a score nothing is recommended. */
export function recommendedBy(ground: Ground): { grade: Grade | null; recommended: Verdict | 'none' } {
  if (ground.of === 'midTerm') return { grade: null, recommended: ground.conclusion === 'qualified' ? 'continue' : 'adjust' };
  if (ground.score === null) return { grade: null, recommended: 'none' };
  const found = grade(ground.score);
  return { grade: found, recommended: recommendVerdict(found) };
}

/** The score of an audit's report, wherever its form has it; null where there is none. */
export function auditScore(report: Readonly<Record<string, unknown>> | undefined): number | null {
  const score = (report?.content as { score?: unknown } | undefined)?.score ?? report?.score;
  return typeof score === 'number' && score >= 0 && score <= 100 ? score : null;
}

/** What people decide, as it was handed to the process. */
export interface ProposedVerdict {
  verdict: Verdict;
  reason: string;
  minutes: string;
  /** For `adjust`: the share of the next instalment that is still paid. */
  percent?: unknown;
}

export interface WeighedVerdict {
  verdict: Verdict;
  grade: Grade | null;
  recommended: Verdict | 'none';
  /** 1 … 100. */
  percent: number;
  next: NextInstalment;
}

/** Whether the verdict may be taken, and what it leaves of the next instalment. `plannedCents`: the amount of a year. */
export function weighVerdict(ground: Ground, proposed: ProposedVerdict, plannedCents: number): Result<WeighedVerdict> {
  const { verdict, reason, minutes } = proposed;
  const rule = clauseOf(ground);
  const { grade: found, recommended } = recommendedBy(ground);
  // Money is changed only with a reason, also where that is what is recommended.
  if (verdict !== 'continue' && reason === '') return refuse({ code: 'REASON_REQUIRED', field: 'reason', rule });
  if (verdict !== recommended && reason === '') return refuse({ code: 'VERDICT_REASON_REQUIRED', field: 'reason', rule });
  const percent = verdict === 'adjust' ? Number(proposed.percent) : 100;
  if (!(Number.isInteger(percent) && percent >= 1 && percent <= (verdict === 'adjust' ? 99 : 100))) return refuse({ code: 'INVALID', field: 'percent', params: { allowed: '1–99' } });
  const next = instalmentAfter(verdict, plannedCents, { minutes, payCents: Math.floor((plannedCents * percent) / 100) });
  return next.ok ? accept({ verdict, grade: found, recommended, percent, next: next.value }) : next;
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
