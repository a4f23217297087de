/** Past projects, conditions and yearly papers: 001 §3.4, 003 §3. */
import { type Finding, newestOf, reason } from './checks.js';
import type { RecordedFact } from './facts.js';
import type { Reason } from './line.js';

const UNDONE: Record<string, string> = { notCompleted: 'PROJECT_NOT_COMPLETED', acceptanceFailed: 'PROJECT_ACCEPTANCE_FAILED', terminated: 'PROJECT_TERMINATED' };

/**
 * 001 §3.4: 未按要求完成中国科协一流学会建设有关项目的; 003 §3 says the same of commissioned projects. Without a time limit. A failed
 * acceptance counts; our own projects are among the facts. `programmes`: only what was part of one of these.
 */
export function checkPastProjects(facts: readonly RecordedFact[], programmes: readonly string[] | undefined): Finding {
  const relevant = facts.filter((fact) => fact.kind === 'pastProject' && (fact.programme === undefined || programmes === undefined || programmes.includes(fact.programme)));
  const factIds = relevant.map((fact) => fact.id).sort();
  const undone = relevant.filter((fact) => fact.value in UNDONE);
  if (undone.length > 0) return { result: 'fail', factIds, why: undone.map((fact) => projectReason(UNDONE[fact.value] ?? 'PROJECT_NOT_COMPLETED', fact)) };
  const done = relevant.filter((fact) => ['none', 'completed', 'running'].includes(fact.value));
  if (done.length === 0) return { result: 'unknown', factIds, why: [{ code: 'PAST_PROJECTS_NOT_CHECKED', params: {} }] };
  return { result: 'pass', factIds, why: done.map((fact) => projectReason('PAST_PROJECTS_COMPLETED', fact)) };
}

const projectReason = (code: string, fact: RecordedFact): Reason => {
  const why = reason(code, fact);
  return { ...why, params: { ...why.params, programme: fact.programme ?? '—' } };
};

/** A condition that is or is not met, as the newest statement has it (003 §3: orderly management, staff, finance). */
export function checkCondition(facts: readonly RecordedFact[], condition: string): Finding {
  const current = newestOf(facts.filter((fact) => fact.kind === 'condition' && fact.subject === condition));
  const factIds = current.map((fact) => fact.id).sort();
  const values = new Set(current.map((fact) => fact.value));
  const [first] = current;
  if (!first) return { result: 'unknown', factIds, why: [{ code: 'CONDITION_NOT_RECORDED', params: {} }] };
  if (values.size > 1) return { result: 'unknown', factIds, why: [{ code: 'CONDITION_CONFLICT', params: { asOf: first.asOf } }] };
  if (values.has('met')) return { result: 'pass', factIds, why: [reason('CONDITION_MET', first)] };
  if (values.has('notMet')) return { result: 'fail', factIds, why: [reason('CONDITION_NOT_MET', first)] };
  return { result: 'unknown', factIds, why: [{ code: 'CONDITION_NOT_RECORDED', params: {} }] };
}

export interface AskedPaper {
  paper: 'summary' | 'plan';
  year: number;
}

/** 003 §3: annual summary and next year's plan, both handed in on time. */
export function checkPapers(facts: readonly RecordedFact[], papers: readonly AskedPaper[]): Finding {
  const found = papers.map((asked) => ({ asked, current: newestOf(facts.filter((fact) => fact.kind === 'annualPaper' && fact.subject === asked.paper && fact.year === asked.year)) }));
  const factIds = found.flatMap(({ current }) => current.map((fact) => fact.id)).sort();
  const lines = found.map(({ asked, current }) => paperLine(asked, current));
  for (const result of ['fail', 'unknown'] as const) {
    const decisive = lines.filter((line) => line.result === result);
    if (decisive.length > 0) return { result, factIds, why: decisive.map((line) => line.why) };
  }
  return { result: 'pass', factIds, why: lines.map((line) => line.why) };
}

const PAPER_CODES = {
  summary: { unknown: 'SUMMARY_NOT_RECORDED', pass: 'SUMMARY_ON_TIME', fail: 'SUMMARY_NOT_ON_TIME' },
  plan: { unknown: 'PLAN_NOT_RECORDED', pass: 'PLAN_ON_TIME', fail: 'PLAN_NOT_ON_TIME' },
} as const;

const PAPER_RESULT: Record<string, 'pass' | 'fail'> = { onTime: 'pass', late: 'fail', notHandedIn: 'fail' };

function paperLine({ paper, year }: AskedPaper, current: readonly RecordedFact[]): { result: 'pass' | 'fail' | 'unknown'; why: Reason } {
  const [first] = current;
  const result = first && new Set(current.map((fact) => fact.value)).size === 1 ? (PAPER_RESULT[first.value] ?? 'unknown') : 'unknown';
  if (!first || result === 'unknown') return { result: 'unknown', why: { code: PAPER_CODES[paper].unknown, params: { year } } };
  const why = reason(PAPER_CODES[paper][result], first);
  return { result, why: { ...why, params: { ...why.params, year } } };
}
