import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type JumpedRound, launchBefore } from '../workflows/jumping.js';
import { openWorld, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import { plannedStage, scoreEntry, tokenOf } from './people.js';

interface Task {
  id: string;
  kind: string;
  state: string;
  applicationId: string;
}
interface Expert {
  id: string;
  accountId: string;
  code: string;
}

let world: World;
let api: TestApi;
let round: JumpedRound;
const experts: (Expert & { token: string })[] = [];
beforeAll(async () => {
  world = await openWorld('2018-10-29T09:00:00+08:00');
  round = await launchBefore(world, 'review', {
    societies: 3, group: 'science', settings: { expertsPerApplication: 2, quota: { planned: 2, tiers: { tier1: 1, tier2: 1, tier3: 0 }, reason: '试点' } },
  });
  api = await TestApi.on(world);
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

const tasksOf = async (token: string, kind: string, state = 'open') => (await api.call<{ items: Task[] }>('GET', `tasks?kind=${kind}&state=${state}`, { token })).body.items;
const submit = (task: string, body: unknown, token: string) => api.call('POST', `tasks/${task}/submission`, { token, body });
const newExpert = (n: number) => ({ code: `E-${n}`, name: `示例专家${n}`, disciplineGroup: 'science', employer: '', maxLoad: 5, email: `expert-${n}@example.org` });

describe('experts and their panel', () => {
  test('an expert gets an account; codes and addresses are given once', async () => {
    for (let n = 1; n <= 4; n += 1) {
      const { status, body } = await api.call<Expert>('POST', 'experts', { as: 'staff', body: newExpert(n) });
      expect(status).toBe(201);
      experts.push({ ...body, token: await tokenOf(world, body.accountId) });
    }
    expect(await api.call('POST', 'experts', { as: 'staff', body: { ...newExpert(5), code: 'E-1' } })).toMatchObject({ status: 409, body: { code: 'CODE_TAKEN' } });
    expect(await api.call('POST', 'experts', { as: 'staff', body: { ...newExpert(6), email: 'EXPERT-1@example.org' } })).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
    expect((await api.call('POST', 'experts', { as: 'expert', body: newExpert(7) })).status).toBe(403);
    const listed = await api.call<{ items: Expert[]; next: string }>('GET', 'experts?limit=3', { as: 'leadership' });
    expect(listed.body.items.map(({ code }) => code)).toEqual(['E-1', 'E-2', 'E-3']);
    expect((await api.call<{ items: Expert[] }>('GET', `experts?limit=3&cursor=${listed.body.next}`, { as: 'staff' })).body.items.map(({ code }) => code)).toEqual(['E-4']);
    // The expert of every role's account is not in the table of experts: a refused creation left nothing behind.
    expect((await api.call('GET', 'me', { token: experts[0]?.token })).body).toMatchObject({ roles: ['public', 'expert'], expertId: experts[0]?.id });
  });

  test('the office invites them, and each is asked to declare conflicts before reading', async () => {
    const invite = (expertIds: string[]) => api.call('POST', `rounds/${round.id}/panel`, { as: 'staff', body: { expertIds } });
    expect(await invite([round.id])).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', errors: [{ field: 'expertIds' }] } });
    expect(await invite(experts.map(({ id }) => id))).toMatchObject({ status: 200, body: { experts: 4 } });
    await world.quiet();
    const [task] = await tasksOf(experts[0]?.token ?? '', 'conflictDeclaration');
    const { body } = await api.call<{ subjects: { society: { code: string } }[] }>('GET', `tasks/${task?.id}`, { token: experts[0]?.token });
    expect(body.subjects.map(({ society }) => society.code)).toEqual(['S0001', 'S0002', 'S0003']);
    const panel = await api.call<{ items: { declaredAt: string | null }[] }>('GET', `rounds/${round.id}/panel`, { as: 'staff' });
    expect(panel.body.items.map(({ declaredAt }) => declaredAt)).toEqual([null, null, null, null]);
  });

  test('a declared conflict keeps the expert from that application', async () => {
    const conflicted = round.applications.get('S0001') ?? '';
    for (const [index, { token }] of experts.entries()) {
      const [task] = await tasksOf(token, 'conflictDeclaration');
      if (index === 0) {
        expect(await submit(task?.id ?? '', { kind: 'conflictDeclaration', conflicts: [{ applicationId: round.id, reason: '同事' }] }, token))
          .toMatchObject({ status: 400, body: { errors: [{ field: 'conflicts.0.applicationId' }] } });
      }
      expect((await submit(task?.id ?? '', { kind: 'conflictDeclaration', conflicts: index === 0 ? [{ applicationId: conflicted, reason: '曾任职' }] : [] }, token)).status).toBe(201);
    }
    await world.stepTo('2018-10-31T09:00:00+08:00');
    const reviews = await api.call<{ items: { applicationId: string; expert: { code: string }; state: string }[]; total: number }>('GET', `rounds/${round.id}/reviews`, { as: 'staff' });
    expect(reviews.body.total).toBe(6);
    expect(reviews.body.items.some((review) => review.applicationId === conflicted && review.expert.code === 'E-1')).toBe(false);
  });

  test('the order of defence is drawn', async () => {
    const { body } = await api.call<{ items: { panel: string; position: number; minutes: number }[] }>('GET', `rounds/${round.id}/defence`, { as: 'discipline' });
    expect(body.items.map(({ panel, position, minutes }) => [panel, position, minutes])).toEqual([['science', 1, 20], ['science', 2, 20], ['science', 3, 20]]);
  });
});

describe('a score sheet', () => {
  const someone = async () => {
    for (const expert of experts) {
      const [task] = await tasksOf(expert.token, 'score');
      if (task !== undefined) return { expert, task };
    }
    throw new Error('nobody scores');
  };
  const score = async (task: string, token: string, change: Record<string, unknown> = {}) => submit(task, { kind: 'score', entry: await scoreEntry(change) }, token);

  test('needs a reason below 60 and above 95 percent of a criterion, and none at the borders', async () => {
    const { expert, task } = await someone();
    const { sheet } = await plannedStage('expertReview');
    const scores = Object.fromEntries(sheet.criteria.map(({ key, points }) => [key, points * 0.8]));
    expect(await score(task.id, expert.token, { scores: { ...scores, funds: 5.9 } })).toMatchObject({
      status: 422, body: { code: 'SCORE_REASON_REQUIRED', errors: [{ field: 'entry.reasons.funds', code: 'SCORE_REASON_REQUIRED' }], rule: { document: 'choice' } },
    });
    expect(await score(task.id, expert.token, { scores: { ...scores, funds: 9.6 } })).toMatchObject({ status: 422, body: { code: 'SCORE_REASON_REQUIRED' } });
    expect(await score(task.id, expert.token, { scores: { ...scores, funds: 10.1 } })).toMatchObject({ status: 422, body: { code: 'SCORE_OUT_OF_RANGE' } });
    expect(await score(task.id, expert.token, { scores: { ...scores, luck: 1 } })).toMatchObject({ status: 422, body: { code: 'CRITERION_UNKNOWN' } });
    expect(await score(task.id, expert.token, { recusalConfirmed: false })).toMatchObject({ status: 422, body: { code: 'RECUSAL_STATEMENT_MISSING' } });
    expect(await score(task.id, expert.token, { reasons: { luck: '好' } })).toMatchObject({ status: 400, body: { errors: [{ field: 'entry.reasons.luck', code: 'unknown_field' }] } });
    const taken = await score(task.id, expert.token, { scores: { ...scores, funds: 5.9, goals: 12, measures: 14.25 }, reasons: { funds: '测算依据不足' } });
    expect(taken.status).toBe(201);
    const { body } = await api.call<{ items: { expert: { code: string }; applicationId: string; state: string; total: number | null; entry: unknown }[] }>('GET', `rounds/${round.id}/reviews`, { as: 'staff' });
    expect(body.items.find((review) => review.expert.code === expert.code && review.applicationId === task.applicationId)).toMatchObject({
      state: 'scored', total: 12 + 16 + 12 + 16 + 14.25 + 5.9, entry: { reasons: { funds: '测算依据不足' } },
    });
  });

  test('is its own expert’s alone, and the application behind it is read by whoever reviews it', async () => {
    const { task } = await someone();
    const { items: reviews } = (await api.call<{ items: { expert: { code: string }; applicationId: string }[] }>('GET', `rounds/${round.id}/reviews`, { as: 'staff' })).body;
    const stranger = experts.find((expert) => !reviews.some((review) => review.applicationId === task.applicationId && review.expert.code === expert.code));
    const reader = experts.find((expert) => reviews.some((review) => review.applicationId === task.applicationId && review.expert.code === expert.code));
    expect((await score(task.id, stranger?.token ?? '')).status).toBe(404);
    expect((await api.call('GET', `applications/${task.applicationId}`, { token: stranger?.token })).status).toBe(404);
    expect((await api.call('GET', `applications/${task.applicationId}`, { token: reader?.token })).body).toMatchObject({ id: task.applicationId, eligibility: null, decision: null, receipt: null });
    expect((await api.call<{ total: number }>('GET', `rounds/${round.id}/applications`, { token: reader?.token })).body.total).toBeGreaterThan(0);
    expect((await api.call('GET', `rounds/${round.id}/reviews`, { token: reader?.token })).status).toBe(403);
  });

  test('is given up by an expert who finds a conflict, and another of the group takes over', async () => {
    const { expert, task } = await someone();
    expect((await submit(task.id, { kind: 'recusal', reason: '发现利益关系' }, expert.token)).status).toBe(201);
    await world.quiet();
    const { body } = await api.call<{ items: { expert: { code: string }; applicationId: string; state: string }[] }>('GET', `rounds/${round.id}/reviews`, { as: 'staff' });
    const of = body.items.filter((review) => review.applicationId === task.applicationId);
    expect(of.find((review) => review.expert.code === expert.code)?.state).toBe('recused');
    expect(of.filter((review) => review.state !== 'recused')).toHaveLength(2);
  });
});

describe('the ranking', () => {
  interface Ranking {
    computed: boolean;
    confirmed: boolean;
    places: { society: { code: string }; rank: number; tier: string | null; status: string }[];
    tie: { tier: string; rank: number; codes: string[]; places: number } | null;
    variance: unknown[];
  }
  const ranking = async () => (await api.call<Ranking>('GET', `rounds/${round.id}/ranking`, { as: 'staff' })).body;
  const confirm = (body: object, as: 'staff' | 'leadership' = 'staff') => api.call('POST', `rounds/${round.id}/ranking/confirmation`, { as, body });

  test('does not exist before scoring is over', async () => {
    expect(await ranking()).toMatchObject({ computed: false, confirmed: false, places: [] });
    expect(await confirm({})).toMatchObject({ status: 409, body: { code: 'COMMAND_NOT_EXPECTED' } });
  });

  test('with a tie at a tier’s border waits for people, who decide with minutes (000 §2)', async () => {
    // The one sheet that is in is made equal to the others.
    await world.inScope((tx) => tx.query(`UPDATE review SET total_thousandths = 80000 WHERE round_id = $1 AND state = 'scored'`, [round.id]));
    for (const { token } of experts) {
      for (const task of await tasksOf(token, 'score')) expect((await submit(task.id, { kind: 'score', entry: await scoreEntry() }, token)).status).toBe(201);
    }
    await world.quiet();
    const before = await ranking();
    expect(before).toMatchObject({ computed: true, confirmed: false, tie: { tier: 'tier1', rank: 1, codes: ['S0001', 'S0002', 'S0003'], places: 1 } });
    expect(before.places.map(({ rank, tier }) => [rank, tier])).toEqual([[1, null], [1, null], [1, null]]);
    expect(await confirm({})).toMatchObject({ status: 422, body: { code: 'TIE_AT_BORDER', rule: { document: '000', clause: '§2' } } });
    expect(await confirm({ decisions: [{ tier: 'tier1', rank: 1, include: ['S0002'] }] })).toMatchObject({ status: 400, body: { errors: [{ field: 'decisions.0.minutes' }] } });
    expect(await confirm({}, 'leadership')).toMatchObject({ status: 403 });
    const answer = await confirm({ decisions: ['tier1', 'tier2'].map((tier, n) => ({ tier, rank: 1, include: [`S000${n + 1}`], minutes: '〔2018〕8' })) });
    expect(answer).toMatchObject({ status: 200, body: { listed: 2, reserve: 1 } });
    await world.quiet();
    const after = await ranking();
    expect(after).toMatchObject({ confirmed: true, tie: null, variance: [{ tier: 'tier1', planned: 1, actual: 1 }, { tier: 'tier2', planned: 1, actual: 1 }, { tier: 'tier3', planned: 0, actual: 0 }] });
    expect(after.places.map(({ society, tier, status }) => [society.code, tier, status])).toEqual([['S0001', 'tier1', 'listed'], ['S0002', 'tier2', 'listed'], ['S0003', null, 'reserve']]);
    expect(await confirm({})).toMatchObject({ status: 409, body: { code: 'STAGE_CLOSED' } });
  });
});
