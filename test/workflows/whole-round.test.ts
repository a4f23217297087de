import { applicationCaseId, projectId, roundId, stageId } from '../../domain/ids.js';
import { addExperts, give, giveFigures, giveOpinions, tasksOf } from './acting.js';
import { launchRound, openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('a round goes from figures to final acceptance, and leaves nothing running (000 §5)', async () => {
  const round = await launchRound(world, {
    societies: 8, settings: { quota: { planned: 4, tiers: { tier1: 1, tier2: 1, tier3: 2 } }, expertsPerApplication: 2 },
  });
  await world.stepTo('2018-09-20T10:00:00+08:00');
  await giveFigures(world, round);
  await world.stepTo('2018-10-11T09:00:00+08:00');
  await applied('confirmShortlist', stageId(round.id, 'assessment', 1), {});

  await world.stepTo('2018-10-17T09:00:00+08:00');
  for (const task of await tasksOf(world, 'application')) await give(world, task, { content: { title: 't' } });
  await world.quiet();
  for (const check of await tasksOf(world, 'formalCheck')) {
    await applied('decideApplication', applicationCaseId(round.id, check.society_id ?? '', 1), { decision: 'accept' });
  }
  await world.stepTo('2018-10-29T09:00:00+08:00');
  const experts = await addExperts(world, 3);
  const review = stageId(round.id, 'review', 1);
  await applied('invitePanel', review, { expertIds: experts.map((expert) => expert.id), reason: '示例：定向邀请' });
  await world.quiet();
  for (const task of await tasksOf(world, 'conflictDeclaration')) await give(world, task, { conflicts: [] });
  await world.quiet();
  const scores = await tasksOf(world, 'score');
  expect(scores).toHaveLength(12);
  const applications = [...new Set(scores.map((task) => task.application_id))];
  for (const task of scores) {
    const points = 60_000 + applications.indexOf(task.application_id) * 1_000;
    await give(world, task, { passFail: {}, criteria: {} }, { totalThousandths: points });
  }
  await world.quiet();
  await giveOpinions(world);
  expect((await applied('confirmRanking', review, {})).answer).toMatchObject({ listed: 4, reserve: 2 });

  await world.stepTo('2018-11-07T09:00:00+08:00');
  await applied('confirmPosting', stageId(round.id, 'publicity', 1), { checked: true });
  await world.stepTo('2018-11-16T09:00:00+08:00');
  await applied('approve', stageId(round.id, 'approval', 1), { minutes: '〔2018〕1' });
  await world.quiet();
  const projects = await world.inScope((tx) => tx.query<{ id: string; tier: string }>('SELECT id, tier FROM project ORDER BY tier'));
  expect(projects.rows.map((row) => row.tier)).toEqual(['tier1', 'tier2', 'tier3', 'tier3']);

  for (const task of await tasksOf(world, 'taskBook')) await give(world, task, { content: {} });
  await world.quiet();
  for (const { id } of projects.rows) await applied('decide', projectId(id), { task: 'countersignature' });
  await world.quiet();
  for (const kind of ['implementationPlan', 'fundRules', 'disbursementReceipt', 'arrivalConfirmation']) {
    for (const task of await tasksOf(world, kind)) await give(world, task, { content: {} });
    await world.quiet();
  }

  for (const year of [2018, 2019, 2020]) {
    await yearOf(year, projects.rows.map((row) => row.id));
  }
  await world.stepTo('2021-06-02T09:00:00+08:00');
  for (const task of await tasksOf(world, 'finalReport')) await give(world, task, { content: {} });
  await world.quiet();
  const running = await world.inScope((tx) => tx.query<{ id: string }>(`SELECT id FROM project WHERE status = 'running'`));
  for (const { id } of running.rows) await applied('decide', projectId(id), { task: 'acceptance', outcome: 'passed' });
  await world.quiet();

  const after = await world.inScope(async (tx) => ({
    round: (await tx.query(`SELECT status FROM round WHERE id = $1`, [round.id])).rows,
    open: (await tx.query(`SELECT workflow_id FROM wait WHERE state <> 'closed'`)).rows,
    projects: (await tx.query<{ status: string }>('SELECT status FROM project ORDER BY tier')).rows.map((row) => row.status),
    unacknowledged: (await tx.query('SELECT id FROM fact WHERE acknowledged_at IS NULL')).rows,
    promised: (await tx.query<{ cents: number }>(`SELECT coalesce(sum(amount_cents), 0)::bigint AS cents FROM ledger_entry WHERE account = 'commitments'`)).rows,
  }));
  expect(after).toEqual({ round: [{ status: 'closed' }], open: [], projects: ['terminated', 'accepted', 'accepted', 'accepted'], unacknowledged: [], promised: [{ cents: 0 }] });
  await expect(world.client.workflow.getHandle(roundId(round.id)).result()).resolves.toBeUndefined();
}, 240_000);

/** The first project is terminated after its second year. */
async function yearOf(year: number, ids: string[]): Promise<void> {
  const terminatedFrom = 2019;
  const alive = year <= terminatedFrom ? ids : ids.slice(1);
  for (const [date, kinds] of [
    [`${year}-12-03`, ['inspectionRecord']], [`${year + 1}-01-10`, ['selfEvaluation', 'annualReport', 'finalAccounts']], [`${year + 1}-03-02`, ['auditDraft', 'auditResponse', 'auditReport']],
  ] as const) {
    await world.stepTo(`${date}T09:00:00+08:00`);
    for (const kind of kinds) {
      const tasks = await tasksOf(world, kind);
      expect([kind, tasks.length]).toEqual([kind, alive.length]);
      for (const task of tasks) await give(world, task, { content: { score: 91 } });
      await world.quiet();
    }
  }
  await world.stepTo(`${year + 1}-05-02T09:00:00+08:00`);
  for (const id of alive) {
    const end = year === terminatedFrom && id === ids[0];
    await applied('decide', projectId(id), end ? { task: 'verdict', outcome: 'terminate', reason: 'r', minutes: '〔2020〕1' } : { task: 'verdict', outcome: 'continue' });
  }
  await world.quiet();
  for (const kind of ['disbursementReceipt', 'arrivalConfirmation']) {
    for (const task of await tasksOf(world, kind)) await give(world, task, { content: {} });
    await world.quiet();
  }
}

async function applied(kind: string, workflowId: string, body: Record<string, unknown>) {
  const command = await world.command(kind, workflowId, body);
  expect([kind, command.state, command.answer]).toEqual([kind, 'applied', command.answer]);
  await world.quiet();
  return command;
}
