/** Where a round stands, in numbers. */
import { only, type Tx } from './pool.js';

export interface Funnel {
  /** Societies whose figures came. */
  assessed: number;
  /** Who may apply, by rank and by earlier selection. */
  invited: number;
  submitted: number;
  correcting: number;
  accepted: number;
  notAccepted: number;
  withdrawn: number;
  cancelled: number;
  listed: number;
  awarded: number;
  projects: number;
  running: number;
  finished: number;
}

export async function funnelOf(tx: Tx, roundId: string): Promise<Funnel> {
  return only((await tx.query<Funnel>(
    `SELECT
       (SELECT count(DISTINCT society_id) FROM indicator_value WHERE round_id = $1) AS assessed,
       (SELECT count(*) FROM assessment WHERE round_id = $1 AND route IS NOT NULL) AS invited,
       a.*, p.*, f.*
     FROM (SELECT count(*) FILTER (WHERE status = 'submitted') AS submitted, count(*) FILTER (WHERE status = 'correcting') AS correcting,
         count(*) FILTER (WHERE status = 'accepted') AS accepted, count(*) FILTER (WHERE status = 'notAccepted') AS "notAccepted",
         count(*) FILTER (WHERE status = 'withdrawn') AS withdrawn, count(*) FILTER (WHERE status = 'cancelled') AS cancelled
       FROM application WHERE round_id = $1) a,
       (SELECT count(*) FILTER (WHERE status IN ('listed', 'awarded')) AS listed, count(*) FILTER (WHERE status = 'awarded') AS awarded FROM placement WHERE round_id = $1) p,
       (SELECT count(*) AS projects, count(*) FILTER (WHERE status IN ('awarded', 'running')) AS running, count(*) FILTER (WHERE status NOT IN ('awarded', 'running')) AS finished
       FROM project WHERE round_id = $1) f`,
    [roundId])).rows);
}

/** Societies that a collection of materials asks, and those that have handed in, while it runs and afterwards. */
export async function countAsked(tx: Tx, roundId: string, stage: string, kind: string): Promise<{ owed: number; submitted: number }> {
  return only((await tx.query<{ owed: number; submitted: number }>(
    `SELECT count(*) AS owed, count(*) FILTER (WHERE t.state = 'done') AS submitted FROM task t JOIN gate g ON g.id = t.gate_id JOIN stage s ON s.workflow_id = g.workflow_id
     WHERE s.round_id = $1 AND s.key = $2 AND t.kind = $3`, [roundId, stage, kind])).rows);
}

export interface StageProgress {
  workflow_id: string;
  gate_id: number | null;
  due_at: number | null;
  /** Duties of societies at the stage's gate: all of them, those done, and drafts that are complete but were not submitted. */
  asked: number;
  done: number;
  drafts: number;
  wait: { role: string; what: string; params: Record<string, string | number>; attention: string } | null;
  since: number | null;
  until: number | null;
}

/** What the open stage waits for, and how many have done it. */
export async function stageProgress(tx: Tx, workflowId: string): Promise<StageProgress | undefined> {
  return (await tx.query<StageProgress>(
    `SELECT w.workflow_id, g.id AS gate_id, g.due_at, t.asked, t.done, t.drafts, w.since, w.until,
       CASE WHEN w.state = 'parked' THEN jsonb_build_object('role', w.role, 'what', w.what, 'params', w.params, 'attention', w.attention) END AS wait
     FROM wait w LEFT JOIN step st ON st.workflow_id = w.workflow_id AND st.key = w.step LEFT JOIN gate g ON g.id = st.gate_id AND g.status = 'open'
     CROSS JOIN LATERAL (
       SELECT count(*) AS asked, count(*) FILTER (WHERE t.state = 'done') AS done, count(*) FILTER (WHERE t.state = 'open' AND d.complete) AS drafts
       FROM task t LEFT JOIN draft d ON d.task_id = t.id WHERE t.gate_id = g.id AND t.role = 'society') t
     WHERE w.workflow_id = $1`, [workflowId])).rows[0];
}
