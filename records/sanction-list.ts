/** Sanction cases as the office, the leadership, finance and the society concerned read them. */
import { instant, only, type Tx } from './pool.js';
import type { Sanction } from './sanctions.js';

export interface ListedSanction extends Sanction {
  round_name: string;
  code: string;
  society_name: string;
  discipline_group: string;
  recovered_cents: number;
}

const LISTED = `SELECT c.*, r.name AS round_name, s.code, s.name AS society_name, s.discipline_group,
    (SELECT coalesce(sum(t.amount_cents), 0)::bigint FROM sanction_return t WHERE t.sanction_id = c.id AND t.voided_at IS NULL) AS recovered_cents
  FROM sanction c JOIN round r ON r.id = c.round_id JOIN society s ON s.id = c.society_id`;

export async function findListedSanction(tx: Tx, id: string): Promise<ListedSanction | undefined> {
  return (await tx.query<ListedSanction>(`${LISTED} WHERE c.id = $1`, [id])).rows[0];
}

export interface SanctionFilter {
  roundId?: string;
  societyId?: string;
  state?: Sanction['state'];
  /** Instant of the last row seen, and its id. */
  after?: (string | number)[];
  limit: number;
}

/** Newest first; one row more than `limit` when there are more. */
export async function listSanctions(tx: Tx, filter: SanctionFilter): Promise<{ rows: ListedSanction[]; total: number }> {
  const where = `($1::uuid IS NULL OR c.round_id = $1) AND ($2::uuid IS NULL OR c.society_id = $2) AND ($3::text IS NULL OR c.state = $3)`;
  const values = [filter.roundId ?? null, filter.societyId ?? null, filter.state ?? null];
  const at = filter.after?.[0];
  const { rows } = await tx.query<ListedSanction>(
    `${LISTED} WHERE ${where} AND ($4::timestamptz IS NULL OR (date_trunc('milliseconds', c.found_at), c.id) < ($4, $5::uuid))
     ORDER BY date_trunc('milliseconds', c.found_at) DESC, c.id DESC LIMIT $6`,
    [...values, at === undefined ? null : instant(Number(at)), filter.after?.[1] ?? null, filter.limit + 1],
  );
  return { rows, total: only((await tx.query<{ total: number }>(`SELECT count(*) AS total FROM sanction c WHERE ${where}`, values)).rows).total };
}

export interface SanctionGate {
  step: string;
  due_at: number;
  status: 'open' | 'sealed';
}

/** The deadlines of a case's steps, as they hold for its society. */
export async function sanctionGates(tx: Tx, workflowId: string): Promise<SanctionGate[]> {
  return (await tx.query<SanctionGate>(
    `SELECT g.step, coalesce(e.due_at, g.due_at) AS due_at, g.status FROM gate g JOIN wait w ON w.workflow_id = g.workflow_id
     LEFT JOIN gate_extension e ON e.gate_id = g.id AND e.society_id = w.society_id WHERE g.workflow_id = $1`, [workflowId])).rows;
}

export interface Statement {
  id: string;
  receipt: string;
  at: number;
  payload: { content?: Record<string, unknown> };
}

/** The statement that the society made, if it did. */
export async function statementOf(tx: Tx, workflowId: string): Promise<Statement | undefined> {
  return (await tx.query<Statement>(`SELECT id, receipt, at, payload FROM fact WHERE workflow_id = $1 AND kind = 'sanctionStatement' ORDER BY recorded_at DESC LIMIT 1`, [workflowId])).rows[0];
}
