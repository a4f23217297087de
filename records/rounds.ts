/** Rounds, their pinned programme version, and their stage attempts. */
import type { Programme } from '../domain/programme/schema.js';
import type { DatedSettings, RoundSettings } from '../domain/programme/settings.js';
import { calendarFrom, type StoredCalendar } from './calendar.js';
import { instant, only, type Tx } from './pool.js';
import { programmeOf } from './programmes.js';

export interface Round {
  id: string;
  realm: string;
  programme_version_id: string;
  programme_key: string;
  authority: string;
  name: string;
  year: number;
  status: 'draft' | 'running' | 'announced' | 'closed' | 'cancelled';
  settings: RoundSettings;
  version: number;
  launched_at: number | null;
  announced_at: number | null;
  closed_at: number | null;
}

export interface PlannedRound extends Omit<Round, 'settings'> {
  programme: Programme;
  /** As staff fixed them, with the calendar in force in the round's realm. */
  settings: DatedSettings;
}

/** What staff fixed for the round. */
export async function settingsOf(tx: Tx, id: string): Promise<RoundSettings> {
  return (await tx.query<{ settings: RoundSettings }>('SELECT settings FROM round WHERE id = $1', [id])).rows[0]?.settings ?? {};
}

/** The round with the programme version it is pinned to. */
export async function loadRound(tx: Tx, id: string): Promise<PlannedRound | undefined> {
  const row = (await tx.query<Round & { calendar: StoredCalendar }>('SELECT r.*, app.calendar(r.realm) AS calendar FROM round r WHERE r.id = $1', [id])).rows[0];
  if (row === undefined) return undefined;
  const { calendar, ...round } = row;
  const programme = await programmeOf(tx, round.programme_version_id);
  return { ...round, programme, settings: { ...round.settings, calendar: calendarFrom(calendar) } };
}

/** A project of a round that was over goes on. */
export async function reopenRound(tx: Tx, id: string): Promise<void> {
  await tx.query(`UPDATE round SET status = 'announced', version = version + 1, closed_at = NULL WHERE id = $1 AND status = 'closed'`, [id]);
}

export async function setRoundStatus(tx: Tx, id: string, status: Round['status'], at: number): Promise<void> {
  await tx.query(
    `UPDATE round SET status = $2, version = version + 1,
       launched_at = CASE WHEN $2 = 'running' THEN $3 ELSE launched_at END,
       announced_at = CASE WHEN $2 = 'announced' THEN $3 ELSE announced_at END,
       closed_at = CASE WHEN $2 IN ('closed', 'cancelled') THEN $3 ELSE closed_at END
     WHERE id = $1`,
    [id, status, instant(at)],
  );
}

/** A part of its list is announced; it runs on for the rest. */
export async function markAnnounced(tx: Tx, id: string, at: number): Promise<void> {
  await tx.query('UPDATE round SET announced_at = $2 WHERE id = $1 AND announced_at IS NULL', [id, instant(at)]);
}

/** Of a running round: its quota. What stood before is in the record of the command. */
export async function setRoundSettings(tx: Tx, id: string, settings: RoundSettings): Promise<void> {
  await tx.query('UPDATE round SET settings = $2, version = version + 1 WHERE id = $1', [id, settings]);
}

export interface StageAttempt {
  id: string;
  realm: string;
  round_id: string;
  key: string;
  type: string;
  n: number;
  workflow_id: string;
  input: Record<string, unknown>;
  status: 'open' | 'done' | 'cancelled';
  outcome: Record<string, unknown> | null;
  /** By which command its result no longer counts; the next attempt starts with `reopening`. */
  superseded_by: string | null;
  reopening: Record<string, unknown> | null;
  opened_at: number;
  done_at: number | null;
}

export async function stageByWorkflow(tx: Tx, workflowId: string): Promise<StageAttempt | undefined> {
  return (await tx.query<StageAttempt>('SELECT * FROM stage WHERE workflow_id = $1', [workflowId])).rows[0];
}

/** The latest attempt of a stage of this type in the round. */
export async function latestStage(tx: Tx, roundId: string, type: string): Promise<StageAttempt | undefined> {
  return (await tx.query<StageAttempt>('SELECT * FROM stage WHERE round_id = $1 AND type = $2 ORDER BY n DESC LIMIT 1', [roundId, type])).rows[0];
}

/** The open attempt of that stage; it cannot end before this transaction does. */
export async function lockOpenStage(tx: Tx, roundId: string, type: string): Promise<StageAttempt | undefined> {
  return (await tx.query<StageAttempt>(`SELECT * FROM stage WHERE round_id = $1 AND type = $2 AND status = 'open' ORDER BY n DESC LIMIT 1 FOR SHARE`, [roundId, type])).rows[0];
}

export async function stagesOf(tx: Tx, roundId: string): Promise<StageAttempt[]> {
  return (await tx.query<StageAttempt>('SELECT * FROM stage WHERE round_id = $1 ORDER BY opened_at, n', [roundId])).rows;
}

export async function openStage(
  tx: Tx, stage: { realm: string; roundId: string; key: string; type: string; n: number; workflowId: string; input: Record<string, unknown>; at: number },
): Promise<StageAttempt> {
  const { rows } = await tx.query<StageAttempt>(
    `INSERT INTO stage (realm, round_id, key, type, n, workflow_id, input, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (round_id, key, n) DO UPDATE SET n = excluded.n RETURNING *`,
    [stage.realm, stage.roundId, stage.key, stage.type, stage.n, stage.workflowId, stage.input, instant(stage.at)],
  );
  return only(rows);
}

export async function endStage(tx: Tx, workflowId: string, outcome: Record<string, unknown>, at: number): Promise<void> {
  await tx.query(`UPDATE stage SET status = 'done', outcome = $2, done_at = $3 WHERE workflow_id = $1 AND status = 'open'`, [workflowId, outcome, instant(at)]);
}

/** Its result no longer counts; the round opens the next attempt with this input. An open one ends without an outcome. */
export async function supersedeStage(tx: Tx, id: string, commandId: string, reopening: Record<string, unknown>, at: number): Promise<void> {
  await tx.query(
    `UPDATE stage SET superseded_by = $2, reopening = $3, status = CASE WHEN status = 'open' THEN 'cancelled' ELSE status END, done_at = coalesce(done_at, $4) WHERE id = $1`,
    [id, commandId, reopening, instant(at)]);
}

export async function findStage(tx: Tx, id: string): Promise<StageAttempt | undefined> {
  return (await tx.query<StageAttempt>('SELECT * FROM stage WHERE id = $1', [id])).rows[0];
}
