/** What people do in a round, straight through the record: hand-ins as the API takes them, once it has checked them. */
import { randomUUID } from 'node:crypto';
import { handIn } from '../../records/hand-in.js';
import { only } from '../../records/pool.js';
import type { Taken } from '../../records/facts.js';
import { readProgramme, type SeededRound, STAFF, type World } from './world.js';

export interface TaskRow {
  id: string;
  gate_id: number;
  round_id: string;
  kind: string;
  role: string;
  society_id: string | null;
  account_id: string | null;
  application_id: string | null;
  project_id: string | null;
  workflow_id: string;
}

export async function tasksOf(world: World, kind: string, state = 'open'): Promise<TaskRow[]> {
  return world.inScope(async (tx) => (await tx.query<TaskRow>(
    `SELECT t.* FROM task t LEFT JOIN society s ON s.id = t.society_id WHERE t.realm = $1 AND t.kind = $2 AND t.state = $3 ORDER BY s.code, t.id`, [world.realm, kind, state])).rows);
}

export async function give(world: World, task: TaskRow, payload: unknown, extra: { totalThousandths?: number; kind?: string; key?: string; bodyHash?: string } = {}): Promise<Taken> {
  const taken = await world.inScope((tx) => handIn(tx, {
    realm: world.realm, gateId: task.gate_id, taskId: task.id, roundId: task.round_id, kind: extra.kind ?? task.kind, payload,
    principal: task.account_id ?? STAFF, societyId: task.society_id, applicationId: task.application_id, key: extra.key ?? randomUUID(), bodyHash: extra.bodyHash ?? 'x',
    totalThousandths: extra.totalThousandths ?? 0,
  }));
  for (const id of taken.wake) await world.wake(id);
  return taken;
}

/** Society n reaches the best band of 3 n indicators: all totals differ, the last society is first. */
export async function giveFigures(world: World, round: SeededRound): Promise<void> {
  const { programme } = await readProgramme();
  const stage = programme.stages[0];
  if (stage?.type !== 'capabilityAssessment') throw new Error('unexpected programme');
  const order = new Map(round.societies.map((society, index) => [society.id, index]));
  for (const task of await tasksOf(world, 'indicators')) {
    const index = order.get(task.society_id ?? '') ?? 0;
    await give(world, task, { values: stage.indicators.map((one, n) => ({ indicator: one.key, value: n < index * 3 ? one.bands[0] : one.bands[3], evidence: 'e' })) });
  }
}

/** Two experts for each discipline group. */
export async function addExperts(world: World, perGroup: number): Promise<{ id: string; account: string }[]> {
  const { programme } = await readProgramme();
  return world.inScope(async (tx) => {
    const experts: { id: string; account: string }[] = [];
    for (const group of programme.disciplineGroups) {
      for (let n = 1; n <= perGroup; n += 1) {
        const account = randomUUID();
        const row = only((await tx.query<{ id: string }>(
          'INSERT INTO expert (realm, account_id, code, name, discipline_group) VALUES ($1, $2, $3, $4, $5) RETURNING id',
          [world.realm, account, `E-${group.key}-${n}`, `示例专家 ${group.key} ${n}`, group.key])).rows);
        experts.push({ id: row.id, account });
      }
    }
    return experts;
  });
}
