/**
 * How many facts are taken in a second, against a floor in the same run: a bare transaction of single statements that
 * inserts the same rows, as superuser, without lock, checks, policies and audit chain.
 */
import { LIVE } from '../domain/ids.js';
import { handIn } from '../records/hand-in.js';
import { createPool, type Pool, type Tx, withScopeRetried } from '../records/pool.js';
import type { BenchDatabase } from './database.js';
import { measure, median, type Timing } from './measure.js';
import { table } from './results.js';
import { factFor, openRound, openWindow, type Window } from './window.js';

const FACTS = 2_000;
const CONCURRENT = 100;
/** As in the API (`DATABASE_POOL`). */
const CONNECTIONS = 20;
const PASSES = 3;

export async function submit({ appUrl, superuserUrl }: BenchDatabase): Promise<string> {
  const pool = createPool(appUrl, CONNECTIONS);
  const bare = createPool(superuserUrl, CONNECTIONS);
  const round = await openRound(pool, FACTS);
  const rows: (string | number)[][] = [];
  for (const { kind, name } of KINDS) {
    const floors: Timing[] = [];
    const taken: Timing[] = [];
    // The first pass warms both up and does not count. An application is one per society and round: each pass has a round of its own.
    for (let pass = 0; pass <= PASSES; pass += 1) {
      const floor = await once(pool, round, kind, (window, n) => insertBare(bare, window, n));
      const real = await once(pool, round, kind, (window, n) => takeFact(pool, window, n));
      if (pass === 0) continue;
      floors.push(floor);
      taken.push(real);
    }
    const middle = (timings: Timing[], of: keyof Timing) => median(timings.map((timing) => timing[of]));
    const ratio = middle(taken, 'perSecond') / middle(floors, 'perSecond');
    const cells = (timings: Timing[]) => [Math.round(middle(timings, 'perSecond')), Math.round(middle(timings, 'p50')), Math.round(middle(timings, 'p99'))];
    rows.push([name, ...cells(floors), ...cells(taken), `**${ratio.toFixed(2)}**`]);
  }
  await pool.end();
  await bare.end();
  return [
    `${FACTS} facts of about 2 KB a pass, one society each, ${CONCURRENT} at once over ${CONNECTIONS} connections; median of ${PASSES} passes, floor and submission in turn.`,
    '',
    table(['kind', 'floor /s', 'p50 ms', 'p99 ms', 'submit /s', 'p50 ms', 'p99 ms', 'submit ÷ floor'], rows),
  ].join('\n');
}

const KINDS = [
  { kind: 'correction', name: 'document (fact, task, audit)' },
  { kind: 'application', name: 'application (fact, task, audit, application, wait)' },
];

async function once(pool: Pool, { societies }: { societies: string[] }, kind: string, work: (window: Window, n: number) => Promise<void>): Promise<Timing> {
  const window = await openWindow(pool, { id: await anotherRound(pool), societies }, kind);
  await pool.query('SELECT 1');
  return measure(FACTS, CONCURRENT, (n) => work(window, n));
}

/** Same programme, same societies. */
async function anotherRound(pool: Pool): Promise<string> {
  return withScopeRetried(pool, { realm: LIVE, society: '*' }, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `INSERT INTO round (realm, programme_version_id, programme_key, authority, name, year, status)
       SELECT realm, programme_version_id, programme_key, authority, name, year, status FROM round LIMIT 1 RETURNING id`);
    return rows[0]?.id ?? '';
  });
}

/** As the API takes it. */
async function takeFact(pool: Pool, window: Window, n: number): Promise<void> {
  const fact = factFor(window, n);
  const taken = await withScopeRetried(pool, { realm: LIVE, society: fact.societyId }, (tx) => handIn(tx, fact));
  if (!taken.ok) throw new Error(taken.code);
}

async function insertBare(pool: Pool, window: Window, n: number): Promise<void> {
  const fact = factFor(window, n);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await bareRows(client, window, fact);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

async function bareRows(tx: Tx, window: Window, fact: ReturnType<typeof factFor>): Promise<void> {
  await tx.query(`UPDATE task SET state = 'done', done_at = clock_timestamp() WHERE id = $1`, [fact.taskId]);
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO fact (realm, gate_id, task_id, round_id, workflow_id, kind, society_id, principal, payload, idem_key, body_hash, receipt, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'F' || nextval('receipt_number'), clock_timestamp()) RETURNING id`,
    [fact.realm, fact.gateId, fact.taskId, fact.roundId, window.workflowId, fact.kind, fact.societyId, fact.principal, fact.payload, fact.key, fact.bodyHash]);
  const body = { fact: rows[0]?.id, gate: fact.gateId, task: fact.taskId, bodyHash: fact.bodyHash };
  await tx.query(`INSERT INTO audit (stream, n, realm, actor, action, body, prev, hash) VALUES ($1, 1, $2, $3, $4, $5, '\\x00', '\\x00')`, [
    `floor/${fact.taskId}`, fact.realm, fact.principal, `fact.${fact.kind}`, body,
  ]);
  if (fact.kind !== 'application') return;
  const { content } = fact.payload as { content: unknown };
  await tx.query(
    'INSERT INTO application (realm, round_id, society_id, n, fact_id, content, submitted_at) VALUES ($1, $2, $3, 1, $4, $5, clock_timestamp())',
    [fact.realm, fact.roundId, fact.societyId, rows[0]?.id, content]);
  await tx.query(`INSERT INTO wait (workflow_id, realm, type, input, round_id, society_id, stage) VALUES ($1, $2, 'applicationCase', '{}', $3, $4, 'application')`, [
    `floor/${fact.taskId}`, fact.realm, fact.roundId, fact.societyId,
  ]);
}
