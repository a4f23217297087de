/** Reviews, places and the order of defence as the office reads them. */
import { only, type Tx } from './pool.js';
import type { Placement, Review } from './reviews.js';

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

export interface ListedDefence {
  application_id: string;
  society_id: string;
  code: string;
  society_name: string;
  panel: string;
  position: number;
  starts_at: number;
  minutes: number;
}

export async function listDefence(tx: Tx, roundId: string): Promise<ListedDefence[]> {
  return (await tx.query<ListedDefence>(
    `SELECT d.*, a.society_id, s.code, s.name AS society_name FROM defence_slot d JOIN application a ON a.id = d.application_id JOIN society s ON s.id = a.society_id
     WHERE d.round_id = $1 ORDER BY d.panel, d.position`, [roundId])).rows;
}
