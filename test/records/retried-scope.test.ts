import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPool, type Pool, wholeRealm, withScope, withScopeRetried } from '../../records/pool.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/poll.js';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await freshDatabase();
  pool = createPool(database.appUrl, 4);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const lock = 'SELECT pg_advisory_xact_lock($1)';
const GATE = 1;
const ROW = 2;

test('a hand-in that PostgreSQL broke off in a deadlock is done again from the start, and counts once', async () => {
  let tries = 0;
  // The workflow holds its row and wants the gate; the hand-in holds the gate and wants the row.
  const workflow = await pool.connect();
  await workflow.query('BEGIN');
  await workflow.query(lock, [ROW]);
  const handIn = withScopeRetried(pool, wholeRealm('live'), async (tx) => {
    tries += 1;
    await tx.query(lock, [GATE]);
    await tx.query(lock, [ROW]);
    return tries;
  });
  const waiting = () => withScope(pool, wholeRealm('live'), async (tx) => (await tx.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)).rows.length > 0);
  await until(waiting, { what: 'the hand-in waits for the row' });
  // Who began to wait first is the one that is broken off.
  await workflow.query(lock, [GATE]);
  await workflow.query('COMMIT');
  workflow.release();
  expect(await handIn).toBe(2);
});

test('any other failure is not tried again', async () => {
  let tries = 0;
  const failing = withScopeRetried(pool, wholeRealm('live'), async (tx) => {
    tries += 1;
    await tx.query('SELECT 1 / 0');
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  expect(tries).toBe(1);
});
