/** Sanctions for fraud (003 §5.2): the case, its decision, and what came back. The bar is a fact of the society (`kind = 'bar'`). */
import { instant, only, type Tx } from './pool.js';

export type SanctionState = 'hearing' | 'deciding' | 'clawback' | 'barred' | 'closed';

export interface Sanction {
  id: string;
  realm: string;
  round_id: string;
  society_id: string;
  application_id: string;
  project_id: string | null;
  state: SanctionState;
  finding: string;
  evidence: string;
  found_by: string;
  found_at: number;
  outcome: 'dismissed' | 'revoked' | null;
  minutes: string;
  reason: string;
  decided_at: number | null;
  project_was: string | null;
  claim_cents: number;
  written_off_cents: number;
  write_off: Record<string, unknown> | null;
  bar_record_id: string | null;
  lift: Record<string, unknown> | null;
  lifted_at: number | null;
  closed_at: number | null;
}

export interface NewSanction {
  realm: string;
  roundId: string;
  societyId: string;
  applicationId: string;
  projectId: string | null;
  finding: string;
  evidence: string;
  by: string;
  at: number;
}

/** Undefined while another case of that society in that round is open. */
export async function addSanction(tx: Tx, one: NewSanction): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO sanction (realm, round_id, society_id, application_id, project_id, finding, evidence, found_by, found_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (round_id, society_id) WHERE state <> 'closed' DO NOTHING RETURNING id`,
    [one.realm, one.roundId, one.societyId, one.applicationId, one.projectId, one.finding, one.evidence, one.by, instant(one.at)],
  );
  return rows[0]?.id;
}

export async function findSanction(tx: Tx, id: string): Promise<Sanction | undefined> {
  return (await tx.query<Sanction>('SELECT * FROM sanction WHERE id = $1', [id])).rows[0];
}

/** What a finding in that round can be about: the society's last application, and its project when it has one. */
export async function subjectOf(tx: Tx, roundId: string, societyId: string): Promise<{ application_id: string; project_id: string | null } | undefined> {
  return (await tx.query<{ application_id: string; project_id: string | null }>(
    `SELECT a.id AS application_id, p.id AS project_id FROM application a LEFT JOIN project p ON p.round_id = a.round_id AND p.society_id = a.society_id
     WHERE a.round_id = $1 AND a.society_id = $2 ORDER BY a.n DESC LIMIT 1`, [roundId, societyId])).rows[0];
}

export async function setSanctionState(tx: Tx, id: string, state: SanctionState, at: number): Promise<void> {
  await tx.query(
    `UPDATE sanction SET state = $2, closed_at = CASE WHEN $2 = 'closed' THEN $3::timestamptz END WHERE id = $1 AND state <> 'closed'`, [id, state, instant(at)]);
}

export interface SanctionDecision {
  outcome: 'dismissed' | 'revoked';
  minutes: string;
  reason: string;
  at: number;
  claimCents?: number;
  projectWas?: string | null;
  barRecordId?: string;
}

export async function decideSanction(tx: Tx, id: string, decision: SanctionDecision): Promise<void> {
  await tx.query(
    `UPDATE sanction SET outcome = $2, minutes = $3, reason = $4, decided_at = $5, claim_cents = $6, project_was = $7, bar_record_id = $8 WHERE id = $1 AND outcome IS NULL`,
    [id, decision.outcome, decision.minutes, decision.reason, instant(decision.at), decision.claimCents ?? 0, decision.projectWas ?? null, decision.barRecordId ?? null],
  );
}

/** `cents` negative and no decision: what was given up is claimed again. */
export async function writeOffSanction(tx: Tx, id: string, cents: number, decision: Record<string, unknown> | null): Promise<void> {
  await tx.query('UPDATE sanction SET written_off_cents = written_off_cents + $2, write_off = $3 WHERE id = $1', [id, cents, decision]);
}

export async function liftSanction(tx: Tx, id: string, lift: Record<string, unknown>, at: number): Promise<void> {
  await tx.query('UPDATE sanction SET lift = $2, lifted_at = $3 WHERE id = $1 AND lifted_at IS NULL', [id, lift, instant(at)]);
}

/** In force again; what was decided about the lifting is in the chain of the case. */
export async function unliftSanction(tx: Tx, id: string): Promise<void> {
  await tx.query('UPDATE sanction SET lift = NULL, lifted_at = NULL WHERE id = $1', [id]);
}

/** A closed case goes on; the caller has seen that no other is open. */
export async function reopenSanction(tx: Tx, id: string, state: SanctionState): Promise<void> {
  await tx.query('UPDATE sanction SET state = $2, closed_at = NULL WHERE id = $1', [id, state]);
}

/** The decision was corrected: the finding waits for another. */
export async function undecideSanction(tx: Tx, id: string): Promise<void> {
  await tx.query(`UPDATE sanction SET outcome = NULL, minutes = '', reason = '', decided_at = NULL WHERE id = $1`, [id]);
}

/** Another case of the same society in the same round that is not closed. */
export async function hasOtherOpen(tx: Tx, { id, round_id, society_id }: Sanction): Promise<boolean> {
  return (await tx.query(`SELECT 1 FROM sanction WHERE round_id = $1 AND society_id = $2 AND id <> $3 AND state <> 'closed'`, [round_id, society_id, id])).rows.length > 0;
}

export async function setBarRecord(tx: Tx, id: string, recordId: string): Promise<void> {
  await tx.query('UPDATE sanction SET bar_record_id = $2 WHERE id = $1', [id, recordId]);
}

export interface SanctionReturn {
  id: string;
  amount_cents: number;
  received_on: string;
  voucher: string;
  recorded_at: number;
  voided_at: number | null;
  void_reason: string;
}

/** Undefined when the voucher was recorded before. */
export async function addReturn(
  tx: Tx, one: { realm: string; sanctionId: string; societyId: string; amountCents: number; receivedOn: string; voucher: string; by: string; at: number },
): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO sanction_return (realm, sanction_id, society_id, amount_cents, received_on, voucher, recorded_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (sanction_id, voucher) WHERE voided_at IS NULL DO NOTHING RETURNING id`,
    [one.realm, one.sanctionId, one.societyId, one.amountCents, one.receivedOn, one.voucher, one.by, instant(one.at)],
  );
  return rows[0]?.id;
}

/** The amount that counts no more; undefined when there is no such payment, or it is void already. */
export async function voidReturn(tx: Tx, sanctionId: string, id: string, reason: string, at: number): Promise<number | undefined> {
  const { rows } = await tx.query<{ amount_cents: number }>(
    'UPDATE sanction_return SET voided_at = $4, void_reason = $3 WHERE id = $2 AND sanction_id = $1 AND voided_at IS NULL RETURNING amount_cents', [sanctionId, id, reason, instant(at)]);
  return rows[0]?.amount_cents;
}

export async function findReturn(tx: Tx, sanctionId: string, id: string): Promise<SanctionReturn | undefined> {
  return (await tx.query<SanctionReturn>('SELECT id, amount_cents, received_on, voucher, recorded_at, voided_at, void_reason FROM sanction_return WHERE sanction_id = $1 AND id = $2', [sanctionId, id])).rows[0];
}

/** A void payment counts again; false when its voucher has been recorded anew. */
export async function countReturn(tx: Tx, sanctionId: string, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE sanction_return r SET voided_at = NULL, void_reason = '' WHERE r.id = $2 AND r.sanction_id = $1 AND r.voided_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM sanction_return o WHERE o.sanction_id = r.sanction_id AND o.voucher = r.voucher AND o.voided_at IS NULL)`, [sanctionId, id]);
  return rowCount === 1;
}

export async function returnsOf(tx: Tx, sanctionId: string): Promise<SanctionReturn[]> {
  return (await tx.query<SanctionReturn>(
    'SELECT id, amount_cents, received_on, voucher, recorded_at, voided_at, void_reason FROM sanction_return WHERE sanction_id = $1 ORDER BY received_on, recorded_at, id', [sanctionId])).rows;
}

/** What has come in and counts, cents. */
export async function recoveredCents(tx: Tx, sanctionId: string): Promise<number> {
  return only((await tx.query<{ cents: number }>(
    'SELECT coalesce(sum(amount_cents), 0)::bigint AS cents FROM sanction_return WHERE sanction_id = $1 AND voided_at IS NULL', [sanctionId])).rows).cents;
}

/** What a project was paid and what it gave back, by the ledger: every movement into and out of `disbursed`. Cents. */
export async function paidTo(tx: Tx, projectId: string): Promise<{ disbursedCents: number; returnedCents: number }> {
  return only((await tx.query<{ disbursedCents: number; returnedCents: number }>(
    `SELECT coalesce(sum(amount_cents) FILTER (WHERE amount_cents > 0), 0)::bigint AS "disbursedCents", coalesce(-sum(amount_cents) FILTER (WHERE amount_cents < 0), 0)::bigint AS "returnedCents"
     FROM ledger_entry WHERE project_id = $1 AND account = 'disbursed'`, [projectId])).rows);
}

/** 003 §5.2: 撤销承担专项的资格. Its workflow finds it revoked and ends. Answers what it was. */
export async function revokeProject(tx: Tx, projectId: string, at: number): Promise<string | undefined> {
  return (await tx.query<{ was: string }>(
    `UPDATE project p SET status = 'revoked', closed_at = coalesce(p.closed_at, $2) FROM project before WHERE p.id = $1 AND before.id = p.id RETURNING before.status AS was`,
    [projectId, instant(at)])).rows[0]?.was;
}

/** After an appeal: what was over is again what it was; what still ran has ended without blame [C]. */
export async function unrevokeProject(tx: Tx, projectId: string, was: string): Promise<void> {
  await tx.query(`UPDATE project SET status = $2 WHERE id = $1 AND status = 'revoked'`, [projectId, was === 'awarded' || was === 'running' ? 'terminated' : was]);
}
