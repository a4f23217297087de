/** Every decision may be corrected by a recorded compensating one: previewed first, nothing deleted, attempts that follow one another. */
import { applicationCaseId, projectId, roundId, stageId } from '../../domain/ids.js';
import { balances } from '../../records/projects.js';
import { addAccount, addExperts, applied, give, giveOpinions, letters, refusedBy, rows, type TaskRow, tasksOf, waitOf } from './acting.js';
import { type JumpedRound, type JumpOptions, launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-11-07T09:00:00+08:00');
});
afterAll(() => world.close());

test('a ranking taken back while its list is public: previewed by name, ranked again as attempt 2, publicised and approved anew (choice)', async () => {
  const { here, round, review } = await ranked();
  await applied(here, 'confirmRanking', review);
  const publicity = stageId(round.id, 'publicity', 1);
  await applied(here, 'confirmPosting', publicity, { checked: true });
  await objectTo(here, round, 0);
  const wrong = await lastCommand(here, 'confirmRanking');

  const seen = await applied(here, 'previewCorrection', roundId(round.id), { commandId: wrong, reason: '统计有误' });
  expect(seen).toMatchObject({ possible: true, act: 'reopenStage', irreversible: { lettersSent: 2 }, letters: [{ template: 'stageReopened', count: 2 }] });
  expect(seen.reopens).toMatchObject([{ stage: 'review', n: 2 }, { stage: 'publicity', n: 2 }]);
  // Nothing was changed.
  expect(await attempts(here)).toEqual(['application 1 done', 'assessment 1 done', 'publicity 1 open', 'review 1 done']);
  expect(await refusedBy(here, 'correctDecision', roundId(round.id), { commandId: wrong })).toMatchObject({ code: 'REASON_REQUIRED' });

  await applied(here, 'correctDecision', roundId(round.id), { commandId: wrong, reason: '统计有误' });
  expect(await refusedBy(here, 'correctDecision', roundId(round.id), { commandId: wrong, reason: '再来' })).toMatchObject({ code: 'CORRECTED_ALREADY' });
  expect(await attempts(here)).toEqual(['application 1 done', 'assessment 1 done', 'publicity 1 cancelled', 'review 1 done', 'review 2 open']);
  // The scores still hold; only the ranking is open again, with a task and a gate of its own.
  const again = stageId(round.id, 'review', 2);
  expect(await waitOf(here, again)).toMatchObject({ step: 'ranking', role: 'staff' });
  expect(await rows(here, 'SELECT key, status FROM step WHERE workflow_id = $1 ORDER BY opened_at, key', [again])).toEqual(expect.arrayContaining([{ key: 'scoring', status: 'done' }, { key: 'ranking', status: 'open' }]));
  expect(await waitOf(here, publicity)).toMatchObject({ state: 'closed' });

  await applied(here, 'confirmRanking', again, { moves: [{ code: 'S0003', to: 'tier1', insteadOf: 'S0001', reason: '更正统计' }] });
  const second = stageId(round.id, 'publicity', 2);
  await applied(here, 'confirmPosting', second, { checked: true });
  // S0001 is on no list any more: the objection to it lapses, and holds nothing.
  expect(await rows(here, 'SELECT state FROM objection')).toEqual([{ state: 'lapsed' }]);
  await here.stepTo('2018-11-15T00:00:00+08:00');
  await applied(here, 'approve', stageId(round.id, 'approval', 1), { minutes: '〔2018〕1' });
  expect(await rows(here, 'SELECT s.code FROM project p JOIN society s ON s.id = p.society_id ORDER BY 1')).toEqual([{ code: 'S0002' }, { code: 'S0003' }]);
  expect(await rows(here, 'SELECT 1 FROM fact WHERE acknowledged_at IS NULL')).toEqual([]);
});

test('what comes late does not bring a stage back that was taken back, and after the announcement nothing is reopened', async () => {
  const { here, round, review } = await ranked();
  await applied(here, 'confirmRanking', review);
  const wrong = await lastCommand(here, 'confirmRanking');
  await applied(here, 'correctDecision', roundId(round.id), { commandId: wrong, reason: '更正' });
  // The closed workflow of the first attempt takes nothing any more; its rows say the same as before.
  expect(await rows(here, `SELECT status, superseded_by IS NOT NULL AS superseded FROM stage WHERE key = 'publicity' AND n = 1`)).toEqual([{ status: 'cancelled', superseded: true }]);
  await applied(here, 'confirmRanking', stageId(round.id, 'review', 2));
  await applied(here, 'confirmPosting', stageId(round.id, 'publicity', 2), { checked: true });
  await here.stepTo('2018-11-15T00:00:00+08:00');
  const approval = stageId(round.id, 'approval', 1);
  await applied(here, 'returnForRevision', approval, { reason: '请说明' });
  await applied(here, 'correctDecision', roundId(round.id), { commandId: await lastCommand(here, 'returnForRevision'), reason: '误操作', minutes: '〔2018〕1' });
  expect(await waitOf(here, approval)).toMatchObject({ role: 'leadership' });
  await applied(here, 'approve', approval, { minutes: '〔2018〕2' });

  const [project] = await rows<{ id: string; society_id: string }>(here, 'SELECT id, society_id FROM project ORDER BY number LIMIT 1');
  const award = { commandId: await lastCommand(here, 'approve'), reason: '公布有误', societyId: project?.society_id };
  const workflow = projectId(project?.id ?? '');
  expect(await refusedBy(here, 'correctDecision', workflow, award)).toMatchObject({ code: 'MINUTES_REQUIRED' });
  const seen = await applied(here, 'previewCorrection', workflow, { ...award, minutes: '〔2018〕3' });
  expect(seen).toMatchObject({ possible: true, act: 'withdrawAward', societies: [{ code: 'S0001' }], letters: [{ template: 'awardWithdrawn', count: 1 }] });
  expect((seen.money as { key: string }[]).map(({ key }) => key)).toEqual(['appropriation', 'commitments']);
  await applied(here, 'correctDecision', workflow, { ...award, minutes: '〔2018〕3' });
  expect(await waitOf(here, workflow)).toMatchObject({ state: 'closed' });
  expect(await rows(here, 'SELECT status FROM project ORDER BY number')).toEqual([{ status: 'terminated' }, { status: 'awarded' }]);
});

test('an application refused by mistake is checked again in a case of its own, also when the review has begun; later it cannot be (choice)', async () => {
  const here = await world.another('2018-10-16T09:00:00+08:00');
  await addAccount(here, 'staff');
  const round = await launchBefore(here, 'application', { societies: 2, group: 'science' });
  for (const task of await tasksOf(here, 'application')) await give(here, task, { content: {} });
  await here.quiet();
  const [first, second] = round.societies;
  const caseOf = (id = '', attempt = 1) => applicationCaseId(round.id, id, 1, attempt);
  await applied(here, 'decideApplication', caseOf(second?.id), { decision: 'accept' });
  await applied(here, 'decideApplication', caseOf(first?.id), { decision: 'correct', items: ['盖章页'] });
  await here.stepTo('2018-10-19T09:00:00+08:00');
  await applied(here, 'decideApplication', caseOf(first?.id), { decision: 'notAccept', reason: '材料不全' });
  await here.stepTo('2018-10-29T09:00:00+08:00');
  expect(await waitOf(here, stageId(round.id, 'review', 1))).toMatchObject({ step: 'panel' });

  const wrong = await lastCommand(here, 'decideApplication');
  const seen = await applied(here, 'previewCorrection', roundId(round.id), { commandId: wrong, reason: '盖章页已收到' });
  expect(seen).toMatchObject({ possible: true, act: 'reopenCase', societies: [{ code: 'S0001', before: 'application.notAccepted', after: 'application.submitted' }], reopens: [{ stage: 'application', n: 2 }, { stage: 'review', n: 2 }] });
  await applied(here, 'correctDecision', roundId(round.id), { commandId: wrong, reason: '盖章页已收到' });
  // The supplement was used: the second case goes on after it.
  expect(await waitOf(here, caseOf(first?.id, 2))).toMatchObject({ step: 'secondCheck', role: 'staff' });
  expect(await waitOf(here, stageId(round.id, 'application', 2))).toMatchObject({ step: 'checks' });
  expect(await letters(here, 'caseReopened')).toHaveLength(1);
  await applied(here, 'decideApplication', caseOf(first?.id, 2), { decision: 'accept' });
  expect(await waitOf(here, stageId(round.id, 'review', 2))).toMatchObject({ step: 'panel' });
  expect(await rows(here, 'SELECT status FROM application ORDER BY submitted_at')).toEqual([{ status: 'accepted' }, { status: 'accepted' }]);
});

test('a countersignature taken back reverses what it paid, and the signing comes again; the books balance (DESIGN §3)', async () => {
  const here = await world.another('2018-11-15T09:00:00+08:00');
  await addAccount(here, 'staff');
  const round = await launchBefore(here, 'approval', { societies: 1, tiers: ['tier1'] });
  await applied(here, 'approve', stageId(round.id, 'approval', 1), { minutes: '〔2018〕1' });
  const [project] = await rows<{ id: string }>(here, 'SELECT id FROM project');
  const workflow = projectId(project?.id ?? '');
  const money = () => here.inScope((tx) => balances(tx, project?.id ?? ''));
  const promised = await money();
  await sign(here);
  await applied(here, 'decide', workflow, { task: 'countersignature' });
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'plans' });
  const paid = await money();
  const wrong = { commandId: await lastCommand(here, 'decide'), reason: '附件有误', minutes: '〔2018〕2' };
  expect(await applied(here, 'previewCorrection', workflow, wrong)).toMatchObject({ possible: true, act: 'reopenProjectStep', effect: { step: 'taskBook' } });
  await applied(here, 'correctDecision', workflow, wrong);
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'taskBook' });
  expect(standingOnly(await money())).toEqual(standingOnly(promised));
  await sign(here);
  await applied(here, 'decide', workflow, { task: 'countersignature' });
  expect(standingOnly(await money())).toEqual(standingOnly(paid));
  expect(await rows(here, `SELECT status FROM step WHERE key = 'taskBook' ORDER BY opened_at, status`)).toEqual(expect.arrayContaining([{ status: 'done' }, { status: 'superseded' }]));

  // Once plans have come in, they rest on it.
  for (const task of await tasksOf(here, 'implementationPlan')) await give(here, task, { content: {} });
  await here.quiet();
  expect(await applied(here, 'previewCorrection', workflow, { ...wrong, commandId: await lastCommand(here, 'decide') })).toMatchObject({ possible: false, refusal: { code: 'LATER_FACTS' } });
});

test('an extension is taken back while the old deadline is still to come; one of who has applied keeps no window open; a quota as it was before', async () => {
  const here = await world.another('2018-10-16T09:00:00+08:00');
  await addAccount(here, 'staff');
  await addAccount(here, 'leadership');
  const round = await launchBefore(here, 'application', { societies: 2, group: 'science' });
  const window = stageId(round.id, 'application', 1);
  const [first] = round.societies;
  await applied(here, 'extendDeadline', window, { dueAt: '2018-11-02T00:00:00+08:00', reason: '台风', societyId: first?.id });
  await applied(here, 'extendDeadline', window, { dueAt: '2018-11-05T00:00:00+08:00', reason: '误填' });
  const [own = ''] = (await rows<{ id: string }>(here, `SELECT id FROM command WHERE kind = 'extendDeadline' AND body->>'societyId' IS NOT NULL`)).map(({ id }) => id);
  expect(await refusedBy(here, 'correctDecision', window, { commandId: own, reason: '误填' })).toMatchObject({ code: 'LATER_DECISION', params: { kind: 'extendDeadline' } });
  await applied(here, 'correctDecision', window, { commandId: await lastCommand(here, 'extendDeadline'), reason: '误填' });
  expect(await letters(here, 'deadlineRestored')).toHaveLength(2);
  expect(await rows(here, `SELECT due_at FROM gate WHERE step = 'window'`)).toEqual([{ due_at: Date.parse('2018-10-29T00:00:00+08:00') }]);
  await applied(here, 'extendDeadline', window, { dueAt: '2018-11-02T00:00:00+08:00', reason: '台风', societyId: first?.id });
  for (const task of await tasksOf(here, 'application')) await give(here, task, { content: {} });
  await here.stepTo('2018-10-29T00:00:00+08:00');
  expect(await waitOf(here, window)).toMatchObject({ step: 'checks' });

  // The quota goes back decision by decision, by the code that changed it.
  const numbers = async () => (await rows<{ planned: number }>(here, `SELECT (settings->'quota'->>'planned')::int AS planned FROM round`))[0]?.planned;
  const { before } = await applied(here, 'changeQuota', roundId(round.id), { tiers: { tier1: 3 }, reason: '经费增加' });
  const earlier = await lastCommand(here, 'changeQuota');
  await applied(here, 'changeQuota', roundId(round.id), { tiers: { tier1: 4 }, reason: '误填' });
  expect(await refusedBy(here, 'correctDecision', roundId(round.id), { commandId: earlier, reason: '误填' })).toMatchObject({ code: 'LATER_DECISION', params: { kind: 'changeQuota' } });
  const wrong = { commandId: await lastCommand(here, 'changeQuota'), reason: '误填' };
  expect(await applied(here, 'previewCorrection', roundId(round.id), wrong)).toMatchObject({ possible: true, act: 'restoreQuota', effect: { after: { tiers: { tier1: 3 } } } });
  await applied(here, 'correctDecision', roundId(round.id), wrong);
  await applied(here, 'correctDecision', roundId(round.id), { ...wrong, commandId: earlier });
  expect(await numbers()).toBe((before as { planned: number }).planned);
  expect(await letters(here, 'quotaChanged')).toHaveLength(4);
});

/** Accounts on which something stands. */
const standingOnly = (money: Record<string, number>) => Object.fromEntries(Object.entries(money).filter(([, cents]) => cents !== 0));

const sign = async (here: RealmWorld): Promise<void> => {
  for (const task of await tasksOf(here, 'taskBook')) await give(here, task, { content: {} });
  await here.quiet();
};

/** Three scored societies of one group, two places: S0001 is best. */
async function ranked(): Promise<{ here: RealmWorld; round: JumpedRound; review: string }> {
  const here = await world.another('2018-10-29T09:00:00+08:00');
  await addAccount(here, 'staff');
  await addAccount(here, 'leadership');
  const options: JumpOptions = { societies: 3, group: 'science', settings: { expertsPerApplication: 1, quota: { planned: 2, tiers: { tier1: 1, tier2: 1, tier3: 0 }, reason: '测试' } } };
  const round = await launchBefore(here, 'review', options);
  const review = stageId(round.id, 'review', 1);
  const experts = (await addExperts(here, 1)).filter((expert) => expert.group === 'science');
  await applied(here, 'invitePanel', review, { expertIds: experts.map((expert) => expert.id), reason: '示例：定向邀请' });
  for (const task of await tasksOf(here, 'conflictDeclaration')) await give(here, task, { conflicts: [] });
  await here.quiet();
  const byApplication = new Map([...round.applications].map(([code, id]) => [id, code]));
  for (const task of await tasksOf(here, 'score')) {
    await give(here, task, { passFail: {} }, { totalThousandths: 95_000 - 1000 * Number((byApplication.get(task.application_id ?? '') ?? '').slice(-1)) });
  }
  await here.quiet();
  await giveOpinions(here);
  await here.stepTo('2018-11-07T09:00:00+08:00');
  return { here, round, review };
}

async function objectTo(here: RealmWorld, round: JumpedRound, index: number): Promise<void> {
  const [gate] = await rows<{ id: number; workflow_id: string }>(here, `SELECT id, workflow_id FROM gate WHERE step = 'publicity' AND status = 'open'`);
  const task: TaskRow = {
    id: '', gate_id: gate?.id ?? 0, round_id: round.id, kind: 'objection', role: 'public', society_id: null, account_id: null, application_id: null, project_id: null, workflow_id: gate?.workflow_id ?? '',
  };
  await give(here, task, { name: '示例人', contact: 'objector@example.org', grounds: '示例理由', societyId: round.societies[index]?.id }, { taskId: null });
  await here.quiet();
}

const lastCommand = async (here: RealmWorld, kind: string): Promise<string> =>
  (await rows<{ id: string }>(here, `SELECT id FROM command WHERE realm = $1 AND kind = $2 AND state = 'applied' ORDER BY decided_at DESC LIMIT 1`, [here.realm, kind]))[0]?.id ?? '';

const attempts = async (here: RealmWorld): Promise<string[]> =>
  (await rows<{ line: string }>(here, `SELECT key || ' ' || n || ' ' || status AS line FROM stage ORDER BY key, n`)).map((row) => row.line);
