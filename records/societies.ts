/** The societies of a realm, and what is recorded about each with its source. */
import type { Authority, RecordAuthority } from '../domain/authority.js';
import { byName, type Order, ordering, type Place, type Placed, type Sort } from './ordering.js';
import { containing, only, type Tx } from './pool.js';

export interface Society {
  id: string;
  realm: string;
  code: string;
  name: string;
  discipline_group: string;
  email: string;
  contact: string;
  phone: string;
  status: 'active' | 'inactive' | 'merged';
  version: number;
  created_at: number;
  authority: Authority;
  /** Of a duplicate: the one that stays. */
  merged_into: string | null;
  merged_code: string | null;
  merged_name: string | null;
}

export interface NewSociety {
  realm: string;
  code: string;
  name: string;
  disciplineGroup: string;
  email: string;
  contact: string;
  phone: string;
  authority: Authority;
}

export async function createSociety(tx: Tx, society: NewSociety): Promise<Society | 'codeTaken'> {
  const { rows } = await tx.query<Society>(
    `INSERT INTO society (realm, code, name, discipline_group, email, contact, phone, authority) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (realm, code) DO NOTHING RETURNING *, NULL AS merged_code, NULL AS merged_name`,
    [society.realm, society.code, society.name, society.disciplineGroup, society.email, society.contact, society.phone, society.authority],
  );
  return rows[0] ?? 'codeTaken';
}

const SOCIETIES = 'SELECT s.*, t.code AS merged_code, t.name AS merged_name FROM society s LEFT JOIN society t ON t.id = s.merged_into';

export async function findSociety(tx: Tx, id: string): Promise<Society | undefined> {
  return (await tx.query<Society>(`${SOCIETIES} WHERE s.id = $1`, [id])).rows[0];
}

export interface SocietyFilter {
  search?: string;
  disciplineGroup?: string;
  status?: Society['status'];
  authority?: Authority;
  sort?: Sort<SocietyOrder>;
  after?: Place;
  limit: number;
}

const ORDERS = {
  code: { sql: 'code', type: 'text' }, name: byName('name'), disciplineGroup: { sql: 'discipline_group', type: 'text' }, contact: byName('contact'), status: { sql: 'status', type: 'text' },
} as const satisfies Record<string, Order>;
export type SocietyOrder = keyof typeof ORDERS;

/** By code unless sorted otherwise; one row more than `limit` when there are more. */
export async function listSocieties(tx: Tx, filter: SocietyFilter): Promise<{ rows: (Society & Placed)[]; total: number }> {
  const where = `($1::text IS NULL OR name ILIKE $1 OR code ILIKE $1) AND ($2::text IS NULL OR discipline_group = $2) AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR authority = $4)`;
  const search = containing(filter.search);
  const values = [search, filter.disciplineGroup ?? null, filter.status ?? null, filter.authority ?? null];
  const order = ordering(ORDERS, 'code', filter.sort ?? 'code', filter.after, 5);
  const { rows } = await tx.query<Society & Placed>(`SELECT *, ${order.columns} FROM (${SOCIETIES}) society WHERE ${where} AND ${order.where} ORDER BY ${order.orderBy} LIMIT $7`, [
    ...values, ...order.values, filter.limit + 1,
  ]);
  const counted = await tx.query<{ total: number }>(`SELECT count(*) AS total FROM society WHERE ${where}`, values);
  return { rows, total: only(counted.rows).total };
}

export type SocietyChange = Partial<Pick<NewSociety, 'name' | 'disciplineGroup' | 'email' | 'contact' | 'phone'>> & { status?: 'active' | 'inactive' };

/** Undefined when somebody else changed it since `version`. */
export async function updateSociety(tx: Tx, id: string, version: number, change: SocietyChange): Promise<Society | undefined> {
  const { rows } = await tx.query<Society>(
    `UPDATE society SET name = coalesce($3, name), discipline_group = coalesce($4, discipline_group), email = coalesce($5, email), contact = coalesce($6, contact),
       phone = coalesce($7, phone), status = coalesce($8, status), version = version + 1 WHERE id = $1 AND version = $2 AND status <> 'merged' RETURNING *, NULL AS merged_code, NULL AS merged_name`,
    [id, version, change.name ?? null, change.disciplineGroup ?? null, change.email ?? null, change.contact ?? null, change.phone ?? null, change.status ?? null],
  );
  return rows[0];
}

export interface RecordRow {
  id: string;
  society_id: string;
  kind: string;
  value: Record<string, unknown>;
  occurred_on: string | null;
  as_of: string;
  issuer: string;
  provision: string;
  document: string;
  status: 'active' | 'corrected' | 'withdrawn';
  replaces: string | null;
  created_by: string | null;
  created_at: number;
  authority: RecordAuthority;
}

export interface NewRecord {
  realm: string;
  societyId: string;
  kind: string;
  value: Record<string, unknown>;
  /** `YYYY-MM-DD`, Beijing. */
  occurredOn?: string;
  asOf: string;
  issuer: string;
  provision: string;
  document: string;
  /** Whose record it is; the society's own authority's unless said otherwise. */
  authority?: RecordAuthority;
  /** The record that this one corrects. */
  replaces?: string;
  by: string;
}

export async function addRecord(tx: Tx, record: NewRecord): Promise<RecordRow> {
  const { rows } = await tx.query<RecordRow>(
    `INSERT INTO society_record (realm, society_id, kind, value, occurred_on, as_of, issuer, provision, document, replaces, created_by, authority)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, coalesce($12, (SELECT authority FROM society WHERE id = $2))) RETURNING *`,
    [
      record.realm, record.societyId, record.kind, record.value, record.occurredOn ?? null, record.asOf, record.issuer, record.provision, record.document,
      record.replaces ?? null, record.by, record.authority ?? null,
    ],
  );
  return only(rows);
}

/** Corrected and withdrawn records stay, and decide nothing any more. False when it is not active. */
export async function retireRecord(tx: Tx, societyId: string, id: string, status: 'corrected' | 'withdrawn'): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE society_record SET status = $3 WHERE id = $1 AND society_id = $2 AND status = 'active'`, [id, societyId, status]);
  return rowCount === 1;
}

/** Newest first. */
export async function listRecords(tx: Tx, societyId: string): Promise<RecordRow[]> {
  return (await tx.query<RecordRow>('SELECT * FROM society_record WHERE society_id = $1 ORDER BY as_of DESC, created_at DESC, id', [societyId])).rows;
}
