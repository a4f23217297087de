/** What came of one society's hand-in: by figures, explanation, verification and rectification. Pure; stored with its inputs' hash. */
import type { CheckLine } from './check.js';
import { computedFindings, toExplain } from './evaluate.js';

/** `missing`: nothing was handed in. `outstanding`: a finding was not rectified, or a warning not explained. */
export type CollectionStatus = 'missing' | 'conforming' | 'explained' | 'rectified' | 'outstanding';

export interface Verification {
  /** Findings that staff made themselves, by the check's key. */
  found: readonly string[];
  /** Computed findings that staff could not confirm. */
  dismissed: readonly string[];
}

export interface CollectionInput {
  handedIn: boolean;
  late: boolean;
  lines: readonly CheckLine[];
  explained: boolean;
  /** Undefined while, or because, nobody verified. */
  verification?: Verification | undefined;
  rectified: boolean;
}

export interface CollectionOutcome {
  status: CollectionStatus;
  late: boolean;
  warnings: string[];
  findings: string[];
  /** Checks that hold, or were explained or rectified: percent of those that judge, rounded down. Null when nothing was handed in. */
  progress: number | null;
}

/** Computed findings stand unless dismissed; staff's own are added. In the order of their keys, each once. */
export const findingsOf = (lines: readonly CheckLine[], { found, dismissed }: Verification = { found: [], dismissed: [] }): string[] =>
  [...new Set([...computedFindings(lines).filter((key) => !dismissed.includes(key)), ...found])].sort();

export function outcomeOf({ handedIn, late, lines, explained, verification, rectified }: CollectionInput): CollectionOutcome {
  if (!handedIn) return { status: 'missing', late: false, warnings: [], findings: [], progress: null };
  const warnings = toExplain(lines);
  const findings = findingsOf(lines, verification);
  const open = (findings.length > 0 && !rectified) || (warnings.length > 0 && !explained);
  const status = open ? 'outstanding' : findings.length > 0 ? 'rectified' : warnings.length > 0 ? 'explained' : 'conforming';
  const judged = lines.filter(({ result }) => result !== 'reported');
  const failing = new Set([...(explained ? [] : warnings), ...(rectified ? [] : findings)]);
  const holds = judged.filter(({ key }) => !failing.has(key)).length;
  return { status, late, warnings, findings, progress: judged.length === 0 ? 100 : Math.floor((holds * 100) / judged.length) };
}
