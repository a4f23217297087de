/**
 * A duplicate becomes part of the society that stays. What it has under way goes over, table by table; what is history, or what
 * the other one has already, stays under the duplicate and is read through it: nothing is deleted, and the decision says by key
 * what went over. Members act for the one that stays, and their scope reaches what stayed (`app.principal_of`).
 */
import type { Candidate, Part } from '../domain/societies/merge.js';
import { record } from './audit.js';
import { instant, only, type Tx } from './pool.js';
import { findSociety } from './societies.js';

interface Move {
  table: string;
  /** Names a row in the decision. */
  keys: string[];
  /** Which rows go over, of `m`; the others stay. Default: all. */
  where?: string;
  /** What else changes. */
  set?: string;
}

/** $1 the duplicate, $2 the one that stays, $3 the applications and $4 the projects that go over, $5 rounds in which the other was assessed itself. */
const GIVEN = '$3::uuid[] IS NOT NULL AND $4::uuid[] IS NOT NULL AND $5::uuid[] IS NOT NULL AND $2::uuid IS NOT NULL';
const NOT_ASSESSED = 'm.round_id <> ALL($5)';
const OF_APPLICATION = 'm.application_id = ANY($3)';
const OF_PROJECT = 'm.project_id = ANY($4)';
const notOwn = (table: string, ...same: string[]): string => `NOT EXISTS (SELECT 1 FROM ${table} o WHERE o.society_id = $2 AND ${same.map((column) => `o.${column} = m.${column}`).join(' AND ')})`;
/** Where the other one was asked for the same, each keeps its own. */
const OTHERS_GATE = notOwn('task', 'gate_id');

/** By what staff call it. In this order: a row is judged by rows that have not gone over yet. */
const MOVES: Record<string, Move[]> = {
  people: [{ table: 'membership', keys: ['id'] }],
  records: [{ table: 'society_record', keys: ['id'] }, { table: 'fact_contest', keys: ['id'] }, { table: 'shared_record', keys: ['id'] }],
  handIns: [{ table: 'fact', keys: ['id'], where: OTHERS_GATE }],
  drafts: [{ table: 'draft', keys: ['task_id'], where: 'NOT EXISTS (SELECT 1 FROM task t JOIN task o ON o.gate_id = t.gate_id AND o.society_id = $2 WHERE t.id = m.task_id)' }],
  extensions: [{ table: 'gate_extension', keys: ['gate_id'], where: OTHERS_GATE }],
  tasks: [{ table: 'task', keys: ['id'], where: OTHERS_GATE }],
  assessments: [
    { table: 'assessment', keys: ['round_id'], where: NOT_ASSESSED }, { table: 'indicator_value', keys: ['round_id', 'indicator'], where: NOT_ASSESSED },
    { table: 'figure_check', keys: ['id'], where: NOT_ASSESSED },
  ],
  collections: [{ table: 'collection_result', keys: ['round_id', 'stage'], where: notOwn('collection_result', 'round_id', 'stage') }],
  suggestions: [{ table: 'applicant', keys: ['round_id'], where: notOwn('applicant', 'round_id') }],
  applications: [
    { table: 'application', keys: ['id'], where: 'm.id = ANY($3)', set: 'case_society_id = coalesce(m.case_society_id, m.society_id)' }, { table: 'eligibility_check', keys: ['id'], where: OF_APPLICATION },
    { table: 'placement', keys: ['application_id'], where: OF_APPLICATION }, { table: 'publicity_entry', keys: ['stage_id', 'application_id'], where: OF_APPLICATION },
  ],
  projects: [
    { table: 'project', keys: ['id'], where: 'm.id = ANY($4)' }, { table: 'instalment', keys: ['project_id', 'key'], where: OF_PROJECT }, { table: 'budget_adjustment', keys: ['id'], where: OF_PROJECT },
    { table: 'audit_appointment', keys: ['project_id'], where: OF_PROJECT }, { table: 'self_evaluation', keys: ['project_id', 'year'], where: OF_PROJECT },
  ],
  sanctions: [{ table: 'sanction', keys: ['id'] }, { table: 'sanction_return', keys: ['id'] }],
  objections: [{ table: 'objection', keys: ['id'] }, { table: 'reexamination', keys: ['objection_id'] }, { table: 'lead', keys: ['id'] }],
  workflows: [{ table: 'wait', keys: ['workflow_id'], where: '(m.application_id IS NULL OR m.application_id = ANY($3)) AND (m.project_id IS NULL OR m.project_id = ANY($4))' }],
};

/** Written once and for all: letters, money, verdicts, documents. */
const HISTORY: Record<string, string> = { letters: 'outbox', documents: 'document', postings: 'ledger_entry', verdicts: 'verdict', vouchers: 'spending', paperEntries: 'paper_entry' };

const PARTS = `SELECT r.id AS "roundId", r.name AS "roundName", r.status IN ('draft', 'running') AS running,
    (SELECT count(*) FROM application a WHERE a.round_id = r.id AND a.society_id = $1) AS applications,
    (SELECT count(*) FROM application a WHERE a.round_id = r.id AND a.society_id = $1 AND a.status <> 'withdrawn') AS standing,
    (SELECT count(*) FROM task t WHERE t.round_id = r.id AND t.society_id = $1 AND t.role = 'society' AND t.state = 'open') AS "openTasks",
    EXISTS (SELECT 1 FROM assessment a WHERE a.round_id = r.id AND a.society_id = $1) AS assessed,
    EXISTS (SELECT 1 FROM assessment a WHERE a.round_id = r.id AND a.society_id = $1 AND a.route IS NOT NULL) AS shortlisted,
    EXISTS (SELECT 1 FROM project p WHERE p.round_id = r.id AND p.society_id = $1) AS funded,
    EXISTS (SELECT 1 FROM sanction s WHERE s.round_id = r.id AND s.society_id = $1 AND s.state <> 'closed') AS sanctioned,
    ARRAY(SELECT DISTINCT c.stage FROM collection_result c JOIN stage s ON s.round_id = c.round_id AND s.key = c.stage AND s.status = 'open' WHERE c.round_id = r.id AND c.society_id = $1) AS collections
  FROM round r WHERE r.realm = $2 ORDER BY r.created_at, r.id`;

/** What a society is and takes part in, for the rule (domain/societies/merge.ts). */
export async function candidateOf(tx: Tx, id: string): Promise<(Candidate & { realm: string; code: string }) | undefined> {
  const society = await findSociety(tx, id);
  if (society === undefined) return undefined;
  const { realm, code, name, status, authority } = society;
  return { id, realm, code, name, status, authority, parts: (await tx.query<Part>(PARTS, [id, realm])).rows };
}

export interface MergeLine {
  what: string;
  moves: number;
  stays: number;
}

/** How much would go over and how much would stay, where there is anything. */
export async function mergePlan(tx: Tx, duplicateId: string, staysId: string): Promise<MergeLine[]> {
  const values = await given(tx, duplicateId, staysId);
  const lines: MergeLine[] = [];
  for (const [what, moves] of Object.entries(MOVES)) {
    const line = { what, moves: 0, stays: 0 };
    for (const { table, where = 'true' } of moves) {
      const { rows } = await tx.query<{ moves: number; stays: number }>(
        `SELECT count(*) FILTER (WHERE ${where}) AS moves, count(*) FILTER (WHERE NOT (${where})) AS stays FROM ${table} m WHERE m.society_id = $1 AND ${GIVEN}`, values);
      const { moves: over, stays } = only(rows);
      line.moves += over;
      line.stays += stays;
    }
    lines.push(line);
  }
  for (const [what, table] of Object.entries(HISTORY)) {
    lines.push({ what, moves: 0, stays: only((await tx.query<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE society_id = $1`, [duplicateId])).rows).n });
  }
  return lines.filter(({ moves, stays }) => moves + stays > 0);
}

/** The values that the conditions read, as things stand before anything goes over. */
async function given(tx: Tx, duplicateId: string, staysId: string): Promise<unknown[]> {
  const ids = async (text: string, values: unknown[]) => (await tx.query<{ id: string }>(text, values)).rows.map((row) => row.id);
  const applications = await ids('SELECT a.id FROM application a WHERE a.society_id = $1 AND NOT EXISTS (SELECT 1 FROM application o WHERE o.round_id = a.round_id AND o.society_id = $2)', [duplicateId, staysId]);
  const projects = await ids('SELECT id FROM project WHERE society_id = $1 AND application_id = ANY($2)', [duplicateId, applications]);
  const assessed = await ids('SELECT round_id AS id FROM assessment WHERE society_id = $1 UNION SELECT round_id FROM indicator_value WHERE society_id = $1', [staysId]);
  return [duplicateId, staysId, applications, projects, assessed];
}

/** In the order in which steps and hand-ins lock: workflows, what is owed, the societies. Nobody hands in for either until the end. */
export async function lockForMerge(tx: Tx, duplicateId: string, staysId: string): Promise<void> {
  const both = [duplicateId, staysId];
  await tx.query(`SELECT 1 FROM wait WHERE society_id = ANY($1) AND state <> 'closed' ORDER BY workflow_id FOR UPDATE`, [both]);
  await tx.query(`SELECT 1 FROM task WHERE society_id = ANY($1) AND state = 'open' ORDER BY id FOR UPDATE`, [both]);
  await tx.query('SELECT 1 FROM society WHERE id = ANY($1) ORDER BY id FOR UPDATE', [both]);
}

export interface NewMerge {
  realm: string;
  duplicateId: string;
  staysId: string;
  reason: string;
  by: string;
  /** Epoch milliseconds. */
  at: number;
}

/** After the locks and the rule. */
export async function mergeSocieties(tx: Tx, merge: NewMerge): Promise<void> {
  const { realm, duplicateId, staysId, reason, by, at } = merge;
  const kept = Object.fromEntries((await mergePlan(tx, duplicateId, staysId)).flatMap(({ what, stays }) => (stays > 0 ? [[what, stays]] : [])));
  const values = await given(tx, duplicateId, staysId);
  const moved: Record<string, string[]> = {};
  for (const { table, keys, where = 'true', set } of Object.values(MOVES).flat()) {
    const { rows } = await tx.query<{ key: string }>(
      `UPDATE ${table} m SET society_id = $2${set === undefined ? '' : `, ${set}`} WHERE m.society_id = $1 AND ${GIVEN} AND ${where} RETURNING concat_ws(' ', ${keys.map((key) => `m.${key}`).join(', ')}) AS key`, values);
    if (rows.length > 0) moved[table] = rows.map(({ key }) => key);
  }
  await tx.query(`UPDATE society SET status = 'merged', merged_into = $2, version = version + 1 WHERE id = $1`, [duplicateId, staysId]);
  // Whoever was merged into the duplicate before belongs to the same one now; the earlier decision stays as it was taken.
  await tx.query('UPDATE society SET merged_into = $2 WHERE merged_into = $1', [duplicateId, staysId]);
  await tx.query(
    'INSERT INTO society_merge (duplicate_id, stays_id, realm, reason, moved, kept, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [duplicateId, staysId, realm, reason, moved, kept, by, instant(at)]);
  const counts = Object.fromEntries(Object.entries(moved).map(([table, keys]) => [table, keys.length]));
  await record(tx, { stream: `society/${duplicateId}`, realm, actor: by, action: 'society.merge', body: { into: staysId, reason, moved: counts, kept } });
  await record(tx, { stream: `society/${staysId}`, realm, actor: by, action: 'society.absorb', body: { duplicate: duplicateId, reason, moved: counts, kept } });
}

export interface MergeRow {
  duplicate_id: string;
  duplicate_code: string;
  duplicate_name: string;
  stays_id: string;
  stays_code: string;
  stays_name: string;
  reason: string;
  moved: Record<string, string[]>;
  kept: Record<string, number>;
  decided_by: string | null;
  decided_at: number;
}

/** Of a society, on either side; the newest first. */
export async function mergesOf(tx: Tx, societyId: string): Promise<MergeRow[]> {
  return (await tx.query<MergeRow>(
    `SELECT m.*, d.code AS duplicate_code, d.name AS duplicate_name, s.code AS stays_code, s.name AS stays_name, a.name AS decided_by
     FROM society_merge m JOIN society d ON d.id = m.duplicate_id JOIN society s ON s.id = m.stays_id LEFT JOIN account a ON a.id = m.decided_by
     WHERE m.duplicate_id = $1 OR m.stays_id = $1 ORDER BY m.decided_at DESC, d.code`, [societyId])).rows;
}

/** How much went over in each of the office's words. */
export const countMoved = (moved: MergeRow['moved']): { what: string; count: number }[] =>
  Object.entries(MOVES).map(([what, moves]) => ({ what, count: moves.reduce((sum, { table }) => sum + (moved[table]?.length ?? 0), 0) })).filter(({ count }) => count > 0);

export async function peopleOf(tx: Tx, societyId: string): Promise<{ name: string; email: string; locale: string }[]> {
  return (await tx.query<{ name: string; email: string; locale: string }>(`SELECT a.name, a.email, a.locale FROM account a JOIN membership m ON m.account_id = a.id WHERE m.society_id = $1 ORDER BY a.email`, [societyId])).rows;
}
