/**
 * The group leader's opinion ([C], PRACTICE: group opinion and ranking signed, dissent recorded). It decides nothing by itself:
 * the office sees it beside the computed ranking. A ranking other than the computed one says why.
 */
import type { Clause, Refusal } from '../refusal.js';

export interface GroupCandidate {
  applicationId: string;
  /** By the programme's method, inside the group; equals share one. */
  rank: number;
}

export interface GroupSummary {
  opinion: string;
  /** Application ids, best first. */
  ranking: readonly string[];
  deviationReason: string;
  /** Members of the group who see it otherwise, in their own words. */
  dissent: readonly { expertId: string; opinion: string }[];
  signed: boolean;
}

/** Everything that is still wrong, at once. */
export function checkSummary(summary: GroupSummary, group: { candidates: readonly GroupCandidate[]; members: readonly string[] }, rule: Clause): Refusal[] {
  const known = new Set(group.candidates.map(({ applicationId }) => applicationId));
  const complete = summary.ranking.length === known.size && new Set(summary.ranking).size === known.size && summary.ranking.every((id) => known.has(id));
  return [
    ...(summary.signed ? [] : [{ code: 'SIGNATURE_MISSING', field: 'signed', rule }]),
    ...(complete ? [] : [{ code: 'GROUP_RANKING_INCOMPLETE', field: 'ranking', rule, params: { count: known.size } }]),
    ...(complete && deviates(summary.ranking, group.candidates) && summary.deviationReason.trim() === '' ? [{ code: 'GROUP_RANKING_REASON_REQUIRED', field: 'deviationReason', rule }] : []),
    ...summary.dissent.flatMap(({ expertId }, n): Refusal[] =>
      group.members.includes(expertId) ? [] : [{ code: 'DISSENT_NOT_OF_GROUP', field: `dissent.${n}.expertId`, rule }]),
  ];
}

/** Does the order put a worse rank before a better one? Equals may stand either way. */
export function deviates(ranking: readonly string[], candidates: readonly GroupCandidate[]): boolean {
  const ranks = new Map(candidates.map(({ applicationId, rank }) => [applicationId, rank]));
  return ranking.some((id, n) => n > 0 && (ranks.get(id) ?? 0) < (ranks.get(ranking[n - 1] ?? '') ?? 0));
}
