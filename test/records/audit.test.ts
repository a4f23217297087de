import { randomUUID } from 'node:crypto';
import { record } from '../../records/audit.js';
import { verifyRecord } from '../../records/verify.js';
import { openRecord, REALM, type RecordWorld } from './database.js';

let world: RecordWorld;
beforeAll(async () => {
  world = await openRecord();
});
afterAll(() => world.close());

test('entries of one stream form one chain, also when many are written at once (DESIGN §7)', async () => {
  const stream = `round/${randomUUID()}`;
  await Promise.all(Array.from({ length: 40 }, (_, n) => write(stream, { n })));
  const rows = await world.asOwner<{ n: number; linked: boolean }>(
    `SELECT n, prev = lag(hash, 1, '\\x00'::bytea) OVER (ORDER BY n) AS linked FROM audit WHERE stream = $1 ORDER BY n`, [stream]);
  expect(rows).toEqual(Array.from({ length: 40 }, (_, n) => ({ n: n + 1, linked: true })));
  expect(await broken(stream)).toEqual([]);
});

test('an entry is kept with the act it records, or not at all (DESIGN §7: in the same transaction)', async () => {
  const stream = `round/${randomUUID()}`;
  const failing = world.inScope(async (tx) => {
    await record(tx, { stream, realm: REALM, actor: 'system', action: 'a', body: {} });
    throw new Error('the act fails');
  });
  await expect(failing).rejects.toThrow('the act fails');
  expect(await world.asOwner('SELECT 1 FROM audit WHERE stream = $1', [stream])).toEqual([]);
});

test.each([
  ['a body that was changed', `UPDATE audit SET body = '{"n": 9}' WHERE stream = $1 AND n = 2`, [{ n: 2, problem: 'content' }]],
  ['an actor that was changed', `UPDATE audit SET actor = 'somebody' WHERE stream = $1 AND n = 1`, [{ n: 1, problem: 'content' }]],
  ['an instant that was moved', `UPDATE audit SET at = at - interval '1 day' WHERE stream = $1 AND n = 3`, [{ n: 3, problem: 'content' }]],
  ['an entry that was taken out', `DELETE FROM audit WHERE stream = $1 AND n = 2`, [{ n: 3, problem: 'gap' }]],
  ['a last entry that was cut off', `DELETE FROM audit WHERE stream = $1 AND n = 3`, [{ n: 3, problem: 'head' }]],
  ['an entry whose own hash was made to fit', `UPDATE audit SET body = '{"n": 9}', hash = app.audit_hash(prev, stream, n, realm, at, actor, action, '{"n": 9}') WHERE stream = $1 AND n = 2`, [{ n: 3, problem: 'link' }]],
  ['a head that was set back', `UPDATE audit_head SET n = 2 WHERE stream = $1`, [{ n: 2, problem: 'head' }]],
])('%s is found, even when the owner of the schema did it (DESIGN §7: hash-chained)', async (_, tampering, problems) => {
  const stream = `round/${randomUUID()}`;
  for (let n = 1; n <= 3; n += 1) await write(stream, { n });
  expect(await broken(stream)).toEqual([]);
  await world.asOwner(tampering, [stream]);
  expect(await broken(stream)).toEqual(problems);
});

test('who serves requests can only add: audit, ledger and verdicts are neither changed nor deleted (DESIGN §7: roles)', async () => {
  for (const table of ['audit', 'audit_head', 'audit_anchor', 'ledger_entry', 'verdict']) {
    for (const statement of [`UPDATE ${table} SET ${table === 'audit_anchor' ? 'streams = 0' : table === 'audit_head' ? 'n = 0' : `realm = 'live'`}`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
      await expect(world.inScope((tx) => tx.query(statement))).rejects.toMatchObject({ code: '42501' });
    }
  }
  await expect(world.inScope((tx) => tx.query(`INSERT INTO audit SELECT * FROM audit`))).rejects.toMatchObject({ code: '42501' });
  for (const table of ['fact', 'command', 'gate', 'step', 'application', 'round']) {
    await expect(world.inScope((tx) => tx.query(`DELETE FROM ${table}`))).rejects.toMatchObject({ code: '42501' });
  }
});

test('who serves requests neither owns the schema nor goes round its policies (DESIGN §7: roles)', async () => {
  const [role] = await world.asOwner(`SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'xuehui_app'`);
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
  for (const statement of ['ALTER TABLE audit DISABLE ROW LEVEL SECURITY', 'DROP TRIGGER ledger_balances ON ledger_entry', 'CREATE TABLE app.mine (n int)', 'SET ROLE xuehui_owner']) {
    await expect(world.inScope((tx) => tx.query(statement))).rejects.toMatchObject({ code: '42501' });
  }
});

const write = (stream: string, body: Record<string, unknown>): Promise<void> =>
  world.inScope((tx) => record(tx, { stream, realm: REALM, actor: 'system', action: 'act', body }));

/** What verify-audit finds in this stream. */
const broken = async (stream: string) =>
  (await verifyRecord(world.pool)).brokenStreams.filter((one) => one.stream === stream).map(({ n, problem }) => ({ n, problem }));
