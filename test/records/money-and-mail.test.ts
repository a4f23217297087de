import { randomUUID } from 'node:crypto';
import { claimMail, type Mail, queueMail } from '../../records/outbox.js';
import { only } from '../../records/pool.js';
import { addProject, balances, post } from '../../records/projects.js';
import { openTasks } from '../../records/tasks.js';
import { openRecord, addGate, addRound, addSociety, PERSON, REALM, type RecordWorld, type Round } from './database.js';

let world: RecordWorld;
let round: Round;
let society: string;
let project: string;
beforeAll(async () => {
  world = await openRecord();
  await world.inScope(async (tx) => {
    round = await addRound(tx);
    society = await addSociety(tx, 'S');
    const gate = await addGate(tx, round);
    const { id: factId } = only((await tx.query<{ id: string }>(
      `INSERT INTO fact (realm, gate_id, round_id, workflow_id, kind, society_id, principal, payload, idem_key, body_hash, receipt, at) VALUES ($1, $2, $3, $4, 'application', $5, $6, '{}', 'k', 'x', 'r', now()) RETURNING id`,
      [REALM, gate, round.id, round.stage, society, PERSON])).rows);
    const { id: applicationId } = only((await tx.query<{ id: string }>(
      `INSERT INTO application (realm, round_id, society_id, n, fact_id, content, submitted_at) VALUES ($1, $2, $3, 1, $4, '{}', now()) RETURNING id`, [REALM, round.id, society, factId])).rows);
    project = await addProject(tx, { realm: REALM, roundId: round.id, societyId: society, applicationId, number: 'P-1', tier: 'tier1', amountCents: 100, at: Date.now() });
  });
});
afterAll(() => world.close());

test('a posting that does not balance to the cent is refused at the commit (DESIGN §7: entries balance)', async () => {
  await expect(book('a', [['appropriation', -100], ['commitments', 99]])).rejects.toMatchObject({ code: '23514' });
  expect(await standing()).toEqual({});
  await book('a', [['appropriation', -100], ['commitments', 100]]);
  expect(await standing()).toEqual({ appropriation: -100, commitments: 100 });
});

test('entries may come one by one, as long as they balance when the transaction ends (DESIGN §7: deferred)', async () => {
  await world.inScope(async (tx) => {
    for (const [account, amountCents] of [['commitments', -40], ['disbursed', 40]] as const) await post(tx, posting('b', [[account, amountCents]]));
  });
  expect(await standing()).toMatchObject({ commitments: 60, disbursed: 40 });
});

test('the same event posted again changes nothing (DESIGN §7: unique keys prevent duplicates)', async () => {
  const before = await standing();
  await book('b', [['commitments', -40], ['disbursed', 40]]);
  expect(await standing()).toEqual(before);
});

test('an entry cannot be smuggled into a posting that was closed (DESIGN §7: entries balance)', async () => {
  await expect(book('b', [['returned', 1]])).rejects.toMatchObject({ code: '23514' });
});

test('one letter for one key, however many transactions queue it at once (DESIGN §7: unique keys prevent duplicates)', async () => {
  const key = randomUUID();
  const queued = await Promise.all(Array.from({ length: 8 }, () => world.inScope((tx) => queueMail(tx, Date.now(), [mail(key), mail(key)]))));
  expect(queued.reduce((sum, n) => sum + n, 0)).toBe(1);
});

test('senders at once claim every letter once, and do not wait for each other (DESIGN §5: claims)', async () => {
  await world.inScope((tx) => queueMail(tx, Date.now(), Array.from({ length: 30 }, () => mail(randomUUID()))));
  const claimed = await Promise.all(Array.from({ length: 6 }, () => world.inScope((tx) => claimMail(tx, REALM, 10, 60))));
  const ids = claimed.flat().map((one) => one.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(31);
});

test('the same debt at the same gate exists once (DESIGN §7: unique keys prevent duplicates)', async () => {
  await world.inScope(async (tx) => {
    const gate = { id: await addGate(tx, round), realm: REALM, roundId: round.id, workflowId: round.stage };
    const debts = [{ kind: 'application', role: 'society', societyId: society }];
    await openTasks(tx, Date.now(), gate, [...debts, ...debts]);
    await openTasks(tx, Date.now(), gate, debts);
    expect((await tx.query('SELECT 1 FROM task WHERE gate_id = $1', [gate.id])).rowCount).toBe(1);
  });
});

const posting = (event: string, entries: [string, number][]) => ({
  realm: REALM, projectId: project, societyId: society, posting: `${project}/${event}`, memo: 'm', at: Date.now(), entries: entries.map(([account, amountCents]) => ({ account, amountCents })),
});
const book = (event: string, entries: [string, number][]): Promise<void> => world.inScope((tx) => post(tx, posting(event, entries)));
const standing = (): Promise<Record<string, number>> => world.inScope((tx) => balances(tx, project));

const mail = (key: string): Mail => ({ realm: REALM, roundId: round.id, societyId: society, key, template: 'accepted', params: {}, recipient: 'a@example.org' });
