/** The programme version that a round is pinned to, and what stands in the way of another. */
import type { Standing } from '../domain/programme/migration.js';
import { only, type Tx } from './pool.js';
import { type PlannedRound, stagesOf } from './rounds.js';

export async function standingOf(tx: Tx, round: Pick<PlannedRound, 'id' | 'status'>): Promise<Standing> {
  const attempts = await stagesOf(tx, round.id);
  const latest = new Map(attempts.map((attempt) => [attempt.key, attempt]));
  const { ranked } = only((await tx.query<{ ranked: boolean }>('SELECT EXISTS (SELECT 1 FROM placement WHERE round_id = $1) AS ranked', [round.id])).rows);
  return { status: round.status, begun: [...latest.values()].map(({ key, type, status }) => ({ key, type, status })), ranked };
}

export async function pinVersion(tx: Tx, roundId: string, versionId: string): Promise<void> {
  await tx.query('UPDATE round SET programme_version_id = $2, version = version + 1 WHERE id = $1', [roundId, versionId]);
}

/** Societies that still owe something in the round, or whose application is alive. */
export async function concernedSocieties(tx: Tx, roundId: string): Promise<string[]> {
  return (await tx.query<{ id: string }>(
    `SELECT DISTINCT id FROM (
       SELECT society_id AS id FROM task WHERE round_id = $1 AND state = 'open' AND society_id IS NOT NULL
       UNION SELECT society_id FROM application WHERE round_id = $1 AND status IN ('submitted', 'correcting', 'accepted')
       UNION SELECT society_id FROM assessment WHERE round_id = $1 AND route IS NOT NULL) AS concerned ORDER BY id`, [roundId])).rows.map((row) => row.id);
}
