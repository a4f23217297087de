/** What went out, or will, for staff to look up. */
import { instant, only, type Tx } from './pool.js';

export interface ListedMail {
  id: string;
  template: string;
  wave: string;
  society: { id: string; code: string; name: string } | null;
  task_id: string | null;
  /** Null for letters to an objector: who objected is confidential. */
  recipient: string | null;
  state: 'queued' | 'claimed' | 'sent' | 'failed' | 'cancelled';
  subject: string | null;
  body: string | null;
  attempts: number;
  last_error: string | null;
  queued_at: number;
  sent_at: number | null;
}

export interface MailFilter {
  roundId: string;
  state?: ListedMail['state'];
  template?: string;
  societyId?: string;
  /** Queueing (epoch milliseconds) and id of the last row seen. */
  after?: (string | number)[];
  limit: number;
}

/** Newest first; one row more than `limit` when there are more. */
export async function listMails(tx: Tx, filter: MailFilter): Promise<{ rows: ListedMail[]; total: number }> {
  const where = 'o.round_id = $1 AND ($2::text IS NULL OR o.state = $2) AND ($3::text IS NULL OR o.template = $3) AND ($4::uuid IS NULL OR o.society_id = $4)';
  const values = [filter.roundId, filter.state ?? null, filter.template ?? null, filter.societyId ?? null];
  const after = filter.after?.[0];
  const { rows } = await tx.query<ListedMail>(
    `SELECT o.*, CASE WHEN o.template NOT IN ('objectionReceipt', 'objectionAnswered') THEN o.recipient END AS recipient,
       CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) END AS society
     FROM outbox o LEFT JOIN society s ON s.id = o.society_id
     WHERE ${where} AND ($5::timestamptz IS NULL OR (date_trunc('milliseconds', o.queued_at), o.id) < ($5, $6::uuid))
     ORDER BY date_trunc('milliseconds', o.queued_at) DESC, o.id DESC LIMIT $7`,
    [...values, after === undefined ? null : instant(Number(after)), filter.after?.[1] ?? null, filter.limit + 1],
  );
  const counted = await tx.query<{ total: number }>(`SELECT count(*) AS total FROM outbox o WHERE ${where}`, values);
  return { rows, total: only(counted.rows).total };
}
