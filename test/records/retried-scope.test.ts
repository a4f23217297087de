import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once, type Seal } from '../../records/idempotency.js';
import { createPool, type Pool, type Tx, wholeRealm, withScope, withScopeRetried } from '../../records/pool.js';
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
  const handedIn = brokenOff(() => withScopeRetried(pool, wholeRealm('live'), async (tx) => {
    tries += 1;
    await gateThenRow(tx);
    return tries;
  }));
  expect(await handedIn).toBe(2);
});

test('so is a creation with a key, such as volunteering: its answer is stored once, and repeated', async () => {
  const scope = wholeRealm('live');
  const request = { principal: randomUUID(), key: randomUUID(), bodyHash: 'h' };
  const seal: Seal = { close: (answer) => Buffer.from(JSON.stringify(answer)), open: (sealed) => JSON.parse(sealed.toString()) as unknown };
  let tries = 0;
  const work = async (tx: Tx) => {
    tries += 1;
    await gateThenRow(tx);
    return { tries };
  };
  expect(await brokenOff(() => once(pool, scope, request, seal, work))).toEqual({ state: 'done', answer: { tries: 2 }, repeated: false });
  expect(await once(pool, scope, request, seal, work)).toEqual({ state: 'done', answer: { tries: 2 }, repeated: true });
});

async function gateThenRow(tx: Tx): Promise<void> {
  await tx.query(lock, [GATE]);
  await tx.query(lock, [ROW]);
}

/** The workflow holds its row and wants the gate; `work` holds the gate and wants the row. */
async function brokenOff<T>(work: () => Promise<T>): Promise<T> {
  const workflow = await pool.connect();
  await workflow.query('BEGIN');
  await workflow.query(lock, [ROW]);
  const working = work();
  const waiting = () => withScope(pool, wholeRealm('live'), async (tx) => (await tx.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)).rows.length > 0);
  await until(waiting, { what: 'it waits for the row' });
  // Who began to wait first is the one that is broken off.
  await workflow.query(lock, [GATE]);
  await workflow.query('COMMIT');
  workflow.release();
  return working;
}

test('any other failure is not tried again', async () => {
  let tries = 0;
  const failing = withScopeRetried(pool, wholeRealm('live'), async (tx) => {
    tries += 1;
    await tx.query('SELECT 1 / 0');
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  expect(tries).toBe(1);
});
