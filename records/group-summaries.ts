/** Who leads a discipline group of the panel, and the opinions that leaders have signed. */
import type { GroupSummary } from '../domain/review/summary.js';
import { instant, type Tx } from './pool.js';
import { upheldSocieties } from './publicity.js';

export interface Leader {
  panel: string;
  expert_id: string;
  account_id: string;
  code: string;
  name: string;
}

export async function leadersOf(tx: Tx, roundId: string): Promise<Leader[]> {
  return (await tx.query<Leader>(
    `SELECT m.leads AS panel, m.expert_id, e.account_id, e.code, e.name FROM panel_member m JOIN expert e ON e.id = m.expert_id
     WHERE m.round_id = $1 AND m.leads <> '' ORDER BY m.leads, e.code`, [roundId])).rows;
}

/** One leader per group, one group per leader. False when the expert is not on the panel. */
export async function nameLeader(tx: Tx, roundId: string, panel: string, expertId: string): Promise<boolean> {
  await tx.query(`UPDATE panel_member SET leads = '' WHERE round_id = $1 AND leads = $2`, [roundId, panel]);
  const { rowCount } = await tx.query('UPDATE panel_member SET leads = $2 WHERE round_id = $1 AND expert_id = $3', [roundId, panel, expertId]);
  return rowCount === 1;
}

export interface GroupSheet {
  application_id: string;
  application: string;
  society_name: string;
  group: string;
  expert_id: string;
  expert: string;
  expert_name: string;
  account_id: string;
  total_thousandths: number;
  pass_fail: Record<string, boolean>;
}

/** The sheets that are in, of applications that are still in the running: not withdrawn, not off the list by an objection. */
export async function sheetsOf(tx: Tx, roundId: string): Promise<GroupSheet[]> {
  const out = await upheldSocieties(tx, roundId);
  return (await tx.query<GroupSheet>(
    `SELECT v.application_id, s.code AS application, s.name AS society_name, s.discipline_group AS "group", v.expert_id, e.code AS expert, e.name AS expert_name, e.account_id,
       v.total_thousandths, coalesce(v.entry -> 'passFail', '{}') AS pass_fail
     FROM review v JOIN application a ON a.id = v.application_id JOIN society s ON s.id = a.society_id JOIN expert e ON e.id = v.expert_id
     WHERE v.round_id = $1 AND v.state = 'scored' AND a.status = 'accepted' AND a.society_id <> ALL($2::uuid[]) ORDER BY s.code, e.code`, [roundId, out])).rows;
}

export async function saveSummary(tx: Tx, of: { realm: string; roundId: string; panel: string; expertId: string; at: number }, summary: GroupSummary): Promise<void> {
  await tx.query(
    `INSERT INTO group_summary (round_id, panel, realm, expert_id, opinion, ranking, deviation_reason, dissent, signed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (round_id, panel) DO NOTHING`,
    [of.roundId, of.panel, of.realm, of.expertId, summary.opinion, JSON.stringify(summary.ranking), summary.deviationReason, JSON.stringify(summary.dissent), instant(of.at)],
  );
}

export interface SignedSummary {
  panel: string;
  expert_id: string;
  code: string;
  name: string;
  opinion: string;
  ranking: string[];
  deviation_reason: string;
  dissent: { expertId: string; opinion: string }[];
  signed_at: number;
}

export async function summariesOf(tx: Tx, roundId: string): Promise<SignedSummary[]> {
  return (await tx.query<SignedSummary>(
    'SELECT g.*, e.code, e.name FROM group_summary g JOIN expert e ON e.id = g.expert_id WHERE g.round_id = $1 ORDER BY g.panel', [roundId])).rows;
}
