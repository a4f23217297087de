/** The live world and the rehearsals. A rehearsal's clock is stored and stepped; its rows are deleted as a whole. */
import { contestsId } from '../domain/ids.js';
import { isContestDue } from './contests.js';
import { instant, only, type Tx } from './pool.js';

export interface Realm {
  id: string;
  kind: 'live' | 'rehearsal';
  now_at: number | null;
  clock_version: number;
  label: string;
  seed: string;
}

export async function findRealm(db: Tx, id: string): Promise<Realm | undefined> {
  return (await db.query<Realm>('SELECT * FROM realm WHERE id = $1', [id])).rows[0];
}

export async function listRealms(db: Tx): Promise<Realm[]> {
  return (await db.query<Realm>('SELECT * FROM realm ORDER BY created_at')).rows;
}

export async function openRehearsal(db: Tx, rehearsal: { id: string; nowMs: number; label: string; seed: string }): Promise<Realm> {
  const { rows } = await db.query<Realm>(
    `INSERT INTO realm (id, kind, now_at, label, seed) VALUES ($1, 'rehearsal', $2, $3, $4) RETURNING *`,
    [rehearsal.id, instant(rehearsal.nowMs), rehearsal.label, rehearsal.seed],
  );
  return only(rows);
}

/** Forward only. */
export async function stepClock(tx: Tx, id: string, toMs: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE realm SET now_at = $2, clock_version = clock_version + 1 WHERE id = $1 AND kind = 'rehearsal' AND now_at <= $2`,
    [id, instant(toMs)],
  );
  return rowCount === 1;
}

/** What is still under way: busy, due, fact, command or mail; null when the clock may step. */
export async function unquiet(tx: Tx, realm: string): Promise<string | null> {
  return only((await tx.query<{ why: string | null }>('SELECT app.unquiet($1) AS why', [realm])).rows).why;
}

/** The next instant at which something in the realm is due by itself. */
export async function nextDue(tx: Tx, realm: string): Promise<number | null> {
  return only((await tx.query<{ at: number | null }>('SELECT app.next_due($1) AS at', [realm])).rows).at;
}

/** Workflows to wake now that the clock has been stepped. */
export async function dueWorkflows(tx: Tx, realm: string): Promise<string[]> {
  const { rows } = await tx.query<{ workflow_id: string }>(
    `SELECT workflow_id FROM wait WHERE realm = $1 AND state = 'parked' AND until <= app.now($1)`, [realm]);
  const due = rows.map((row) => row.workflow_id);
  return (await isContestDue(tx, realm)) ? [...due, contestsId(realm)] : due;
}
