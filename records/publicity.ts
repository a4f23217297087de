/** The publicised list and the objections to it. Who objected is kept apart. */
import { instant, only, type Tx } from './pool.js';

export interface PublicityEntry {
  society_id: string;
  application_id: string;
  tier: string;
  status: 'listed' | 'removed';
}

export async function publish(
  tx: Tx, stage: { id: string; realm: string; roundId: string }, entries: { societyId: string; applicationId: string; tier: string }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO publicity_entry (stage_id, realm, round_id, society_id, application_id, tier)
     SELECT $1, $2, $3, e."societyId", e."applicationId", e.tier
     FROM jsonb_to_recordset($4) AS e("societyId" uuid, "applicationId" uuid, tier text) ON CONFLICT DO NOTHING`,
    [stage.id, stage.realm, stage.roundId, JSON.stringify(entries)],
  );
}

export async function entriesOf(tx: Tx, stageId: string): Promise<PublicityEntry[]> {
  return (await tx.query<PublicityEntry>('SELECT * FROM publicity_entry WHERE stage_id = $1 ORDER BY tier, society_id', [stageId])).rows;
}

export async function removeEntry(tx: Tx, stageId: string, societyId: string): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE publicity_entry SET status = 'removed' WHERE stage_id = $1 AND society_id = $2 AND status = 'listed'`, [stageId, societyId]);
  return rowCount === 1;
}

export interface NewObjection {
  realm: string;
  roundId: string;
  stageId: string;
  societyId: string;
  factId: string;
  /** An objection with a real name is answered; an anonymous one is kept as a lead. */
  objector: { name: string; contact: string } | null;
  grounds: string;
  receivedAt: number;
  answerDueAt: number | null;
}

export async function addObjection(tx: Tx, objection: NewObjection): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO objection (realm, round_id, stage_id, society_id, fact_id, named, state, grounds, received_at, answer_due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      objection.realm, objection.roundId, objection.stageId, objection.societyId, objection.factId, objection.objector !== null,
      objection.objector ? 'open' : 'lead', objection.grounds, instant(objection.receivedAt),
      objection.answerDueAt === null ? null : instant(objection.answerDueAt),
    ],
  );
  const { id } = only(rows);
  if (objection.objector) {
    await tx.query('INSERT INTO objector (objection_id, realm, name, contact) VALUES ($1, $2, $3, $4)', [id, objection.realm, objection.objector.name, objection.objector.contact]);
  }
  return id;
}

export interface Objection {
  id: string;
  stage_id: string;
  society_id: string;
  fact_id: string;
  state: 'open' | 'lead' | 'upheld' | 'rejected';
}

export async function findObjection(tx: Tx, id: string): Promise<Objection | undefined> {
  return (await tx.query<Objection>('SELECT * FROM objection WHERE id = $1', [id])).rows[0];
}

export async function openObjections(tx: Tx, stageId: string): Promise<{ n: number; answerDueAt: number | null }> {
  return only((await tx.query<{ n: number; answerDueAt: number | null }>(
    `SELECT count(*) AS n, min(answer_due_at) AS "answerDueAt" FROM objection WHERE stage_id = $1 AND state = 'open'`, [stageId])).rows);
}

export async function answerObjection(tx: Tx, id: string, state: 'upheld' | 'rejected', answer: string, at: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE objection SET state = $2, answer = $3, answered_at = $4 WHERE id = $1 AND state = 'open'`, [id, state, answer, instant(at)]);
  return rowCount === 1;
}

export async function objectorContact(tx: Tx, objectionId: string): Promise<string | undefined> {
  return (await tx.query<{ contact: string }>('SELECT contact FROM objector WHERE objection_id = $1', [objectionId])).rows[0]?.contact;
}

/** Societies that left a list of this round because an objection to them was upheld, and stands. */
export async function upheldSocieties(tx: Tx, roundId: string): Promise<string[]> {
  return (await tx.query<{ society_id: string }>(`SELECT DISTINCT society_id FROM objection WHERE round_id = $1 AND state = 'upheld'`, [roundId])).rows.map((row) => row.society_id);
}
