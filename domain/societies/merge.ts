/**
 * A society that is on record twice [C]: what stands in the way of taking the duplicate for the one that stays. What one society
 * may be only once in a round — an applicant, somebody who owes — must not be two when both are one.
 */
import type { Refusal } from '../refusal.js';

/** What a society has to do with one round. */
export interface Part {
  roundId: string;
  roundName: string;
  /** Before its results are announced. */
  running: boolean;
  applications: number;
  /** Not withdrawn. */
  standing: number;
  openTasks: number;
  assessed: boolean;
  shortlisted: boolean;
  funded: boolean;
  /** A case on what was found that is not closed. */
  sanctioned: boolean;
  /** Keys of open stages that collect materials from it. */
  collections: string[];
}

export interface Candidate {
  id: string;
  name: string;
  status: 'active' | 'inactive' | 'merged';
  authority: string;
  parts: Part[];
}

export interface Obstacle extends Refusal {
  round?: { id: string; name: string };
}

export function mergeObstacles(duplicate: Candidate, stays: Candidate): Obstacle[] {
  if (duplicate.id === stays.id) return [{ code: 'MERGE_SAME', field: 'into' }];
  if (duplicate.status === 'merged') return [{ code: 'MERGED_ALREADY' }];
  if (stays.status !== 'active') return [{ code: 'MERGE_INTO_INACTIVE', field: 'into', params: { society: stays.name } }];
  if (duplicate.authority !== stays.authority) return [{ code: 'MERGE_OTHER_AUTHORITY', field: 'into' }];
  return duplicate.parts.flatMap((own) => {
    const other = stays.parts.find(({ roundId }) => roundId === own.roundId);
    const code = other === undefined ? undefined : inTheWay(own, other);
    return code === undefined ? [] : [{ code, params: { round: own.roundName }, round: { id: own.roundId, name: own.roundName } }];
  });
}

function inTheWay(own: Part, other: Part): string | undefined {
  // What was over before anybody was funded stays where it is, and can be read.
  if (own.standing > 0 && other.applications > 0 && (own.running || own.funded || other.standing === 0)) return 'MERGE_BOTH_APPLIED';
  if (own.funded && other.funded) return 'MERGE_BOTH_APPLIED';
  if (own.sanctioned && other.sanctioned) return 'MERGE_BOTH_SANCTIONED';
  if (own.collections.some((stage) => other.collections.includes(stage))) return 'MERGE_BOTH_COLLECTED';
  const busy = (part: Part): boolean => part.openTasks > 0 || (part.running && part.standing > 0);
  if (busy(own) && busy(other)) return 'MERGE_BOTH_OWE';
  // Its place on the shortlist rests on figures of its own.
  if (own.running && own.shortlisted && other.assessed && !other.shortlisted) return 'MERGE_SHORTLISTED';
  return undefined;
}
