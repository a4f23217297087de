/** Funded projects as their society, the office and the auditors read them. */
import { byName, type Order, ordering, type Place, type Placed, type Sort } from './ordering.js';
import { type PaperEntry, paperEntriesOf, paperEntryOf } from './paper-entries.js';
import { only, type Tx } from './pool.js';
import type { Project } from './projects.js';

export interface ListedProject extends Project {
  programme_version_id: string;
  round_name: string;
  code: string;
  society_name: string;
  created_at: number;
  closed_at: number | null;
  /** Tasks that are open behind its gates. */
  open_tasks: number;
}

const COLUMNS = `p.*, r.programme_version_id, r.name AS round_name, s.code, s.name AS society_name,
    (SELECT count(*) FROM task t WHERE t.project_id = p.id AND t.state = 'open') AS open_tasks`;
const TABLES = 'project p JOIN round r ON r.id = p.round_id JOIN society s ON s.id = p.society_id';

export async function findListedProject(tx: Tx, id: string): Promise<ListedProject | undefined> {
  return (await tx.query<ListedProject>(`SELECT ${COLUMNS} FROM ${TABLES} WHERE p.id = $1`, [id])).rows[0];
}

export interface ProjectFilter {
  roundId?: string;
  societyId?: string;
  status?: Project['status'];
  sort?: Sort<ProjectOrder>;
  after?: Place;
  limit: number;
}

const ORDERS = {
  number: { sql: 'p.number', type: 'text' }, society: byName('s.name'), tier: { sql: 'p.tier', type: 'text' }, amount: { sql: 'p.amount_cents', type: 'bigint' }, status: { sql: 'p.status', type: 'text' },
} as const satisfies Record<string, Order>;
export type ProjectOrder = keyof typeof ORDERS;

/** By number unless sorted otherwise; one row more than `limit` when there are more. */
export async function listProjects(tx: Tx, filter: ProjectFilter): Promise<{ rows: (ListedProject & Placed)[]; total: number }> {
  const where = `($1::uuid IS NULL OR p.round_id = $1) AND ($2::uuid IS NULL OR p.society_id = $2) AND ($3::text IS NULL OR p.status = $3)`;
  const values = [filter.roundId ?? null, filter.societyId ?? null, filter.status ?? null];
  const order = ordering(ORDERS, 'p.number', filter.sort ?? 'number', filter.after, 4);
  const { rows } = await tx.query<ListedProject & Placed>(`SELECT ${COLUMNS}, ${order.columns} FROM ${TABLES} WHERE ${where} AND ${order.where} ORDER BY ${order.orderBy} LIMIT $6`, [
    ...values, ...order.values, filter.limit + 1,
  ]);
  const counted = await tx.query<{ total: number }>(`SELECT count(*) AS total FROM project p WHERE ${where}`, values);
  return { rows, total: only(counted.rows).total };
}

export interface ProjectStepRow {
  key: string;
  status: 'open' | 'done' | 'skipped';
  outcome: Record<string, unknown> | null;
  opened_at: number;
  done_at: number | null;
  gate_id: number | null;
  opens_at: number | null;
  due_at: number | null;
  suspended_at: number | null;
}

/** Steps that have been opened, in that order, with the deadline that holds for the society. */
export async function projectSteps(tx: Tx, projectId: string): Promise<ProjectStepRow[]> {
  return (await tx.query<ProjectStepRow>(
    `SELECT st.key, st.status, st.outcome, st.opened_at, st.done_at, st.gate_id, g.opens_at, coalesce(e.due_at, g.due_at) AS due_at, g.suspended_at
     FROM step st JOIN project p ON p.id = st.project_id LEFT JOIN gate g ON g.id = st.gate_id
     LEFT JOIN gate_extension e ON e.gate_id = g.id AND e.society_id = p.society_id
     WHERE st.project_id = $1 ORDER BY st.opened_at, g.id`, [projectId])).rows;
}

export interface ProjectTaskRow {
  id: string;
  gate_id: number;
  kind: string;
  role: string;
  state: 'open' | 'done' | 'skipped' | 'cancelled';
  done_at: number | null;
}

export async function projectTasks(tx: Tx, projectId: string): Promise<ProjectTaskRow[]> {
  return (await tx.query<ProjectTaskRow>('SELECT id, gate_id, kind, role, state, done_at FROM task WHERE project_id = $1 ORDER BY created_at, kind, id', [projectId])).rows;
}

export interface ProjectDocument {
  id: string;
  kind: string;
  step: string;
  receipt: string;
  at: number;
  body_hash: string;
  /** When the office entered it. */
  paper?: PaperEntry | undefined;
}

const DOCUMENT = 'f.id, f.kind, g.step, f.receipt, f.at, f.body_hash';

/** What was handed in, without its content. */
export async function projectDocuments(tx: Tx, projectId: string): Promise<ProjectDocument[]> {
  const { rows } = await tx.query<ProjectDocument>(`SELECT ${DOCUMENT} FROM fact f JOIN gate g ON g.id = f.gate_id WHERE f.project_id = $1 ORDER BY f.recorded_at, f.id`, [projectId]);
  const entries = await paperEntriesOf(tx, rows.map(({ id }) => id));
  return rows.map((row) => ({ ...row, paper: entries.get(row.id) }));
}

export async function findProjectDocument(tx: Tx, projectId: string, id: string): Promise<(ProjectDocument & { payload: Record<string, unknown> }) | undefined> {
  const { rows: [row] } = await tx.query<ProjectDocument & { payload: Record<string, unknown> }>(
    `SELECT ${DOCUMENT}, f.payload FROM fact f JOIN gate g ON g.id = f.gate_id WHERE f.project_id = $1 AND f.id = $2`, [projectId, id]);
  return row && { ...row, paper: await paperEntryOf(tx, id) };
}

/** What was handed in and may name this document. */
export async function projectPayloads(tx: Tx, projectId: string, sha256: string): Promise<unknown[]> {
  const { rows } = await tx.query<{ payload: unknown }>(`SELECT payload FROM fact WHERE project_id = $1 AND payload::text LIKE '%' || $2 || '%'`, [projectId, sha256]);
  return rows.map((row) => row.payload);
}

export interface VerdictRow {
  year: number;
  decision: 'continue' | 'adjust' | 'terminate';
  recommended: string;
  score_thousandths: number | null;
  reason: string;
  minutes: string;
  at: number;
}

export async function projectVerdicts(tx: Tx, projectId: string): Promise<VerdictRow[]> {
  return (await tx.query<VerdictRow>('SELECT year, decision, recommended, score_thousandths, reason, minutes, at FROM verdict WHERE project_id = $1 ORDER BY year', [projectId])).rows;
}

export interface LedgerRow {
  posting: string;
  memo: string;
  at: number;
  account: string;
  amount_cents: number;
}

/** Every movement, in the order in which it was posted. */
export async function projectLedger(tx: Tx, projectId: string): Promise<LedgerRow[]> {
  return (await tx.query<LedgerRow>('SELECT posting, memo, at, account, amount_cents FROM ledger_entry WHERE project_id = $1 ORDER BY id', [projectId])).rows;
}
