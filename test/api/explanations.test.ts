import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applicationCaseId, projectId, remindersId, stageId } from '../../domain/ids.js';
import { addExperts, applied, give, giveFigures, giveOpinions, refusedBy, rows, tasksOf } from '../workflows/acting.js';
import { launchRound, openWorld, type SeededRound, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import { type Explained, expectWhole } from './explained.js';
import { addPerson, scoreEntry } from './people.js';
import { until } from '../support/poll.js';

/** One round from figures to the first verdict, and then every "why". */
let world: World;
let api: TestApi;
let round: SeededRound;
const own = new Map<string, string>();
const ids = { project: '', application: '', other: '', review: '', letter: '', task: '', refused: '' };

beforeAll(async () => {
  world = await openWorld('2018-09-20T10:00:00+08:00');
  round = await launchRound(world, { societies: 4, settings: { quota: { planned: 2, tiers: { tier1: 1, tier2: 1, tier3: 0 }, reason: '小范围试点' }, expertsPerApplication: 2 } });
  api = await TestApi.on(world);
  for (const society of round.societies) own.set(society.code, (await addPerson(world, 'society', society.id)).token);
  await giveFigures(world, round);
  await world.stepTo('2018-10-11T09:00:00+08:00');
}, 120_000);
afterAll(async () => {
  await api.stop();
  await world.close();
});

const society = (n: number) => round.societies[n]?.id ?? '';
const why = async (kind: string, id: string, as: { as?: 'staff' | 'finance' | 'auditor'; token?: string } = { as: 'staff' }) => api.call<Explained>('GET', `explanations/${kind}/${id}`, as);
const bySociety = (n: number) => ({ token: own.get(round.societies[n]?.code ?? '') ?? '' });

describe('the capability assessment (000 §5.1)', () => {
  test('points, total and place are explained from the figures that were handed in', async () => {
    expectWhole(await why('assessment', `${round.id}:${society(3)}`), (await rows<{ t: number }>(world, 'SELECT total_thousandths AS t FROM assessment WHERE society_id = $1', [society(3)]))[0]!.t / 1000);
    const indicator = await why('indicator', `${round.id}:${society(3)}:fullTimeStaff`);
    expectWhole(indicator, indicator.body.stored);
    expect(indicator.body.explanation).toMatchObject({ formula: { code: 'why.formula.band' }, inputs: [{ source: { kind: 'fact' } }, { source: { kind: 'programme' } }, {}, { name: 'handedInBy', value: 'handedIn.society' }] });
  });

  test('before the shortlist is confirmed a society is told nothing; then about itself, and never about others', async () => {
    expect((await why('shortlist', `${round.id}:${society(3)}`, bySociety(3))).status).toBe(404);
    await applied(world, 'confirmShortlist', stageId(round.id, 'assessment', 1), {});
    const mine = await why('shortlist', `${round.id}:${society(3)}`, bySociety(3));
    expectWhole(mine, 'rank');
    expect(mine.body.explanation.parts[0]).toMatchObject({ what: 'shortlistRank', result: 1 });
    expectWhole(await why('shortlist', `${round.id}:${society(0)}`), 'none');
    expect((await why('shortlist', `${round.id}:${society(2)}`, bySociety(3))).status).toBe(404);
    expect(JSON.stringify(mine.body)).not.toContain(round.societies[2]?.code);
  });

  test('when a stored input was changed afterwards, the answer says that the result is not reproduced', async () => {
    const change = (value: number) => world.inScope((tx) => tx.query(`UPDATE indicator_value SET value = value + $3 WHERE round_id = $1 AND society_id = $2 AND indicator = 'fullTimeStaff'`, [round.id, society(0), value]));
    await change(1_000);
    expect((await why('assessment', `${round.id}:${society(0)}`)).body).toMatchObject({ reproduces: false, note: expect.stringContaining('不同') });
    await change(-1_000);
    expect((await why('assessment', `${round.id}:${society(0)}`)).body).toMatchObject({ reproduces: true, note: null });
  });
});

describe('applications and refusals (000 §5.2)', () => {
  test('eligibility, rule by rule; a refused decision names its rule', async () => {
    await world.stepTo('2018-10-17T09:00:00+08:00');
    for (const task of await tasksOf(world, 'application')) await give(world, task, { content: { title: 't' } });
    await world.quiet();
    const [first, second] = (await tasksOf(world, 'formalCheck')).sort((a, b) => ((a.society_id ?? '') === society(3) ? -1 : (b.society_id ?? '') === society(3) ? 1 : 0));
    [ids.application, ids.other] = [first?.application_id ?? '', second?.application_id ?? ''];
    expectWhole(await why('eligibility', ids.application, bySociety(3)), 'eligible');
    expect((await why('eligibility', ids.other, bySociety(3))).status).toBe(404);
    expect((await why('eligibility', ids.application, { token: api.tokenOf('expert') })).status).toBe(403);
    await refusedBy(world, 'decideApplication', applicationCaseId(round.id, society(3), 1), { decision: 'reject', reason: 'r' });
    ids.refused = (await rows<{ id: string }>(world, `SELECT id FROM command WHERE state = 'refused' AND kind = 'decideApplication'`))[0]?.id ?? '';
    const refused = await why('command', ids.refused);
    expectWhole(refused, 'refused');
    expect(refused.body.explanation).toMatchObject({ formula: { code: 'NO_RULE_FAILED' }, clause: { document: '000' }, parts: [{ what: 'refusal', result: 'NO_RULE_FAILED' }] });
    expect((await why('command', ids.refused, bySociety(3))).status).toBe(403);
    for (const check of await tasksOf(world, 'formalCheck')) await applied(world, 'decideApplication', applicationCaseId(round.id, check.society_id ?? '', 1), { decision: 'accept' });
    const mine = await why('application', ids.application, bySociety(3));
    expectWhole(mine, 'accepted');
    expect(mine.body.explanation.parts.map(({ what, result }) => [what, result])).toEqual([['eligibility', 'eligible'], ['formalDecision', 'accepted']]);
    const [accepting] = await rows<{ id: string }>(world, `SELECT id FROM command WHERE state = 'applied' AND kind = 'decideApplication' ORDER BY decided_at LIMIT 1`);
    const taken = await why('command', accepting?.id ?? '');
    expectWhole(taken, 'applied');
    expect(taken.body.explanation).toMatchObject({ clause: { document: '000' }, parts: [{ what: 'before', inputs: [{ name: 'dueAt' }, { name: 'suspended' }, { name: 'status', value: 'submitted' }] }, { what: 'after' }, { what: 'correction', formula: { code: 'why.formula.undo.correctable' } }] });
  });

  test('a fact that is recorded later does not pass unseen: the stored outcome is no longer reproduced', async () => {
    await world.inScope((tx) => tx.query(`UPDATE society_record SET value = '"incomplete"' WHERE society_id = $1 AND kind = 'partyOrganisation'`, [society(3)]));
    const { body } = await why('eligibility', ids.application);
    expect(body).toMatchObject({ stored: 'eligible', recomputed: 'notAccepted', reproduces: false });
    expect((await why('application', ids.application)).body).toMatchObject({ stored: 'accepted', recomputed: 'PARTY_ORGANISATION_INCOMPLETE', reproduces: false });
    expect(body.explanation.parts.find((part) => part.result === 'fail')?.inputs[0]?.source?.kind).toBe('record');
    await world.inScope((tx) => tx.query(`UPDATE society_record SET value = '"complete"' WHERE society_id = $1 AND kind = 'partyOrganisation'`, [society(3)]));
  });

  test('a hand-in that is refused says in the problem itself which rule and which values decided', async () => {
    const [task] = await tasksOf(world, 'indicators', 'done');
    const { status, body } = await api.call('POST', `tasks/${task?.id}/submission`, { ...bySociety(0), body: { kind: 'indicators', values: [{ indicator: 'fullTimeStaff', value: 1, evidence: '证明' }] } });
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: expect.any(String), why: { what: 'refusal', clause: { document: expect.any(String) }, formula: { code: body.code } } });
  });
});

describe('the review (000 §5.3, §2)', () => {
  test('one score, the rank and the tier; a society learns its rank once the list is posted, and no expert’s name', async () => {
    await world.stepTo('2018-10-29T09:00:00+08:00');
    const experts = await addExperts(world, 2);
    const review = stageId(round.id, 'review', 1);
    await applied(world, 'invitePanel', review, { expertIds: experts.map((expert) => expert.id), reason: '示例：定向邀请' });
    for (const task of await tasksOf(world, 'conflictDeclaration')) await give(world, task, { conflicts: [] });
    await world.quiet();
    const scores = await tasksOf(world, 'score');
    const entry = await scoreEntry();
    const criteria = entry.scores as Record<string, number>;
    const order = [...new Set([ids.application, ...scores.map((task) => task.application_id)])];
    for (const [n, task] of scores.entries()) {
      const changed = { ...criteria, goals: (criteria.goals ?? 0) - order.indexOf(task.application_id) - n / 1000 };
      await give(world, task, { ...entry, scores: changed }, { totalThousandths: Math.round(Object.values(changed).reduce((sum, one) => sum + one, 0) * 1000) });
    }
    await world.quiet();
    await giveOpinions(world);
    await applied(world, 'confirmRanking', review, {});
    expect((await why('finalRank', ids.application, bySociety(3))).status).toBe(404);
    ids.review = (await rows<{ id: string }>(world, 'SELECT id FROM review WHERE application_id = $1 ORDER BY id', [ids.application]))[0]?.id ?? '';
    const score = await why('reviewScore', ids.review);
    expectWhole(score, score.body.stored);
    expect((await why('reviewScore', ids.review, bySociety(3))).status).toBe(403);
    expectWhole(await why('tier', ids.application), 'tier1');
    const full = await why('finalRank', ids.application);
    expectWhole(full, 1);
    expect(full.body.explanation.parts[0]?.inputs.map((one) => one.label).every((label) => label.startsWith('E-'))).toBe(true);

    await world.stepTo('2018-11-07T09:00:00+08:00');
    expect((await why('finalRank', ids.application, bySociety(3))).status).toBe(404);
    await applied(world, 'confirmPosting', stageId(round.id, 'publicity', 1), { checked: true });
    const told = await why('finalRank', ids.application, bySociety(3));
    expectWhole(told, 1);
    expect(JSON.stringify(told.body)).not.toMatch(/E-|"kind":"review"/);
    expect((await why('finalRank', ids.other, bySociety(3))).status).toBe(404);
  });
});

describe('money, deadlines and letters (000 §5.4–5.5)', () => {
  test('an instalment, a balance and a verdict, from the record of the project', async () => {
    await world.stepTo('2018-11-16T09:00:00+08:00');
    await applied(world, 'approve', stageId(round.id, 'approval', 1), { minutes: '〔2018〕1' });
    ids.project = (await rows<{ id: string }>(world, 'SELECT id FROM project WHERE society_id = $1', [society(3)]))[0]?.id ?? '';
    const amount = (await rows<{ cents: number }>(world, 'SELECT amount_cents AS cents FROM project WHERE id = $1', [ids.project]))[0]?.cents ?? 0;
    expectWhole(await why('instalment', `${ids.project}:2018`, bySociety(3)), 0);
    const [task] = (await tasksOf(world, 'taskBook')).filter((one) => one.society_id === society(3));
    ids.task = task?.id ?? '';
    expectWhole(await why('deadline', ids.task, bySociety(3)), (await api.call<{ dueAt: string }>('GET', `tasks/${ids.task}`, bySociety(3))).body.dueAt);
    expect((await why('deadline', ids.task, bySociety(2))).status).toBe(404);
    if (task) await give(world, task, { content: {} });
    await world.quiet();
    await applied(world, 'decide', projectId(ids.project), { task: 'countersignature' });
    expectWhole(await why('instalment', `${ids.project}:2018`, { as: 'finance' }), amount);
    expectWhole(await why('balance', `${ids.project}:payable`, bySociety(3)), amount);
    expect((await why('balance', `${ids.project}:payable`, bySociety(2))).status).toBe(404);
    expect((await why('balance', `${ids.project}:payable`, { as: 'auditor' })).status).toBe(404);
  });

  test('a letter: which task, which wave, which deadline; an extension names who decided it and why', async () => {
    // The planner and the step write them when their turn comes; a ring that was lost is repeated, as the reconciler does.
    await world.wake(remindersId(round.id));
    const letter = await until(async () => (await rows<{ id: string; state: string; wave: string }>(world, `SELECT id, state, wave FROM outbox WHERE wave <> '' AND society_id = $1 ORDER BY queued_at LIMIT 1`, [society(3)]))[0], { what: 'a reminder is queued' });
    ids.letter = letter.id;
    const told = await why('letter', ids.letter, bySociety(3));
    expectWhole(told, letter.wave);
    expect(told.body.explanation).toMatchObject({ formula: { code: 'why.formula.wave' }, parts: [{ what: 'address', result: 'societyContact' }, { what: 'sending', result: letter.state }] });
    expect((await why('letter', ids.letter, bySociety(2))).status).toBe(404);
    const accepted = await until(async () => (await rows<{ id: string }>(world, `SELECT id FROM outbox WHERE template = 'accepted' AND society_id = $1`, [society(3)]))[0], { what: 'the letter of acceptance is queued' });
    for (const as of [{ as: 'staff' } as const, bySociety(3)]) {
      const caused = await why('letter', accepted.id, as);
      expectWhole(caused, 'accepted');
      expect(caused.body.explanation.parts[0]).toMatchObject({ what: 'cause', result: 'decideApplication', clause: { document: '000' }, inputs: [{ name: 'event', source: { kind: 'command' } }, { name: 'decidedAt' }] });
    }
    await world.inScope((tx) => tx.query(`UPDATE outbox SET wave = 'overdue' WHERE id = $1`, [ids.letter]));
    expect((await why('letter', ids.letter)).body).toMatchObject({ stored: 'overdue', recomputed: letter.wave, reproduces: false });
    const [plan] = (await tasksOf(world, 'implementationPlan')).filter((one) => one.society_id === society(3));
    await applied(world, 'extendDeadline', projectId(ids.project), { dueAt: '2019-03-01T16:00:00Z', societyId: society(3), reason: '机构搬迁' });
    const extended = await why('deadline', plan?.id ?? '', bySociety(3));
    expectWhole(extended, '2019-03-01T16:00:00.000Z');
    expect(extended.body.explanation).toMatchObject({ formula: { code: 'why.formula.extended' } });
    expect(extended.body.explanation.inputs).toContainEqual(expect.objectContaining({ name: 'reason', value: '机构搬迁' }));
  });
});

describe('the resource', () => {
  test('lists what the asker may ask about, in the language asked for', async () => {
    const kinds = async (as: object) => (await api.call<{ items: { kind: string; title: string; id: string[] }[] }>('GET', 'explanations', as)).body.items;
    const office = await kinds({ as: 'staff', headers: { 'accept-language': 'en' } });
    expect(office.find(({ kind }) => kind === 'indicator')).toEqual({ kind: 'indicator', title: 'the points of an indicator', id: ['round', 'society', 'indicator'] });
    const its = (await kinds(bySociety(3))).map(({ kind }) => kind);
    expect(its).toContain('finalRank');
    expect(its).not.toContain('objection');
    expect((await api.call('GET', 'explanations')).status).toBe(401);
  });

  test.each([['indicator', 'x', 400], ['nothing', 'x', 400], ['tier', '00000000-0000-4000-8000-00000000ffff', 404]])('%s/%s answers %d', async (kind, id, status) => {
    expect((await why(kind, id)).status).toBe(status);
  });
});
