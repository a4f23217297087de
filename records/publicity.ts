/** The publicised list and the objections to it. Who objected is kept apart. */
import type { ObjectionState } from '../domain/publicity/course.js';
import { instant, only, type Tx } from './pool.js';

export type { ObjectionState } from '../domain/publicity/course.js';

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
  standing: 'admissible' | 'lead' | 'inadmissible';
  admissibility: unknown;
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
    `INSERT INTO objection (realm, round_id, stage_id, society_id, fact_id, named, state, grounds, received_at, answer_due_at, admissibility)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      objection.realm, objection.roundId, objection.stageId, objection.societyId, objection.factId, objection.objector !== null,
      objection.standing === 'admissible' ? 'open' : objection.standing, objection.grounds, instant(objection.receivedAt),
      objection.answerDueAt === null ? null : instant(objection.answerDueAt), objection.admissibility,
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
  round_id: string;
  grounds: string;
  state: ObjectionState;
  answered_by: string | null;
  answered_at: number | null;
}

export async function findObjection(tx: Tx, id: string): Promise<Objection | undefined> {
  return (await tx.query<Objection>('SELECT * FROM objection WHERE id = $1', [id])).rows[0];
}

/** What still holds this list: objections without an answer, and re-examinations that are under way. */
export async function openObjections(tx: Tx, stageId: string): Promise<{ n: number; answerDueAt: number | null; societies: string[] }> {
  return only((await tx.query<{ n: number; answerDueAt: number | null; societies: string[] }>(
    `SELECT count(*) AS n, min(due) AS "answerDueAt", coalesce(array_agg(DISTINCT society_id), '{}') AS societies FROM (
       SELECT o.society_id, o.answer_due_at AS due FROM objection o WHERE o.stage_id = $1 AND o.state = 'open'
       UNION ALL
       SELECT o.society_id, x.answer_due_at FROM reexamination x JOIN objection o ON o.id = x.objection_id WHERE o.stage_id = $1 AND x.state = 'open') held`,
    [stageId])).rows);
}

/** The same over a whole round: while one is open nothing is approved. */
export async function openObjectionsOf(tx: Tx, roundId: string): Promise<{ societyId: string }[]> {
  return (await tx.query<{ societyId: string }>(
    `SELECT society_id AS "societyId" FROM objection WHERE round_id = $1 AND state = 'open'
     UNION ALL SELECT society_id FROM reexamination WHERE round_id = $1 AND state = 'open'`, [roundId])).rows;
}

export async function answerObjection(tx: Tx, id: string, from: ObjectionState, answered: { state: ObjectionState; answer: string | null; by: string | null; at: number | null }): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE objection SET state = $3, answer = $4, answered_by = $5, answered_at = $6 WHERE id = $1 AND state = $2',
    [id, from, answered.state, answered.answer, answered.by, answered.at === null ? null : instant(answered.at)]);
  return rowCount === 1;
}

/** A person's judgement that it is none, or a lead. */
export async function judgeObjection(tx: Tx, id: string, state: 'inadmissible' | 'lead', judgement: Record<string, unknown>): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE objection SET state = $2, answer_due_at = NULL, admissibility = admissibility || $3 WHERE id = $1 AND state = 'open'`, [id, state, judgement]);
  return rowCount === 1;
}

/** Open objections to earlier attempts of this list: they follow the society to the new one. */
export async function adoptObjections(tx: Tx, from: string[], to: string, societies: string[]): Promise<void> {
  await tx.query(`UPDATE objection SET stage_id = $2 WHERE stage_id = ANY($1::uuid[]) AND society_id = ANY($3::uuid[])
    AND (state = 'open' OR EXISTS (SELECT 1 FROM reexamination x WHERE x.objection_id = objection.id AND x.state = 'open'))`, [from, to, societies]);
}

/** Those whose society is on no list any more have nothing left to decide. */
export async function lapseObjections(tx: Tx, from: string[], at: number): Promise<string[]> {
  return (await tx.query<{ id: string }>(
    `UPDATE objection SET state = 'lapsed', answered_at = $2 WHERE stage_id = ANY($1::uuid[]) AND state = 'open' RETURNING id`, [from, instant(at)])).rows.map((row) => row.id);
}

/** Answered by mistake: open again. What was answered stays in the record of both commands. */
export async function reopenObjectionRow(tx: Tx, id: string, answerDueAt: number): Promise<void> {
  await tx.query(`UPDATE objection SET state = 'open', answer = NULL, answered_at = NULL, answered_by = NULL, answer_due_at = $2 WHERE id = $1`, [id, instant(answerDueAt)]);
}

/** The answer that stands is that of who gave it first. */
export async function creditAnswer(tx: Tx, id: string, answered: { answer: string; by: string; at: number | null }): Promise<void> {
  await tx.query('UPDATE objection SET answer = $2, answered_by = $3, answered_at = coalesce($4, answered_at) WHERE id = $1', [id, answered.answer, answered.by, answered.at === null ? null : instant(answered.at)]);
}

/** Back on the list. */
export async function restoreEntry(tx: Tx, stageId: string, societyId: string): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE publicity_entry SET status = 'listed' WHERE stage_id = $1 AND society_id = $2 AND status = 'removed'`, [stageId, societyId]);
  return rowCount === 1;
}

export async function objectorContact(tx: Tx, objectionId: string): Promise<string | undefined> {
  return (await tx.query<{ contact: string }>('SELECT contact FROM objector WHERE objection_id = $1', [objectionId])).rows[0]?.contact;
}

/** Societies that left a list of this round because an objection to them was upheld, and stands. */
export async function upheldSocieties(tx: Tx, roundId: string): Promise<string[]> {
  return (await tx.query<{ society_id: string }>(`SELECT DISTINCT society_id FROM objection WHERE round_id = $1 AND state = 'upheld'`, [roundId])).rows.map((row) => row.society_id);
}
