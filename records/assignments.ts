/** What was computed when experts were assigned, with the proof; and who goes on with fewer reviews. */
import { instant, type Tx } from './pool.js';

export interface AssignmentRun {
  n: number;
  at: number;
  kind: 'whole' | 'gap';
  seed: string;
  readings: number;
  affinity: number;
  bound: number;
  unevenness: number;
  loads: { expert: string; load: number }[];
}

export async function keepAssignment(tx: Tx, realm: string, roundId: string, run: Omit<AssignmentRun, 'n'>): Promise<void> {
  await tx.query(
    `INSERT INTO assignment_run (round_id, n, realm, at, kind, seed, readings, affinity, bound, unevenness, loads)
     VALUES ($1, (SELECT coalesce(max(n), 0) + 1 FROM assignment_run WHERE round_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [roundId, realm, instant(run.at), run.kind, run.seed, run.readings, run.affinity, run.bound, run.unevenness, JSON.stringify(run.loads)],
  );
}

export async function assignmentRuns(tx: Tx, roundId: string): Promise<AssignmentRun[]> {
  return (await tx.query<AssignmentRun>('SELECT * FROM assignment_run WHERE round_id = $1 ORDER BY n', [roundId])).rows;
}

/** By application, with how many reviews it goes on. */
export async function fewerReviews(tx: Tx, roundId: string): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ application_id: string; goes_on_with: number }>('SELECT application_id, goes_on_with FROM fewer_reviews WHERE round_id = $1', [roundId]);
  return new Map(rows.map((row) => [row.application_id, row.goes_on_with]));
}

export interface WithFewer {
  application_id: string;
  goes_on_with: number;
  reason: string;
  decided_at: number;
}

export async function fewerOnRecord(tx: Tx, roundId: string): Promise<WithFewer[]> {
  return (await tx.query<WithFewer>('SELECT application_id, goes_on_with, reason, decided_at FROM fewer_reviews WHERE round_id = $1', [roundId])).rows;
}

export async function goOnWithFewer(
  tx: Tx, of: { realm: string; roundId: string; applicationId: string; reviews: number; reason: string; commandId: string; at: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO fewer_reviews (application_id, realm, round_id, goes_on_with, reason, command_id, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (application_id) DO UPDATE SET goes_on_with = excluded.goes_on_with, reason = excluded.reason, command_id = excluded.command_id, decided_at = excluded.decided_at`,
    [of.applicationId, of.realm, of.roundId, of.reviews, of.reason, of.commandId, instant(of.at)],
  );
}
