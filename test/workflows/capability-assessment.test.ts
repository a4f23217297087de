import { stageId } from '../../domain/ids.js';
import { saveIndicators } from '../../records/assessments.js';
import { submit } from '../../records/facts.js';
import { randomUUID } from 'node:crypto';
import { launchRound, openWorld, readProgramme, STAFF, type SeededRound, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('the top 150 % of the planned number are shortlisted when staff confirm (000 §5.1)', async () => {
  const round = await launchRound(world, { societies: 8, settings: { quota: { planned: 4, tiers: { tier1: 1, tier2: 1, tier3: 2 } } } });
  await world.stepTo('2018-09-20T10:00:00+08:00');
  await handInFigures(world, round);
  const stage = stageId(round.id, 'assessment', 1);
  expect((await world.command('confirmShortlist', stage, {})).state).toBe('refused');
  await world.stepTo('2018-10-11T09:00:00+08:00');
  const confirmed = await world.command('confirmShortlist', stage, {});
  expect(confirmed).toMatchObject({ state: 'applied', answer: { byRank: 6, legacy: 0, total: 6 } });
  await world.quiet();
  const next = await world.inScope((tx) => tx.query(`SELECT stage, state, what, role FROM wait WHERE workflow_id = $1`, [stageId(round.id, 'application', 1)]));
  expect(next.rows).toEqual([{ stage: 'application', state: 'parked', what: 'window', role: 'society' }]);
});

/** Society n reaches the n-th band or so: all totals differ. */
async function handInFigures(here: World, round: SeededRound): Promise<void> {
  const { programme } = await readProgramme();
  const stage = programme.stages[0];
  if (stage?.type !== 'capabilityAssessment') throw new Error('unexpected programme');
  await here.inScope(async (tx) => {
    for (const [index, society] of round.societies.entries()) {
      const task = (await tx.query<{ id: string; gate_id: number }>(`SELECT id, gate_id FROM task WHERE society_id = $1 AND kind = 'indicators'`, [society.id])).rows[0];
      if (!task) throw new Error('no task');
      const taken = await submit(tx, {
        realm: here.realm, gateId: task.gate_id, taskId: task.id, kind: 'indicators', payload: {}, principal: STAFF, societyId: society.id,
        key: randomUUID(), bodyHash: 'x', acknowledge: true,
      });
      if (!taken.ok) throw new Error(taken.code);
      const values = stage.indicators.map((indicator, n) => ({ indicator: indicator.key, value: n < index * 3 ? (indicator.bands?.[0] ?? 0) : (indicator.bands?.[3] ?? 0), evidence: 'e' }));
      await saveIndicators(tx, here.realm, round.id, society.id, taken.factId, values);
    }
  });
}
