/** Mail to be sent: a row in the transaction that causes it, unique by its key, sent afterwards by the mailroom. */
import { instant, type Tx } from './pool.js';

export interface Mail {
  realm: string;
  /** Null for mails about accounts. */
  roundId: string | null;
  taskId?: string | null;
  societyId?: string | null;
  wave?: string;
  deadlineVersion?: number;
  /** Two rows with one key are one mail. */
  key: string;
  template: string;
  params: Record<string, string | number>;
  recipient: string;
  locale?: string;
}

export async function queueMail(tx: Tx, at: number, mails: Mail[]): Promise<number> {
  if (mails.length === 0) return 0;
  const { rowCount } = await tx.query(
    `INSERT INTO outbox (realm, round_id, task_id, society_id, wave, deadline_version, unique_key, template, params, recipient, locale, queued_at)
     SELECT m.realm, m."roundId", m."taskId", m."societyId", coalesce(m.wave, ''), coalesce(m."deadlineVersion", 0), m.key, m.template, m.params,
       m.recipient, coalesce(m.locale, 'zh'), $2
     FROM jsonb_to_recordset($1) AS m(realm text, "roundId" uuid, "taskId" uuid, "societyId" uuid, wave text, "deadlineVersion" int, key text,
       template text, params jsonb, recipient text, locale text)
     ON CONFLICT (realm, unique_key) DO NOTHING`,
    [JSON.stringify(mails), instant(at)],
  );
  return rowCount ?? 0;
}

/** Which of these letters were queued before. */
export async function keysOnRecord(tx: Tx, realm: string, keys: string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ key: string }>('SELECT unique_key AS key FROM outbox WHERE realm = $1 AND unique_key = ANY($2::text[])', [realm, keys]);
  return new Set(rows.map(({ key }) => key));
}

export interface ClaimedMail {
  id: string;
  realm: string;
  round_id: string | null;
  task_id: string | null;
  wave: string;
  deadline_version: number;
  template: string;
  params: Record<string, string | number>;
  recipient: string;
  locale: string;
  attempts: number;
}

export async function claimMail(tx: Tx, realm: string, limit: number, leaseSeconds: number): Promise<ClaimedMail[]> {
  return (await tx.query<ClaimedMail>(`SELECT * FROM app.claim_mail($1, $2, make_interval(secs => $3))`, [realm, limit, leaseSeconds])).rows;
}

/** A reminder is stale when its task is settled, or its deadline has moved, since it was queued. */
export async function staleReminders(tx: Tx, ids: string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT o.id FROM outbox o JOIN task t ON t.id = o.task_id
     WHERE o.id = ANY($1::uuid[]) AND o.wave <> '' AND (t.state <> 'open' OR t.deadline_version <> o.deadline_version)`,
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}

export async function sent(tx: Tx, mail: { id: string; realm: string; subject: string; body: string }): Promise<void> {
  await tx.query(
    `UPDATE outbox SET state = 'sent', subject = $2, body = $3, sent_at = app.now($4), claimed_until = NULL, last_error = NULL WHERE id = $1`,
    [mail.id, mail.subject, mail.body, mail.realm],
  );
}

export async function cancelMail(tx: Tx, ids: string[]): Promise<void> {
  await tx.query(`UPDATE outbox SET state = 'cancelled', claimed_until = NULL WHERE id = ANY($1::uuid[])`, [ids]);
}

/** `final` when the address will never take it (5xx); otherwise it is tried again after the delay. */
export async function mailFailed(tx: Tx, id: string, error: string, retryInSeconds: number | 'final'): Promise<void> {
  await tx.query(
    `UPDATE outbox SET state = CASE WHEN $3::int IS NULL THEN 'failed' ELSE 'queued' END, last_error = $2, claimed_until = NULL,
       not_before = clock_timestamp() + make_interval(secs => coalesce($3::int, 0)) WHERE id = $1`,
    [id, error.slice(0, 500), retryInSeconds === 'final' ? null : retryInSeconds],
  );
}
