/** Rounds before and at their launch, and the lists of all of them. What runs is in rounds.ts. */
import { remindersId, roundId } from '../domain/ids.js';
import type { Programme } from '../domain/programme/schema.js';
import type { RoundSettings } from '../domain/programme/settings.js';
import { now } from './clock.js';
import { instant, only, type Tx } from './pool.js';
import { type Round, setRoundStatus } from './rounds.js';
import { createWait } from './waits.js';

export interface ListedRound extends Round {
  created_at: number;
  programme_version: number;
  programme_name: Programme['name'];
}

const LISTED = `SELECT r.*, p.version AS programme_version, p.definition->'name' AS programme_name
  FROM round r JOIN programme_version p ON p.id = r.programme_version_id`;

export async function findListedRound(tx: Tx, id: string): Promise<ListedRound | undefined> {
  return (await tx.query<ListedRound>(`${LISTED} WHERE r.id = $1`, [id])).rows[0];
}

export interface RoundFilter {
  status?: Round['status'];
  drafts: boolean;
  /** Creation (epoch milliseconds) and id of the last row seen. */
  after?: (string | number)[];
  limit: number;
}

/** Newest first; one row more than `limit` when there are more. */
export async function listRounds(tx: Tx, filter: RoundFilter): Promise<{ rows: ListedRound[]; total: number }> {
  const where = `($1::text IS NULL OR r.status = $1) AND ($2 OR r.status <> 'draft')`;
  const values = [filter.status ?? null, filter.drafts];
  const after = filter.after?.[0];
  const { rows } = await tx.query<ListedRound>(
    `${LISTED} WHERE ${where} AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', r.created_at), r.id) < ($3, $4::uuid))
     ORDER BY date_trunc('milliseconds', r.created_at) DESC, r.id DESC LIMIT $5`,
    [...values, after === undefined ? null : instant(Number(after)), filter.after?.[1] ?? null, filter.limit + 1],
  );
  const counted = await tx.query<{ total: number }>(`SELECT count(*) AS total FROM round r WHERE ${where}`, values);
  return { rows, total: only(counted.rows).total };
}

export async function createDraft(
  tx: Tx, draft: { realm: string; programmeVersionId: string; programme: Programme; name: string; year: number; settings: RoundSettings },
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO round (realm, programme_version_id, programme_key, authority, name, year, settings) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [draft.realm, draft.programmeVersionId, draft.programme.key, draft.programme.authority, draft.name, draft.year, draft.settings],
  );
  return only(rows).id;
}

/** False when somebody else changed it since `version`, or when it is no draft any more. */
export async function changeDraft(tx: Tx, id: string, version: number, change: { name: string; year: number; settings: RoundSettings }): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE round SET name = $3, year = $4, settings = $5, version = version + 1 WHERE id = $1 AND version = $2 AND status = 'draft'`,
    [id, version, change.name, change.year, change.settings],
  );
  return rowCount === 1;
}

/**
 * A draft becomes a running round; its workflows get their rows and are started after the commit. Answers the ids to wake,
 * or null when the round is no draft.
 */
export async function launchDraft(tx: Tx, realm: string, id: string): Promise<string[] | null> {
  const { rows } = await tx.query<{ status: Round['status'] }>('SELECT status FROM round WHERE id = $1 FOR UPDATE', [id]);
  if (rows[0]?.status !== 'draft') return null;
  await setRoundStatus(tx, id, 'running', await now(tx, realm));
  await createWait(tx, realm, roundId(id), 'fundingRound', { roundId: id });
  await createWait(tx, realm, remindersId(id), 'reminders', { roundId: id });
  return [roundId(id), remindersId(id)];
}
