/** Expert review: the panel, its conflicts, who reviews what, scores, and the resulting placement. */
import { instant, type Tx } from './pool.js';

export interface Expert {
  id: string;
  account_id: string;
  code: string;
  name: string;
  discipline_group: string;
  employer: string;
  max_load: number;
  sub_disciplines: string[];
  keywords: string[];
  neighbouring_groups: string[];
  /** Societies by code. */
  offices: { society: string; office: string; until?: string }[];
  joint_projects: { society: string; title: string; endedOn?: string }[];
  version: number;
}

export async function expertsById(tx: Tx, ids: string[]): Promise<Expert[]> {
  return (await tx.query<Expert>('SELECT * FROM expert WHERE id = ANY($1::uuid[]) AND active ORDER BY code', [ids])).rows;
}

export async function addPanel(tx: Tx, realm: string, roundId: string, expertIds: string[]): Promise<void> {
  await tx.query('INSERT INTO panel_member (round_id, expert_id, realm) SELECT $1, id, $2 FROM unnest($3::uuid[]) AS id ON CONFLICT DO NOTHING', [roundId, realm, expertIds]);
}

export async function panelOf(tx: Tx, roundId: string, onlyDeclared: boolean): Promise<Expert[]> {
  return (await tx.query<Expert>(
    `SELECT e.* FROM panel_member m JOIN expert e ON e.id = m.expert_id
     WHERE m.round_id = $1 AND e.active AND (NOT $2 OR m.declared_at IS NOT NULL) ORDER BY e.code`, [roundId, onlyDeclared])).rows;
}

export async function expertOfAccount(tx: Tx, accountId: string): Promise<Expert | undefined> {
  return (await tx.query<Expert>('SELECT * FROM expert WHERE account_id = $1', [accountId])).rows[0];
}

export async function declareConflicts(tx: Tx, realm: string, roundId: string, expertId: string, at: number, conflicts: { applicationId: string; reason: string }[]): Promise<void> {
  await tx.query('UPDATE panel_member SET declared_at = $3 WHERE round_id = $1 AND expert_id = $2', [roundId, expertId, instant(at)]);
  await addConflicts(tx, realm, roundId, 'declared', conflicts.map((conflict) => ({ ...conflict, expertId })));
}

/** Declared by the expert, found by a rule, or recorded by the office when it came to light. */
export type ConflictSource = 'declared' | 'detected' | 'recorded';

export async function addConflicts(
  tx: Tx, realm: string, roundId: string, source: ConflictSource, conflicts: { expertId: string; applicationId: string; reason: string }[],
): Promise<void> {
  if (conflicts.length === 0) return;
  await tx.query(
    `INSERT INTO conflict (round_id, expert_id, application_id, realm, source, reason)
     SELECT $1, c."expertId", c."applicationId", $2, $3, c.reason FROM jsonb_to_recordset($4) AS c("expertId" uuid, "applicationId" uuid, reason text)
     ON CONFLICT DO NOTHING`,
    [roundId, realm, source, JSON.stringify(conflicts)],
  );
}

/** Open gates for declarations of conflict that experts invited at this step owe, locked. */
export async function declarationGates(tx: Tx, workflowId: string, step: string): Promise<number[]> {
  const gates = (await tx.query<{ id: number }>(`SELECT id FROM gate WHERE workflow_id = $1 AND step = $2 AND status = 'open' ORDER BY id`, [workflowId, step])).rows;
  for (const { id } of gates) await tx.query('SELECT pg_advisory_xact_lock($1)', [id]);
  return gates.map(({ id }) => id);
}

export async function conflictsOf(tx: Tx, roundId: string): Promise<{ expert_id: string; application_id: string }[]> {
  return (await tx.query<{ expert_id: string; application_id: string }>('SELECT expert_id, application_id FROM conflict WHERE round_id = $1', [roundId])).rows;
}

export async function addReviews(tx: Tx, realm: string, roundId: string, pairs: { applicationId: string; expertId: string }[]): Promise<void> {
  await tx.query(
    `INSERT INTO review (realm, round_id, application_id, expert_id)
     SELECT $1, $2, p."applicationId", p."expertId" FROM jsonb_to_recordset($3) AS p("applicationId" uuid, "expertId" uuid) ON CONFLICT DO NOTHING`,
    [realm, roundId, JSON.stringify(pairs)],
  );
}

export interface Review {
  id: string;
  application_id: string;
  expert_id: string;
  account_id: string;
  state: 'assigned' | 'scored' | 'recused' | 'released';
  entry: Record<string, unknown> | null;
  total_thousandths: number | null;
}

export async function reviewsOf(tx: Tx, roundId: string): Promise<Review[]> {
  return (await tx.query<Review>(
    'SELECT r.*, e.account_id FROM review r JOIN expert e ON e.id = r.expert_id WHERE r.round_id = $1 ORDER BY r.application_id, e.code', [roundId])).rows;
}

/** Stores a score once. False when this expert does not review that application. */
export async function saveScore(tx: Tx, applicationId: string, expertId: string, entry: unknown, totalThousandths: number, at: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE review SET state = 'scored', entry = $3, total_thousandths = $4, scored_at = $5 WHERE application_id = $1 AND expert_id = $2 AND state = 'assigned'`,
    [applicationId, expertId, entry, totalThousandths, instant(at)],
  );
  return rowCount === 1;
}

/** A sheet that is in is only touched when `from` says so; it stays on record and no longer counts. */
export async function setReviewState(tx: Tx, applicationId: string, expertId: string, state: 'recused' | 'released', from: Review['state'][] = ['assigned']): Promise<void> {
  await tx.query('UPDATE review SET state = $3 WHERE application_id = $1 AND expert_id = $2 AND state = ANY($4)', [applicationId, expertId, state, from]);
}

export interface Placement {
  application_id: string;
  society_id: string;
  code: string;
  rank: number;
  score_thousandths: number;
  tier: string | null;
  status: 'listed' | 'reserve' | 'removed' | 'awarded';
}

export interface NewPlacement {
  applicationId: string;
  societyId: string;
  rank: number;
  scoreThousandths: number;
  rawThousandths: number;
  spreadThousandths: number;
  reviews: number;
  tier: string | null;
  why: Record<string, unknown>;
}

/** Replaces the round's placements: until the ranking is confirmed it may be computed again. */
export async function savePlacements(tx: Tx, realm: string, roundId: string, placements: NewPlacement[]): Promise<void> {
  await tx.query('DELETE FROM placement WHERE round_id = $1', [roundId]);
  await tx.query(
    `INSERT INTO placement (round_id, realm, application_id, society_id, rank, score_thousandths, raw_thousandths, spread_thousandths, reviews, tier, status, why)
     SELECT $1, $2, p."applicationId", p."societyId", p.rank, p."scoreThousandths", p."rawThousandths", p."spreadThousandths", p.reviews, p.tier,
       CASE WHEN p.tier IS NULL THEN 'reserve' ELSE 'listed' END, p.why
     FROM jsonb_to_recordset($3) AS p("applicationId" uuid, "societyId" uuid, rank int, "scoreThousandths" bigint, "rawThousandths" bigint,
       "spreadThousandths" bigint, reviews int, tier text, why jsonb)`,
    [roundId, realm, JSON.stringify(placements)],
  );
}

export async function placementsOf(tx: Tx, roundId: string): Promise<Placement[]> {
  return (await tx.query<Placement>(
    'SELECT p.*, s.code FROM placement p JOIN society s ON s.id = p.society_id WHERE p.round_id = $1 ORDER BY p.rank, s.code', [roundId])).rows;
}

export async function placementStatus(tx: Tx, applicationId: string): Promise<Placement['status'] | undefined> {
  return (await tx.query<Pick<Placement, 'status'>>('SELECT status FROM placement WHERE application_id = $1', [applicationId])).rows[0]?.status;
}

export async function setPlacement(tx: Tx, applicationId: string, status: Placement['status'], tier: string | null): Promise<void> {
  await tx.query('UPDATE placement SET status = $2, tier = coalesce($3, tier) WHERE application_id = $1', [applicationId, status, tier]);
}

/** In the reserve nobody has a tier. */
export async function clearTier(tx: Tx, applicationId: string): Promise<void> {
  await tx.query(`UPDATE placement SET tier = NULL WHERE application_id = $1 AND status = 'reserve'`, [applicationId]);
}
