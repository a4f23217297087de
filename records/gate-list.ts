/** Gates as staff see them: with who owes what behind them, and individual extensions. */
import { only, type Tx } from './pool.js';

export interface SocietyName {
  id: string;
  code: string;
  name: string;
}

export interface ListedGate {
  id: number;
  realm: string;
  round_id: string;
  project_id: string | null;
  application_id: string | null;
  workflow_id: string;
  /** Of the workflow: a stage's key, or empty. */
  stage: string;
  step: string;
  status: 'open' | 'sealed';
  opens_at: number;
  due_at: number;
  suspended_at: number | null;
  deadline_version: number;
  society: SocietyName | null;
  open: number;
  done: number;
  skipped: number;
  cancelled: number;
}

const LISTED = `SELECT g.*, w.stage, t.open, t.done, t.skipped, t.cancelled,
    CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) END AS society
  FROM gate g JOIN wait w ON w.workflow_id = g.workflow_id LEFT JOIN society s ON s.id = w.society_id
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE state = 'open') AS open, count(*) FILTER (WHERE state = 'done') AS done,
      count(*) FILTER (WHERE state = 'skipped') AS skipped, count(*) FILTER (WHERE state = 'cancelled') AS cancelled
    FROM task WHERE gate_id = g.id) t`;

export async function findListedGate(tx: Tx, id: number): Promise<ListedGate | undefined> {
  return (await tx.query<ListedGate>(`${LISTED} WHERE g.id = $1`, [id])).rows[0];
}

export interface GateFilter {
  roundId: string;
  projectId?: string;
  status?: 'open' | 'sealed';
  /** Id of the last row seen. */
  after?: number;
  limit: number;
}

/** In the order in which they were opened; one row more than `limit` when there are more. */
export async function listGates(tx: Tx, filter: GateFilter): Promise<{ rows: ListedGate[]; total: number }> {
  const where = 'g.round_id = $1 AND ($2::uuid IS NULL OR g.project_id = $2) AND ($3::text IS NULL OR g.status = $3)';
  const values = [filter.roundId, filter.projectId ?? null, filter.status ?? null];
  const { rows } = await tx.query<ListedGate>(`${LISTED} WHERE ${where} AND ($4::bigint IS NULL OR g.id > $4) ORDER BY g.id LIMIT $5`, [
    ...values, filter.after ?? null, filter.limit + 1,
  ]);
  const counted = await tx.query<{ total: number }>(`SELECT count(*) AS total FROM gate g WHERE ${where}`, values);
  return { rows, total: only(counted.rows).total };
}

export interface ListedExtension {
  gate_id: number;
  society: SocietyName;
  due_at: number;
  reason: string;
}

export async function extensionsOfGates(tx: Tx, gateIds: number[]): Promise<ListedExtension[]> {
  return (await tx.query<ListedExtension>(
    `SELECT e.gate_id, e.due_at, e.reason, jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) AS society
     FROM gate_extension e JOIN society s ON s.id = e.society_id WHERE e.gate_id = ANY($1::bigint[]) ORDER BY s.code`, [gateIds])).rows;
}

/** Open tasks behind a gate, with the deadline that holds for each. */
export async function owedWithDue(tx: Tx, gateId: number): Promise<{ id: string; due_at: number; society: SocietyName | null }[]> {
  return (await tx.query<{ id: string; due_at: number; society: SocietyName | null }>(
    `SELECT t.id, app.effective_due(g.due_at, e.due_at, t.due_at) AS due_at,
       CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) END AS society
     FROM task t JOIN gate g ON g.id = t.gate_id LEFT JOIN society s ON s.id = t.society_id
     LEFT JOIN gate_extension e ON e.gate_id = t.gate_id AND e.society_id = t.society_id
     WHERE t.gate_id = $1 AND t.state = 'open' ORDER BY s.code, t.id`, [gateId])).rows;
}

/** Whether the society has, or had, anything to hand in at the gate. */
export async function isConcerned(tx: Tx, gateId: number, societyId: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM task WHERE gate_id = $1 AND society_id = $2 LIMIT 1', [gateId, societyId])).rows.length > 0;
}
