/** What is kept about a person can be given to the person, and erased (docs/data.md); what was decided stays. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createAccount } from '../../records/accounts.js';
import { ERASED, erasePerson, exportPerson } from '../../records/personal-data.js';
import { withClient } from '../../records/roles.js';
import { verifyRecord } from '../../records/verify.js';
import { addGate, addRound, addSociety, openRecord, REALM, type RecordWorld } from './database.js';

const EMAIL = 'person@example.org';
let world: RecordWorld;
let account: string;
beforeAll(async () => {
  world = await openRecord();
  await world.inScope(async (tx) => {
    const society = await addSociety(tx, 'S1');
    const created = await createAccount(tx, { realm: REALM, email: EMAIL, name: '示例专家', locale: 'zh', roles: ['expert'], active: true });
    if (created === 'emailTaken') throw new Error('the database is not fresh');
    account = created.id;
    await tx.query(`INSERT INTO expert (realm, account_id, code, name, discipline_group, employer) VALUES ($1, $2, 'E1', '示例专家', 'science', '示例大学')`, [REALM, account]);
    const round = await addRound(tx);
    const gate = await addGate(tx, round);
    const key = randomUUID();
    const fact = (await tx.query<{ id: string }>(
      `INSERT INTO fact (realm, gate_id, round_id, workflow_id, kind, society_id, principal, payload, idem_key, body_hash, receipt, at)
       VALUES ($1, $2, $3, $4, 'objection', $5, $6, $7, $8, 'hash', $8, now()) RETURNING id`,
      [REALM, gate, round.id, round.stage, society, account, { name: '示例专家', contact: EMAIL, grounds: '理由' }, key])).rows[0]?.id;
    const stage = (await tx.query<{ id: string }>(`INSERT INTO stage (realm, round_id, key, type, n, workflow_id, opened_at) VALUES ($1, $2, 'publicity', 'publicityPeriod', 1, $3, now()) RETURNING id`, [REALM, round.id, `${round.stage}/p`])).rows[0]?.id;
    const objection = (await tx.query<{ id: string }>(
      `INSERT INTO objection (realm, round_id, stage_id, society_id, fact_id, named, state, grounds, received_at) VALUES ($1, $2, $3, $4, $5, true, 'open', '理由', now()) RETURNING id`, [REALM, round.id, stage, society, fact])).rows[0]?.id;
    await tx.query('INSERT INTO objector (objection_id, realm, name, contact) VALUES ($1, $2, $3, $4)', [objection, REALM, '示例专家', EMAIL]);
    await tx.query(`INSERT INTO outbox (realm, unique_key, template, params, recipient, subject, body, state, queued_at) VALUES ($1, $2, 'receipt', '{"name":"示例专家"}', $3, '示例专家：', '内容', 'sent', now())`, [REALM, `x/${EMAIL}`, EMAIL]);
  });
});
afterAll(() => world.close());

const asOwner = <T>(work: (client: Parameters<Parameters<typeof withClient>[1]>[0]) => Promise<T>) => withClient(world.database.ownerUrl, work);

test('an export names every place where the person is kept', async () => {
  const data = await asOwner((client) => exportPerson(client, EMAIL.toUpperCase()));
  expect(data).toMatchObject({
    account: { email: EMAIL, name: '示例专家' }, memberships: [{ role: 'expert' }], expert: [{ employer: '示例大学' }], handedIn: [{ kind: 'objection' }],
    letters: [{ template: 'receipt' }], objections: [{ name: '示例专家' }],
  });
});

test('after an erasure neither name nor address stands anywhere in the database, and the record still holds', async () => {
  const erased = await asOwner((client) => erasePerson(client, EMAIL, '本人要求'));
  expect(erased).toMatchObject({ account: 1, expert: 1, facts: 1, objections: 1, letters: 1 });
  const tables = await world.asOwner<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_schema IN ('public', 'auth') AND table_type = 'BASE TABLE'`);
  for (const { name } of tables) {
    const found = await world.asOwner(`SELECT 1 FROM ${name} t WHERE t::text LIKE '%' || $1 || '%' OR t::text LIKE '%示例专家%'`, [EMAIL]);
    expect([name, found]).toEqual([name, []]);
  }
  const [fact] = await world.asOwner<{ payload: unknown; body_hash: string; principal: string }>('SELECT payload, body_hash, principal FROM fact', []);
  expect(fact).toEqual({ payload: { name: ERASED, contact: ERASED, grounds: '理由' }, body_hash: 'hash', principal: account });
  expect((await asOwner((client) => verifyRecord(client))).ok).toBe(true);
});

test('a person whom nobody knows is nothing to erase', async () => {
  expect(Object.values(await asOwner((client) => erasePerson(client, 'nobody@example.org', '本人要求')))).toEqual([0, 0, 0, 0, 0, 0, 0]);
});
