/** Applications as the office, the society itself and the experts read them. */
import type { Application, ApplicationStatus } from './applications.js';
import { byName, type Order, ordering, type Place, type Placed, type Sort } from './ordering.js';
import { only, type Tx } from './pool.js';

export interface ListedApplication extends Application {
  fact_id: string;
  decided_at: number | null;
  programme_version_id: string;
  receipt: string;
  code: string;
  society_name: string;
  discipline_group: string;
}

const COLUMNS = `a.id, a.realm, a.round_id, a.society_id, a.case_society_id, a.n, a.attempt, a.status, a.paper, a.fact_id, a.eligibility, a.decision, a.submitted_at, a.decided_at, r.programme_version_id,
    f.receipt, s.code, s.name AS society_name, s.discipline_group`;
const TABLES = 'application a JOIN society s ON s.id = a.society_id JOIN round r ON r.id = a.round_id JOIN fact f ON f.id = a.fact_id';

export async function findListedApplication(tx: Tx, id: string): Promise<ListedApplication | undefined> {
  return (await tx.query<ListedApplication>(`SELECT ${COLUMNS}, a.content FROM ${TABLES} WHERE a.id = $1`, [id])).rows[0];
}

export interface ApplicationFilter {
  roundId: string;
  status?: ApplicationStatus;
  /** Only those that this expert reviews. */
  expertId?: string;
  sort?: Sort<ApplicationOrder>;
  after?: Place;
  limit: number;
}

/** A society may hand in more than one, one after the other. */
const UNIQUE = `s.code || ' ' || lpad(a.n::text, 6, '0')`;
const ORDERS = {
  code: { sql: 's.code', type: 'text' }, name: byName('s.name'), disciplineGroup: { sql: 's.discipline_group', type: 'text' }, status: { sql: 'a.status', type: 'text' },
  submittedAt: { sql: 'a.submitted_at', type: 'timestamptz' },
} as const satisfies Record<string, Order>;
export type ApplicationOrder = keyof typeof ORDERS;

/** By society, then number, unless sorted otherwise; without content; one row more than `limit` when there are more. */
export async function listApplications(tx: Tx, filter: ApplicationFilter): Promise<{ rows: (Omit<ListedApplication, 'content'> & Placed)[]; total: number }> {
  const where = `a.round_id = $1 AND ($2::text IS NULL OR a.status = $2)
    AND ($3::uuid IS NULL OR EXISTS (SELECT 1 FROM review v WHERE v.application_id = a.id AND v.expert_id = $3 AND v.state IN ('assigned', 'scored')))`;
  const values = [filter.roundId, filter.status ?? null, filter.expertId ?? null];
  const order = ordering(ORDERS, UNIQUE, filter.sort ?? 'code', filter.after, 4);
  const { rows } = await tx.query<Omit<ListedApplication, 'content'> & Placed>(
    `SELECT ${COLUMNS}, ${order.columns} FROM ${TABLES} WHERE ${where} AND ${order.where} ORDER BY ${order.orderBy} LIMIT $6`, [...values, ...order.values, filter.limit + 1]);
  const counted = await tx.query<{ total: number }>(`SELECT count(*) AS total FROM application a WHERE ${where}`, values);
  return { rows, total: only(counted.rows).total };
}

export interface Subject {
  application_id: string;
  society_id: string;
  code: string;
  name: string;
  discipline_group: string;
}

/** One application with its society, or all accepted ones of a round. */
export async function subjectsOf(tx: Tx, of: { applicationId: string } | { roundId: string }): Promise<Subject[]> {
  const [where, id] = 'applicationId' in of ? ['a.id = $1', of.applicationId] : [`a.round_id = $1 AND a.status = 'accepted'`, of.roundId];
  return (await tx.query<Subject>(
    `SELECT a.id AS application_id, s.id AS society_id, s.code, s.name, s.discipline_group FROM application a JOIN society s ON s.id = a.society_id
     WHERE ${where} ORDER BY s.code`, [id])).rows;
}

/** Whether the expert reviews it, or has. */
export async function isReviewer(tx: Tx, applicationId: string, expertId: string): Promise<boolean> {
  return (await tx.query(`SELECT 1 FROM review WHERE application_id = $1 AND expert_id = $2 AND state IN ('assigned', 'scored')`, [applicationId, expertId])).rows.length > 0;
}

/** The row with its gate, locked: two withdrawals at once are one after the other. */
export async function lockApplication(tx: Tx, id: string): Promise<(Application & { gate_id: number; receipt: string }) | undefined> {
  return (await tx.query<Application & { gate_id: number; receipt: string }>(
    'SELECT a.*, f.gate_id, f.receipt FROM application a JOIN fact f ON f.id = a.fact_id WHERE a.id = $1 FOR UPDATE OF a', [id])).rows[0];
}

export interface CitedFact {
  id: string;
  kind: string;
  value: Record<string, unknown>;
  occurred_on: string | null;
  as_of: string;
  issuer: string;
  provision: string;
  document: string;
  status: 'active' | 'corrected' | 'withdrawn';
}

/** The facts that an eligibility check weighed, with their sources: records, and our own projects. */
export async function citedFacts(tx: Tx, ids: string[]): Promise<CitedFact[]> {
  if (ids.length === 0) return [];
  return (await tx.query<CitedFact>(
    `SELECT id, kind, value, occurred_on, as_of, issuer, provision, document, status FROM society_record WHERE id = ANY($1::uuid[])
     UNION ALL
     SELECT p.id, 'pastProject', jsonb_build_object('value', p.status, 'programme', r.programme_key), NULL, (coalesce(p.closed_at, app.now(p.realm)) AT TIME ZONE 'Asia/Shanghai')::date,
       '', '', p.number, 'active' FROM project p JOIN round r ON r.id = p.round_id WHERE p.id = ANY($1::uuid[])
     ORDER BY as_of, id`, [ids])).rows;
}
