import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type JumpedRound, launchBefore } from '../workflows/jumping.js';
import { rows } from '../workflows/acting.js';
import { openWorld, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import type { Explained } from './explained.js';
import { addPerson, filledForm } from './people.js';

let world: World;
let api: TestApi;
let round: JumpedRound;
const tokens = new Map<string, string>();
beforeAll(async () => {
  world = await openWorld('2018-11-15T09:00:00+08:00');
  round = await launchBefore(world, 'approval', { societies: 3, tiers: ['tier1', 'tier3'], settings: { quota: { planned: 2, tiers: { tier1: 1, tier2: 0, tier3: 1 }, reason: '试点' } } });
  api = await TestApi.on(world);
  for (const society of round.societies) tokens.set(society.code, (await addPerson(world, 'society', society.id)).token);
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

type As = 'staff' | 'leadership' | 'society' | 'auditor' | 'finance';
const post = (path: string, body: object, as: As, key?: string) => api.call('POST', path, { as, body, key });
const asSociety = (code: string) => ({ token: tokens.get(code) ?? '' });

describe('approval', () => {
  const approval = (path: string, body: object, as: As = 'leadership') => post(`rounds/${round.id}/approval${path}`, body, as);
  const dossier = async () => (await api.call('GET', `rounds/${round.id}/dossier`, { as: 'leadership' })).body;

  test('rests on the list, the reserve and what was decided before', async () => {
    expect(await dossier()).toMatchObject({
      status: 'before', list: [{ society: { code: 'S0001' }, tier: 'tier1', rank: 1 }, { society: { code: 'S0002' }, tier: 'tier3', rank: 2 }], reserve: [{ society: { code: 'S0003' } }],
      variance: [{ tier: 'tier1', planned: 1, actual: 1 }, { tier: 'tier2', planned: 0, actual: 0 }, { tier: 'tier3', planned: 1, actual: 1 }], objections: [], decisions: [],
    });
    expect((await api.call('GET', `rounds/${round.id}/dossier`, asSociety('S0001'))).status).toBe(403);
  });

  test('may be withheld: the list goes back with comments, the office answers, and it lies there again', async () => {
    expect(await approval('/resubmission', { reason: '早了' }, 'staff')).toMatchObject({ status: 409, body: { code: 'COMMAND_NOT_EXPECTED' } });
    expect(await approval('/return', {})).toMatchObject({ status: 400, body: { errors: [{ field: 'reason', code: 'required' }] } });
    expect(await approval('/return', { reason: '请说明第三档名额' })).toMatchObject({ status: 200, body: { decision: 'returned' } });
    expect(await dossier()).toMatchObject({ status: 'returned', decisions: [{ kind: 'returnForRevision', reason: '请说明第三档名额' }] });
    expect(await approval('/resubmission', { reason: '已附说明' }, 'leadership')).toMatchObject({ status: 403 });
    expect(await approval('/resubmission', { reason: '已附说明' }, 'staff')).toMatchObject({ status: 200, body: { decision: 'resubmitted' } });
    expect(await dossier()).toMatchObject({ status: 'before' });
  });

  test('is the leadership’s, collectively, with the number of the minutes (000 §5.3)', async () => {
    expect(await approval('', { minutes: '〔2018〕15' }, 'staff')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await approval('', {})).toMatchObject({ status: 400, body: { errors: [{ field: 'minutes', code: 'required' }] } });
    expect(await approval('', { minutes: '〔2018〕15' })).toMatchObject({ status: 200, body: { decision: 'approved', minutes: '〔2018〕15', awards: { tier1: 1, tier3: 1 } } });
    await world.quiet();
    expect(await dossier()).toMatchObject({ status: 'approved', decisions: expect.arrayContaining([expect.objectContaining({ kind: 'approve', minutes: ['〔2018〕15'] })]) });
  });

  test('is followed by the announcement, which anybody may read; nobody withdraws any more', async () => {
    const { body } = await api.call('GET', `results/${round.id}`, asSociety('S0003'));
    expect(body).toMatchObject({ awards: [{ code: 'S0001', tier: 'tier1', tierName: { zh: '第一档' } }, { code: 'S0002', tier: 'tier3' }] });
    const withdrawal = (code: string) => api.call('POST', `applications/${round.applications.get(code)}/withdrawal`, { ...asSociety(code), body: { reason: '不参加了' } });
    expect(await withdrawal('S0001')).toMatchObject({ status: 409, body: { code: 'STAGE_CLOSED', rule: { document: '000', clause: '§5.3' } } });
  });
});

describe('a funded project', () => {
  interface Project {
    id: string;
    society: { code: string };
    status: string;
    steps: { key: string; status: string; tasks: { id: string; kind: string; role: string; state: string; outcomes: string[] }[] }[];
    documents: { id: string; kind: string; receipt: string; onPaper: unknown }[];
    balances: Record<string, number>;
  }
  const list = async (options: Parameters<TestApi['call']>[2]) => (await api.call<{ items: Project[]; total: number }>('GET', `projects?roundId=${round.id}`, options)).body;
  const idOf = async (code: string) => (await list({ as: 'staff' })).items.find((one) => one.society.code === code)?.id ?? '';
  const read = async (code: string) => (await api.call<Project>('GET', `projects/${await idOf(code)}`, asSociety(code))).body;
  const decide = async (code: string, body: object, as: As, key?: string) => post(`projects/${await idOf(code)}/decisions`, body, as, key);
  async function hand(code: string, kind: string, token: string | undefined = tokens.get(code), content?: unknown) {
    const { body } = await api.call<{ items: { id: string; projectId: string }[] }>('GET', `tasks?kind=${kind}&state=open`, { token });
    const project = await idOf(code);
    const task = body.items.find((one) => one.projectId === project);
    return api.call('POST', `tasks/${task?.id}/submission`, { token, body: { kind: 'form', content: content ?? (await filledForm(kind)) } });
  }

  /** The office enters it from paper. */
  async function handOnPaper(code: string, kind: string, content: unknown) {
    const { body } = await api.call<{ items: { id: string }[] }>('GET', `tasks?whose=all&kind=${kind}&state=open&projectId=${await idOf(code)}`, { as: 'staff' });
    const now = (await rows<{ now: string }>(world, `SELECT to_char(app.now($1) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS now`, [world.realm]))[0]?.now;
    return api.call('POST', `tasks/${body.items[0]?.id}/paper/submission`, { as: 'staff', body: { submission: { kind: 'form', content }, channel: 'post', receivedAt: now } });
  }
  const onPaper = (enteredBy: string | null) => ({ channel: 'post', receivedAt: expect.any(String), enteredBy });
  const saidTo = async (kind: string, id: string, asker: Parameters<TestApi['call']>[2]) => (await api.call<Explained>('GET', `explanations/${kind}/${id}`, asker)).body.explanation.inputs.map(({ name, value }) => [name, value]);

  interface AuditSeen { id: number; state: string; waitsFor: { kind: string; yours: boolean; overdue: boolean } | null }
  const audits = async (as: 'auditor' | 'staff', token?: string) =>
    (await api.call<{ items: AuditSeen[] }>('GET', 'audits', token === undefined ? { as } : { token })).body.items.map(({ state, waitsFor }) => [state, waitsFor?.kind ?? null, waitsFor?.yours ?? false, waitsFor?.overdue ?? false]);

  test('is read by its society, and other societies’ are not', async () => {
    expect((await list({ as: 'leadership' })).total).toBe(2);
    expect((await list(asSociety('S0001'))).items.map(({ society }) => society.code)).toEqual(['S0001']);
    expect((await list(asSociety('S0003'))).total).toBe(0);
    expect((await api.call('GET', `projects/${await idOf('S0001')}`, asSociety('S0002'))).status).toBe(404);
    expect((await api.call('GET', 'projects', { as: 'expert' })).status).toBe(403);
    expect(await read('S0001')).toMatchObject({ status: 'awarded', steps: [{ key: 'taskBook', tasks: [{ kind: 'taskBook', role: 'society', state: 'open', outcomes: [] }] }], documents: [] });
  });

  test('begins when the society has signed the task book and the office has countersigned (000 §5.4)', async () => {
    expect(await decide('S0001', { task: 'countersignature' }, 'staff')).toMatchObject({ status: 409, body: { code: 'COMMAND_NOT_EXPECTED' } });
    expect(await hand('S0001', 'taskBook', undefined, {})).toMatchObject({ status: 422, body: { code: 'FORM_INCOMPLETE', rule: { document: '000', clause: '§5.4' } } });
    const entered = await handOnPaper('S0001', 'taskBook', await filledForm('taskBook'));
    expect(entered.status).toBe(201);
    await world.quiet();
    expect(await decide('S0001', { task: 'countersignature' }, 'leadership')).toMatchObject({ status: 403, body: { code: 'TASK_NOT_YOURS', rule: { document: '000', clause: '§5.4' } } });
    expect(await decide('S0001', { task: 'countersignature' }, 'society')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    // The society sees the office's task in its project, and cannot hand it in.
    const sign = (await read('S0001')).steps[0]?.tasks.find((task) => task.kind === 'countersignature');
    expect(await api.call('POST', `tasks/${sign?.id}/submission`, { ...asSociety('S0001'), body: { kind: 'form', content: {} } })).toMatchObject({ status: 403, body: { code: 'TASK_NOT_YOURS' } });
    const signed = await decide('S0001', { task: 'countersignature' }, 'staff', 'sign');
    expect(signed).toMatchObject({ status: 200, body: { decision: 'countersigned', paidCents: 300_000_000 } });
    expect((await decide('S0001', { task: 'countersignature' }, 'staff', 'sign')).body).toEqual(signed.body);
    await world.quiet();
    expect(await read('S0001')).toMatchObject({ status: 'running', balances: { payable: 300_000_000, commitments: 600_000_000 } });
  });

  test('shows every document as it was handed in, to those who may read the project', async () => {
    const { documents } = await read('S0001');
    const [book] = documents;
    const path = `projects/${await idOf('S0001')}/documents/${book?.id}`;
    expect((await api.call('GET', path, { as: 'auditor' })).body).toMatchObject({ kind: 'taskBook', name: { zh: '签章的项目任务书' }, payload: { content: await filledForm('taskBook') } });
    expect((await api.call('GET', path, asSociety('S0002'))).status).toBe(404);
    expect((await api.call('GET', `projects/${await idOf('S0002')}/documents/${book?.id}`, { as: 'staff' })).status).toBe(404);
  });

  test('says of a document that the office entered it from paper, and of what rests on it', async () => {
    const id = await idOf('S0001');
    const [book] = (await read('S0001')).documents;
    expect(book).toMatchObject({ kind: 'taskBook', onPaper: onPaper(null) });
    for (const [asker, name] of [[{ as: 'staff' }, 'staff'], [asSociety('S0001'), null]] as const) {
      expect((await api.call('GET', `projects/${id}/documents/${book?.id}`, asker)).body).toMatchObject({ onPaper: onPaper(name) });
      for (const [kind, of] of [['instalment', `${id}:2018`], ['budgetLine', `${id}:2018:b1`]] as const) {
        const inputs = await saidTo(kind, of, asker);
        expect(inputs).toEqual(expect.arrayContaining([['handedInBy', 'handedIn.office'], ['channel', 'channel.post']]));
        expect(inputs.filter(([input]) => input === 'enteredBy')).toEqual(name === null ? [] : [['enteredBy', name]]);
      }
    }
    expect((await api.call('GET', `receipts/${book?.receipt}`, asSociety('S0003'))).body).toMatchObject({ kind: 'taskBook', onPaper: onPaper(null) });
  });

  test('is inspected by the office and audited by a third party, each with its own paper (000 §5.5)', async () => {
    for (const kind of ['implementationPlan', 'fundRules', 'disbursementReceipt']) expect((await hand('S0001', kind)).status).toBe(201);
    await world.quiet();
    expect((await hand('S0001', 'arrivalConfirmation', api.tokenOf('finance'))).status).toBe(201);
    await world.quiet();
    await world.stepTo('2018-12-03T09:00:00+08:00');
    expect(await hand('S0001', 'inspectionRecord')).toMatchObject({ status: 400 });
    expect((await hand('S0001', 'inspectionRecord', api.tokenOf('staff'))).status).toBe(201);
    await world.stepTo('2019-01-10T09:00:00+08:00');
    expect((await handOnPaper('S0001', 'selfEvaluation', { ...(await filledForm('selfEvaluation')), budgetCents: 100, spentCents: 0 })).status).toBe(201);
    await world.quiet();
    expect(await saidTo('selfEvaluation', `${await idOf('S0001')}:2018`, { as: 'staff' })).toEqual(expect.arrayContaining([['handedInBy', 'handedIn.office'], ['enteredBy', 'staff']]));
    expect((await hand('S0001', 'annualReport')).status).toBe(201);
    await world.quiet();
    expect((await hand('S0001', 'finalAccounts', undefined, { spentCents: 0, carryOverCents: 300_000_000, bankBalanceCents: 300_000_000 })).status).toBe(201);
    await world.stepTo('2019-03-02T09:00:00+08:00');
    const appointment = { accountId: api.accounts.get('auditor'), body: '示例评价机构', agreement: '协议〔2019〕1号', independence: '无利害关系', projectIds: [await idOf('S0001')] };
    expect(await post(`rounds/${round.id}/auditors`, appointment, 'staff')).toMatchObject({ status: 200, body: { appointed: 1 } });
    expect(await audits('auditor')).toMatchObject([['open', 'auditDraft', true, false]]);
    expect((await hand('S0001', 'auditDraft', api.tokenOf('auditor'))).status).toBe(201);
    await world.quiet();
    expect(await audits('auditor')).toMatchObject([['open', 'auditResponse', false, false]]);
    expect((await hand('S0001', 'auditResponse')).status).toBe(201);
    await world.quiet();
    const form = { ...(await filledForm('auditReport')), rectification: 'required' };
    expect((await hand('S0001', 'auditReport', api.tokenOf('auditor'), { ...form, score: 120 }))).toMatchObject({ status: 400, body: { errors: [{ field: 'content.score', code: 'too_big' }] } });
    expect((await hand('S0001', 'auditReport', api.tokenOf('auditor'), { ...form, score: 65 })).status).toBe(201);
    for (const [kind, token] of [['rectificationNotice', api.tokenOf('staff')], ['rectificationReport', undefined], ['rectificationConfirmation', api.tokenOf('staff')]] as const) {
      await world.quiet();
      expect(await audits('staff')).toMatchObject([['open', kind, kind !== 'rectificationReport', false]]);
      expect((await hand('S0001', kind, token)).status).toBe(201);
    }
    await world.quiet();
    const [{ id } = { id: 0 }] = (await api.call<{ items: AuditSeen[] }>('GET', 'audits', { as: 'auditor' })).body.items;
    const one = (await api.call<{ course: { kind: string; state: string }[]; evidence: { kind: string; onPaper: unknown }[] }>('GET', `audits/${id}`, { as: 'auditor' })).body;
    expect(one).toMatchObject({ state: 'done', year: 2018, waitsFor: null, score: 65, body: '示例评价机构', appointment: { agreement: '协议〔2019〕1号' } });
    expect(one.course.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['auditDraft', 'auditResponse', 'auditReport', 'rectificationNotice', 'rectificationReport', 'rectificationConfirmation'].map((kind) => `${kind} done`));
    expect(one.evidence.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['taskBook', 'selfEvaluation', 'annualReport', 'finalAccounts']));
    expect(one.evidence.filter((document) => document.onPaper !== null).map(({ kind }) => kind)).toEqual(['taskBook', 'selfEvaluation']);
    // Another auditor has nothing to do with it; the office sees all, its own part marked as such.
    const stranger = await addPerson(world, 'auditor');
    expect(await audits('auditor', stranger.token)).toEqual([]);
    expect((await api.call('GET', `audits/${id}`, { token: stranger.token })).status).toBe(404);
    expect(await audits('staff')).toEqual([['done', null, false, false]]);
    await world.stepTo('2019-05-02T09:00:00+08:00');
  });

  test('gets the leadership’s verdict on the year; departing from the audit needs a reason (choice: as in 003)', async () => {
    expect(await decide('S0001', { task: 'verdict', outcome: 'continue' }, 'staff')).toMatchObject({ status: 403, body: { code: 'TASK_NOT_YOURS' } });
    expect(await decide('S0001', { task: 'verdict', outcome: 'celebrate' }, 'leadership')).toMatchObject({ status: 400, body: { code: 'INVALID' } });
    expect(await decide('S0001', { task: 'verdict', outcome: 'continue' }, 'leadership')).toMatchObject({ status: 422, body: { code: 'VERDICT_REASON_REQUIRED' } });
    expect(await decide('S0001', { task: 'verdict', outcome: 'adjust', reason: '进展不足', minutes: '〔2019〕4', percent: 100 }, 'leadership')).toMatchObject({ status: 400, body: { errors: [{ field: 'percent', code: 'too_big' }] } });
    expect(await decide('S0001', { task: 'verdict', outcome: 'adjust', reason: '进展不足', minutes: '〔2019〕4', percent: 60 }, 'leadership'))
      .toMatchObject({ status: 200, body: { decision: 'adjust', recommended: 'adjust', paidCents: 180_000_000, releasedCents: 120_000_000 } });
    await world.quiet();
    const { body } = await api.call('GET', `projects/${await idOf('S0001')}`, { as: 'finance' });
    expect(body).toMatchObject({ verdicts: [{ year: 2018, decision: 'adjust', score: 65, minutes: '〔2019〕4' }], balances: { disbursed: 300_000_000, payable: 180_000_000 } });
  });
});
