/** Why a check came out as it did, and why a society's hand-in has its outcome. */
import type { ExplainedInput, Explanation } from '../explanation.js';
import { type CheckLine, type CheckOf, type Figures, type GovernanceCheck, readsOf } from './check.js';
import { growthOfWhole } from './figures.js';
import type { CollectionOutcome } from './outcome.js';

/** `factId`: what was handed in. */
export function explainGovernanceCheck(check: GovernanceCheck, figures: Figures, line: CheckLine, factId: string): Explanation {
  return {
    what: 'governanceCheck', result: line.result, clause: check.clause, formula: { code: `governance.${line.code}`, params: line.params },
    inputs: readsOf(check).map((field): ExplainedInput => ({ name: field, value: plain(figures[field]), source: { kind: 'fact', id: factId } })),
    parts: [],
  };
}

/** The whole of a society's outcome, its checks as parts. */
export function explainCollection(
  checks: readonly GovernanceCheck[], figures: Figures, lines: readonly CheckLine[], outcome: CollectionOutcome, factId: string | null, clause: Explanation['clause'],
): Explanation {
  return {
    what: 'collectionOutcome', result: outcome.status, clause,
    formula: { code: 'formula.collection', params: { warnings: outcome.warnings.length, findings: outcome.findings.length, progress: outcome.progress ?? '—' } },
    inputs: [{ name: 'late', value: outcome.late }],
    parts: factId === null ? [] : checks.flatMap((check) => {
      const line = lines.find(({ key }) => key === check.key);
      return line ? [explainGovernanceCheck(check, figures, line, factId)] : [];
    }),
  };
}

/** 002 item 8: 争取在2017年底的基础上整体增加15%以上: all societies together, and each with its own figures. */
export function explainWholeGrowth(check: CheckOf<'wholeGrowth'>, societies: readonly { code: string; factId: string; figures: Figures }[]): Explanation {
  const whole = growthOfWhole(check, societies.map(({ figures }) => figures));
  return {
    what: 'wholeGrowth', result: whole.reached, clause: check.clause,
    formula: { code: 'formula.wholeGrowth', params: { now: whole.now, before: whole.before, percent: whole.percent ?? '—', target: check.percent } },
    inputs: societies.map(({ code, factId, figures }) => ({ name: code, value: plain(figures[check.now]), source: { kind: 'fact', id: factId } })),
    parts: [],
  };
}

const plain = (value: unknown): ExplainedInput['value'] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : Array.isArray(value) ? value.length : null;
