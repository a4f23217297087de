/** Whom a round-wide announcement reaches. */
import type { Tx } from './pool.js';

export type Audience = 'invited' | 'applicants' | 'funded' | 'panel';

export interface Reached {
  society_id: string | null;
  name: string;
  email: string;
  locale: 'zh' | 'en';
}

const SOCIETIES: Record<Exclude<Audience, 'panel'>, string> = {
  // Whoever was asked for something in this round, or is on its list.
  invited: `SELECT society_id FROM task WHERE round_id = $1 AND society_id IS NOT NULL UNION SELECT society_id FROM applicant WHERE round_id = $1`,
  applicants: `SELECT society_id FROM application WHERE round_id = $1 AND status <> 'withdrawn'`,
  funded: `SELECT society_id FROM project WHERE round_id = $1`,
};

export async function reachedBy(tx: Tx, roundId: string, audience: Audience): Promise<Reached[]> {
  const text = audience === 'panel'
    ? `SELECT DISTINCT NULL::uuid AS society_id, a.name, a.email, a.locale FROM panel_member m JOIN expert e ON e.id = m.expert_id JOIN account a ON a.id = e.account_id WHERE m.round_id = $1 AND a.status = 'active' ORDER BY a.email`
    : `SELECT s.id AS society_id, s.name, s.email, 'zh' AS locale FROM society s WHERE s.id IN (${SOCIETIES[audience]}) ORDER BY s.code`;
  return (await tx.query<Reached>(text, [roundId])).rows;
}
