import { stageId } from '../../domain/ids.js';
import { addAccount, addExperts, applied, give, giveOpinions, letters, refusedBy, rows, type TaskRow, tasksOf, waitOf } from './acting.js';
import { type JumpedRound, type JumpOptions, launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-10-29T09:00:00+08:00');
});
afterAll(() => world.close());

test('who has not declared conflicts in time is not assigned (choice: recusal before reading)', async () => {
  const { here, review, experts } = await panelOf(3);
  const [silent, ...declaring] = await tasksOf(here, 'conflictDeclaration');
  for (const task of declaring) await give(here, task, { conflicts: [] });
  await here.quiet();
  expect(await waitOf(here, review)).toMatchObject({ step: 'declarations', role: 'expert' });
  await here.stepTo('2018-10-31T00:00:00+08:00');
  expect(await waitOf(here, review)).toMatchObject({ step: 'scoring' });
  const readers = new Set((await tasksOf(here, 'score')).map((task) => task.account_id));
  expect(readers.size).toBe(2);
  expect(readers).not.toContain(silent?.account_id);
  expect(experts.map((expert) => expert.account)).toEqual(expect.arrayContaining([...readers]));
});

test('a declared conflict is hard: too few experts stop the review and name group and number; invited ones are assigned once they have declared (000 §5.3)', async () => {
  const { here, round, review } = await panelOf(2);
  const [first, second] = await tasksOf(here, 'conflictDeclaration');
  await give(here, first as TaskRow, { conflicts: [{ applicationId: round.applications.get('S0001'), reason: '曾任职' }] });
  await give(here, second as TaskRow, { conflicts: [] });
  await here.quiet();
  const short = { attention: 'manual', problem: { code: 'EXPERTS_TOO_FEW', params: { groups: 'science: 1', short: 1, applications: 'S0001' } } };
  expect(await waitOf(here, review)).toMatchObject({ step: 'assignment', role: 'staff', ...short });
  await applied(here, 'retry', review);
  expect(await waitOf(here, review)).toMatchObject(short);

  const more = (await addExperts(here, 1, 10)).filter((expert) => expert.group === 'science').map((expert) => expert.id);
  expect(await refusedBy(here, 'invitePanel', review, { expertIds: [] })).toMatchObject({ code: 'NOT_FOUND', field: 'expertIds' });
  await applied(here, 'invitePanel', review, { expertIds: more, reason: '示例：定向邀请' });
  expect(await waitOf(here, review)).toMatchObject(short);
  const [late] = await tasksOf(here, 'conflictDeclaration');
  await give(here, late as TaskRow, { conflicts: [] });
  await here.quiet();
  expect(await waitOf(here, review)).toMatchObject({ step: 'scoring', attention: 'none' });
  const readers = (await tasksOf(here, 'score')).filter((task) => task.application_id === round.applications.get('S0001')).map((task) => task.account_id);
  expect(readers.sort()).toEqual([late?.account_id, second?.account_id].sort());
  expect(await rows(here, `SELECT status FROM gate WHERE step = 'assignment'`)).toEqual([{ status: 'sealed' }]);
});

test('after a late recusal the free expert of the group takes over; the recused one scores no more (choice: recusal)', async () => {
  const { here, review } = await scoring(3, { societies: 1 });
  const [leaving, staying] = await tasksOf(here, 'score');
  await give(here, leaving as TaskRow, { reason: '亲属' }, { kind: 'recusal' });
  await here.quiet();
  const open = await tasksOf(here, 'score');
  expect(open).toHaveLength(2);
  expect(open.map((task) => task.account_id)).toContain(staying?.account_id);
  expect(open.map((task) => task.account_id)).not.toContain(leaving?.account_id);
  expect(await give(here, leaving as TaskRow, {}, { totalThousandths: 1 })).toMatchObject({ ok: false, code: 'ALREADY_SUBMITTED' });
  for (const task of open) await give(here, task, { passFail: {} }, { totalThousandths: 80_000 });
  await here.quiet();
  await giveOpinions(here);
  expect(await waitOf(here, review)).toMatchObject({ step: 'ranking' });
  expect(await rows(here, 'SELECT state, count(*) AS n FROM review GROUP BY state ORDER BY state')).toEqual([{ state: 'recused', n: 1 }, { state: 'scored', n: 2 }]);
});

test('missing score sheets are overdue, and reminded of; with a reason staff go on with those that came (choice: late sheets may be skipped)', async () => {
  const { here, review } = await scoring(2, { societies: 1 });
  const [came] = await tasksOf(here, 'score');
  await give(here, came as TaskRow, { passFail: {} }, { totalThousandths: 80_000 });
  await here.stepTo('2018-11-07T00:00:00+08:00');
  expect(await waitOf(here, review)).toMatchObject({ step: 'scoring', attention: 'overdue', until: null, params: { open: 1 } });
  expect(await refusedBy(here, 'skipStep', review)).toMatchObject({ code: 'REASON_REQUIRED' });
  expect(await applied(here, 'skipStep', review, { reason: '专家因病' })).toMatchObject({ missed: 1 });
  await giveOpinions(here);
  expect(await waitOf(here, review)).toMatchObject({ step: 'ranking' });
  expect(await rows(here, 'SELECT reviews, score_thousandths FROM placement')).toEqual([{ reviews: 1, score_thousandths: 80_000 }]);
});

test('an extension for the experts lets late sheets in (PROGRAMMES: every deadline may be extended)', async () => {
  const { here, review } = await scoring(2, { societies: 1 });
  await here.stepTo('2018-11-07T00:00:00+08:00');
  const [task, other] = await tasksOf(here, 'score');
  expect(await give(here, task as TaskRow, {})).toMatchObject({ ok: false, code: 'DEADLINE_PASSED' });
  await applied(here, 'extendDeadline', review, { dueAt: '2018-11-09T00:00:00+08:00', reason: '专家出差' });
  expect(await waitOf(here, review)).toMatchObject({ attention: 'none', until: Date.parse('2018-11-09T00:00:00+08:00') });
  for (const one of [task, other]) expect(await give(here, one as TaskRow, { passFail: {} }, { totalThousandths: 70_000 })).toMatchObject({ ok: true });
  await here.quiet();
  await giveOpinions(here);
  expect(await waitOf(here, review)).toMatchObject({ step: 'ranking' });
});

test('a tie at a tier’s border is for people: their decision has the number of its minutes (choice: tiers by rank)', async () => {
  const { here, review } = await scoring(2, { societies: 2 });
  for (const task of await tasksOf(here, 'score')) await give(here, task, { passFail: {} }, { totalThousandths: 80_000 });
  await here.quiet();
  await giveOpinions(here);
  expect(await refusedBy(here, 'confirmRanking', review)).toMatchObject({ code: 'TIE_AT_BORDER', params: { tier: 'tier1', rank: 1, places: 1, societies: 'S0001、S0002' } });
  const decision = { tier: 'tier1', rank: 1, include: ['S0002'], minutes: '' };
  expect(await refusedBy(here, 'confirmRanking', review, { decisions: [decision] })).toMatchObject({ code: 'TIE_NEEDS_MINUTES' });
  await applied(here, 'confirmRanking', review, { decisions: [{ ...decision, minutes: '〔2018〕3' }] });
  expect(await tiers(here)).toEqual([{ code: 'S0001', tier: 'tier2' }, { code: 'S0002', tier: 'tier1' }]);
});

test('a majority that finds the political direction wanting removes an application; half of them does not (000 §3.1)', async () => {
  const { here, round, review } = await scoring(2, { societies: 2 });
  const doubted = round.applications.get('S0001');
  let first = true;
  for (const task of await tasksOf(here, 'score')) {
    // Both find the one wanting, and one of two the other.
    const no = task.application_id === doubted || first;
    if (task.application_id !== doubted) first = false;
    await give(here, task, { passFail: { politicalDirection: !no } }, { totalThousandths: task.application_id === doubted ? 90_000 : 60_000 });
  }
  await here.quiet();
  await giveOpinions(here);
  await applied(here, 'confirmRanking', review);
  expect(await tiers(here)).toEqual([{ code: 'S0002', tier: 'tier1' }]);
});

test('when nobody is free for an application after a recusal the office is told, finds it on the list of what is stuck, and decides (choice: recusal)', async () => {
  const { here, review } = await scoring(2, { societies: 1 });
  const [leaving, staying] = await tasksOf(here, 'score');
  await give(here, leaving as TaskRow, { reason: '亲属' }, { kind: 'recusal' });
  await here.quiet();
  expect(await waitOf(here, review)).toMatchObject({ step: 'scoring', role: 'staff', what: 'reviewersMissing', params: { applications: 'S0001', short: 1 } });
  expect((await letters(here, 'staffProblem')).map(({ body }) => body).join()).toContain('S0001');
  expect(await refusedBy(here, 'goOnWithFewer', review, { applicationId: leaving?.application_id, reason: '无人可替' })).toMatchObject({ code: 'REVIEWS_TOO_FEW', params: { least: 1 } });

  // More experts, once they have declared, are assigned by themselves; who has read something keeps it.
  const [more] = (await addExperts(here, 1, 10)).filter((expert) => expert.group === 'science');
  await applied(here, 'invitePanel', review, { expertIds: [more?.id], reason: '补足专家' });
  const [late] = await tasksOf(here, 'conflictDeclaration');
  await give(here, late as TaskRow, { conflicts: [] });
  await here.quiet();
  expect((await tasksOf(here, 'score')).map((task) => task.account_id).sort()).toEqual([staying?.account_id, more?.account].sort());
  expect(await rows(here, 'SELECT kind, readings FROM assignment_run ORDER BY n')).toEqual([{ kind: 'whole', readings: 2 }, { kind: 'gap', readings: 1 }]);

  // The office takes the newcomer off again, and goes on with the one review that is in.
  await applied(here, 'recuseExpert', review, { applicationId: leaving?.application_id, expertId: more?.id, reason: '发现任职关系' });
  await give(here, staying as TaskRow, { passFail: {} }, { totalThousandths: 80_000 });
  await here.quiet();
  expect(await waitOf(here, review)).toMatchObject({ step: 'scoring', what: 'reviewersMissing' });
  expect(await applied(here, 'goOnWithFewer', review, { applicationId: leaving?.application_id, reason: '无人可替' })).toMatchObject({ reviews: 1 });
  expect(await waitOf(here, review)).toMatchObject({ step: 'summary', role: 'groupLeader' });
});

test('an office held in the applicant society and a joint project are detected, and keep the expert away (choice: recusal)', async () => {
  const { here, round, review } = await panelOf(4);
  await here.inScope((tx) => tx.query(`UPDATE expert SET offices = '[{"society": "S0001", "office": "理事"}]' WHERE code = 'E-science-1'`));
  await here.inScope((tx) => tx.query(`UPDATE expert SET joint_projects = '[{"society": "S0001", "title": "示例", "endedOn": "2016-01-01"}]' WHERE code = 'E-science-2'`));
  for (const task of await tasksOf(here, 'conflictDeclaration')) await give(here, task, { conflicts: [] });
  await here.quiet();
  expect(await waitOf(here, review)).toMatchObject({ step: 'scoring' });
  expect(await rows(here, 'SELECT e.code, c.source, c.reason FROM conflict c JOIN expert e ON e.id = c.expert_id ORDER BY e.code'))
    .toEqual([{ code: 'E-science-1', source: 'detected', reason: 'officeHolder' }, { code: 'E-science-2', source: 'detected', reason: 'recentJointProject' }]);
  const readers = await rows(here, `SELECT e.code FROM review r JOIN expert e ON e.id = r.expert_id JOIN application a ON a.id = r.application_id WHERE a.id = '${round.applications.get('S0001')}' ORDER BY e.code`);
  expect(readers).toEqual([{ code: 'E-science-3' }, { code: 'E-science-4' }]);
});

test('a group’s opinion is owed by its leader, and with a reason the office goes on without (choice: opinion and ranking of each group)', async () => {
  const { here, review } = await scoring(2, { societies: 1 });
  for (const task of await tasksOf(here, 'score')) await give(here, task, { passFail: {} }, { totalThousandths: 80_000 });
  await here.quiet();
  const [owed] = await tasksOf(here, 'groupSummary');
  expect(await waitOf(here, review)).toMatchObject({ step: 'summary', role: 'groupLeader', what: 'groupSummaries', until: Date.parse('2018-11-07T00:00:00+08:00') });
  expect(await rows(here, `SELECT e.account_id AS leader, m.leads FROM panel_member m JOIN expert e ON e.id = m.expert_id WHERE m.leads <> ''`)).toEqual([{ leader: owed?.account_id, leads: 'science' }]);
  await here.stepTo('2018-11-07T00:00:00+08:00');
  expect(await waitOf(here, review)).toMatchObject({ attention: 'overdue', until: null });
  await applied(here, 'skipStep', review, { reason: '组长因病' });
  expect(await waitOf(here, review)).toMatchObject({ step: 'ranking' });
});

test('the panel is drawn where the programme says so: others are invited with a reason only (choice: random draw with seed and witness)', async () => {
  const here = await world.another();
  const round = await launchBefore(here, 'review', { societies: 1, group: 'science', settings: { expertsPerApplication: 2, quota: { planned: 1, tiers: { tier1: 1, tier2: 0, tier3: 0 } } } });
  const [one] = (await addExperts(here, 2)).filter((expert) => expert.group === 'science');
  expect(await refusedBy(here, 'invitePanel', stageId(round.id, 'review', 1), { expertIds: [one?.id] })).toMatchObject({ code: 'PANEL_NOT_DRAWN', rule: { document: 'choice' } });
});

const tiers = (here: RealmWorld) => rows(here, 'SELECT s.code, p.tier FROM placement p JOIN society s ON s.id = p.society_id ORDER BY s.code');

interface Review {
  here: RealmWorld;
  round: JumpedRound;
  review: string;
  experts: { id: string; account: string }[];
}

/** A review whose panel, all of one group, has been invited; two experts read each application. */
async function panelOf(many: number, options: Partial<JumpOptions> = {}): Promise<Review> {
  const here = await world.another();
  const round = await launchBefore(here, 'review', {
    societies: 2, group: 'science', settings: { expertsPerApplication: 2, quota: { planned: 2, tiers: { tier1: 1, tier2: 1, tier3: 0 } } }, ...options,
  });
  await addAccount(here, 'staff');
  const experts = (await addExperts(here, many)).filter((expert) => expert.group === 'science');
  const review = stageId(round.id, 'review', 1);
  await applied(here, 'invitePanel', review, { expertIds: experts.map((expert) => expert.id), reason: '示例：定向邀请' });
  return { here, round, review, experts };
}

/** The same, with everybody's declaration: no conflicts. */
async function scoring(many: number, options: Partial<JumpOptions> = {}): Promise<Review> {
  const ready = await panelOf(many, options);
  for (const task of await tasksOf(ready.here, 'conflictDeclaration')) await give(ready.here, task, { conflicts: [] });
  await ready.here.quiet();
  return ready;
}
