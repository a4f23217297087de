import { randomUUID } from 'node:crypto';
import { type Submission, submit, type Taken, unacknowledged } from '../../records/facts.js';
import { extendGate, lockGate, resumeGate, sealGate, suspendGate } from '../../records/gates.js';
import { wholeRealm, withScope } from '../../records/pool.js';
import { openTasks, owed } from '../../records/tasks.js';
import { addGate, addRound, addSociety, HOUR, openRecord, PERSON, REALM, type RecordWorld, type Round } from './database.js';

let world: RecordWorld;
let round: Round;
beforeAll(async () => {
  world = await openRecord(30);
  round = await world.inScope((tx) => addRound(tx));
});
afterAll(() => world.close());

test('of 200 hand-ins that race with the closing, exactly those that were accepted are seen by whoever closes (DESIGN §3: gate lock)', async () => {
  const gateId = await world.inScope((tx) => addGate(tx, round));
  const answers: Promise<Taken>[] = [];
  let seen: string[] = [];
  let closing: Promise<void> | undefined;
  for (let n = 0; n < 200; n += 1) {
    answers.push(give(gateId));
    // Somewhere in the middle of them.
    if (n === 100) {
      closing = world.inScope(async (tx) => {
        await lockGate(tx, gateId);
        seen = (await unacknowledged(tx, round.stage)).filter((fact) => fact.gate_id === gateId).map((fact) => fact.id);
        await sealGate(tx, gateId, Date.now());
      });
    }
  }
  const taken = await Promise.all(answers);
  await closing;
  const accepted = taken.flatMap((one) => (one.ok ? [one.factId] : []));
  expect([...accepted].sort()).toEqual([...seen].sort());
  expect(accepted.length).toBeGreaterThan(0);
  expect(new Set(taken.flatMap((one) => (one.ok ? [] : [one.code])))).toEqual(new Set(['GATE_CLOSED']));
  const receipts = taken.flatMap((one) => (one.ok ? [one.receipt] : []));
  expect(new Set(receipts).size).toBe(receipts.length);
});

test('whoever closes waits for a hand-in that is under way, and sees it (DESIGN §3: the lock is its own statement)', async () => {
  const gateId = await world.inScope((tx) => addGate(tx, round));
  let closing: Promise<number> | undefined;
  await world.inScope(async (tx) => {
    await submit(tx, submission(gateId));
    closing = world.inScope(async (other) => {
      await lockGate(other, gateId);
      return (await unacknowledged(other, round.stage)).filter((fact) => fact.gate_id === gateId).length;
    });
    // It stands at the lock now.
    await expect(world.inScope((other) => other.query('SET LOCAL lock_timeout = 50').then(() => lockGate(other, gateId)))).rejects.toMatchObject({ code: '55P03' });
  });
  expect(await closing).toBe(1);
});

test('a hand-in that waited for an extension is taken by the new date (DESIGN §3: checks follow the lock)', async () => {
  const gateId = await world.inScope((tx) => addGate(tx, round));
  await world.inScope((tx) => tx.query(`UPDATE gate SET due_at = clock_timestamp() - interval '1 second' WHERE id = $1`, [gateId]));
  expect(await give(gateId)).toMatchObject({ ok: false, code: 'DEADLINE_PASSED' });
  let waiting: Promise<Taken> | undefined;
  await world.inScope(async (tx) => {
    await lockGate(tx, gateId);
    waiting = give(gateId);
    await extendGate(tx, { gateId, dueAt: Date.now() + HOUR, reason: 'r', commandId: randomUUID() });
  });
  expect(await waiting).toMatchObject({ ok: true });
});

test('a fact is taken from the opening to the instant before the due one, and not while the gate is suspended (DESIGN §3)', async () => {
  const gateId = await world.inScope((tx) => addGate(tx, round));
  const dated = (opens: string, due: string) => world.inScope((tx) =>
    tx.query('UPDATE gate SET opens_at = clock_timestamp() + $2::interval, due_at = clock_timestamp() + $3::interval WHERE id = $1', [gateId, opens, due]));
  await dated('1 hour', '2 hours');
  expect(await give(gateId)).toMatchObject({ ok: false, code: 'GATE_NOT_OPEN' });
  await dated('-2 hours', '0 seconds');
  expect(await give(gateId)).toMatchObject({ ok: false, code: 'DEADLINE_PASSED' });
  await dated('-2 hours', '1 hour');
  await world.inScope((tx) => suspendGate(tx, gateId, Date.now()));
  expect(await give(gateId)).toMatchObject({ ok: false, code: 'GATE_SUSPENDED' });
  await world.inScope((tx) => resumeGate(tx, gateId, { at: Date.now() + HOUR, basis: null, calendar: '' }, []));
  expect(await give(gateId)).toMatchObject({ ok: true });
});

test('in a rehearsal the stored instant decides: at the due instant itself nothing is taken (DESIGN §4: one clock)', async () => {
  const realm = `rehearsal-${randomUUID().slice(0, 8)}`;
  const due = Date.parse('2018-10-29T00:00:00+08:00');
  await world.pool.query(`INSERT INTO realm (id, kind, now_at) VALUES ($1, 'rehearsal', $2)`, [realm, new Date(due - 1)]);
  await withScope(world.pool, wholeRealm(realm), async (tx) => {
    const own = await addRound(tx, realm);
    const gateId = await addGate(tx, own, realm);
    await tx.query('UPDATE gate SET opens_at = $2, due_at = $3 WHERE id = $1', [gateId, new Date(due - HOUR), new Date(due)]);
    const taken = await submit(tx, submission(gateId, { realm }));
    expect(taken.ok && Date.parse(taken.at)).toBe(due - 1);
    await tx.query('UPDATE realm SET now_at = $2 WHERE id = $1', [realm, new Date(due)]);
    expect(await submit(tx, submission(gateId, { realm }))).toMatchObject({ ok: false, code: 'DEADLINE_PASSED' });
  });
});

test('a repetition is answered with the first receipt, also after the closing; the same key for something else is refused (DESIGN §3)', async () => {
  const gateId = await world.inScope((tx) => addGate(tx, round));
  const key = randomUUID();
  const [first, twin] = await Promise.all([give(gateId, { key }), give(gateId, { key })]);
  expect([first.ok && first.repeated, twin.ok && twin.repeated].sort()).toEqual([false, true]);
  await world.inScope((tx) => sealGate(tx, gateId, Date.now()));
  expect(await give(gateId, { key })).toMatchObject({ ok: true, repeated: true, receipt: first.ok ? first.receipt : '' });
  expect(await give(gateId, { key, bodyHash: 'other' })).toEqual({ ok: false, code: 'KEY_REUSED' });
});

test('a task is done once; the fact, its receipt and its audit entry are there or none of them (DESIGN §3: one transaction)', async () => {
  const { gateId, taskId, society } = await world.inScope(async (tx) => {
    const gate = await addGate(tx, round);
    const id = await addSociety(tx, randomUUID());
    await openTasks(tx, Date.now(), { id: gate, realm: REALM, roundId: round.id, workflowId: round.stage }, [{ kind: 'application', role: 'society', societyId: id }]);
    return { gateId: gate, society: id, taskId: (await owed(tx, gate))[0]?.id ?? '' };
  });
  const failing = world.inScope(async (tx) => {
    await submit(tx, submission(gateId, { taskId, societyId: society }));
    throw new Error('the process dies');
  });
  await expect(failing).rejects.toThrow('the process dies');
  const state = () => world.inScope(async (tx) => (await tx.query(
    `SELECT (SELECT state FROM task WHERE id = $1) AS task, (SELECT count(*) FROM fact WHERE task_id = $1) AS facts, (SELECT count(*) FROM audit WHERE stream = $2) AS audit`,
    [taskId, `society/${society}`])).rows[0]);
  expect(await state()).toEqual({ task: 'open', facts: 0, audit: 0 });
  const [one, other] = await Promise.all([give(gateId, { taskId, societyId: society }), give(gateId, { taskId, societyId: society })]);
  expect([one.ok ? 'taken' : one.code, other.ok ? 'taken' : other.code].sort()).toEqual(['ALREADY_SUBMITTED', 'taken']);
  expect(await state()).toEqual({ task: 'done', facts: 1, audit: 1 });
});

const submission = (gateId: number, extra: Partial<Submission> = {}): Submission => ({
  realm: REALM, gateId, kind: 'application', payload: {}, principal: PERSON, key: randomUUID(), bodyHash: 'x', acknowledge: false, ...extra,
});

/** One hand-in on a connection of its own. */
const give = (gateId: number, extra: Partial<Submission> = {}): Promise<Taken> => world.inScope((tx) => submit(tx, submission(gateId, extra)));
