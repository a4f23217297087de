/**
 * The gate of an open step: facts are taken only while it is open. Submitters hold the advisory lock shared (in
 * `app.submit`); closing, extending and suspending hold it exclusively, as a statement of its own before any check.
 */
import type { DueBasis } from '../domain/calendar/due-basis.js';
import { instant, only, type Tx } from './pool.js';

export interface Gate {
  id: number;
  realm: string;
  round_id: string;
  project_id: string | null;
  workflow_id: string;
  step: string;
  status: 'open' | 'sealed';
  opens_at: number;
  due_at: number;
  deadline_version: number;
  suspended_at: number | null;
  /** What the due instant rests on; null when staff have set it. */
  due_basis: DueBasis | null;
  /** The version of the calendar that it was computed with. */
  due_calendar: string;
}

export interface NewGate {
  realm: string;
  roundId: string;
  projectId?: string | null;
  applicationId?: string | null;
  workflowId: string;
  step: string;
  opensAt: number;
  dueAt: number;
  dueBasis?: DueBasis | undefined;
  dueCalendar?: string;
}

export async function openGate(tx: Tx, gate: NewGate): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO gate (realm, round_id, project_id, application_id, workflow_id, step, opens_at, due_at, due_basis, due_calendar)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [gate.realm, gate.roundId, gate.projectId ?? null, gate.applicationId ?? null, gate.workflowId, gate.step, instant(gate.opensAt), instant(gate.dueAt),
      gate.dueBasis ?? null, gate.dueCalendar ?? ''],
  );
  return only(rows).id;
}

/** Waits until no submission is under way, and keeps new ones out until the transaction ends. */
export async function lockGate(tx: Tx, gateId: number): Promise<Gate> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [gateId]);
  return only((await tx.query<Gate>('SELECT * FROM gate WHERE id = $1', [gateId])).rows);
}

/** The gate of a workflow's step, which stays as it is until the transaction ends: shared, as submitters hold it. */
export async function shareGate(tx: Tx, workflowId: string, step: string): Promise<Gate | undefined> {
  const found = (await tx.query<{ id: number }>('SELECT id FROM gate WHERE workflow_id = $1 AND step = $2', [workflowId, step])).rows[0];
  if (found === undefined) return undefined;
  await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [found.id]);
  return only((await tx.query<Gate>('SELECT * FROM gate WHERE id = $1', [found.id])).rows);
}

export async function findGate(tx: Tx, id: number): Promise<Gate | undefined> {
  return (await tx.query<Gate>('SELECT * FROM gate WHERE id = $1', [id])).rows[0];
}

export async function openGatesOf(tx: Tx, workflowId: string): Promise<number[]> {
  return (await tx.query<{ id: number }>(`SELECT id FROM gate WHERE workflow_id = $1 AND status = 'open' ORDER BY id`, [workflowId])).rows.map((row) => row.id);
}

export async function sealGate(tx: Tx, gateId: number, at: number): Promise<void> {
  await tx.query(`UPDATE gate SET status = 'sealed', sealed_at = $2 WHERE id = $1 AND status = 'open'`, [gateId, instant(at)]);
}

/** The latest due instant among those who still owe; null when nobody owes anything. */
export async function latestOwedDue(tx: Tx, gateId: number): Promise<number | null> {
  const { rows } = await tx.query<{ due: number | null }>(
    `SELECT max(app.effective_due(g.due_at, e.due_at, t.due_at)) AS due FROM task t JOIN gate g ON g.id = t.gate_id
     LEFT JOIN gate_extension e ON e.gate_id = t.gate_id AND e.society_id = t.society_id
     WHERE t.gate_id = $1 AND t.state = 'open'`,
    [gateId],
  );
  return rows[0]?.due ?? null;
}

/** The latest instant at which anybody may still hand something in: the extension of who has handed in keeps nothing open. */
export async function latestDue(tx: Tx, gateId: number): Promise<number> {
  const { rows } = await tx.query<{ due: number }>(
    `SELECT greatest(g.due_at, (SELECT max(e.due_at) FROM gate_extension e JOIN task t ON t.gate_id = e.gate_id AND t.society_id = e.society_id AND t.state = 'open'
       WHERE e.gate_id = g.id)) AS due FROM gate g WHERE g.id = $1`,
    [gateId],
  );
  return only(rows).due;
}

export interface Extension {
  gateId: number;
  dueAt: number;
  societyId?: string;
  reason: string;
  commandId: string;
}

/** For all, or for one society. Tasks concerned get the new deadline version: timers and reminders move with it. */
export async function extendGate(tx: Tx, extension: Extension): Promise<number> {
  const due = instant(extension.dueAt);
  if (extension.societyId === undefined) {
    const { rows } = await tx.query<{ deadline_version: number }>(
      'UPDATE gate SET due_at = $2, due_basis = NULL, deadline_version = deadline_version + 1 WHERE id = $1 RETURNING deadline_version',
      [extension.gateId, due],
    );
    // An individual extension that is now earlier than everybody's date has no meaning left.
    await tx.query('DELETE FROM gate_extension WHERE gate_id = $1 AND due_at <= $2', [extension.gateId, due]);
    await tx.query(
      `UPDATE task SET deadline_version = deadline_version + 1, armed_at = app.now(realm), due_at = greatest(due_at, CASE WHEN due_at IS NOT NULL THEN $2::timestamptz END)
       WHERE gate_id = $1 AND state = 'open'`,
      [extension.gateId, due]);
    return only(rows).deadline_version;
  }
  const { rows } = await tx.query<{ deadline_version: number }>(
    `INSERT INTO gate_extension (gate_id, society_id, due_at, deadline_version, reason, command_id) VALUES ($1, $2, $3, 1, $4, $5)
     ON CONFLICT (gate_id, society_id) DO UPDATE SET due_at = excluded.due_at, reason = excluded.reason, command_id = excluded.command_id,
       deadline_version = gate_extension.deadline_version + 1 RETURNING deadline_version`,
    [extension.gateId, extension.societyId, due, extension.reason, extension.commandId],
  );
  await tx.query(
    `UPDATE task SET deadline_version = deadline_version + 1, armed_at = app.now(realm) WHERE gate_id = $1 AND society_id = $2 AND state = 'open'`,
    [extension.gateId, extension.societyId],
  );
  return only(rows).deadline_version;
}

export async function suspendGate(tx: Tx, gateId: number, at: number): Promise<void> {
  await tx.query('UPDATE gate SET suspended_at = $2 WHERE id = $1 AND suspended_at IS NULL', [gateId, instant(at)]);
}

/** Resumes with the due dates that the caller computed: one for all, and one per individual extension. */
export async function resumeGate(tx: Tx, gateId: number, due: { at: number; basis: DueBasis | null; calendar: string }, extensions: { societyId: string; dueAt: number }[]): Promise<void> {
  // A deadline of its own moves by as much as the gate's.
  await tx.query(
    `UPDATE task t SET due_at = t.due_at + ($2::timestamptz - g.due_at) FROM gate g WHERE g.id = t.gate_id AND t.gate_id = $1 AND t.state = 'open' AND t.due_at IS NOT NULL`,
    [gateId, instant(due.at)]);
  await tx.query(
    'UPDATE gate SET suspended_at = NULL, due_at = $2, due_basis = $3, due_calendar = $4, deadline_version = deadline_version + 1 WHERE id = $1',
    [gateId, instant(due.at), due.basis, due.calendar],
  );
  for (const one of extensions) {
    await tx.query(
      'UPDATE gate_extension SET due_at = $3, deadline_version = deadline_version + 1 WHERE gate_id = $1 AND society_id = $2',
      [gateId, one.societyId, instant(one.dueAt)],
    );
  }
  await tx.query(`UPDATE task SET deadline_version = deadline_version + 1, armed_at = app.now(realm) WHERE gate_id = $1 AND state = 'open'`, [gateId]);
}

/** A deadline computed again, sooner or later. Tasks of societies with a later date of their own keep it. */
export async function moveDue(tx: Tx, move: { gateId: number; dueAt: number; calendar: string }): Promise<number> {
  const due = instant(move.dueAt);
  const { rows } = await tx.query<{ deadline_version: number }>(
    'UPDATE gate SET due_at = $2, due_calendar = $3, deadline_version = deadline_version + 1 WHERE id = $1 RETURNING deadline_version', [move.gateId, due, move.calendar]);
  await tx.query('DELETE FROM gate_extension WHERE gate_id = $1 AND due_at <= $2', [move.gateId, due]);
  await tx.query(
    `UPDATE task SET deadline_version = deadline_version + 1, armed_at = app.now(realm) WHERE gate_id = $1 AND state = 'open'
       AND NOT EXISTS (SELECT 1 FROM gate_extension e WHERE e.gate_id = task.gate_id AND e.society_id = task.society_id)`,
    [move.gateId],
  );
  return only(rows).deadline_version;
}

export async function extensionsOf(tx: Tx, gateId: number): Promise<{ societyId: string; dueAt: number }[]> {
  return (await tx.query<{ societyId: string; dueAt: number }>(
    'SELECT society_id AS "societyId", due_at AS "dueAt" FROM gate_extension WHERE gate_id = $1', [gateId])).rows;
}

/** The due instant that holds for one society. */
export async function dueFor(tx: Tx, gateId: number, societyId: string): Promise<number> {
  return only((await tx.query<{ due: number }>(
    `SELECT coalesce((SELECT e.due_at FROM gate_extension e WHERE e.gate_id = g.id AND e.society_id = $2), g.due_at) AS due FROM gate g WHERE g.id = $1`,
    [gateId, societyId])).rows).due;
}

/** The latest gate of a workflow, only read. */
export async function gateOf(tx: Tx, workflowId: string): Promise<Gate | undefined> {
  return (await tx.query<Gate>('SELECT * FROM gate WHERE workflow_id = $1 ORDER BY id DESC LIMIT 1', [workflowId])).rows[0];
}

/** An earlier deadline than was told, for all or for one society: timers and reminders move with it. */
export async function shortenGate(tx: Tx, gateId: number, dueAt: number, societyId: string | null): Promise<void> {
  const due = instant(dueAt);
  if (societyId === null) await tx.query('UPDATE gate SET due_at = $2, due_basis = NULL, deadline_version = deadline_version + 1 WHERE id = $1', [gateId, due]);
  else {
    await tx.query(
      `UPDATE gate_extension e SET due_at = $2, deadline_version = e.deadline_version + 1 FROM gate g WHERE g.id = e.gate_id AND e.gate_id = $1 AND e.society_id = $3 AND $2 > g.due_at`, [gateId, due, societyId]);
    await tx.query('DELETE FROM gate_extension e USING gate g WHERE g.id = e.gate_id AND e.gate_id = $1 AND e.society_id = $3 AND $2 <= g.due_at', [gateId, due, societyId]);
  }
  await tx.query(
    `UPDATE task SET deadline_version = deadline_version + 1, armed_at = app.now(realm) WHERE gate_id = $1 AND ($2::uuid IS NULL OR society_id = $2) AND state = 'open'`, [gateId, societyId]);
}

/** The workflow of a gate where this society has a deadline of its own. */
export async function extendedWorkflow(tx: Tx, gateId: number, societyId: string): Promise<string | undefined> {
  return (await tx.query<{ workflow_id: string }>(
    'SELECT g.workflow_id FROM gate_extension e JOIN gate g ON g.id = e.gate_id WHERE e.gate_id = $1 AND e.society_id = $2', [gateId, societyId])).rows[0]?.workflow_id;
}
