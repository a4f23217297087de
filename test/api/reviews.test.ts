import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type JumpedRound, launchBefore } from '../workflows/jumping.js';
import { openWorld, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import { rankingDecided } from './ranking-decided.js';
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
    const invite = (expertIds: string[]) => api.call('POST', `rounds/${round.id}/panel`, { as: 'staff', body: { expertIds, reason: '示例：定向邀请' } });
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

  test('what is recorded about an expert is changed as a whole, by whoever saw the latest version', async () => {
    const expert = experts[3];
    const background = { employer: '示例大学', maxLoad: 6, keywords: ['journals'], offices: [{ society: 'S0009', office: '理事' }], jointProjects: [{ society: 'S0008', title: '示例项目', endedOn: '2017-06-30' }] };
    const put = (body: object, version: number, as: 'staff' | 'expert' = 'staff') => api.call('PUT', `experts/${expert?.id}/background`, { as, body, headers: { 'if-match': `"${version}"` } });
    expect(await put({ ...background, offices: [{ society: 'S0009', office: '理事', until: '去年' }] }, 1)).toMatchObject({ status: 400, body: { errors: [{ field: 'offices.0.until' }] } });
    expect((await put(background, 1, 'expert')).status).toBe(403);
    expect(await put(background, 1)).toMatchObject({ status: 200, body: { ...background, version: 2, active: true } });
    expect(await put(background, 1)).toMatchObject({ status: 412, body: { code: 'CONFLICT_VERSION' } });
    expect((await api.call('GET', `experts/${expert?.id}`, { as: 'leadership' })).body).toMatchObject(background);
  });

  test('the assignment is proven best, and every conflict has its reason', async () => {
    const { body } = await api.call<{ items: { kind: string; readings: number; affinity: number; bound: number }[] }>('GET', `rounds/${round.id}/assignments`, { as: 'discipline' });
    expect(body.items).toMatchObject([{ kind: 'whole', readings: 6 }]);
    expect(body.items[0]?.affinity).toBe(body.items[0]?.bound);
    const reviews = await api.call<{ items: { id: string }[] }>('GET', `rounds/${round.id}/reviews`, { as: 'staff' });
    expect((await api.call('GET', `explanations/assignment/${reviews.body.items[0]?.id}`, { as: 'discipline' })).body).toMatchObject({ recomputed: 400, reproduces: true });
    expect((await api.call('GET', `rounds/${round.id}/conflicts`, { as: 'staff' })).body).toMatchObject({ items: [{ society: { code: 'S0001' }, expert: { code: 'E-1' }, source: 'declared', reason: '曾任职' }] });
  });
});

describe('the drawing of the panel (choice: random draw with seed and witness)', () => {
  interface Draw { n: number; drawnAt: string | null; pool: { code: string; lot: number }[]; result: { drawn: string[]; substitutes: string[] }[] | null; record: string | null; }
  const announce = (body: object) => api.call<Draw>('POST', `rounds/${round.id}/panel/draws`, { as: 'staff', body });

  test('seed, witness and pool are fixed first; the draw follows from them, once, and can be repeated by hand', async () => {
    expect(await announce({ seed: '2018', witness: '纪检监察', wanted: { science: 9 } })).toMatchObject({ status: 422, body: { code: 'POOL_TOO_SMALL', title: expect.stringContaining('理科'), errors: [{ field: 'wanted.science' }], rule: { document: 'choice' } } });
    expect(await announce({ seed: '2018', witness: '纪检监察', wanted: { alchemy: 1 } })).toMatchObject({ status: 422, body: { errors: [{ field: 'wanted.alchemy' }] } });
    const fixed = await announce({ seed: '开奖号码 08 11 23', witness: '纪检监察', wanted: { science: 2 } });
    expect(fixed).toMatchObject({ status: 201, body: { n: 1, drawnAt: null, result: null, record: null, substitutesPerGroup: 2 } });
    const byHand = [...fixed.body.pool].sort((a, b) => a.lot - b.lot).map(({ code }) => code);
    const draw = () => api.call<Draw>('POST', `rounds/${round.id}/panel/draws/1/result`, { as: 'staff' });
    const first = await draw();
    expect(first.body.result).toEqual([{ group: 'science', drawn: byHand.slice(0, 2), substitutes: byHand.slice(2, 4) }]);
    expect(first.body.record).toContain('开奖号码 08 11 23');
    expect(first.body.record).toContain('纪检监察');
    expect(first.body.record).toContain('理科：');
    expect((await draw()).body).toEqual(first.body);
    expect((await api.call<{ items: Draw[] }>('GET', `rounds/${round.id}/panel/draws`, { as: 'discipline' })).body.items).toHaveLength(1);
    const { body } = await api.call<{ items: { action: string }[] }>('GET', `audit?stream=round/${round.id}`, { as: 'discipline' });
    expect(body.items.map(({ action }) => action).filter((action) => action.startsWith('panel.'))).toEqual(['panel.draw', 'panel.seed']);
  });
});

describe('the days of the defence (000 §5.3)', () => {
  interface Slot { applicationId: string; room: string; startsAt: string; position: number; status: string; experts: { id: string; code: string }[]; leaves: { code: string; reason: string }[]; attendance: { experts: string[]; absent: string[] } | null; timekeeping: { presentationOver: number } | null; }
  const sheet = async () => (await api.call<{ seed: string; items: Slot[] }>('GET', `rounds/${round.id}/defence`, { as: 'staff' })).body;
  const act = (what: string, body: object, as: 'staff' | 'expert' = 'staff') => api.call<Slot>('POST', `rounds/${round.id}/defence/${what}`, { as, body });
  const window = { opensAt: '2018-11-04T09:00:00+08:00', closesAt: '2018-11-04T12:00:00+08:00' };
  const told = (template: string) => world.inScope(async (tx) => (await tx.query<{ recipient: string; body: string }>('SELECT recipient, params::text AS body FROM outbox WHERE realm = $1 AND template = $2 ORDER BY recipient', [world.realm, template])).rows);

  test('the run-sheet names order, room, who hears and who leaves', async () => {
    const { items } = await sheet();
    const first = items.find(({ applicationId }) => applicationId === round.applications.get('S0001'));
    expect(first?.leaves).toMatchObject([{ code: 'E-1', reason: '曾任职' }]);
    expect(first?.experts).toHaveLength(2);
    expect(first?.experts.map(({ code }) => code)).not.toContain('E-1');
    expect((await told('defenceNotice')).length).toBeGreaterThanOrEqual(9);
  });

  test('an expert reads what its panel hears with its own recusal, a society its own time and room, and nobody more', async () => {
    interface Read { reader: string; seed: string | null; rooms: unknown[]; items: (Slot & { society: { code: string }; panelName: { zh: string }; yours: string | null; changes: unknown[] })[] }
    const read = async (by: { as?: 'staff' | 'expert' | 'society' | 'finance'; token?: string }) => api.call<Read>('GET', `rounds/${round.id}/defence`, by);
    expect((await read({ as: 'staff' })).body).toMatchObject({ reader: 'office', items: [{ panelName: { zh: '理科' } }, {}, {}] });
    for (const expert of experts) {
      const { body } = await read({ token: expert.token });
      expect(body).toMatchObject({ reader: 'expert', seed: null, rooms: [] });
      expect(body.items).toHaveLength(3);
      expect(new Set(body.items.flatMap((slot) => [...slot.experts, ...slot.leaves]).map(({ code }) => code))).toEqual(new Set([expert.code]));
      expect(body.items.find(({ society }) => society.code === 'S0001')?.yours === 'leaves').toBe(expert.code === 'E-1');
    }
    // Not on the panel, or nobody's: the sheet is not there.
    expect((await read({ as: 'expert' })).status).toBe(404);
    expect((await read({ as: 'finance' })).status).toBe(403);
    const own = (await read({ as: 'society' })).body;
    expect(own).toMatchObject({ reader: 'society', seed: null, rooms: [], items: [{ society: { code: 'S0001' }, yours: 'defends', experts: [], leaves: [] }] });
    expect(own.items).toHaveLength(1);
    const ahead = async (by: { as?: 'staff' | 'expert' | 'society'; token?: string }) => (await api.call<{ items: { round: { id: string }; societies: number }[] }>('GET', 'defences', by)).body.items.map(({ round: of, societies }) => [of.id, societies]);
    expect(await ahead({ as: 'staff' })).toEqual([[round.id, 3]]);
    expect(await ahead({ as: 'society' })).toEqual([[round.id, 1]]);
    expect(await ahead({ as: 'expert' })).toEqual([]);
    expect(await ahead({ token: experts[0]?.token })).toEqual([[round.id, (await read({ token: experts[0]?.token })).body.items.filter(({ yours }) => yours === 'hears').length]]);
  });

  test('is planned anew with rooms, hours and seed; what does not fit is refused, and changes nothing', async () => {
    const before = await sheet();
    const short = { seed: '抽签 1105', rooms: [{ room: '第一会议室', panel: 'science', windows: [{ ...window, closesAt: '2018-11-04T09:30:00+08:00' }] }] };
    expect(await act('plan', short)).toMatchObject({ status: 422, body: { code: 'DEFENCE_TIME_SHORT', title: expect.stringContaining('理科'), rule: { document: '000', clause: '§5.3' } } });
    expect((await act('plan', short, 'expert')).status).toBe(403);
    expect(await sheet()).toEqual(before);
    expect(await act('plan', { ...short, rooms: [{ ...short.rooms[0], windows: [window] }] })).toMatchObject({ status: 200, body: { seed: '抽签 1105' } });
    const { items } = await sheet();
    expect(items.map(({ position, room, startsAt }) => [position, room, startsAt])).toEqual([
      [1, '第一会议室', '2018-11-04T01:00:00.000Z'], [2, '第一会议室', '2018-11-04T01:25:00.000Z'], [3, '第一会议室', '2018-11-04T01:50:00.000Z'],
    ]);
  });

  test('a change is refused where room or expert is taken, and told to the society and its experts', async () => {
    const [first, second] = (await sheet()).items;
    expect(await act(`${first?.applicationId}/change`, { startsAt: second?.startsAt, reason: '航班延误' })).toMatchObject({ status: 409, body: { code: 'DEFENCE_ROOM_TAKEN', errors: [{ field: 'room' }] } });
    expect(await act(`${first?.applicationId}/change`, { startsAt: '2018-11-04T15:00:00+08:00', room: '第二会议室', reason: '航班延误' }))
      .toMatchObject({ status: 200, body: { room: '第二会议室', startsAt: '2018-11-04T07:00:00.000Z', status: 'planned' } });
    const moved = await told('defenceMoved');
    expect(moved).toHaveLength(3);
    expect(moved.every(({ body }) => body.includes('航班延误'))).toBe(true);
    expect(await act(`${second?.applicationId}/change`, { startsAt: null, reason: '待定' })).toMatchObject({ status: 200, body: { status: 'postponed' } });
    expect(await told('defencePostponed')).toHaveLength(3);
  });

  test('experts and society sign in, the timekeeper keeps time, and what has been held is not moved any more', async () => {
    const [first] = (await sheet()).items;
    const outsider = experts.find(({ id }) => !first?.experts.some((expert) => expert.id === id));
    expect(await act(`${first?.applicationId}/attendance`, { experts: [outsider?.id], society: ['理事长'] })).toMatchObject({ status: 422, body: { code: 'DEFENCE_NOT_HEARING', errors: [{ field: 'experts' }] } });
    const [present, absent] = first?.experts ?? [];
    expect((await act(`${first?.applicationId}/attendance`, { experts: [present?.id], society: ['示例理事长', '示例秘书长'] })).body).toMatchObject({ attendance: { experts: [present?.id], absent: [absent?.id] } });
    const time = (text: string) => `2018-11-04T${text}+08:00`;
    expect(await act(`${first?.applicationId}/timekeeping`, { presentationFrom: time('15:00:00'), presentationTo: time('14:59:00'), questionsTo: time('15:20:00') })).toMatchObject({ status: 422, body: { code: 'TIMES_OUT_OF_ORDER' } });
    expect((await act(`${first?.applicationId}/timekeeping`, { presentationFrom: time('15:00:00'), presentationTo: time('15:12:30'), questionsTo: time('15:20:00') })).body)
      .toMatchObject({ status: 'held', timekeeping: { presentation: 12.5, presentationOver: 2.5, questionsOver: 0 } });
    expect(await act(`${first?.applicationId}/change`, { startsAt: null, reason: '改期' })).toMatchObject({ status: 409, body: { code: 'DEFENCE_HELD' } });
    const told = (await api.call<{ items: object[] }>('GET', `rounds/${round.id}/defence`, { token: experts.find(({ id }) => id === present?.id)?.token })).body.items;
    expect(told[0]).toMatchObject({ attendance: { experts: [present?.id], absent: [], society: [] }, changes: [{ reason: '航班延误' }] });
    expect(await act('plan', { seed: '抽签 1105', rooms: [{ room: '一', panel: 'science', windows: [window] }] })).toMatchObject({ status: 409, body: { code: 'DEFENCE_UNDER_WAY' } });
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

describe('what the office decides while experts score', () => {
  interface Readers { scoring: string; wanted: number; least: number; items: { applicationId: string; short: number; scored: number; assigned: number; readers: { id: string; state: string }[] }[] }
  const readers = async () => (await api.call<Readers>('GET', `rounds/${round.id}/readers`, { as: 'staff' })).body;

  test('a recusal that has come to light, with its reason: the best who is free takes over (choice: recusal)', async () => {
    const before = await readers();
    expect(before).toMatchObject({ scoring: 'open', wanted: 2, least: 1 });
    expect(before.items.map(({ short }) => short)).toEqual([0, 0, 0]);
    // Of one that has had three readers at most, and all four may read: somebody is free.
    const of = before.items.find(({ applicationId, readers: own, assigned }) => applicationId !== round.applications.get('S0001') && own.length <= 3 && assigned > 0);
    const leaving = of?.readers.find(({ state }) => state === 'assigned');
    const recuse = (body: object, as: 'staff' | 'leadership' = 'staff') => api.call('POST', `rounds/${round.id}/reviews/recusal`, { as, body });
    expect((await recuse({ applicationId: of?.applicationId, expertId: leaving?.id, reason: '发现任职关系' }, 'leadership')).status).toBe(403);
    expect(await recuse({ applicationId: of?.applicationId, expertId: leaving?.id, reason: ' ' })).toMatchObject({ status: 400, body: { errors: [{ field: 'reason' }] } });
    expect(await recuse({ applicationId: of?.applicationId, expertId: leaving?.id, reason: '发现任职关系' })).toMatchObject({ status: 200, body: { expertId: leaving?.id } });
    await world.quiet();
    const after = (await readers()).items.find(({ applicationId }) => applicationId === of?.applicationId);
    expect(after).toMatchObject({ short: 0, assigned: of?.assigned, scored: of?.scored });
    expect(after?.readers.find(({ id }) => id === leaving?.id)?.state).toBe('recused');
    const { items } = (await api.call<{ items: { expert: { id: string }; source: string; reason: string }[] }>('GET', `rounds/${round.id}/conflicts`, { as: 'discipline' })).body;
    expect(items.find(({ source }) => source === 'recorded')).toMatchObject({ expert: { id: leaving?.id }, reason: '发现任职关系' });
    expect(await api.call('POST', `rounds/${round.id}/reviews/fewer`, { as: 'staff', body: { applicationId: before.items.find(({ scored }) => scored === 0)?.applicationId, reason: '来不及' } })).toMatchObject({ status: 422, body: { code: 'REVIEWS_TOO_FEW' } });
  });
});

describe('the ranking', () => rankingDecided(() => ({ api, world, round, experts, tasksOf, submit })));
