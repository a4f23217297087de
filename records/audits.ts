/** Audits of funded projects: the steps in which an auditor owes something (000 §5.5), and who was appointed. */
import type { Appointment } from './performance.js';
import type { ProjectTaskRow } from './project-list.js';
import type { Tx } from './pool.js';

export interface AuditRow {
  project_id: string;
  number: string;
  project_status: string;
  round_id: string;
  round_name: string;
  programme_version_id: string;
  society_id: string;
  code: string;
  society_name: string;
  appointment: Pick<Appointment, 'account_id' | 'body' | 'agreement' | 'independence'> | null;
  appointed_at: number | null;
  /** Null while no audit of the project has begun. */
  gate_id: number | null;
  step: string | null;
  status: 'open' | 'done' | 'skipped' | null;
  opened_at: number | null;
  done_at: number | null;
  opens_at: number | null;
  /** The step's, with the society's extension. */
  due_at: number | null;
}

const MOST = 500;

/**
 * An auditor's are those it was appointed for; where nobody was, those whose tasks are everybody's of the role. Without an
 * account all of them. Projects without an appointment and without an audit are on nobody's list.
 */
export async function auditRows(tx: Tx, { accountId, gateId }: { accountId?: string; gateId?: number }): Promise<AuditRow[]> {
  return (await tx.query<AuditRow>(
    `SELECT p.id AS project_id, p.number, p.status AS project_status, p.round_id, r.name AS round_name, r.programme_version_id, p.society_id, s.code, s.name AS society_name,
       CASE WHEN ap.project_id IS NOT NULL THEN jsonb_build_object('account_id', ap.account_id, 'body', ap.body, 'agreement', ap.agreement, 'independence', ap.independence) END AS appointment,
       ap.at AS appointed_at, a.gate_id, a.key AS step, a.status, a.opened_at, a.done_at, g.opens_at, coalesce(e.due_at, g.due_at) AS due_at
     FROM project p JOIN round r ON r.id = p.round_id JOIN society s ON s.id = p.society_id
     LEFT JOIN audit_appointment ap ON ap.project_id = p.id
     LEFT JOIN LATERAL (
       SELECT st.*, EXISTS (SELECT 1 FROM task t WHERE t.gate_id = st.gate_id AND t.role = 'auditor' AND (t.account_id IS NULL OR t.account_id = $1)) AS everybodys
       FROM step st WHERE st.project_id = p.id AND st.status <> 'superseded' AND EXISTS (SELECT 1 FROM task t WHERE t.gate_id = st.gate_id AND t.role = 'auditor')) a ON true
     LEFT JOIN gate g ON g.id = a.gate_id LEFT JOIN gate_extension e ON e.gate_id = g.id AND e.society_id = p.society_id
     WHERE (ap.project_id IS NOT NULL OR a.key IS NOT NULL) AND ($2::bigint IS NULL OR a.gate_id = $2)
       AND ($1::uuid IS NULL OR ap.account_id = $1 OR (ap.project_id IS NULL AND a.everybodys))
     ORDER BY a.opened_at DESC NULLS LAST, p.number LIMIT ${MOST}`, [accountId ?? null, gateId ?? null])).rows;
}

export interface AuditTask extends Omit<ProjectTaskRow, 'role'> {
  role: string;
  account_id: string | null;
  due_at: number;
}

/** What is owed behind these gates, with the deadline that holds for each. */
export async function auditTasks(tx: Tx, gateIds: readonly number[]): Promise<AuditTask[]> {
  return (await tx.query<AuditTask>(
    `SELECT t.id, t.gate_id, t.kind, t.role, t.state, t.done_at, t.account_id, app.effective_due(g.due_at, e.due_at, t.due_at) AS due_at
     FROM task t JOIN gate g ON g.id = t.gate_id LEFT JOIN gate_extension e ON e.gate_id = t.gate_id AND e.society_id = t.society_id
     WHERE t.gate_id = ANY($1::bigint[]) ORDER BY t.created_at, t.kind, t.id`, [gateIds])).rows;
}
