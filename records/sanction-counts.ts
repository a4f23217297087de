/** What belongs to 003 in a rehearsal's report: commended, accepted, sanctioned. */
import { only, type Tx } from './pool.js';

export async function countCommended(tx: Tx, roundId: string): Promise<number> {
  return only((await tx.query<{ n: number }>(
    `SELECT coalesce(sum((st.outcome->>'commended')::int), 0)::bigint AS n FROM step st JOIN wait w ON w.workflow_id = st.workflow_id
     WHERE st.round_id = $1 AND w.type = 'commendation' AND st.key = 'commending' AND st.status = 'done'`, [roundId])).rows).n;
}

export async function countAcceptances(tx: Tx, roundId: string): Promise<{ passed: number; failed: number }> {
  return only((await tx.query<{ passed: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE status = 'accepted') AS passed, count(*) FILTER (WHERE status = 'failed') AS failed FROM project WHERE round_id = $1`, [roundId])).rows);
}

export interface SanctionCounts {
  cases: number;
  dismissed: number;
  revoked: number;
  lifted: number;
  clawbackCents: number;
  recoveredCents: number;
  /** Cases in which money came after its deadline. */
  paidLate: number;
  /** Societies with a bar on record that was not lifted, whether it still runs or not. */
  barred: number;
}

export async function countSanctions(tx: Tx, roundId: string): Promise<SanctionCounts> {
  return only((await tx.query<SanctionCounts>(
    `SELECT count(*) AS cases, count(*) FILTER (WHERE c.outcome = 'dismissed') AS dismissed, count(*) FILTER (WHERE c.outcome = 'revoked') AS revoked,
       count(*) FILTER (WHERE c.lifted_at IS NOT NULL) AS lifted, coalesce(sum(c.claim_cents), 0)::bigint AS "clawbackCents",
       coalesce(sum((SELECT sum(t.amount_cents) FROM sanction_return t WHERE t.sanction_id = c.id AND t.voided_at IS NULL)), 0)::bigint AS "recoveredCents",
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM sanction_return t JOIN gate g ON g.workflow_id = 'sanction/' || c.id AND g.step = 'clawback'
         WHERE t.sanction_id = c.id AND t.voided_at IS NULL AND t.recorded_at >= g.due_at)) AS "paidLate",
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM society_record b WHERE b.id = c.bar_record_id AND b.status = 'active')) AS barred
     FROM sanction c WHERE c.round_id = $1`, [roundId])).rows);
}
