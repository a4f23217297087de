/** What people do in a round, straight through the record: hand-ins as the API takes them, once it has checked them. */
import { randomUUID } from 'node:crypto';
import { type HandedIn, handIn } from '../../records/hand-in.js';
import { only } from '../../records/pool.js';
import type { Taken } from '../../records/facts.js';
import { readProgramme, type SeededRound, STAFF, type RealmWorld } from './world.js';

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

interface Given {
  totalThousandths: number;
  kind: string;
  key: string;
  bodyHash: string;
  taskId: string | null;
  applicationId: string;
}

export async function tasksOf(world: RealmWorld, kind: string, state = 'open'): Promise<TaskRow[]> {
  return world.inScope(async (tx) => (await tx.query<TaskRow>(
    `SELECT t.* FROM task t LEFT JOIN society s ON s.id = t.society_id WHERE t.realm = $1 AND t.kind = $2 AND t.state = $3 ORDER BY s.code, t.id`, [world.realm, kind, state])).rows);
}

export async function give(world: RealmWorld, task: TaskRow, payload: unknown, extra: Partial<Given> = {}): Promise<Taken> {
  const taken = await handedIn(world, task, payload, extra);
  for (const id of taken.wake) await world.wake(id);
  return taken;
}

/** As `give`, but nobody is woken. */
export function handedIn(world: RealmWorld, task: TaskRow, payload: unknown, extra: Partial<Given> = {}): Promise<HandedIn> {
  return world.inScope((tx) => handIn(tx, {
    realm: world.realm, gateId: task.gate_id, taskId: extra.taskId === undefined ? task.id : extra.taskId, roundId: task.round_id, kind: extra.kind ?? task.kind, payload,
    principal: task.account_id ?? STAFF, societyId: task.society_id, applicationId: extra.applicationId ?? task.application_id, key: extra.key ?? randomUUID(), bodyHash: extra.bodyHash ?? 'x',
    totalThousandths: extra.totalThousandths ?? 0,
  }));
}

/** The leaders of all groups sign an opinion: nobody dissents. */
export async function giveOpinions(world: RealmWorld): Promise<void> {
  for (const task of await tasksOf(world, 'groupSummary')) await give(world, task, { opinion: '同意', ranking: [], deviationReason: '', dissent: [], signed: true });
  await world.quiet();
}

/** A withdrawal: without a task, through the gate of the society's application. */
export const withdraw = (world: RealmWorld, task: TaskRow, applicationId: string): Promise<Taken> =>
  give(world, task, {}, { kind: 'withdrawal', taskId: null, applicationId });

/** Society n reaches the best band of 3 n indicators: all totals differ, the last society is first. */
export async function giveFigures(world: RealmWorld, round: SeededRound): Promise<void> {
  const { programme } = await readProgramme();
  const stage = programme.stages[0];
  if (stage?.type !== 'capabilityAssessment') throw new Error('unexpected programme');
  const order = new Map(round.societies.map((society, index) => [society.id, index]));
  for (const task of await tasksOf(world, 'indicators')) {
    const index = order.get(task.society_id ?? '') ?? 0;
    await give(world, task, { values: stage.indicators.map((one, n) => ({ indicator: one.key, value: n < index * 3 ? one.bands?.[0] : one.bands?.[3], evidence: 'e' })) });
  }
}

/** Experts for each discipline group, numbered from `from`. */
export async function addExperts(world: RealmWorld, perGroup: number, from = 1): Promise<{ id: string; account: string; group: string }[]> {
  const { programme } = await readProgramme();
  return world.inScope(async (tx) => {
    const experts: { id: string; account: string; group: string }[] = [];
    for (const group of programme.disciplineGroups) {
      for (let n = from; n < from + perGroup; n += 1) {
        const account = randomUUID();
        const row = only((await tx.query<{ id: string }>(
          'INSERT INTO expert (realm, account_id, code, name, discipline_group) VALUES ($1, $2, $3, $4, $5) RETURNING id',
          [world.realm, account, `E-${group.key}-${n}`, `示例专家 ${group.key} ${n}`, group.key])).rows);
        experts.push({ id: row.id, account, group: group.key });
      }
    }
    return experts;
  });
}

/** A command that is expected to take effect; the realm is quiet afterwards. */
export async function applied(world: RealmWorld, kind: string, workflowId: string, body: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const command = await world.command(kind, workflowId, body);
  if (command.state !== 'applied') throw new Error(`${kind} was ${command.state}: ${JSON.stringify(command.answer)}`);
  await world.quiet();
  return command.answer ?? {};
}

/** The same, decided by another person. */
export async function appliedBy(world: RealmWorld, principal: string, kind: string, workflowId: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
  const command = await world.command(kind, workflowId, body, 10_000, principal);
  if (command.state !== 'applied') throw new Error(`${kind} was ${command.state}: ${JSON.stringify(command.answer)}`);
  await world.quiet();
  return command.answer ?? {};
}

/** The refusal of a command that is expected to be refused. */
export async function refusedBy(world: RealmWorld, kind: string, workflowId: string, body: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const command = await world.command(kind, workflowId, body);
  if (command.state !== 'refused') throw new Error(`${kind} was ${command.state}: ${JSON.stringify(command.answer)}`);
  await world.quiet();
  return command.answer ?? {};
}

/** What a workflow waits for, as its row says. */
export async function waitOf(world: RealmWorld, workflowId: string): Promise<Record<string, unknown> & { state: string; until: number | null }> {
  return world.inScope(async (tx) => only((await tx.query<Record<string, unknown> & { state: string; until: number | null }>(
    'SELECT state, stage, step, role, what, params, attention, problem, until, rung FROM wait WHERE workflow_id = $1', [workflowId])).rows));
}

export interface Letter {
  template: string;
  recipient: string;
  state: string;
  wave: string;
  subject: string;
  body: string;
  params: Record<string, string | number>;
}

/** The letters of a realm, oldest first; of one template when it is named. */
export async function letters(world: RealmWorld, template?: string): Promise<Letter[]> {
  return world.inScope(async (tx) => (await tx.query<Letter>(
    `SELECT template, recipient, state, wave, subject, body, params FROM outbox WHERE realm = $1 AND ($2::text IS NULL OR template = $2) ORDER BY queued_at, recipient, unique_key`,
    [world.realm, template ?? null])).rows);
}

/** Rows of a query in the realm's scope. */
export async function rows<Row extends object>(world: RealmWorld, text: string, values: unknown[] = []): Promise<Row[]> {
  return world.inScope(async (tx) => (await tx.query<Row>(text, values)).rows);
}

/** An account with a role, so that letters to that role have an address. */
export async function addAccount(world: RealmWorld, role: string): Promise<{ id: string; email: string }> {
  const email = `${role}-${randomUUID().slice(0, 8)}@example.org`;
  return world.inScope(async (tx) => {
    const { id } = only((await tx.query<{ id: string }>(
      `INSERT INTO account (realm, email, name, status) VALUES ($1, $2, $2, 'active') RETURNING id`, [world.realm, email])).rows);
    await tx.query('INSERT INTO membership (realm, account_id, role) VALUES ($1, $2, $3)', [world.realm, id, role]);
    return { id, email };
  });
}
