/**
 * How long it takes to close a gate while 100 writers hand in, and whether closing is sound: what the writers were told is
 * accepted is exactly what the closing transaction saw, and nothing comes after it.
 */
import { LIVE } from '../domain/ids.js';
import { acknowledge, unacknowledged } from '../records/facts.js';
import { lockGate, sealGate } from '../records/gates.js';
import { handIn } from '../records/hand-in.js';
import { createPool, only, type Pool, wholeRealm, withScope, withScopeRetried } from '../records/pool.js';
import { settleTasks } from '../records/tasks.js';
import { lockWait } from '../records/waits.js';
import type { BenchDatabase } from './database.js';
import { median } from './measure.js';
import { table } from './results.js';
import { factFor, openRound, openWindow, type Window } from './window.js';

const WRITERS = 100;
const SOCIETIES = 4_000;
/** The gate is closed in the middle of the rush: when this many have been accepted. */
const CLOSE_AT = 1_000;
const GATES = 5;

interface Closing {
  /** Until the exclusive lock was held: every submission under way had ended. */
  waitedMs: number;
  /** The whole transaction: lock, effect and acknowledgement of every fact, seal. */
  tookMs: number;
  accepted: number;
  seen: number;
  stored: number;
  unacknowledged: number;
  refused: number;
}

export async function close({ appUrl }: BenchDatabase): Promise<string> {
  const writers = createPool(appUrl, WRITERS);
  // The worker's connections are not the API's.
  const worker = createPool(appUrl, 2);
  const round = await openRound(worker, SOCIETIES);
  const closings: Closing[] = [];
  for (let n = 0; n < GATES; n += 1) closings.push(await closeOne(writers, worker, await openWindow(worker, round, 'correction')));
  await writers.end();
  await worker.end();
  const sound = closings.every((one) => one.accepted === one.seen && one.seen === one.stored && one.unacknowledged === 0 && one.refused > 0);
  const ms = (value: number) => value.toFixed(0);
  const of = (key: 'waitedMs' | 'tookMs') => closings.map((one) => one[key]);
  return [
    `${GATES} gates, each closed after ${CLOSE_AT} accepted facts while ${WRITERS} writers go on over ${WRITERS} connections. The closing transaction takes the lock, reads and acknowledges every fact, and seals.`,
    '',
    table(
      ['gate', 'lock held after ms', 'closed after ms', 'accepted', 'seen by the closer', 'stored', 'unacknowledged', 'refused'],
      closings.map((one, index) => [index + 1, ms(one.waitedMs), ms(one.tookMs), one.accepted, one.seen, one.stored, one.unacknowledged, one.refused]),
    ),
    '',
    `Lock held after a median of **${ms(median(of('waitedMs')))} ms** (at most ${ms(Math.max(...of('waitedMs')))}), closed after ${ms(median(of('tookMs')))} ms. Accepted = seen = stored, every gate: **${sound ? 'sound' : 'NOT SOUND'}**.`,
  ].join('\n');
}

async function closeOne(writers: Pool, worker: Pool, window: Window): Promise<Closing> {
  let [accepted, refused, next] = [0, 0, 0];
  let rush: () => void = () => undefined;
  const inFullSwing = new Promise<void>((resolve) => (rush = resolve));
  const writer = async (): Promise<void> => {
    for (let n = next++; n < window.tasks.length; n = next++) {
      const fact = factFor(window, n);
      const taken = await withScopeRetried(writers, { realm: LIVE, society: fact.societyId }, (tx) => handIn(tx, fact));
      if (!taken.ok) {
        refused += 1;
        return;
      }
      accepted += 1;
      if (accepted === CLOSE_AT) rush();
    }
  };
  const all = Promise.all(Array.from({ length: WRITERS }, writer));
  await Promise.race([inFullSwing, all]);
  const closed = await seal(worker, window);
  await all;
  const after = await withScope(worker, wholeRealm(LIVE), async (tx) =>
    only((await tx.query<{ stored: number; unacknowledged: number }>(
      'SELECT count(*) AS stored, count(*) FILTER (WHERE acknowledged_at IS NULL) AS unacknowledged FROM fact WHERE gate_id = $1', [window.gateId])).rows));
  return { ...closed, ...after, accepted, refused };
}

/** In the order of activities/stepping.ts: the workflow's row, the gate, what came, the seal. */
async function seal(worker: Pool, window: Window): Promise<Pick<Closing, 'waitedMs' | 'tookMs' | 'seen'>> {
  const begun = performance.now();
  let held = 0;
  const seen = await withScope(worker, wholeRealm(LIVE), async (tx) => {
    await lockWait(tx, window.workflowId);
    await lockGate(tx, window.gateId);
    held = performance.now();
    const facts = await unacknowledged(tx, window.workflowId);
    await acknowledge(tx, facts.map((fact) => fact.id), LIVE);
    const at = Date.now();
    await settleTasks(tx, window.gateId, null, 'skipped', at);
    await sealGate(tx, window.gateId, at);
    return facts.length;
  });
  return { waitedMs: held - begun, tookMs: performance.now() - begun, seen };
}
