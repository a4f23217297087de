/** Where and since when a list is public, and the notices that correct it. */
import type { DueBasis } from '../domain/calendar/due-basis.js';
import { instant, type Tx } from './pool.js';

export interface Posting {
  medium: string;
  posted_on: string;
  reference: string;
}

export async function addPostings(tx: Tx, stage: { id: string; realm: string; roundId: string }, media: { medium: string; on: string; reference: string }[]): Promise<void> {
  await tx.query(
    `INSERT INTO posting (stage_id, realm, round_id, medium, posted_on, reference)
     SELECT $1, $2, $3, m.medium, m."on", m.reference FROM jsonb_to_recordset($4) AS m(medium text, "on" date, reference text)
     ON CONFLICT (stage_id, medium) DO UPDATE SET posted_on = excluded.posted_on, reference = excluded.reference`,
    [stage.id, stage.realm, stage.roundId, JSON.stringify(media)]);
}

export async function postingsOf(tx: Tx, stageId: string): Promise<Posting[]> {
  return (await tx.query<Posting>('SELECT medium, posted_on, reference FROM posting WHERE stage_id = $1 ORDER BY posted_on, medium', [stageId])).rows;
}

export async function addNotice(tx: Tx, notice: { realm: string; roundId: string; stageId: string; text: string; restarts: boolean; at: number }): Promise<void> {
  await tx.query('INSERT INTO correction_notice (realm, round_id, stage_id, text, restarts, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [notice.realm, notice.roundId, notice.stageId, notice.text, notice.restarts, instant(notice.at)]);
}

export interface Notice {
  text: string;
  restarts: boolean;
  at: number;
  /** It was posted by mistake: it stays in print, with the reason. */
  withdrawn_at: number | null;
  withdrawal_reason: string | null;
}

export async function noticesOf(tx: Tx, stageId: string): Promise<Notice[]> {
  return (await tx.query<Notice>('SELECT text, restarts, at, withdrawn_at, withdrawal_reason FROM correction_notice WHERE stage_id = $1 ORDER BY at, id', [stageId])).rows;
}

/** The notice of that text and instant; false when it was withdrawn before. */
export async function withdrawNotice(tx: Tx, one: { stageId: string; text: string; at: number; reason: string; withdrawnAt: number }): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE correction_notice SET withdrawn_at = $5, withdrawal_reason = $4 WHERE id = (SELECT id FROM correction_notice
       WHERE stage_id = $1 AND text = $2 AND at = $3 AND withdrawn_at IS NULL ORDER BY id LIMIT 1)`,
    [one.stageId, one.text, instant(one.at), one.reason, instant(one.withdrawnAt)]);
  return rowCount === 1;
}

/** The gate of a list that is not posted yet; the office owes its check there. */
export async function openPostingTask(tx: Tx, workflowId: string): Promise<{ task_id: string; gate_id: number; due_at: number } | undefined> {
  return (await tx.query<{ task_id: string; gate_id: number; due_at: number }>(
    `SELECT t.id AS task_id, t.gate_id, g.due_at FROM task t JOIN gate g ON g.id = t.gate_id WHERE t.workflow_id = $1 AND t.kind = 'confirmPosting' AND t.state = 'open'`, [workflowId])).rows[0];
}

/** When it was really posted, and until when. Locked by the caller. */
export async function movePeriod(tx: Tx, gateId: number, opensAt: number, dueAt: number, basis: DueBasis | null): Promise<void> {
  await tx.query('UPDATE gate SET opens_at = $2, due_at = $3, due_basis = $4, deadline_version = deadline_version + 1 WHERE id = $1', [gateId, instant(opensAt), instant(dueAt), basis]);
}
