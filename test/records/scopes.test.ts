import { randomUUID } from 'node:crypto';
import { type Tx, withScope } from '../../records/pool.js';
import { addSociety, openRecord, REALM, type RecordWorld } from './database.js';
import { fill, OWN } from './filled.js';
import { COMMON_IN_DEPTH, HIDDEN_IN_DEPTH } from './scope-rows.js';

let world: RecordWorld;
let ours: string;
let theirs: string;
beforeAll(async () => {
  world = await openRecord();
  await world.inScope(async (tx) => {
    ours = await addSociety(tx, 'OURS');
    theirs = await addSociety(tx, 'THEIRS');
    for (const society of [ours, theirs]) await fill(tx, society);
  });
});
afterAll(() => world.close());

/** What a society sees none of. */
const HIDDEN = ['command', 'paper_draft', 'society_merge', 'panel_member', 'conflict', 'review', 'objector', ...HIDDEN_IN_DEPTH];
/** A stage is everybody's; a project's workflow with its gates and steps is its society's. */
const FOLLOWS = ['wait', 'gate', 'step', 'defence_slot', 'audit'];
/** Of the realm: what every participant may know. Sealed answers of idempotent requests are found by their key only. */
const COMMON = ['round', 'stage', 'expert', 'publicity_entry', 'account', 'service_token', 'invitation', 'idempotency', ...COMMON_IN_DEPTH];
/** Without a scope, because they belong to no realm, or are read before there is one. */
const OPEN = ['realm', 'programme_version', 'audit_head', 'audit_anchor', '_prisma_migrations'];

test('every table is under a policy, or is named here as one that needs none (DESIGN §7)', async () => {
  const tables = await world.asOwner<{ name: string; secured: boolean }>(
    `SELECT c.relname AS name, c.relrowsecurity AS secured FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1`);
  expect(tables.filter((table) => !table.secured).map((table) => table.name).sort()).toEqual([...OPEN].sort());
  expect(tables.filter((table) => table.secured).map((table) => table.name).sort()).toEqual([...Object.keys(OWN), ...HIDDEN, ...FOLLOWS, ...COMMON].sort());
});

test('without a scope there are no rows, whatever is asked (DESIGN §7: no scope, no rows)', async () => {
  for (const table of [...Object.keys(OWN), ...HIDDEN, ...FOLLOWS, 'round', 'stage', 'expert', 'publicity_entry', 'account']) {
    expect([table, (await world.pool.query(`SELECT 1 FROM ${table}`)).rowCount]).toEqual([table, 0]);
  }
});

test('the scope ends with its transaction: the connection keeps nothing of it (DESIGN §7: set_config inside the transaction)', async () => {
  const client = await world.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.realm', $1, true), set_config('app.society', '*', true)`, [REALM]);
    expect((await client.query('SELECT 1 FROM society')).rowCount).toBe(2);
    await client.query('COMMIT');
    expect((await client.query('SELECT 1 FROM society')).rowCount).toBe(0);
  } finally {
    client.release();
  }
});

test.each(Object.keys(OWN))('a society sees its own rows of %s and no other’s, also without a filter (DESIGN §7)', async (table) => {
  const column = OWN[table] ?? '';
  const seen = await as(ours, async (tx) => (await tx.query<{ whose: string }>(`SELECT DISTINCT ${column} AS whose FROM ${table}`)).rows);
  expect(seen.map((row) => row.whose)).toEqual([ours]);
  const all = await world.inScope(async (tx) => (await tx.query(`SELECT DISTINCT ${column} FROM ${table} WHERE ${column} IS NOT NULL`)).rowCount);
  expect(all).toBe(2);
});

test('whoever stands for a society that a duplicate was merged into sees the rows of both, and of nobody else', async () => {
  const others = await world.inScope((tx) => addSociety(tx, 'OTHERS'));
  const seen = await as(`${ours},${others}`, async (tx) => ({
    societies: (await tx.query('SELECT 1 FROM society')).rowCount, tasks: (await tx.query('SELECT 1 FROM task')).rowCount, streams: (await tx.query<{ stream: string }>('SELECT DISTINCT stream FROM audit')).rows,
  }));
  expect(seen).toEqual({ societies: 2, tasks: 1, streams: [{ stream: `society/${ours}` }] });
  expect(await as(`${others},${ours}`, async (tx) => (await tx.query('SELECT 1 FROM task')).rowCount)).toBe(1);
  // A part of an id is nobody's.
  expect(await as(ours.slice(0, 35), async (tx) => (await tx.query('SELECT 1 FROM society')).rowCount)).toBe(0);
  await world.asOwner(`DELETE FROM society WHERE id = '${others}'`);
});

test.each(HIDDEN)('a society sees nothing of %s, not even about itself (DESIGN §7, PROGRAMMES: the objector’s identity is confidential)', async (table) => {
  expect(await as(ours, async (tx) => (await tx.query(`SELECT 1 FROM ${table}`)).rowCount)).toBe(0);
  expect(await world.inScope(async (tx) => (await tx.query(`SELECT 1 FROM ${table}`)).rowCount)).toBeGreaterThan(0);
});

test('workflows, gates, steps, defence times and audit entries of others are not seen; those of the stages are (DESIGN §7)', async () => {
  const seen = await as(ours, async (tx) => ({
    waits: (await tx.query<{ type: string; mine: boolean | null }>('SELECT type, society_id = $1 AS mine FROM wait ORDER BY type', [ours])).rows.map((row) => [row.type, row.mine]),
    gates: (await tx.query<{ step: string }>('SELECT step FROM gate ORDER BY step')).rows.map((row) => row.step),
    steps: (await tx.query('SELECT 1 FROM step')).rowCount,
    slots: (await tx.query('SELECT 1 FROM defence_slot')).rowCount,
    streams: (await tx.query<{ stream: string }>('SELECT DISTINCT stream FROM audit')).rows.map((row) => row.stream),
  }));
  expect(seen).toEqual({
    waits: [['applicationWindow', null], ['applicationWindow', null], ['fundedProject', true]], gates: ['taskBook', 'window', 'window'], steps: 1, slots: 1, streams: [`society/${ours}`],
  });
});

test('a society writes no row of another, and moves none of its own to another (DESIGN §7)', async () => {
  const theft = (text: string, values: unknown[]) => as(ours, (tx) => tx.query(text, values));
  await expect(theft(`INSERT INTO society_record (realm, society_id, kind, value, as_of) VALUES ($1, $2, 'award', '{}', '2018-01-01')`, [REALM, theirs])).rejects.toMatchObject({ code: '42501' });
  await expect(theft('UPDATE application SET society_id = $1', [theirs])).rejects.toMatchObject({ code: '42501' });
  expect((await theft(`UPDATE application SET status = 'withdrawn' WHERE society_id = $1`, [theirs])).rowCount).toBe(0);
  expect((await theft('DELETE FROM draft WHERE society_id = $1', [theirs])).rowCount).toBe(0);
});

test('one realm never sees another: a rehearsal leaves the live world alone, and the other way round (DESIGN §4)', async () => {
  const rehearsal = `rehearsal-${randomUUID().slice(0, 8)}`;
  await world.pool.query(`INSERT INTO realm (id, kind, now_at) VALUES ($1, 'rehearsal', now())`, [rehearsal]);
  await withScope(world.pool, { realm: rehearsal, society: '*' }, async (tx) => {
    for (const table of [...Object.keys(OWN), ...HIDDEN, ...FOLLOWS]) expect([table, (await tx.query(`SELECT 1 FROM ${table}`)).rowCount]).toEqual([table, 0]);
    await addSociety(tx, 'OURS', rehearsal);
    await expect(tx.query(`INSERT INTO society (realm, code, name, discipline_group, email) VALUES ('live', 'X', 'X', 'science', 'x')`)).rejects.toMatchObject({ code: '42501' });
  });
  expect(await world.inScope(async (tx) => (await tx.query('SELECT 1 FROM society')).rowCount)).toBe(2);
});

const as = <T>(society: string, work: (tx: Tx) => Promise<T>): Promise<T> => withScope(world.pool, { realm: REALM, society }, work);
