/** A rehearsal realm on real servers with a worker of its own: what the tests of workflows act on. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/create-activities.js';
import type { Transport } from '../../activities/mailroom.js';
import { contestsId, correctionId, LIVE, mailroomId, remindersId, roundId } from '../../domain/ids.js';
import { parseProgramme } from '../../domain/programme/parse.js';
import type { Programme } from '../../domain/programme/schema.js';
import type { RoundSettings } from '../../domain/programme/settings.js';
import { type Command, expireCommand, findCommand, receiveCommand } from '../../records/commands.js';
import { createPool, only, type Pool, type Tx, unscoped, wholeRealm, withScope } from '../../records/pool.js';
import { dueWorkflows, nextDue, openRehearsal, stepClock, unquiet } from '../../records/realms.js';
import { createWait } from '../../records/waits.js';
import { COMMAND } from '../../workflows/messages.js';
import { startReconciler } from '../../apps/worker/reconciler.js';
import { createWaker, type Naming } from '../../temporal/waking.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/poll.js';
import { temporalAddress } from '../support/servers.js';

export type World = Awaited<ReturnType<typeof openWorld>>;

const root = path.resolve(import.meta.dirname, '../..');

export async function readProgramme(name = 'world-class-2018'): Promise<{ programme: Programme; source: string }> {
  const source = await readFile(path.join(root, `programmes/${name}.yaml`), 'utf8');
  const read = parseProgramme(source, `${name}.yaml`);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { programme: read.programme, source };
}

/** A rehearsal's letters stay in the record: who would send one has made a mistake. */
const noTransport: Transport = { send: () => Promise.reject(new Error('a rehearsal sends nothing')) };

/** `at`: the realm's first instant, Beijing time. Its worker has a reconciler beside it, as everywhere: a nudge may be lost. */
export async function openWorld(at = '2018-09-01T00:00:00+08:00', transport = noTransport, { reconciles = true } = {}) {
  const database = await freshDatabase();
  const pool = createPool(database.appUrl);
  try {
    Runtime.install({ logger: new DefaultLogger('WARN') });
  } catch {
    // Another suite of this process has installed it.
  }
  const address = temporalAddress();
  const native = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  // The suites of one run share one Temporal, and each has a live realm.
  const queue = database.name;
  const own = (realm: string): string => (realm === LIVE ? queue : realm);
  const naming: Naming = { taskQueue: () => queue, mailroom: (realm) => mailroomId(own(realm)), contests: (realm) => contestsId(own(realm)) };
  const waker = createWaker(pool, client, naming);
  let stop = (): Promise<void> => Promise.resolve();
  const startWorker = async (): Promise<void> => {
    const worker = await Worker.create({
      connection: native,
      taskQueue: queue,
      workflowBundle: { codePath: path.join(root, 'dist/workflow-bundle.js') },
      activities: createActivities({ pool, waker, transport, publicUrl: 'http://console.test' }),
    });
    const running = worker.run();
    const reconciler = reconciles ? startReconciler({ pool, client, waker, everyMs: 1_000, warn: () => undefined }) : undefined;
    stop = async () => {
      await reconciler?.stop();
      worker.shutdown();
      return running;
    };
  };
  const stopWorker = async (): Promise<void> => {
    await stop();
    stop = () => Promise.resolve();
  };
  await startWorker();
  const parts = { database, pool, connection, client, naming, waker };

  const close = async (): Promise<void> => {
    await stopWorker();
    await connection.close();
    await native.close();
    await pool.end();
    await database.drop();
  };
  /** Another rehearsal on the same servers, with a clock of its own. */
  const another = async (from = at) => realmOf(parts, await openRealm(pool, from));
  return { ...realmOf(parts, await openRealm(pool, at)), live: realmOf(parts, LIVE), another, startWorker, stopWorker, close };
}

interface Parts {
  database: TestDatabase;
  pool: Pool;
  connection: Connection;
  client: Client;
  naming: Naming;
  waker: ReturnType<typeof createWaker>;
}

async function openRealm(pool: Pool, at: string): Promise<string> {
  const realm = `rehearsal-${randomUUID().slice(0, 8)}`;
  await openRehearsal(unscoped(pool), { id: realm, nowMs: Date.parse(at), label: 'test', seed: '1' });
  return realm;
}

export type RealmWorld = ReturnType<typeof realmOf>;

function realmOf(parts: Parts, realm: string) {
  const { pool, connection, client, waker } = parts;
  const inScope = <T>(work: (tx: Tx) => Promise<T>) => withScope(pool, wholeRealm(realm), work);

  const world = {
    ...parts,
    realm,
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
          return dueWorkflows(tx, realm);
        });
        await waker.wake(realm, due);
        await world.quiet();
        if (target === to) return;
      }
    },

    wake: (id: string) => waker.wake(realm, [id]),

    /** As the API does it: a row, then the update; gives up after `deadlineMs`. */
    async command(kind: string, workflowId: string, body: Record<string, unknown>, deadlineMs = 10_000, principal: string = STAFF): Promise<Command> {
      const received = await world.receive(kind, workflowId, body, randomUUID(), principal);
      await world.deliver(received, deadlineMs).catch(() => inScope((tx) => expireCommand(tx, received.id)));
      return world.commandRow(received.id);
    },

    /** The row of a command, new or repeated. */
    async receive(kind: string, workflowId: string, body: Record<string, unknown>, key: string = randomUUID(), principal: string = STAFF): Promise<Command> {
      const received = await inScope((tx) => receiveCommand(tx, { realm, key, principal, bodyHash: JSON.stringify(body), kind, workflowId, body }));
      if (!received) throw new Error('the key was used');
      return received;
    },

    deliver: (command: Pick<Command, 'id' | 'workflow_id'>, deadlineMs = 10_000): Promise<unknown> =>
      connection.withDeadline(Date.now() + deadlineMs, () =>
        client.workflow.getHandle(command.workflow_id).executeUpdate(COMMAND, { updateId: command.id, args: [{ commandId: command.id }] })),

    /** Applied beside a case that has ended, as the API does it. */
    async commandAfterClosing(kind: string, workflowId: string, body: Record<string, unknown>): Promise<Command> {
      const { id } = await world.receive(kind, workflowId, body);
      await client.workflow.execute('closedCaseCorrection', { workflowId: correctionId(id), taskQueue: parts.naming.taskQueue(realm), args: [{ schema: 1, id: workflowId, realm }, { commandId: id }] });
      return world.commandRow(id);
    },

    async commandRow(id: string): Promise<Command> {
      const row = await inScope((tx) => findCommand(tx, id));
      if (!row) throw new Error('the command is gone');
      return row;
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
export async function launchRound(world: RealmWorld, options: RoundOptions): Promise<SeededRound> {
  const seeded = await seedRound(world, options);
  await startRound(world, seeded);
  return seeded;
}

export interface RoundOptions {
  societies: number;
  settings?: RoundSettings;
  /** The discipline group of all of them; otherwise they go round the groups. */
  group?: string;
  /** Other than the programme as it is shipped: with sanctions, for one. */
  amend?: (programme: Programme) => Programme;
  /** False: without the planner of reminders, whose alarms every step of the clock would stop at. */
  reminders?: boolean;
}

/** The rows of a running round, whose workflows have not been started. */
export async function seedRound(world: RealmWorld, options: RoundOptions): Promise<SeededRound> {
  const { programme: shipped, source } = await readProgramme();
  const programme = options.amend?.(shipped) ?? shipped;
  return world.inScope(async (tx) => {
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
      const group = options.group ?? programme.disciplineGroups[n % programme.disciplineGroups.length]?.key ?? '';
      const society = only((await tx.query<{ id: string }>(
        'INSERT INTO society (realm, code, name, discipline_group, email, authority) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
        [world.realm, code, `示例学会${n}`, group, `${code.toLowerCase()}@example.org`, programme.authority])).rows);
      await cleanRecords(tx, world.realm, society.id);
      societies.push({ id: society.id, code });
    }
    await createWait(tx, world.realm, roundId(round.id), 'fundingRound', { roundId: round.id });
    if (options.reminders !== false) await createWait(tx, world.realm, remindersId(round.id), 'reminders', { roundId: round.id });
    return { id: round.id, societies };
  });
}

export async function startRound(world: RealmWorld, round: SeededRound): Promise<void> {
  await world.wake(roundId(round.id));
  await world.wake(remindersId(round.id));
  await world.quiet();
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
