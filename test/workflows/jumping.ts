/** Rounds whose earlier stages are behind them: their rows are inserted instead of lived through. */
import { randomUUID } from 'node:crypto';
import { applicationCaseId, stageId } from '../../domain/ids.js';
import { only, type Tx } from '../../records/pool.js';
import { openGate, sealGate } from '../../records/gates.js';
import { submit } from '../../records/facts.js';
import { addApplication, setApplicationStatus } from '../../records/applications.js';
import { endStage, openStage } from '../../records/rounds.js';
import { savePlacements } from '../../records/reviews.js';
import { closeWait, createWait } from '../../records/waits.js';
import { readProgramme, type RealmWorld, type RoundOptions, seedRound, type SeededRound, STAFF, startRound } from './world.js';


export interface JumpedRound extends SeededRound {
  /** By society code. */
  applications: Map<string, string>;
}

export interface JumpOptions extends RoundOptions {
  /** Tier by position in the ranking, highest first; who comes after them is in the reserve. */
  tiers?: string[];
  /** Ranks, when they are not 1, 2, 3, …: equals have one rank. */
  ranks?: number[];
}

/** A round that stands before this stage, its workflow started: every society invited, accepted, placed, as far as that is behind it. */
export async function launchBefore(world: RealmWorld, stage: string, options: JumpOptions): Promise<JumpedRound> {
  const round = await seedRound(world, { reminders: false, ...options });
  const { programme: shipped } = await readProgramme();
  const { stages } = options.amend?.(shipped) ?? shipped;
  const behind = stages.slice(0, stages.findIndex(({ key }) => key === stage)).map(({ key, type }) => [key, type] as const);
  const passed = (type: string): boolean => behind.some(([, one]) => one === type);
  const applications = await world.inScope(async (tx) => {
    const { now } = only((await tx.query<{ now: number }>('SELECT app.now($1) AS now', [world.realm])).rows);
    for (const [key, type] of behind) await pass(tx, world.realm, round, { key, type }, now);
    await invite(tx, world.realm, round);
    const accepted = passed('applicationWindow') ? await acceptAll(tx, world.realm, round, now) : new Map<string, string>();
    if (passed('expertReview')) await place(tx, world.realm, round, accepted, options);
    return accepted;
  });
  await startRound(world, round);
  return { ...round, applications };
}

async function pass(tx: Tx, realm: string, round: SeededRound, { key, type }: { key: string; type: string }, at: number): Promise<void> {
  const workflowId = stageId(round.id, key, 1);
  await openStage(tx, { realm, roundId: round.id, key, type, n: 1, workflowId, input: {}, at });
  await endStage(tx, workflowId, {}, at);
  await createWait(tx, realm, workflowId, type, { roundId: round.id, stage: key });
  await closeWait(tx, workflowId);
}

async function invite(tx: Tx, realm: string, round: SeededRound): Promise<void> {
  await tx.query(
    `INSERT INTO assessment (round_id, society_id, realm, total_thousandths, rank, route, lines) SELECT $1, id, $2, 0, 1, 'rank', '[]' FROM unnest($3::uuid[]) AS id`,
    [round.id, realm, round.societies.map(({ id }) => id)]);
}

async function acceptAll(tx: Tx, realm: string, round: SeededRound, at: number): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const gateId = await openGate(tx, { realm, roundId: round.id, workflowId: stageId(round.id, 'application', 1), step: 'window', opensAt: at, dueAt: at + 1 });
  for (const society of round.societies) {
    const taken = await submit(tx, {
      realm, gateId, kind: 'application', payload: { content: {} }, principal: STAFF, societyId: society.id, key: randomUUID(), bodyHash: 'x', acknowledge: true,
    });
    if (!taken.ok) throw new Error(taken.code);
    const application = await addApplication(tx, { realm, roundId: round.id, societyId: society.id, factId: taken.factId, content: {}, at });
    await setApplicationStatus(tx, application.id, ['submitted'], 'accepted', at);
    const workflowId = applicationCaseId(round.id, society.id, 1);
    await createWait(tx, realm, workflowId, 'applicationCase', { roundId: round.id, applicationId: application.id, societyId: society.id, stage: 'application' });
    await closeWait(tx, workflowId);
    ids.set(society.code, application.id);
  }
  await sealGate(tx, gateId, at);
  return ids;
}

async function place(tx: Tx, realm: string, round: SeededRound, applications: Map<string, string>, { tiers = [], ranks }: JumpOptions): Promise<void> {
  await savePlacements(tx, realm, round.id, round.societies.map((society, index) => ({
    applicationId: applications.get(society.code) ?? '', societyId: society.id, rank: ranks?.[index] ?? index + 1,
    scoreThousandths: 90_000 - index, rawThousandths: 90_000 - index, spreadThousandths: 0, reviews: 5, tier: tiers[index] ?? null, why: {},
  })));
}
