/** A database of its own with its connections, and the few rows that the record's guarantees are tried on. */
import { randomUUID } from 'node:crypto';
import { createPool, only, type Pool, type Tx, wholeRealm, withScope } from '../../records/pool.js';
import { createWait } from '../../records/waits.js';
import { openGate } from '../../records/gates.js';
import { withClient } from '../../records/roles.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

export const REALM = 'live';
export const PERSON = '00000000-0000-4000-8000-000000000001';

export interface RecordWorld {
  database: TestDatabase;
  pool: Pool;
  inScope<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** As the schema's owner, in the scope of the whole realm; nobody who serves requests has these rights. */
  asOwner<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openRecord(connections = 10): Promise<RecordWorld> {
  const database = await freshDatabase();
  const pool = createPool(database.appUrl, connections);
  return {
    database,
    pool,
    inScope: (work) => withScope(pool, wholeRealm(REALM), work),
    asOwner: (text, values = []) => withClient(database.ownerUrl, async (client) => {
      await client.query(`SELECT set_config('app.realm', $1, false), set_config('app.society', '*', false)`, [REALM]);
      return (await client.query<never>(text, values)).rows;
    }),
    async close() {
      await pool.end();
      await database.drop();
    },
  };
}

export interface Round {
  id: string;
  stage: string;
}

/** A round with one open stage. */
export async function addRound(tx: Tx, realm = REALM): Promise<Round> {
  const version = only((await tx.query<{ id: string }>(
    `INSERT INTO programme_version (key, version, definition, source, hash) VALUES ($1, 1, '{}', '', '') RETURNING id`, [randomUUID()])).rows);
  const round = only((await tx.query<{ id: string }>(
    `INSERT INTO round (realm, programme_version_id, programme_key, authority, name, year, status) VALUES ($1, $2, 'k', 'CAST', 'n', 2018, 'running') RETURNING id`,
    [realm, version.id])).rows);
  const stage = `round/${round.id}/application/1`;
  await createWait(tx, realm, stage, 'applicationWindow', { roundId: round.id, stage: 'application' });
  return { id: round.id, stage };
}

export async function addSociety(tx: Tx, code: string, realm = REALM): Promise<string> {
  return only((await tx.query<{ id: string }>(
    `INSERT INTO society (realm, code, name, discipline_group, email) VALUES ($1, $2, $2, 'science', $2 || '@example.org') RETURNING id`, [realm, code])).rows).id;
}

export const HOUR = 3_600_000;

/** A gate of the round's stage, open since an hour and for a day. */
export const addGate = (tx: Tx, round: Round, realm = REALM): Promise<number> =>
  openGate(tx, { realm, roundId: round.id, workflowId: round.stage, step: 'window', opensAt: Date.now() - HOUR, dueAt: Date.now() + 24 * HOUR });
