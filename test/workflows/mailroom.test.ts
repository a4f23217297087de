import { randomUUID } from 'node:crypto';
import { LIVE } from '../../domain/ids.js';
import { type Mail, queueMail } from '../../records/outbox.js';
import { rows } from './acting.js';
import { openWorld, seedRound, type SeededRound, type World } from './world.js';

/** What was sent, and what the server answers to an address before it takes a letter. */
const sent: { id: string; to: string; subject: string; body: string }[] = [];
const answers = new Map<string, number[]>();
const transport = {
  async send(mail: { id: string; to: string; subject: string; body: string }): Promise<void> {
    const code = answers.get(mail.to)?.shift();
    if (code !== undefined) throw Object.assign(new Error(`${code} said the server`), { responseCode: code });
    sent.push(mail);
  },
};

let world: World;
let round: SeededRound;
beforeAll(async () => {
  world = await openWorld(undefined, transport);
  round = await seedRound(world.live, { societies: 1, reminders: false });
});
afterAll(() => world.close());
beforeEach(() => {
  sent.length = 0;
});

test('a letter is sent once, under the id of its row, and kept as it was sent (DESIGN §5: mailroom)', async () => {
  const to = await queue();
  await drain();
  await drain();
  const row = await rowOf(to);
  expect(row).toMatchObject({ state: 'sent', attempts: 1 });
  expect(sent).toEqual([{ id: row.id, to, subject: row.subject, body: row.body }]);
  expect(row.subject).toContain('受理');
});

test('an address that will never take a letter is final (SMTP 5xx); the other letters go on (DESIGN §5: mailroom)', async () => {
  const refused = await queue();
  const other = await queue();
  answers.set(refused, [550]);
  await drain();
  expect(await rowOf(refused)).toMatchObject({ state: 'failed', last_error: '550 said the server' });
  expect(await rowOf(other)).toMatchObject({ state: 'sent' });
});

test('a letter that could not be taken now is tried again later (SMTP 4xx, DESIGN §5: mailroom)', async () => {
  const to = await queue();
  answers.set(to, [451]);
  await drain();
  expect(await rowOf(to)).toMatchObject({ state: 'queued', attempts: 1, later: true });
  await world.live.inScope((tx) => tx.query('UPDATE outbox SET not_before = clock_timestamp() WHERE recipient = $1', [to]));
  await drain();
  expect(await rowOf(to)).toMatchObject({ state: 'sent', attempts: 2, last_error: null });
});

test('what a sender left behind is sent by the next one, once its claim has run out (DESIGN §5: claims with a lease)', async () => {
  const to = await queue();
  const claim = (until: string) => world.live.inScope((tx) =>
    tx.query(`UPDATE outbox SET state = 'claimed', claimed_until = clock_timestamp() + $2::interval WHERE recipient = $1`, [to, until]));
  await claim('1 minute');
  await drain();
  expect(sent).toEqual([]);
  await claim('-1 second');
  await drain();
  expect(sent.map((mail) => mail.to)).toEqual([to]);
});

test('a reminder is not sent when its task was done, or its deadline moved, since it was queued (DESIGN §5: reminders)', async () => {
  const open = await openTask();
  const done = await openTask();
  const moved = await openTask();
  const [still, tooLate, stale] = [await queue(reminderOf(open)), await queue(reminderOf(done)), await queue(reminderOf(moved))];
  await world.live.inScope(async (tx) => {
    await tx.query(`UPDATE task SET state = 'done' WHERE id = $1`, [done]);
    await tx.query('UPDATE task SET deadline_version = 2 WHERE id = $1', [moved]);
  });
  await drain();
  expect(sent.map((mail) => mail.to)).toEqual([still]);
  for (const to of [tooLate, stale]) expect(await rowOf(to)).toMatchObject({ state: 'cancelled' });
});

test('two senders at once send nothing twice (DESIGN §5: claims with a lease)', async () => {
  const all = await Promise.all(Array.from({ length: 40 }, () => queue()));
  await Promise.all([drain(), drain(), drain()]);
  expect(sent.map((mail) => mail.to).sort()).toEqual(all.sort());
});

test('a letter without words is shown as failed, and keeps no other letter waiting (DESIGN §6: failing is seen)', async () => {
  const wordless = await queue({ template: 'noSuchLetter' });
  const other = await queue();
  await drain();
  expect(await rowOf(wordless)).toMatchObject({ state: 'failed', last_error: 'no text for letter noSuchLetter' });
  expect(await rowOf(other)).toMatchObject({ state: 'sent' });
});

test('two rows with one key are one letter, whoever queues the second (DESIGN §7: unique keys prevent duplicates)', async () => {
  const key = randomUUID();
  const to = await queue({ key });
  const again = await queue({ key });
  await drain();
  expect(sent.map((mail) => mail.to)).toEqual([to]);
  expect(await rows(world.live, 'SELECT 1 FROM outbox WHERE recipient = $1', [again])).toEqual([]);
});

/** Runs a mailroom to its end. */
async function drain(): Promise<void> {
  const id = `mailroom/${randomUUID()}`;
  await world.client.workflow.execute('mailroom', { workflowId: id, taskQueue: world.naming.taskQueue(LIVE), args: [{ schema: 1, id, realm: LIVE }] });
}

/** Queues a letter to an address of its own, which it returns. */
async function queue(mail: Partial<Mail> = {}): Promise<string> {
  const recipient = `${randomUUID()}@example.org`;
  await world.live.inScope((tx) => queueMail(tx, Date.now(), [{
    realm: LIVE, roundId: round.id, key: randomUUID(), template: 'accepted', params: { round: 'r', society: 's' }, recipient, ...mail,
  }]));
  return recipient;
}

const reminderOf = (taskId: string): Partial<Mail> => ({ taskId, wave: 'T-7', deadlineVersion: 1, template: 'reminder', params: { task: 'application', dueAt: new Date().toISOString() } });

/** A task of its own gate. */
async function openTask(): Promise<string> {
  const [task] = await rows<{ id: string }>(world.live,
    `WITH g AS (INSERT INTO gate (realm, round_id, workflow_id, step, opens_at, due_at) VALUES ('live', $1, $2, 'window', now(), now() + interval '7 days') RETURNING id)
     INSERT INTO task (realm, round_id, gate_id, workflow_id, kind, role, created_at, armed_at) SELECT 'live', $1, g.id, $2, 'application', 'society', now(), now() FROM g RETURNING id`,
    [round.id, `round/${round.id}`]);
  return task?.id ?? '';
}

interface Row {
  id: string;
  state: string;
  attempts: number;
  subject: string;
  body: string;
  last_error: string | null;
  later: boolean;
}

async function rowOf(recipient: string): Promise<Row> {
  const [row] = await rows<Row>(world.live, 'SELECT *, not_before > clock_timestamp() AS later FROM outbox WHERE recipient = $1', [recipient]);
  if (!row) throw new Error('no such letter');
  return row;
}
