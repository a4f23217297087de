import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPool, type Pool, wholeRealm, withScope } from '../../records/pool.js';
import { withClient } from '../../records/roles.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await freshDatabase();
  // One connection: what is prepared stays.
  pool = createPool(database.appUrl, 1);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const asOwner = (text: string) => withClient(database.ownerUrl, (client) => client.query(text));
const read = () => withScope(pool, wholeRealm('live'), async (tx) => (await tx.query('SELECT * FROM trial WHERE n = $1', [1])).rows);

test('a statement is planned once for a connection', async () => {
  await asOwner('CREATE TABLE trial (n int); INSERT INTO trial VALUES (1); GRANT SELECT ON trial TO xuehui_app');
  await read();
  await read();
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement LIKE '%FROM trial%'`);
  expect(rows).toEqual([{ n: 1 }]);
});

test('a migration while the system runs costs nobody an error', async () => {
  await asOwner(`ALTER TABLE trial ADD COLUMN word text NOT NULL DEFAULT 'new'`);
  expect(await read()).toEqual([{ n: 1, word: 'new' }]);
});

test('the scope of one transaction is not the scope of the next', async () => {
  const scopeOf = (realm: string) => withScope(pool, wholeRealm(realm), async (tx) => (await tx.query(`SELECT current_setting('app.realm') AS realm`)).rows);
  expect(await scopeOf(`it's`)).toEqual([{ realm: `it's` }]);
  const { rows } = await pool.query<{ realm: string }>(`SELECT current_setting('app.realm', true) AS realm`);
  expect(rows).toEqual([{ realm: '' }]);
});
