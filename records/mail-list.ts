/** What went out, or will, for staff to look up. */
import { OBJECTOR_LETTERS } from '../domain/publicity/objector-letters.js';
import { ACCOUNT_MAILS } from '../domain/wording/account-mails.js';
import { containing, instant, only, type Tx } from './pool.js';

export interface ListedMail {
  id: string;
  template: string;
  wave: string;
  round: { id: string; name: string } | null;
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
  roundId?: string;
  /** In the address; letters to objectors are never found by it. */
  recipient?: string;
  state?: ListedMail['state'];
  template?: string;
  societyId?: string;
  /** Queueing (epoch milliseconds) and id of the last row seen. */
  after?: (string | number)[];
  limit: number;
}

/** Who objected is confidential. */
const CONFIDENTIAL = '(o.society_id IS NULL AND o.template = ANY($6::text[]))';

/** Newest first; one row more than `limit` when there are more. Without those about accounts: whoever reads their links could sign in. */
export async function listMails(tx: Tx, filter: MailFilter): Promise<{ rows: ListedMail[]; total: number }> {
  const where = `($1::uuid IS NULL OR o.round_id = $1) AND ($2::text IS NULL OR o.state = $2) AND ($3::text IS NULL OR o.template = $3) AND ($4::uuid IS NULL OR o.society_id = $4)
    AND ($5::text IS NULL OR (o.recipient ILIKE $5 AND NOT ${CONFIDENTIAL})) AND o.template <> ALL($7::text[])`;
  const search = containing(filter.recipient);
  const values = [filter.roundId ?? null, filter.state ?? null, filter.template ?? null, filter.societyId ?? null, search, [...OBJECTOR_LETTERS], [...ACCOUNT_MAILS]];
  const after = filter.after?.[0];
  const { rows } = await tx.query<ListedMail>(
    `SELECT o.*, CASE WHEN NOT ${CONFIDENTIAL} THEN o.recipient END AS recipient, CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('id', r.id, 'name', r.name) END AS round,
       CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) END AS society
     FROM outbox o LEFT JOIN society s ON s.id = o.society_id LEFT JOIN round r ON r.id = o.round_id
     WHERE ${where} AND ($8::timestamptz IS NULL OR (date_trunc('milliseconds', o.queued_at), o.id) < ($8, $9::uuid))
     ORDER BY date_trunc('milliseconds', o.queued_at) DESC, o.id DESC LIMIT $10`,
    [...values, after === undefined ? null : instant(Number(after)), filter.after?.[1] ?? null, filter.limit + 1],
  );
  const counted = await tx.query<{ total: number }>(`SELECT count(*) AS total FROM outbox o WHERE ${where}`, values);
  return { rows, total: only(counted.rows).total };
}
