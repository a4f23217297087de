/** Who may apply in a round: by the assessment's shortlist, the suggested list, as a volunteer, or because everybody may. */
import type { Authority } from '../domain/authority.js';
import { activeSocieties, invitedSocieties } from './assessments.js';
import { instant, type Tx } from './pool.js';

export interface SuggestionSource {
  /** Key of the programme's source. */
  source: string;
  document: string;
  /** The day it vouches for, Beijing. */
  asOf: string;
  note: string;
}

export interface Applicant {
  society_id: string;
  code: string;
  name: string;
  discipline_group: string;
  status: 'active' | 'inactive' | 'merged';
  route: 'suggested' | 'volunteer';
  sources: SuggestionSource[];
  reason: string;
  added_at: number;
}

const APPLICANTS = `SELECT a.*, s.code, s.name, s.discipline_group, s.status FROM applicant a JOIN society s ON s.id = a.society_id`;

/** By code. */
export async function applicantsOf(tx: Tx, roundId: string): Promise<Applicant[]> {
  return (await tx.query<Applicant>(`${APPLICANTS} WHERE a.round_id = $1 ORDER BY s.code`, [roundId])).rows;
}

export async function suggestedOf(tx: Tx, roundId: string): Promise<Applicant[]> {
  return (await applicantsOf(tx, roundId)).filter(({ route }) => route === 'suggested');
}

/** Adds them, or replaces the sources of those that are on the list. Answers how many of them are active societies of the round's authority. */
export async function suggest(
  tx: Tx, round: { id: string; realm: string }, at: number, by: string, entries: readonly { societyId: string; sources: readonly SuggestionSource[] }[],
): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO applicant (round_id, society_id, realm, route, sources, added_by, added_at)
     SELECT $1, s.id, $2, 'suggested', e.sources, $3, $4 FROM jsonb_to_recordset($5) AS e("societyId" uuid, sources jsonb)
       JOIN round r ON r.id = $1
       JOIN society s ON s.id = e."societyId" AND s.realm = $2 AND s.status = 'active' AND s.authority = r.authority
     ON CONFLICT (round_id, society_id) DO UPDATE SET sources = excluded.sources, added_by = excluded.added_by, added_at = excluded.added_at`,
    [round.id, round.realm, by, instant(at), JSON.stringify(entries)],
  );
  return rowCount ?? 0;
}

/** False when it is not on the list. */
export async function unsuggest(tx: Tx, roundId: string, societyId: string): Promise<boolean> {
  return (await tx.query(`DELETE FROM applicant WHERE round_id = $1 AND society_id = $2 AND route = 'suggested'`, [roundId, societyId])).rowCount === 1;
}

/** False when it may apply already. */
export async function volunteer(tx: Tx, round: { id: string; realm: string }, at: number, by: string, societyId: string, reason: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO applicant (round_id, society_id, realm, route, reason, added_by, added_at) VALUES ($1, $2, $3, 'volunteer', $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [round.id, societyId, round.realm, reason, by, instant(at)],
  );
  return rowCount === 1;
}

/** Whom the application window invites. */
export async function invitedBy(tx: Tx, round: { id: string; realm: string; programme: { authority: Authority } }, invites: 'shortlist' | 'suggestedList' | 'all' = 'shortlist'): Promise<string[]> {
  switch (invites) {
    case 'shortlist':
      return invitedSocieties(tx, round.id);
    case 'suggestedList':
      return (await suggestedOf(tx, round.id)).filter(({ status }) => status !== 'merged').map((entry) => entry.society_id);
    case 'all':
      return (await activeSocieties(tx, round.realm, round.programme.authority)).map((society) => society.id);
  }
}
