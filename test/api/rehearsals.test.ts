import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestApi } from './api.js';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());

interface Rehearsal {
  id: string;
  now: string;
  waitingOn: string | null;
  nextDue: string | null;
  roundId: string | null;
}

const START = '2018-09-14T01:00:00.000Z';

const open = async (): Promise<string> => (await api.call<Rehearsal>('POST', 'rehearsals', { as: 'operator', body: { label: 'test', startAt: START } })).body.id;
const step = (id: string, body: Record<string, unknown>) => api.call<{ now: string; nextDue: string | null }>('POST', `rehearsals/${id}/steps`, { as: 'operator', body });

async function actor(id: string, body: Record<string, unknown>): Promise<string> {
  return (await api.call<{ token: string }>('POST', `rehearsals/${id}/actors`, { as: 'operator', body })).body.token;
}

const society = (code: string, records: unknown[] = []) => ({ code, name: `演练学会${code}`, disciplineGroup: 'science', email: `${code.toLowerCase()}@example.org`, records });
const importing = (token: string, ...societies: unknown[]) => api.call<{ items: { id: string; code: string }[]; errors?: unknown }>('POST', 'societies/import', { token, body: { societies } });

test('rehearsals are for the office, administrators and the operating program, and for the live realm only', async () => {
  const id = await open();
  expect((await api.call('GET', 'rehearsals', { as: 'leadership' })).status).toBe(403);
  expect((await api.call('GET', 'rehearsals', { as: 'administrator' })).status).toBe(200);
  const inside = await actor(id, { role: 'administrator' });
  expect((await api.call('GET', `rehearsals/${id}`, { token: inside })).body).toMatchObject({ code: 'REALM_MISMATCH' });
  expect((await api.call('POST', `rehearsals/${id}/actors`, { as: 'operator', body: { role: 'operator' } })).body).toMatchObject({ code: 'REALM_MISMATCH' });
});

test('its clock stands still until it is stepped, goes forward only, and a repeated step is one', async () => {
  const id = await open();
  expect((await api.call<Rehearsal>('GET', `rehearsals/${id}`, { as: 'operator' })).body).toMatchObject({ now: START, waitingOn: null, nextDue: null, roundId: null });
  expect((await step(id, {})).body).toMatchObject({ now: START, nextDue: null });
  const later = '2018-09-15T01:00:00.000Z';
  expect((await step(id, { to: later })).body.now).toBe(later);
  const back = await step(id, { to: START });
  expect([back.status, back.body]).toEqual([409, expect.objectContaining({ code: 'CLOCK_ONLY_FORWARD' })]);
  // The answer was lost, and it is sent again: the clock has gone on since.
  expect((await step(id, { from: START, to: '2018-09-20T01:00:00.000Z' })).body.now).toBe(later);
});

test('while something is under way the clock does not step, and what it is is told', async () => {
  const id = await open();
  await api.asOwner(
    `WITH scope AS (SELECT set_config('app.realm', $1, false))
     INSERT INTO wait (workflow_id, realm, type, input, step) SELECT 'test/' || $1, $1, 'fundingRound', '{}', 'figures' FROM scope`, [id]);
  const answer = await step(id, { patienceSeconds: 0 });
  expect(answer.status).toBe(409);
  expect(answer.body).toMatchObject({ code: 'NOT_QUIESCENT', fact: { why: 'busy', workflows: [{ workflowId: `test/${id}`, step: 'figures', state: 'busy' }] } });
});

test('people of a rehearsal see that rehearsal only, and a society its own rows', async () => {
  const [one, other] = [await open(), await open()];
  const staff = await actor(one, { role: 'staff' });
  const { items } = (await importing(staff, society('R1'), society('R2'))).body;
  const listed = await api.call<{ items: { code: string }[] }>('GET', 'societies', { token: staff });
  expect(listed.body.items.map(({ code }) => code)).toEqual(['R1', 'R2']);
  const first = await actor(one, { role: 'society', societyId: items[0]?.id });
  expect((await api.call('GET', `societies/${items[0]?.id}`, { token: first })).status).toBe(200);
  expect((await api.call('GET', `societies/${items[1]?.id}`, { token: first })).status).toBe(404);
  expect((await api.call<{ items: unknown[] }>('GET', 'societies', { token: await actor(other, { role: 'staff' }) })).body.items).toEqual([]);
  expect((await api.call('POST', `rehearsals/${other}/actors`, { as: 'operator', body: { role: 'society', societyId: items[0]?.id } })).status).toBe(404);
});

test('societies are imported with what is recorded about them, all or none', async () => {
  const staff = await actor(await open(), { role: 'staff' });
  const party = { kind: 'partyOrganisation', value: { value: 'complete' }, asOf: '2018-08-31', document: '台账' };
  const added = await importing(staff, society('I1', [party]));
  expect(added.status).toBe(201);
  const records = await api.call<{ items: unknown[] }>('GET', `societies/${added.body.items[0]?.id}/records`, { token: staff });
  expect(records.body.items).toEqual([expect.objectContaining({ kind: 'partyOrganisation', value: { value: 'complete' }, document: '台账', occurredOn: null })]);
  const again = await importing(staff, society('I2'), society('I1'));
  expect([again.status, again.body.errors]).toEqual([409, [expect.objectContaining({ field: 'societies.1.code' })]]);
  expect((await importing(staff, society('I3'), society('I3'))).status).toBe(400);
  expect((await api.call<{ total: number }>('GET', 'societies', { token: staff })).body.total).toBe(1);
});

test('a rehearsal is deleted with everything in it, also what is otherwise append-only; the live realm never', async () => {
  const id = await open();
  await importing(await actor(id, { role: 'staff' }), society('D1'), society('D2'));
  const before = await api.call<{ total: number }>('GET', 'societies', { as: 'staff' });
  expect((await api.call('DELETE', `rehearsals/${id}`, { as: 'operator' })).status).toBe(204);
  expect((await api.call('GET', `rehearsals/${id}`, { as: 'operator' })).status).toBe(404);
  const tables = await api.asOwner<{ table_name: string }>(
    `SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND c.column_name = 'realm' AND t.table_type = 'BASE TABLE'`, []);
  expect(tables.length).toBeGreaterThan(30);
  for (const { table_name } of tables) {
    const left = await api.asOwner(`WITH scope AS (SELECT set_config('app.realm', $1, false)) SELECT 1 FROM scope, ${table_name} t WHERE t.realm = $1`, [id]);
    expect([table_name, left]).toEqual([table_name, []]);
  }
  expect((await api.call<{ total: number }>('GET', 'societies', { as: 'staff' })).body.total).toBe(before.body.total);
  await expect(api.pool.query(`SELECT app.delete_rehearsal('live')`)).rejects.toThrow(/not a rehearsal/);
  expect((await api.call('GET', 'audit/verification', { as: 'administrator' })).body).toMatchObject({ ok: true });
});
