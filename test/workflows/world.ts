/** A rehearsal realm on real servers with a worker of its own: what the tests of workflows act on. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/create-activities.js';
import { remindersId, roundId, taskQueue } from '../../domain/ids.js';
import { parseProgramme } from '../../domain/programme/parse.js';
import type { Programme } from '../../domain/programme/schema.js';
import type { RoundSettings } from '../../domain/programme/settings.js';
import { type Command, expireCommand, findCommand, receiveCommand } from '../../records/commands.js';
import { createPool, only, type Tx, unscoped, wholeRealm, withScope } from '../../records/pool.js';
import { dueWaits, nextDue, openRehearsal, stepClock, unquiet } from '../../records/realms.js';
import { createWait } from '../../records/waits.js';
import { COMMAND } from '../../workflows/messages.js';
import { createWaker } from '../../temporal/waking.js';
import { freshDatabase } from '../support/database.js';
import { until } from '../support/poll.js';
import { temporalAddress } from '../support/servers.js';

export type World = Awaited<ReturnType<typeof openWorld>>;

const root = path.resolve(import.meta.dirname, '../..');

export async function readProgramme(): Promise<{ programme: Programme; source: string }> {
  const source = await readFile(path.join(root, 'programmes/world-class-2018.yaml'), 'utf8');
  const read = parseProgramme(source, 'world-class-2018.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { programme: read.programme, source };
}

/** `at`: the realm's first instant, Beijing time. */
export async function openWorld(at = '2018-09-01T00:00:00+08:00') {
  const database = await freshDatabase();
  const pool = createPool(database.appUrl);
  const realm = `rehearsal-${randomUUID().slice(0, 8)}`;
  await openRehearsal(unscoped(pool), { id: realm, nowMs: Date.parse(at), label: 'test', seed: '1' });
  try {
    Runtime.install({ logger: new DefaultLogger('WARN') });
  } catch {
    // Another suite of this process has installed it.
  }
  const address = temporalAddress();
  const native = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const waker = createWaker(pool, client);
  const transport = { send: () => Promise.reject(new Error('a rehearsal sends nothing')) };
  const worker = await Worker.create({
    connection: native,
    taskQueue: taskQueue(realm),
    workflowBundle: { codePath: path.join(root, 'dist/workflow-bundle.js') },
    activities: createActivities({ pool, waker, transport, publicUrl: 'http://console.test' }),
  });
  const running = worker.run();
  const inScope = <T>(work: (tx: Tx) => Promise<T>) => withScope(pool, wholeRealm(realm), work);

  const world = {
    realm,
    pool,
    client,
    inScope,

    /** Waits until nothing is under way in the realm. */
    async quiet(): Promise<void> {
      let last: string | null = '';
      await until(async () => {
        last = await inScope((tx) => unquiet(tx, realm));
        return last === null;
      }, { timeoutMs: 30_000, everyMs: 5, what: 'the realm is quiet' }).catch(async (error: unknown) => {
        const rows = await inScope((tx) => tx.query(`SELECT workflow_id, state, rung, step, what, attention, problem, until FROM wait WHERE state <> 'closed'`));
        throw new Error(`not quiet: ${last} ${JSON.stringify(rows.rows)}`, { cause: error });
      });
    },

    /** Steps the clock and wakes what is due; waits before and after. */
    async stepTo(instant: string | number): Promise<void> {
      const to = typeof instant === 'string' ? Date.parse(instant) : instant;
      for (;;) {
        await world.quiet();
        const next = await inScope((tx) => nextDue(tx, realm));
        const target = next === null ? to : Math.min(next, to);
        const due = await inScope(async (tx) => {
          await stepClock(tx, realm, target);
          return dueWaits(tx, realm);
        });
        await waker.wake(realm, due);
        await world.quiet();
        if (target === to) return;
      }
    },

    wake: (id: string) => waker.wake(realm, [id]),

    /** As the API does it: a row, then the update; gives up after `deadlineMs`. */
    async command(kind: string, workflowId: string, body: Record<string, unknown>, deadlineMs = 10_000): Promise<Command> {
      const key = randomUUID();
      const received = await inScope((tx) => receiveCommand(tx, { realm, key, principal: STAFF, bodyHash: key, kind, workflowId, body }));
      if (!received) throw new Error('the key was used');
      try {
        await connection.withDeadline(Date.now() + deadlineMs, () =>
          client.workflow.getHandle(workflowId).executeUpdate(COMMAND, { updateId: received.id, args: [{ commandId: received.id }] }));
      } catch {
        await inScope((tx) => expireCommand(tx, received.id));
      }
      const row = await inScope((tx) => findCommand(tx, received.id));
      if (!row) throw new Error('the command is gone');
      return row;
    },

    async close(): Promise<void> {
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
      await pool.end();
      await database.drop();
    },
  };
  return world;
}

export const STAFF = '00000000-0000-4000-8000-000000000001';

export interface SeededRound {
  id: string;
  societies: { id: string; code: string }[];
}

/** A running round with societies; its workflow is started. */
export async function launchRound(world: World, options: { societies: number; settings?: RoundSettings }): Promise<SeededRound> {
  const { programme, source } = await readProgramme();
  const seeded = await world.inScope(async (tx) => {
    const version = only((await tx.query<{ id: string }>(
      `INSERT INTO programme_version (key, version, definition, source, hash) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (key, version) DO UPDATE SET hash = excluded.hash RETURNING id`,
      [programme.key, programme.version, programme, source, 'test'])).rows);
    const round = only((await tx.query<{ id: string }>(
      `INSERT INTO round (realm, programme_version_id, programme_key, authority, name, year, status, settings) VALUES ($1, $2, $3, $4, $5, $6, 'running', $7) RETURNING id`,
      [world.realm, version.id, programme.key, programme.authority, programme.name.zh, programme.year, options.settings ?? {}])).rows);
    const societies: { id: string; code: string }[] = [];
    for (let n = 1; n <= options.societies; n += 1) {
      const code = `S${String(n).padStart(4, '0')}`;
      const group = programme.disciplineGroups[n % programme.disciplineGroups.length]?.key ?? '';
      const society = only((await tx.query<{ id: string }>(
        'INSERT INTO society (realm, code, name, discipline_group, email) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [world.realm, code, `示例学会${n}`, group, `${code.toLowerCase()}@example.org`])).rows);
      await cleanRecords(tx, world.realm, society.id);
      societies.push({ id: society.id, code });
    }
    await createWait(tx, world.realm, roundId(round.id), 'fundingRound', { roundId: round.id });
    await createWait(tx, world.realm, remindersId(round.id), 'reminders', { roundId: round.id });
    return { id: round.id, societies };
  });
  await world.wake(roundId(seeded.id));
  await world.wake(remindersId(seeded.id));
  await world.quiet();
  return seeded;
}

/** Party organisation complete, nothing found in 2015–2017. */
export async function cleanRecords(tx: Tx, realm: string, societyId: string): Promise<void> {
  await tx.query(
    `INSERT INTO society_record (realm, society_id, kind, value, as_of) VALUES
     ($1, $2, 'partyOrganisation', '"complete"', '2018-08-01'),
     ($1, $2, 'cleanRecord', '{"value": "none", "period": {"from": "2015-01-01", "to": "2017-12-31"}}', '2018-08-01')`,
    [realm, societyId],
  );
}
