/** Open deadlines that follow a calendar, and the workflows that wait for a year to be announced. */
import type { DueBasis } from '../domain/calendar/due-basis.js';
import { only, type Tx } from './pool.js';
import { ring } from './waits.js';

export interface FollowingGate {
  id: number;
  round_id: string;
  round_name: string;
  programme_version_id: string;
  workflow_id: string;
  stage: string;
  step: string;
  due_at: number;
  due_basis: DueBasis;
  due_calendar: string;
  project_id: string | null;
  society: { id: string; code: string; name: string } | null;
}

/** Gates of steps that are open, whose deadline is not a fixed date and was not set by staff. */
export async function followingGates(tx: Tx, realm: string): Promise<FollowingGate[]> {
  return (await tx.query<FollowingGate>(
    `SELECT g.id, g.round_id, r.name AS round_name, r.programme_version_id, g.workflow_id, w.stage, g.step, g.due_at, g.due_basis, g.due_calendar, g.project_id,
       CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) END AS society
     FROM gate g JOIN step st ON st.gate_id = g.id AND st.status = 'open' JOIN wait w ON w.workflow_id = g.workflow_id
     JOIN round r ON r.id = g.round_id LEFT JOIN society s ON s.id = w.society_id
     WHERE g.realm = $1 AND g.status = 'open' AND g.due_basis->>'rule' <> 'fixed' ORDER BY g.due_at, g.id`,
    [realm])).rows;
}

/** What stood still because a year was not announced looks again; what still lacks one parks again. */
export async function ringAwaitingCalendar(tx: Tx, realm: string): Promise<string[]> {
  const { rows } = await tx.query<{ workflow_id: string }>(
    `SELECT workflow_id FROM wait WHERE realm = $1 AND state = 'parked' AND attention = 'manual' AND problem->>'code' = 'CALENDAR_UNKNOWN' ORDER BY workflow_id`, [realm]);
  for (const { workflow_id } of rows) await ring(tx, workflow_id);
  return rows.map((row) => row.workflow_id);
}

export async function countAwaitingCalendar(tx: Tx, realm: string): Promise<number> {
  return only((await tx.query<{ n: number }>(
    `SELECT count(*) AS n FROM wait WHERE realm = $1 AND state = 'parked' AND attention = 'manual' AND problem->>'code' = 'CALENDAR_UNKNOWN'`, [realm])).rows).n;
}
