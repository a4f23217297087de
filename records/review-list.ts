/** Reviews, places and the order of defence as the office reads them. */
import { only, type Tx } from './pool.js';
import type { ConflictSource, Placement, Review } from './reviews.js';

export interface ListedReview extends Review {
  scored_at: number | null;
  expert_code: string;
  expert_name: string;
  society_id: string;
  code: string;
  society_name: string;
}

/** By society, then expert; one row more than `limit` when there are more. */
export async function listReviews(tx: Tx, filter: { roundId: string; after?: (string | number)[]; limit: number }): Promise<{ rows: ListedReview[]; total: number }> {
  const { rows } = await tx.query<ListedReview>(
    `SELECT v.*, e.account_id, e.code AS expert_code, e.name AS expert_name, a.society_id, s.code, s.name AS society_name
     FROM review v JOIN expert e ON e.id = v.expert_id JOIN application a ON a.id = v.application_id JOIN society s ON s.id = a.society_id
     WHERE v.round_id = $1 AND ($2::text IS NULL OR (s.code, e.code) > ($2, $3::text)) ORDER BY s.code, e.code LIMIT $4`,
    [filter.roundId, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit + 1],
  );
  const counted = await tx.query<{ total: number }>('SELECT count(*) AS total FROM review WHERE round_id = $1', [filter.roundId]);
  return { rows, total: only(counted.rows).total };
}

export interface ListedPlacement extends Placement {
  society_name: string;
  discipline_group: string;
  raw_thousandths: number;
  spread_thousandths: number;
  reviews: number;
  why: Record<string, unknown>;
}

/** By rank, then society. */
export async function listPlacements(tx: Tx, roundId: string): Promise<ListedPlacement[]> {
  return (await tx.query<ListedPlacement>(
    `SELECT p.*, s.code, s.name AS society_name, s.discipline_group FROM placement p JOIN society s ON s.id = p.society_id WHERE p.round_id = $1 ORDER BY p.rank, s.code`,
    [roundId])).rows;
}

export interface ListedConflict {
  application_id: string;
  society_id: string;
  code: string;
  society_name: string;
  expert_id: string;
  expert_code: string;
  expert_name: string;
  source: ConflictSource;
  reason: string;
}

/** By society, then expert. */
export async function listConflicts(tx: Tx, roundId: string): Promise<ListedConflict[]> {
  return (await tx.query<ListedConflict>(
    `SELECT c.application_id, a.society_id, s.code, s.name AS society_name, c.expert_id, e.code AS expert_code, e.name AS expert_name, c.source, c.reason
     FROM conflict c JOIN application a ON a.id = c.application_id JOIN society s ON s.id = a.society_id JOIN expert e ON e.id = c.expert_id
     WHERE c.round_id = $1 ORDER BY s.code, e.code`, [roundId])).rows;
}
