/** The experts of a realm, and the panel of a round. */
import { byName, type Order, ordering, type Place, type Placed, type Sort } from './ordering.js';
import { containing, only, type Tx } from './pool.js';
import type { Expert } from './reviews.js';

export interface ListedExpert extends Expert {
  active: boolean;
  email: string;
}

const TABLES = 'expert e JOIN account a ON a.id = e.account_id';
const LISTED = `SELECT e.*, a.email FROM ${TABLES}`;

export async function addExpert(
  tx: Tx, expert: { realm: string; accountId: string; code: string; name: string; disciplineGroup: string; maxLoad: number } & Background,
): Promise<ListedExpert | 'codeTaken'> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO expert (realm, account_id, code, name, discipline_group, employer, max_load, sub_disciplines, keywords, neighbouring_groups, offices, joint_projects)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (realm, code) DO NOTHING RETURNING id`,
    [expert.realm, expert.accountId, expert.code, expert.name, expert.disciplineGroup, expert.employer, expert.maxLoad, ...backgroundOf(expert)],
  );
  const [added] = rows;
  return added === undefined ? 'codeTaken' : only((await tx.query<ListedExpert>(`${LISTED} WHERE e.id = $1`, [added.id])).rows);
}

/** What experts are matched by, and what keeps them from an application. Societies by code. */
export interface Background {
  employer: string;
  subDisciplines: string[];
  keywords: string[];
  neighbouringGroups: string[];
  offices: Expert['offices'];
  jointProjects: Expert['joint_projects'];
}

const backgroundOf = (one: Omit<Background, 'employer'>) =>
  [one.subDisciplines, one.keywords, one.neighbouringGroups, JSON.stringify(one.offices), JSON.stringify(one.jointProjects)];

export async function findExpert(tx: Tx, id: string): Promise<ListedExpert | undefined> {
  return (await tx.query<ListedExpert>(`${LISTED} WHERE e.id = $1`, [id])).rows[0];
}

/** Undefined when somebody else has changed it meanwhile. */
export async function changeExpert(tx: Tx, id: string, version: number, change: Background & { maxLoad: number; active: boolean }): Promise<ListedExpert | undefined> {
  const { rowCount } = await tx.query(
    `UPDATE expert SET employer = $3, max_load = $4, active = $5, sub_disciplines = $6, keywords = $7, neighbouring_groups = $8, offices = $9, joint_projects = $10, version = version + 1
     WHERE id = $1 AND version = $2`,
    [id, version, change.employer, change.maxLoad, change.active, ...backgroundOf(change)],
  );
  return rowCount === 1 ? findExpert(tx, id) : undefined;
}

export interface ExpertFilter {
  search?: string;
  disciplineGroup?: string;
  active?: boolean;
  sort?: Sort<ExpertOrder>;
  after?: Place;
  limit: number;
}

const ORDERS = {
  code: { sql: 'e.code', type: 'text' }, name: byName('e.name'), disciplineGroup: { sql: 'e.discipline_group', type: 'text' }, employer: byName('e.employer'), maxLoad: { sql: 'e.max_load', type: 'bigint' },
} as const satisfies Record<string, Order>;
export type ExpertOrder = keyof typeof ORDERS;

/** By code unless sorted otherwise; one row more than `limit` when there are more. */
export async function listExperts(tx: Tx, filter: ExpertFilter): Promise<{ rows: (ListedExpert & Placed)[]; total: number }> {
  const where = `($1::text IS NULL OR e.name ILIKE $1 OR e.code ILIKE $1) AND ($2::text IS NULL OR e.discipline_group = $2) AND ($3::boolean IS NULL OR e.active = $3)`;
  const search = containing(filter.search);
  const values = [search, filter.disciplineGroup ?? null, filter.active ?? null];
  const order = ordering(ORDERS, 'e.code', filter.sort ?? 'code', filter.after, 4);
  const { rows } = await tx.query<ListedExpert & Placed>(`SELECT e.*, a.email, ${order.columns} FROM ${TABLES} WHERE ${where} AND ${order.where} ORDER BY ${order.orderBy} LIMIT $6`, [
    ...values, ...order.values, filter.limit + 1,
  ]);
  const counted = await tx.query<{ total: number }>(`SELECT count(*) AS total FROM expert e WHERE ${where}`, values);
  return { rows, total: only(counted.rows).total };
}

export interface PanelMember extends ListedExpert {
  declared_at: number | null;
  conflicts: number;
  assigned: number;
  scored: number;
}

/** Everybody invited to a round's panel, with what each still has to read. */
export async function panelMembers(tx: Tx, roundId: string): Promise<PanelMember[]> {
  return (await tx.query<PanelMember>(
    `SELECT e.*, a.email, m.declared_at,
       (SELECT count(*) FROM conflict c WHERE c.round_id = m.round_id AND c.expert_id = e.id) AS conflicts,
       (SELECT count(*) FROM review v WHERE v.round_id = m.round_id AND v.expert_id = e.id AND v.state = 'assigned') AS assigned,
       (SELECT count(*) FROM review v WHERE v.round_id = m.round_id AND v.expert_id = e.id AND v.state = 'scored') AS scored
     FROM panel_member m JOIN expert e ON e.id = m.expert_id JOIN account a ON a.id = e.account_id WHERE m.round_id = $1 ORDER BY e.code`, [roundId])).rows;
}
