import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applicationCaseId, stageId } from '../../domain/ids.js';
import { addAccount, applied, give, letters, rows, tasksOf, waitOf } from '../workflows/acting.js';
import { launchBefore, type JumpedRound } from '../workflows/jumping.js';
import { openWorld, type RealmWorld, type World } from '../workflows/world.js';
import { TestApi } from './api.js';

let world: World;
let api: TestApi;
let round: JumpedRound;
beforeAll(async () => {
  world = await openWorld('2018-10-16T09:00:00+08:00');
  round = await launchBefore(world, 'application', { societies: 3 });
  for (const task of await tasksOf(world, 'application')) await give(world, task, { content: { title: 't' } });
  await world.quiet();
  api = await TestApi.on(world);
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

interface Move {
  gateId: number;
  workflowId: string;
  before: string;
  dueAt: string;
  affected: number;
  told: { code: string }[];
  reminders: { before: { at: string }[]; after: { at: string }[] };
  message: string;
}
interface Preview {
  version: string;
  moves: Move[];
  stays: { code: string }[];
  waiting: number;
}

/** Made up: Wednesday, 17 October 2018, is off. */
const notice = { year: null, documentNumber: '国办发明电〔2018〕99号（示例）', issuedOn: '2018-10-15', restDays: ['2018-10-17'], workingDays: [] };
const at = (text: string) => new Date(`${text}+08:00`).toISOString();
const caseOf = (n: number) => applicationCaseId(round.id, round.societies[n]?.id ?? '', 1);
const call = <T = Record<string, unknown>>(method: string, path: string, body?: unknown, key?: string) => api.call<T>(method, `calendar${path}`, { as: 'staff', body, key });

describe('an amended notice (rule 4: preview, then apply)', () => {
  let preview: Preview;

  test('is previewed: two periods of working days would move, the fixed date and what staff extended would not; nothing is stored', async () => {
    await applied(world, 'decideApplication', caseOf(0), { decision: 'correct', items: ['盖章页'] });
    await applied(world, 'extendDeadline', caseOf(2), { dueAt: at('2018-10-25T00:00:00'), reason: '材料较多' });
    preview = (await call<Preview>('POST', '/notices/preview', notice)).body;
    expect(preview.version).toBe('chinese-days 1.5.7 + 1');
    expect(preview.moves.map(({ workflowId, before, dueAt, affected }) => ({ workflowId, before, dueAt, affected })).sort((a, b) => a.workflowId.localeCompare(b.workflowId))).toEqual(
      [caseOf(0), caseOf(1)].sort((a, b) => a.localeCompare(b)).map((workflowId) => ({ workflowId, before: at('2018-10-19T00:00:00'), dueAt: at('2018-10-20T00:00:00'), affected: 1 })));
    const first = preview.moves.find((move) => move.workflowId === caseOf(0));
    expect(first?.told).toMatchObject([{ code: round.societies[0]?.code }]);
    expect(first?.reminders.after.at(-1)?.at).toBe(at('2018-10-20T09:00:00'));
    expect(first?.message).toContain('2018年10月19日');
    expect((await call('GET', '')).body).toMatchObject({ version: 'chinese-days 1.5.7', notices: [] });
  });

  test('is recorded with number and date, and moves nothing by itself', async () => {
    expect(await call('POST', '/notices', { ...notice, restDays: ['2018-10-17', '2018-10-17'] })).toMatchObject({ status: 422, body: { code: 'NOTICE_INVALID', errors: [{ field: 'restDays' }] } });
    expect(await call('POST', '/notices', notice)).toMatchObject({ status: 201, body: { version: 'chinese-days 1.5.7 + 1', notice: { n: 1, documentNumber: notice.documentNumber, restDays: ['2018-10-17'] } } });
    expect((await call<Preview>('GET', '/recalculation')).body.moves).toEqual(preview.moves);
    expect((await call('GET', '/years/2018')).body).toMatchObject({ known: true, restWeekdays: expect.arrayContaining(['2018-10-17']), workingDays: 249 });
    expect(await waitOf(world, caseOf(0))).toMatchObject({ until: Date.parse(at('2018-10-19T00:00:00')) });
  });

  test('is applied gate by gate: timer, deadline version and reminders move, who owes something is told, and it is on record', async () => {
    const gateIds = preview.moves.map((move) => move.gateId);
    const order = { calendar: preview.version, gateIds, reason: '放假安排调整' };
    expect(await call('POST', '/recalculation', { ...order, calendar: 'chinese-days 1.5.7' })).toMatchObject({ status: 200, body: { items: [{ outcome: 'refused', code: 'CALENDAR_CHANGED' }, { outcome: 'refused' }] } });
    const done = await call<{ items: object[] }>('POST', '/recalculation', order, 'recalculate');
    expect(done.body.items).toHaveLength(2);
    for (const item of done.body.items) expect(item).toMatchObject({ outcome: 'moved', before: at('2018-10-19T00:00:00'), dueAt: at('2018-10-20T00:00:00'), deadlineVersion: 2 });
    await world.quiet();
    for (const n of [0, 1]) expect(await waitOf(world, caseOf(n))).toMatchObject({ until: Date.parse(at('2018-10-20T00:00:00')) });
    expect(await waitOf(world, caseOf(2))).toMatchObject({ until: Date.parse(at('2018-10-25T00:00:00')) });
    expect(await rows(world, `SELECT DISTINCT deadline_version FROM task WHERE gate_id = ANY($1)`, [gateIds])).toEqual([{ deadline_version: 2 }]);
    const told = (await letters(world, 'recalculated')).find((letter) => letter.recipient === 's0001@example.org');
    for (const said of [notice.documentNumber, '10月18日', '10月19日', '放假安排调整']) expect(told?.body).toContain(said);
    const audit = await rows<{ body: { answer: { calendar: string } } }>(world, `SELECT body FROM audit WHERE action = 'command.recalculateDeadline'`);
    expect(audit.map(({ body }) => body.answer.calendar)).toEqual([preview.version, preview.version]);
    // The same request again is answered from the record; a new one finds nothing to move.
    expect((await call('POST', '/recalculation', order, 'recalculate')).body).toEqual(done.body);
    expect((await call<Preview>('GET', '/recalculation')).body.moves).toEqual([]);
  });

  test('that was recorded by mistake is withdrawn: the calendar has a further version, and the deadlines could go back', async () => {
    const { notices } = (await call<{ notices: { id: string }[] }>('GET', '')).body;
    expect(await call('POST', `/notices/${notices[0]?.id}/withdrawal`, { reason: '误录' })).toMatchObject({ status: 200, body: { version: 'chinese-days 1.5.7 + 2' } });
    expect(await call('POST', `/notices/${notices[0]?.id}/withdrawal`, { reason: '误录' })).toMatchObject({ status: 409 });
    expect((await call<Preview>('GET', '/recalculation')).body.moves.map((move) => move.dueAt)).toEqual([at('2018-10-19T00:00:00'), at('2018-10-19T00:00:00')]);

    // One that was moved by mistake goes back by itself, while the old deadline is still to come; it keeps the rule that it rests on.
    const wrong = await api.lastDecision(round.id, 'recalculateDeadline');
    expect(await api.call('POST', `decisions/${wrong}/preview-correction`, { as: 'staff', body: { reason: '误重算' } })).toMatchObject({
      status: 200, body: { possible: true, act: 'restoreDeadline', dates: [{ before: at('2018-10-20T00:00:00'), after: at('2018-10-19T00:00:00') }], letters: [{ template: 'deadlineRestored', count: 1 }] },
    });
    expect(await api.call('POST', `decisions/${wrong}/correction`, { as: 'staff', body: { reason: '误重算' } })).toMatchObject({ status: 200, body: { act: 'restoreDeadline' } });
    await world.quiet();
    expect([await waitOf(world, caseOf(0)), await waitOf(world, caseOf(1))].map(({ until }) => until).sort()).toEqual([Date.parse(at('2018-10-19T00:00:00')), Date.parse(at('2018-10-20T00:00:00'))]);
    expect((await call<Preview>('GET', '/recalculation')).body.moves).toHaveLength(1);
  });
});

describe('a year that is not announced is unknown, and said so (rule 4)', () => {
  let here: RealmWorld;
  let there: TestApi;
  let publicity: string;
  beforeAll(async () => {
    here = await world.another('2026-12-30T09:00:00+08:00');
    await addAccount(here, 'staff');
    const late = await launchBefore(here, 'publicity', { societies: 2, tiers: ['tier1', 'tier1'], settings: { year: 2026 } });
    publicity = stageId(late.id, 'publicity', 1);
    there = await TestApi.on(here);
  });
  afterAll(() => there.stop());

  test('a period that reaches it waits on the stuck list for the notice, without failing', async () => {
    expect(await waitOf(here, publicity)).toMatchObject({ state: 'parked', attention: 'manual', what: 'calendar', until: null, problem: { code: 'CALENDAR_UNKNOWN' } });
    const { items } = (await there.call<{ items: { cause: string; sentence: string }[] }>('GET', 'stuck', { as: 'staff' })).body;
    expect(items[0]).toMatchObject({ cause: 'manual' });
    expect(items[0]?.sentence).toContain('录入2027年放假调休安排');
    expect((await letters(here, 'staffProblem'))[0]?.body).toContain('2027');
    expect((await there.call('GET', 'calendar/years/2027', { as: 'staff' })).body).toMatchObject({ known: false, workingDays: 0 });
  });

  test('and goes on by itself when it is recorded', async () => {
    const of2027 = { year: 2027, documentNumber: '国办发明电〔2026〕示例号', issuedOn: '2026-12-30', restDays: ['2027-01-01', '2027-10-01'], workingDays: [] };
    expect(await there.call('POST', 'calendar/notices', { as: 'administrator', body: of2027 })).toMatchObject({ status: 201, body: { resumed: 1 } });
    await here.quiet();
    // Its days are counted from the posting that the office confirms.
    expect(await waitOf(here, publicity)).toMatchObject({ what: 'posting', attention: 'overdue', until: null });
    await applied(here, 'confirmPosting', publicity, { checked: true });
    // 31 December, 4, 5, 6, 7 January.
    expect(await waitOf(here, publicity)).toMatchObject({ what: 'publicity', attention: 'none', until: Date.parse(at('2027-01-08T00:00:00')) });
  });
});
