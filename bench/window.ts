/** What the benchmarks act on: a round with many societies, and gates behind which each of them owes one fact. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../apps/cli/local/root.js';
import { LIVE } from '../domain/ids.js';
import { parseProgramme } from '../domain/programme/parse.js';
import { openGate } from '../records/gates.js';
import type { HandIn } from '../records/hand-in.js';
import { only, type Pool, wholeRealm, withScope } from '../records/pool.js';
import { publishProgramme } from '../records/programmes.js';
import { openTasks } from '../records/tasks.js';
import { createWait } from '../records/waits.js';
import { payloadOf } from './payload.js';

export interface BenchRound {
  id: string;
  societies: string[];
}

export interface Window {
  gateId: number;
  workflowId: string;
  roundId: string;
  kind: string;
  tasks: { id: string; societyId: string }[];
}

const DAY_MS = 24 * 3_600_000;

export async function openRound(pool: Pool, societies: number): Promise<BenchRound> {
  const file = 'world-class-2018.yaml';
  const source = await readFile(path.join(ROOT, 'programmes', file), 'utf8');
  const read = parseProgramme(source, file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { programme } = read;
  return withScope(pool, wholeRealm(LIVE), async (tx) => {
    const version = await publishProgramme(tx, programme, source, null);
    if (version === 'versionExists') throw new Error('another programme has this number');
    const round = only((await tx.query<{ id: string }>(
      `INSERT INTO round (realm, programme_version_id, programme_key, authority, name, year, status) VALUES ($1, $2, $3, $4, $5, $6, 'running') RETURNING id`,
      [LIVE, version.id, programme.key, programme.authority, programme.name.zh, programme.year])).rows);
    const { rows } = await tx.query<{ id: string }>(
      `INSERT INTO society (realm, code, name, discipline_group, email)
       SELECT $1, 'S' || lpad(n::text, 5, '0'), '示例学会' || n, $2, 's' || n || '@example.org' FROM generate_series(1, $3) n RETURNING id`,
      [LIVE, programme.disciplineGroups[0]?.key ?? '', societies]);
    return { id: round.id, societies: rows.map((row) => row.id) };
  });
}

/** Open for a day; every society owes `kind`. */
export async function openWindow(pool: Pool, round: BenchRound, kind: string): Promise<Window> {
  const workflowId = `bench/${kind}/${randomUUID()}`;
  return withScope(pool, wholeRealm(LIVE), async (tx) => {
    const at = Date.now();
    await createWait(tx, LIVE, workflowId, 'applicationWindow', { roundId: round.id });
    const gateId = await openGate(tx, { realm: LIVE, roundId: round.id, workflowId, step: 'window', opensAt: at - DAY_MS, dueAt: at + DAY_MS });
    await openTasks(tx, at, { id: gateId, realm: LIVE, roundId: round.id, workflowId }, round.societies.map((societyId) => ({ kind, role: 'society', societyId })));
    const { rows } = await tx.query<{ id: string; societyId: string }>('SELECT id, society_id AS "societyId" FROM task WHERE gate_id = $1', [gateId]);
    return { gateId, workflowId, roundId: round.id, kind, tasks: rows };
  });
}

/** What the society of the window's n-th task hands in. */
export function factFor({ gateId, roundId, kind, tasks }: Window, n: number): HandIn & { societyId: string; taskId: string } {
  const task = tasks[n];
  if (!task) throw new Error(`the window has no task ${n}`);
  return {
    realm: LIVE, roundId, gateId, taskId: task.id, kind, payload: { content: payloadOf(n) }, principal: task.societyId, societyId: task.societyId,
    key: `bench-${task.id}`, bodyHash: 'a'.repeat(64),
  };
}
