/** The publicised lists, the objections to them and the results, as the public and the office read them. */
import type { Admissibility } from '../domain/publicity/admissibility.js';
import type { Tx } from './pool.js';
import type { ObjectionState } from './publicity.js';

export interface PublicityPeriod {
  stage_id: string;
  round_id: string;
  round_name: string;
  programme_version_id: string;
  workflow_id: string;
  n: number;
  stage_status: 'open' | 'done' | 'cancelled';
  gate_id: number;
  gate_status: 'open' | 'sealed';
  opens_at: number;
  due_at: number;
  suspended_at: number | null;
  listed: number;
  /** Whether the list has been posted: its time has come, and the office has confirmed its check. */
  posted: boolean;
  /** Another list has taken its place. */
  withdrawn: boolean;
}

const POSTED = `(g.opens_at <= app.now(st.realm)
    AND NOT EXISTS (SELECT 1 FROM task t WHERE t.workflow_id = st.workflow_id AND t.kind = 'confirmPosting' AND t.state IN ('open', 'cancelled')))`;

const PERIOD = `SELECT st.id AS stage_id, st.round_id, r.name AS round_name, r.programme_version_id, st.workflow_id, st.n, st.status AS stage_status, g.id AS gate_id,
    g.status AS gate_status, g.opens_at, g.due_at, g.suspended_at, ${POSTED} AS posted, st.superseded_by IS NOT NULL AS withdrawn,
    (SELECT count(*) FROM publicity_entry p WHERE p.stage_id = st.id AND p.status = 'listed') AS listed
  FROM stage st JOIN round r ON r.id = st.round_id JOIN step sp ON sp.workflow_id = st.workflow_id AND sp.key = 'publicity' JOIN gate g ON g.id = sp.gate_id`;

export async function findPublicity(tx: Tx, stageId: string): Promise<PublicityPeriod | undefined> {
  return (await tx.query<PublicityPeriod>(`${PERIOD} WHERE st.id = $1 AND st.type = 'publicityPeriod'`, [stageId])).rows[0];
}

/** Newest first; without those that are not posted yet unless `all`. */
export async function listPublicity(tx: Tx, filter: { roundId?: string; all: boolean; limit: number }): Promise<PublicityPeriod[]> {
  return (await tx.query<PublicityPeriod>(
    `${PERIOD} WHERE st.type = 'publicityPeriod' AND ($1::uuid IS NULL OR st.round_id = $1) AND ($2 OR ${POSTED}) ORDER BY g.opens_at DESC, st.id LIMIT $3`,
    [filter.roundId ?? null, filter.all, filter.limit])).rows;
}

export interface PublicEntry {
  society_id: string;
  code: string;
  name: string;
  discipline_group: string;
  tier: string;
  status: 'listed' | 'removed';
}

/** By tier, then society; nobody's rank or score is public. */
export async function publicEntries(tx: Tx, stageId: string): Promise<PublicEntry[]> {
  return (await tx.query<PublicEntry>(
    `SELECT p.society_id, s.code, s.name, s.discipline_group, p.tier, p.status FROM publicity_entry p JOIN society s ON s.id = p.society_id
     WHERE p.stage_id = $1 ORDER BY p.tier, s.code`, [stageId])).rows;
}

export interface ListedObjection {
  id: string;
  round_id: string;
  stage_id: string;
  society_id: string;
  code: string;
  society_name: string;
  named: boolean;
  state: ObjectionState;
  admissibility: Admissibility & { because?: string };
  grounds: string;
  answer: string | null;
  answer_due_at: number | null;
  received_at: number;
  answered_at: number | null;
  receipt: string;
  workflow_id: string;
  stage_status: 'open' | 'done' | 'cancelled';
  answered_by: string | null;
}

const OBJECTION = `SELECT o.*, s.code, s.name AS society_name, f.receipt, st.workflow_id, st.status AS stage_status FROM objection o JOIN society s ON s.id = o.society_id
  JOIN fact f ON f.id = o.fact_id JOIN stage st ON st.id = o.stage_id`;

export async function listObjections(tx: Tx, roundId: string): Promise<ListedObjection[]> {
  return (await tx.query<ListedObjection>(`${OBJECTION} WHERE o.round_id = $1 ORDER BY o.received_at, o.id`, [roundId])).rows;
}

export async function findListedObjection(tx: Tx, id: string): Promise<ListedObjection | undefined> {
  return (await tx.query<ListedObjection>(`${OBJECTION} WHERE o.id = $1`, [id])).rows[0];
}

export async function objectorOf(tx: Tx, objectionId: string): Promise<{ name: string; contact: string } | undefined> {
  return (await tx.query<{ name: string; contact: string }>('SELECT name, contact FROM objector WHERE objection_id = $1', [objectionId])).rows[0];
}

/** By its receipt, with who objected: for whoever asks for its re-examination. */
export async function objectionByReceipt(tx: Tx, receipt: string): Promise<(ListedObjection & { name: string | null; contact: string | null }) | undefined> {
  return (await tx.query<ListedObjection & { name: string | null; contact: string | null }>(
    `SELECT o.*, s.code, s.name AS society_name, f.receipt, st.workflow_id, st.status AS stage_status, w.name, w.contact FROM objection o JOIN society s ON s.id = o.society_id
     JOIN fact f ON f.id = o.fact_id JOIN stage st ON st.id = o.stage_id LEFT JOIN objector w ON w.objection_id = o.id WHERE f.receipt = $1`, [receipt])).rows[0];
}

/** The objection by which the society left that list. */
export async function upheldAgainst(tx: Tx, stageId: string, societyId: string): Promise<ListedObjection | undefined> {
  return (await tx.query<ListedObjection>(`${OBJECTION} WHERE o.stage_id = $1 AND o.society_id = $2 AND o.state = 'upheld' ORDER BY o.answered_at LIMIT 1`, [stageId, societyId])).rows[0];
}

export interface PublicReceipt {
  fact_id: string;
  receipt: string;
  kind: string;
  at: number;
  body_hash: string;
  round_id: string;
  round_name: string;
}

export async function findReceipt(tx: Tx, receipt: string): Promise<PublicReceipt | undefined> {
  return (await tx.query<PublicReceipt>(
    'SELECT f.id AS fact_id, f.receipt, f.kind, f.at, f.body_hash, f.round_id, r.name AS round_name FROM fact f JOIN round r ON r.id = f.round_id WHERE f.receipt = $1', [receipt])).rows[0];
}

export interface Award {
  society_id: string;
  code: string;
  name: string;
  discipline_group: string;
  tier: string;
  number: string;
}

/** By tier, then society. */
export async function awardsOf(tx: Tx, roundId: string): Promise<Award[]> {
  return (await tx.query<Award>(
    `SELECT p.society_id, s.code, s.name, s.discipline_group, p.tier, p.number FROM project p JOIN society s ON s.id = p.society_id WHERE p.round_id = $1 ORDER BY p.tier, s.code`,
    [roundId])).rows;
}
