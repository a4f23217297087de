/** Tasks as their owners and the office see them: with the deadline that holds for each, and what has been written so far. */
import { instant, only, type Tx } from './pool.js';

export interface ListedTask {
  id: string;
  realm: string;
  kind: string;
  role: string;
  state: 'open' | 'done' | 'skipped' | 'cancelled';
  round_id: string;
  round_name: string;
  programme_version_id: string;
  gate_id: number;
  gate_status: 'open' | 'sealed';
  workflow_id: string;
  step: string;
  opens_at: number;
  /** The society's own extension, else the gate's. */
  due_at: number;
  extended: boolean;
  suspended_at: number | null;
  society_id: string | null;
  society_code: string | null;
  society_name: string | null;
  society_email: string | null;
  /** Whose application a reader or the office works on. */
  subject_name: string | null;
  account_id: string | null;
  application_id: string | null;
  project_id: string | null;
  done_at: number | null;
  draft_version: number | null;
  draft_complete: boolean | null;
}

const LISTED = `SELECT t.id, t.realm, t.kind, t.role, t.state, t.round_id, r.name AS round_name, r.programme_version_id, t.gate_id, g.status AS gate_status, t.workflow_id,
    g.step, g.opens_at, app.effective_due(g.due_at, e.due_at, t.due_at) AS due_at, e.due_at IS NOT NULL AS extended, g.suspended_at, t.society_id, s.code AS society_code,
    s.name AS society_name, s.email AS society_email, (SELECT o.name FROM application ap JOIN society o ON o.id = ap.society_id WHERE ap.id = t.application_id) AS subject_name, t.account_id, t.application_id, t.project_id, t.done_at, d.version AS draft_version, d.complete AS draft_complete
  FROM task t JOIN gate g ON g.id = t.gate_id JOIN round r ON r.id = t.round_id
  LEFT JOIN gate_extension e ON e.gate_id = t.gate_id AND e.society_id = t.society_id
  LEFT JOIN society s ON s.id = t.society_id LEFT JOIN draft d ON d.task_id = t.id`;

export async function findListedTask(tx: Tx, id: string): Promise<ListedTask | undefined> {
  return (await tx.query<ListedTask>(`${LISTED} WHERE t.id = $1`, [id])).rows[0];
}

/** Whose tasks: one person's own, and those of the person's roles or society that are nobody's in particular. */
export interface TaskOwner {
  accountId: string;
  roles: readonly string[];
  societyIds: readonly string[];
}

export interface TaskFilter {
  /** Without one: everybody's. */
  owner?: TaskOwner;
  roundId?: string;
  projectId?: string;
  societyId?: string;
  /** Who owes it. */
  role?: string;
  gateId?: number;
  kind?: string;
  state?: ListedTask['state'];
  /** Due instant (epoch milliseconds) and id of the last row seen. */
  after?: (string | number)[];
  limit: number;
}

const OWNED = `($1::uuid IS NULL OR t.account_id = $1 OR (t.account_id IS NULL AND t.role = ANY($2::text[]) AND (t.role <> 'society' OR t.society_id = ANY($3::uuid[]))))`;

/** The next due first; one row more than `limit` when there are more. */
export async function listTasks(tx: Tx, filter: TaskFilter): Promise<{ rows: ListedTask[]; total: number }> {
  const where = `${OWNED} AND ($4::uuid IS NULL OR t.round_id = $4) AND ($5::uuid IS NULL OR t.project_id = $5) AND ($6::bigint IS NULL OR t.gate_id = $6)
    AND ($7::text IS NULL OR t.kind = $7) AND ($8::text IS NULL OR t.state = $8) AND ($9::uuid IS NULL OR t.society_id = $9) AND ($10::text IS NULL OR t.role = $10)`;
  const { owner } = filter;
  const values = [
    owner?.accountId ?? null, owner?.roles ?? [], owner?.societyIds ?? [], filter.roundId ?? null, filter.projectId ?? null, filter.gateId ?? null,
    filter.kind ?? null, filter.state ?? null, filter.societyId ?? null, filter.role ?? null,
  ];
  const after = filter.after?.[0];
  const { rows } = await tx.query<ListedTask>(
    `${LISTED} WHERE ${where} AND ($11::timestamptz IS NULL OR (date_trunc('milliseconds', app.effective_due(g.due_at, e.due_at, t.due_at)), t.id) > ($11, $12::uuid))
     ORDER BY date_trunc('milliseconds', app.effective_due(g.due_at, e.due_at, t.due_at)), t.id LIMIT $13`,
    [...values, after === undefined ? null : instant(Number(after)), filter.after?.[1] ?? null, filter.limit + 1],
  );
  // A first page that is not full needs no count.
  if (after === undefined && rows.length <= filter.limit) return { rows, total: rows.length };
  const counted = await tx.query<{ total: number }>(`SELECT count(*) AS total FROM task t WHERE ${where}`, values);
  return { rows, total: only(counted.rows).total };
}

export interface Draft {
  payload: Record<string, unknown>;
  complete: boolean;
  version: number;
  saved_at: number;
}

export async function findDraft(tx: Tx, taskId: string): Promise<Draft | undefined> {
  return (await tx.query<Draft>('SELECT payload, complete, version, saved_at FROM draft WHERE task_id = $1', [taskId])).rows[0];
}

/** `version` is the one that was seen, 0 for none. Undefined when somebody else has saved since. */
export async function saveDraft(
  tx: Tx, draft: { taskId: string; realm: string; societyId: string | null; payload: unknown; complete: boolean; version: number; by: string },
): Promise<Draft | undefined> {
  const { rows } = await tx.query<Draft>(
    `INSERT INTO draft AS d (task_id, realm, society_id, payload, complete, saved_by, saved_at)
     SELECT $1::uuid, $2, $3::uuid, $4::jsonb, $5::boolean, $6::uuid, app.now($2) WHERE $7::int = 0 OR EXISTS (SELECT 1 FROM draft WHERE task_id = $1)
     ON CONFLICT (task_id) DO UPDATE SET payload = excluded.payload, complete = excluded.complete, saved_by = excluded.saved_by, saved_at = excluded.saved_at, version = d.version + 1
       WHERE d.version = $7
     RETURNING payload, complete, version, saved_at`,
    [draft.taskId, draft.realm, draft.societyId, draft.payload, draft.complete, draft.by, draft.version],
  );
  return rows[0];
}

export interface HandedIn {
  fact_id: string;
  receipt: string;
  kind: string;
  at: number;
  body_hash: string;
  payload: Record<string, unknown>;
}

/** What was handed in last for a task. */
export async function handedInFor(tx: Tx, taskId: string): Promise<HandedIn | undefined> {
  return (await tx.query<HandedIn>('SELECT id AS fact_id, receipt, kind, at, body_hash, payload FROM fact WHERE task_id = $1 ORDER BY recorded_at DESC LIMIT 1', [taskId])).rows[0];
}
