/**
 * Staff decisions. The row comes first; the effect's transaction moves it `received → applied | refused` together with
 * the answer. Whoever is late finds it decided: the API that gives up (`expired`), or the workflow that comes too late.
 */
import type { Refusal } from '../domain/refusal.js';
import { instant, only, type Tx } from './pool.js';

export interface Command {
  id: string;
  realm: string;
  kind: string;
  principal: string;
  workflow_id: string;
  body: Record<string, unknown>;
  body_hash: string;
  state: 'received' | 'applied' | 'refused' | 'expired';
  answer: Record<string, unknown> | null;
  /** The realm's instant of its effect. */
  at: number | null;
  /** What it was about, as that stood before. */
  before: Record<string, unknown> | null;
  corrected_by: string | null;
}

export interface NewCommand {
  realm: string;
  key: string;
  principal: string;
  bodyHash: string;
  kind: string;
  workflowId: string;
  body: Record<string, unknown>;
}

/** The command's row, new or repeated; null when the key was used for another body. */
export async function receiveCommand(tx: Tx, command: NewCommand): Promise<Command | null> {
  await tx.query(
    `INSERT INTO command (realm, idem_key, principal, body_hash, kind, workflow_id, body) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (principal, idem_key) DO NOTHING`,
    [command.realm, command.key, command.principal, command.bodyHash, command.kind, command.workflowId, command.body],
  );
  const row = only((await tx.query<Command>('SELECT * FROM command WHERE principal = $1 AND idem_key = $2', [command.principal, command.key])).rows);
  return row.body_hash === command.bodyHash && row.kind === command.kind ? row : null;
}

export async function findCommand(tx: Tx, id: string): Promise<Command | undefined> {
  return (await tx.query<Command>('SELECT * FROM command WHERE id = $1', [id])).rows[0];
}

/** The API gives up: true when nothing was changed and nothing will be. */
export async function expireCommand(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE command SET state = 'expired', decided_at = clock_timestamp() WHERE id = $1 AND state = 'received'`, [id]);
  return rowCount === 1;
}

export async function lockCommand(tx: Tx, id: string): Promise<Command | undefined> {
  return (await tx.query<Command>('SELECT * FROM command WHERE id = $1 FOR UPDATE', [id])).rows[0];
}

export async function applied(tx: Tx, id: string, answer: Record<string, unknown>, effect: { at: number; before: Record<string, unknown> | null }): Promise<void> {
  await tx.query(`UPDATE command SET state = 'applied', answer = $2, decided_at = clock_timestamp(), at = $3, before = $4 WHERE id = $1 AND state = 'received'`,
    [id, answer, instant(effect.at), effect.before]);
}

/** It no longer stands: by which command. False when it was corrected before. */
export async function markCorrected(tx: Tx, id: string, by: string): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE command SET corrected_by = $2 WHERE id = $1 AND state = 'applied' AND corrected_by IS NULL`, [id, by]);
  return rowCount === 1;
}

export async function refused(tx: Tx, id: string, refusal: Refusal): Promise<void> {
  await tx.query(`UPDATE command SET state = 'refused', answer = $2, decided_at = clock_timestamp() WHERE id = $1 AND state = 'received'`, [id, refusal]);
}

/** Whether a decision of this kind was applied to the workflow. */
export async function wasApplied(tx: Tx, workflowId: string, kind: string): Promise<boolean> {
  return (await appliedBodies(tx, workflowId, kind)).length > 0;
}

/** Decisions of these kinds that stand in a workflow, oldest first. */
export async function appliedCommands(tx: Tx, workflowId: string, kinds: string[]): Promise<Command[]> {
  return (await tx.query<Command>(
    `SELECT * FROM command WHERE workflow_id = $1 AND kind = ANY($2) AND state = 'applied' AND corrected_by IS NULL ORDER BY decided_at, id`, [workflowId, kinds])).rows;
}

/** The answer to an objection that stands. */
export async function standingAnswer(tx: Tx, objectionId: string): Promise<{ answer: string; by: string; at: number | null } | undefined> {
  return (await tx.query<{ answer: string; by: string; at: number | null }>(
    `SELECT body->>'answer' AS answer, principal AS by, at FROM command WHERE kind = 'answerObjection' AND state = 'applied' AND corrected_by IS NULL AND body->>'objectionId' = $1
     ORDER BY decided_at DESC LIMIT 1`, [objectionId])).rows[0];
}

/** The decisions of this kind that were applied to the workflow and stand, oldest first. */
export async function appliedBodies(tx: Tx, workflowId: string, kind: string): Promise<Record<string, unknown>[]> {
  const { rows } = await tx.query<{ body: Record<string, unknown> }>(
    `SELECT body FROM command WHERE workflow_id = $1 AND kind = $2 AND state = 'applied' AND corrected_by IS NULL ORDER BY decided_at`, [workflowId, kind]);
  return rows.map((row) => row.body);
}
