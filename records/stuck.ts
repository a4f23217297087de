/** What waits for the office, or for somebody who is late, or for a system that does not move: one row per workflow. */
import { only, type Tx } from './pool.js';
import type { Attention, Wait } from './waits.js';

/** Why a wait is on the list. `waiting`: for the office or the leadership, in time. `unattended`: due, and nothing happens. */
export type StuckCause = Exclude<Attention, 'none'> | 'suspended' | 'unattended' | 'waiting';

export interface StuckWait extends Wait {
  cause: StuckCause;
  round_name: string;
  society: { id: string; code: string; name: string } | null;
  gate_id: number | null;
  gate_due_at: number | null;
  gate_suspended_at: number | null;
  open_tasks: number;
  /** Reminders that went out for what is still owed. */
  reminders: number;
  now: number;
}

/** The most urgent first. */
const URGENCY: StuckCause[] = ['manual', 'failing', 'unattended', 'objection', 'overdue', 'suspended', 'waiting'];

/** A minute's grace: what is due now is being dealt with. The reconciler touches rows, so a start is measured from `since`. */
const CAUSE = `CASE
    WHEN w.attention <> 'none' THEN w.attention
    WHEN g.suspended_at IS NOT NULL THEN 'suspended'
    WHEN w.state = 'parked' AND w.until < app.now(w.realm) - interval '1 minute' THEN 'unattended'
    WHEN w.state = 'busy' AND (w.touched_at < clock_timestamp() - interval '1 minute' OR (w.started_at IS NULL AND w.since < app.now(w.realm) - interval '1 minute')) THEN 'unattended'
    WHEN EXISTS (SELECT 1 FROM fact f WHERE f.workflow_id = w.workflow_id AND f.realm = w.realm AND f.acknowledged_at IS NULL
      AND f.recorded_at < clock_timestamp() - interval '1 minute') THEN 'unattended'
    WHEN w.state = 'parked' AND w.role IN ('staff', 'leadership') THEN 'waiting'
  END`;

const FROM = `FROM wait w LEFT JOIN step st ON st.workflow_id = w.workflow_id AND st.key = w.step
  LEFT JOIN gate g ON g.id = st.gate_id AND g.status = 'open'
  CROSS JOIN LATERAL (SELECT ${CAUSE} AS cause) c
  WHERE w.state <> 'closed' AND c.cause IS NOT NULL AND ($1::uuid IS NULL OR w.round_id = $1)`;

export async function stuckWaits(tx: Tx, filter: { roundId?: string; limit: number }): Promise<{ rows: StuckWait[]; total: number }> {
  const { rows } = await tx.query<StuckWait>(
    `SELECT s.*, r.name AS round_name, app.now(s.realm) AS now, t.open_tasks, t.reminders,
       CASE WHEN so.id IS NOT NULL THEN jsonb_build_object('id', so.id, 'code', so.code, 'name', so.name) END AS society
     FROM (SELECT w.*, c.cause, g.id AS gate_id, g.due_at AS gate_due_at, g.suspended_at AS gate_suspended_at ${FROM}
       ORDER BY array_position($2::text[], c.cause), w.since, w.workflow_id LIMIT $3) s
     LEFT JOIN round r ON r.id = s.round_id LEFT JOIN society so ON so.id = s.society_id
     CROSS JOIN LATERAL (
       SELECT count(DISTINCT t.id) AS open_tasks, count(o.id) AS reminders FROM task t
       LEFT JOIN outbox o ON o.task_id = t.id AND o.wave <> '' AND o.state = 'sent'
       WHERE t.gate_id = s.gate_id AND t.state = 'open') t
     ORDER BY array_position($2::text[], s.cause), s.since, s.workflow_id`,
    [filter.roundId ?? null, URGENCY, filter.limit],
  );
  return { rows, total: await countStuck(tx, filter.roundId) };
}

export async function countStuck(tx: Tx, roundId?: string): Promise<number> {
  return only((await tx.query<{ n: number }>(`SELECT count(*) AS n ${FROM}`, [roundId ?? null])).rows).n;
}

export interface StuckTask {
  id: string;
  gate_id: number;
  kind: string;
  role: string;
  society: { id: string; code: string; name: string } | null;
  account: { id: string; name: string } | null;
}

/** The first open tasks behind each of these gates. */
export async function openTasksOf(tx: Tx, gateIds: number[], perGate: number): Promise<StuckTask[]> {
  return (await tx.query<StuckTask>(
    `SELECT t.id, t.gate_id, t.kind, t.role,
       CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) END AS society,
       CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('id', a.id, 'name', a.name) END AS account
     FROM (SELECT *, row_number() OVER (PARTITION BY gate_id ORDER BY kind, id) AS nth FROM task WHERE gate_id = ANY($1::bigint[]) AND state = 'open') t
     LEFT JOIN society s ON s.id = t.society_id LEFT JOIN account a ON a.id = t.account_id
     WHERE t.nth <= $2 ORDER BY t.gate_id, t.nth`, [gateIds, perGate])).rows;
}
