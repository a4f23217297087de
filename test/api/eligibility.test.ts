import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { periodFrom } from '../../domain/calendar/due-basis.js';
import { parseProgramme } from '../../domain/programme/parse.js';
import type { Programme, StageOf } from '../../domain/programme/schema.js';
import { attach } from '../../rehearsal/documents.js';
import { signedIn } from '../../rehearsal/session.js';
import { letters } from '../workflows/acting.js';
import { launchRound, openWorld, type SeededRound, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import { addPerson, filled } from './people.js';

interface Line {
  rule: string;
  result: string;
  clause: { document: string; clause: string };
  why: { code: string }[];
  facts: { id: string; document: string; status: string }[];
}
interface Check {
  id: string;
  outcome: string;
  cause: string;
  changed: string[];
  state: string;
  decision: { decision: string; reason: string } | null;
  lines: Line[];
}

const SOURCE = readFileSync('programmes/first-class-2021.yaml', 'utf8');
function firstClass(): Programme {
  const read = parseProgramme(SOURCE, 'first-class-2021.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.programme;
}
const programme = firstClass();
const planned = programme.stages.find((stage): stage is StageOf<'applicationWindow'> => stage.type === 'applicationWindow');
if (!planned) throw new Error('the programme takes applications');

let world: World;
let api: TestApi;
let round: SeededRound;
const people = new Map<string, { accountId: string; token: string }>();
const idOf = (code: string): string => round.societies.find((one) => one.code === code)?.id ?? '';
const as = (code: string) => ({ token: people.get(code)?.token ?? '' });
const staff = (method: string, path: string, body?: object) => api.call('POST' === method ? 'POST' : 'GET', path, { as: 'staff', ...(body === undefined ? {} : { body }) });
const post = (path: string, body: object = {}) => staff('POST', path, body);

const inspection = (year: number, value: string, document = `年检〔${year}〕1号`) => ({ kind: 'annualInspection', value: { value, year }, asOf: '2021-09-30', issuer: '民政部', document });
const record = async (code: string, entry: object): Promise<string> => {
  const { status, body } = await post(`societies/${idOf(code)}/records`, entry);
  expect(status).toBe(201);
  return (body as { id: string }).id;
};
const selfCheck = async (code: string, who = code) => api.call<{ outcome: string; lines: Line[] }>('GET', `rounds/${round.id}/eligibility/${idOf(code)}`, as(who));
const lineOf = (lines: Line[], rule: string): Line | undefined => lines.find((line) => line.rule === rule);

async function apply(code: string): Promise<string> {
  const { body } = await api.call<{ items: { id: string; state: string }[] }>('GET', 'tasks?kind=application&state=open', as(code));
  const task = body.items[0]?.id ?? '';
  const detail = await api.call<{ asks: { form: Parameters<typeof attach>[1] } }>('GET', `tasks/${task}`, as(code));
  const { wordFile: _word, sealedPdf: _pdf, ...answers } = filled(planned?.form ?? { sections: [] }, programme);
  const content = await attach(signedIn(api.url, people.get(code) ?? { accountId: '', token: '' }), detail.body.asks.form, answers);
  expect((await api.call('POST', `tasks/${task}/submission`, { ...as(code), body: { kind: 'form', content } })).status).toBe(201);
  await world.quiet();
  const list = await api.call<{ items: { id: string }[] }>('GET', `rounds/${round.id}/applications`, as(code));
  return list.body.items.at(-1)?.id ?? '';
}
const decide = (id: string, body: object) => post(`applications/${id}/decision`, body);
const checks = async (path: string): Promise<Check[]> => (await api.call<{ items: Check[] }>('GET', path, { as: 'staff' })).body.items;

beforeAll(async () => {
  world = await openWorld('2021-10-18T09:00:00+08:00');
  round = await launchRound(world, { societies: 4, reminders: false, amend: () => programme });
  api = await TestApi.on(world);
  for (const { id, code } of round.societies) {
    people.set(code, await addPerson(world, 'society', id));
    await record(code, { kind: 'cleanRecord', value: { value: 'none', period: { from: '2018-10-01', to: '2021-09-30' } }, asOf: '2021-09-30', document: '复函' });
    await record(code, inspection(2019, 'qualified'));
    await record(code, inspection(2020, code === 'S0002' ? 'unqualified' : code === 'S0003' ? 'notIssued' : 'qualified'));
    await record(code, { kind: 'pastProject', value: { value: 'none' }, asOf: '2021-09-30', document: '项目台账' });
  }
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

describe('the suggested list (001 §3)', () => {
  const entry = (code: string, source = 'annualInspection') => ({ societyId: idOf(code), sources: [{ source, document: '年检汇总', asOf: '2021-09-30' }] });
  const path = () => `rounds/${round.id}/suggested-list`;

  test('a suggestion names its source; one that is wrong refuses all', async () => {
    expect(await post(`${path()}/publication`)).toMatchObject({ status: 422, body: { code: 'SUGGESTED_LIST_EMPTY', rule: { document: '001', clause: '§3' } } });
    expect(await post(path(), { entries: [entry('S0001'), entry('S0002', 'hearsay')] })).toMatchObject({ status: 422, body: { code: 'SUGGESTION_SOURCE_UNKNOWN', errors: [{ field: 'entries.1.sources.0.source' }] } });
    expect(await post(path(), { entries: [{ societyId: idOf('S0001'), sources: [] }] })).toMatchObject({ status: 400 });
    expect(await post(path(), { entries: [entry('S0001'), { ...entry('S0002'), societyId: round.id }] })).toMatchObject({ status: 404 });
    expect(await staff('GET', path())).toMatchObject({ status: 200, body: { status: 'open', items: [] } });
  });

  test('is for the office; once published it is closed, and those on it are invited', async () => {
    expect(await api.call('POST', path(), { ...as('S0001'), body: { entries: [entry('S0001')] } })).toMatchObject({ status: 403 });
    expect((await post(path(), { entries: ['S0001', 'S0002', 'S0003', 'S0004'].map((code) => entry(code)) })).status).toBe(201);
    expect(await post(`${path()}/${idOf('S0004')}/removal`, { reason: '不符合' })).toMatchObject({ status: 200, body: { items: [{ code: 'S0001' }, { code: 'S0002' }, { code: 'S0003' }] } });
    expect(await post(`${path()}/publication`)).toMatchObject({ status: 200, body: { suggested: 3 } });
    await world.quiet();
    // Published by mistake: while nobody has applied the list is open again, and who was invited is told.
    expect(await post(`decisions/${await api.lastDecision(round.id, 'publishSuggestedList')}/correction`, { reason: '名单未定稿' })).toMatchObject({ status: 200, body: { act: 'reopenStage' } });
    await world.quiet();
    expect(await staff('GET', path())).toMatchObject({ body: { status: 'open', items: [{ code: 'S0001' }, { code: 'S0002' }, { code: 'S0003' }] } });
    expect((await letters(world, 'stageReopened')).map(({ recipient }) => recipient).sort()).toEqual(['s0001@example.org', 's0002@example.org', 's0003@example.org']);
    expect((await post(`${path()}/publication`)).status).toBe(200);
    await world.quiet();
    expect(await post(path(), { entries: [entry('S0004')] })).toMatchObject({ status: 409, body: { code: 'STAGE_CLOSED' } });
    expect([...new Set((await letters(world, 'invitationSuggested')).map(({ recipient }) => recipient))].sort()).toEqual(['s0001@example.org', 's0002@example.org', 's0003@example.org']);
  });

  test('a society beside the list applies too, behind the same gate (001 §3)', async () => {
    const volunteer = (code: string) => api.call('POST', `rounds/${round.id}/volunteering`, { ...as(code), body: { distinctive: '特色突出' } });
    expect(await volunteer('S0004')).toMatchObject({ status: 409, body: { code: 'GATE_NOT_OPEN', rule: { document: '001', clause: '§3' } } });
    await world.stepTo('2021-11-05T09:00:00+08:00');
    expect(await volunteer('S0004')).toMatchObject({ status: 201, body: { dueAt: '2021-11-11T16:00:00.000Z' } });
    expect(await volunteer('S0004')).toMatchObject({ status: 409, body: { code: 'ALREADY_APPLICANT' } });
    expect(await volunteer('S0001')).toMatchObject({ status: 409, body: { code: 'ALREADY_APPLICANT' } });
    expect((await api.call<{ total: number }>('GET', 'tasks?kind=application&state=open', as('S0004'))).body.total).toBe(1);
  });
});

describe('a contested fact', () => {
  const contest = (code: string, id: string, who = code) => api.call<{ id: string }>('POST', `societies/${idOf(code)}/records/${id}/contests`, { ...as(who), body: { reason: '结论有误', document: '年检〔2020〕更正' } });

  test('is found by the society itself before it applies: rule, fact, source and clause; another sees nothing of it', async () => {
    const { body } = await selfCheck('S0002');
    expect(body.outcome).toBe('notAccepted');
    expect(lineOf(body.lines, 'annualInspection')).toMatchObject({ result: 'fail', clause: { document: '001', clause: '§3.2' }, why: [{ code: 'INSPECTION_FAILED' }], facts: expect.arrayContaining([expect.objectContaining({ document: '年检〔2020〕1号' })]) as unknown });
    expect((await selfCheck('S0002', 'S0001')).status).toBe(404);
  });

  test('is contested once, by whom it is about; the correction runs the check again, and the history stays', async () => {
    const failed = lineOf((await selfCheck('S0002')).body.lines, 'annualInspection')?.facts.find(({ document }) => document === '年检〔2020〕1号')?.id ?? '';
    expect((await contest('S0002', failed, 'S0001')).status).toBe(404);
    const raised = await contest('S0002', failed);
    // Friday 5 November and ten working days: until the end of the 19th.
    expect(raised).toMatchObject({ status: 201, body: { state: 'open', recordId: failed, dueAt: '2021-11-19T16:00:00.000Z', dueUnknown: null, overdue: false } });
    expect((await api.call('GET', 'contests?state=open', as('S0002'))).body).toMatchObject({ total: 1, overdue: 0, items: [{ id: raised.body.id, dueAt: '2021-11-19T16:00:00.000Z' }] });
    expect(await contest('S0002', failed)).toMatchObject({ status: 409, body: { code: 'FACT_CONTESTED_ALREADY' } });
    const answer = (body: object) => post(`contests/${raised.body.id}/answer`, body);
    expect(await api.call('POST', `contests/${raised.body.id}/answer`, { ...as('S0002'), body: { decision: 'withdraw', answer: '好' } })).toMatchObject({ status: 403 });
    expect(await answer({ decision: 'correct', answer: '经核实为合格', record: inspection(2020, 'qualified', '年检〔2020〕更正') })).toMatchObject({ status: 200, body: { state: 'corrected', answer: '经核实为合格' } });
    expect(await answer({ decision: 'uphold', answer: '再答' })).toMatchObject({ status: 409, body: { code: 'CONTEST_ANSWERED' } });
    expect((await selfCheck('S0002')).body.outcome).toBe('eligible');
    const { body } = await api.call<{ items: { id: string; status: string }[] }>('GET', `societies/${idOf('S0002')}/records`, as('S0002'));
    expect(body.items.find(({ id }) => id === failed)).toMatchObject({ status: 'corrected' });
    await world.quiet();
    const [asked] = await letters(world, 'contestRaised');
    expect([asked?.state, asked?.body]).toEqual(['sent', expect.stringMatching(/您好[^]*答复期限：2021年11月19日（周五）24:00[^]*\/w\/societies\//)]);
    expect((await letters(world, 'contestAnswered'))[0]).toMatchObject({ recipient: 's0002@example.org', state: 'sent' });
    expect(await contest('S0002', failed)).toMatchObject({ status: 409, body: { code: 'FACT_NOT_ACTIVE' } });
  });

  test('is overdue when nobody answers in time, and comes first; a year without a calendar gives no deadline, and says so', async () => {
    const [first, second] = await Promise.all(['S0001', 'S0004'].map(async (code) => (await contest(code, (await record(code, inspection(2018, 'qualified'))))).body.id));
    const set = (id: string | undefined, due: string | null, basis: object) => world.inScope((tx) => tx.query('UPDATE fact_contest SET due_at = $2, due_basis = $3, next_at = NULL WHERE id = $1', [id, due, basis]));
    await set(first, null, periodFrom(Date.parse('2026-12-30T09:00:00+08:00'), 5, 'workingDays'));
    await set(second, '2021-11-01T00:00:00+08:00', {});
    expect((await api.call('GET', 'contests?state=open', { as: 'staff' })).body).toMatchObject({
      total: 2, overdue: 1, items: [{ id: second, overdue: true }, { id: first, overdue: false, dueAt: null, dueUnknown: { code: 'CALENDAR_UNKNOWN', year: 2027 } }],
    });
    const { body } = await api.call<{ next: string }>('GET', 'contests?state=open&limit=1', { as: 'staff' });
    expect((await api.call('GET', `contests?state=open&limit=1&cursor=${body.next}`, { as: 'staff' })).body).toMatchObject({ items: [{ id: first }], next: null });
    // The office records the notice of that year: the deadline follows.
    expect((await post('calendar/notices', { year: 2027, documentNumber: '国办发明电〔2026〕9号', issuedOn: '2026-11-01', title: '2027年放假安排', restDays: ['2027-01-01', '2027-10-01'], workingDays: [], reason: '公布' })).status).toBe(201);
    await world.quiet();
    expect((await api.call('GET', 'contests?state=open', as('S0001'))).body).toMatchObject({ items: [{ dueAt: '2027-01-07T16:00:00.000Z' }] });
    for (const id of [first, second]) expect((await post(`contests/${id}/answer`, { decision: 'uphold', answer: '属实' })).status).toBe(200);
  });

  test('what is unknown is asked for; the society shows it, the office records it, and only then it passes', async () => {
    const id = await apply('S0003');
    expect((await letters(world, 'factsAsked'))[0]).toMatchObject({ recipient: 's0003@example.org' });
    expect(await decide(id, { decision: 'accept', compared: { same: true } })).toMatchObject({ status: 422, body: { code: 'ELIGIBILITY_OPEN' } });
    const shown = await api.call<{ id: string }>('POST', `rounds/${round.id}/supplied-facts`, { ...as('S0003'), body: { rule: 'annualInspection', reason: '结论已出', document: '年检〔2020〕9号' } });
    expect(shown.status).toBe(201);
    expect(await post(`contests/${shown.body.id}/answer`, { decision: 'correct', answer: '已登记', record: { ...inspection(2020, 'qualified', '年检〔2020〕9号'), asOf: '2021-11-05' } })).toMatchObject({ status: 200, body: { state: 'recorded' } });
    expect((await checks(`applications/${id}/eligibility-checks`)).map(({ cause, outcome, changed }) => [cause, outcome, changed])).toEqual([
      ['opened', 'unknown', []], ['factAdded', 'eligible', ['annualInspection']],
    ]);
    expect(await decide(id, { decision: 'accept', compared: { same: true } })).toMatchObject({ status: 200, body: { eligibility: 'eligible' } });
  });
});

describe('an application of 2021', () => {
  let id = '';
  test('is accepted only when somebody has compared Word and PDF (001 §4.1)', async () => {
    id = await apply('S0001');
    expect(await decide(id, { decision: 'accept' })).toMatchObject({ status: 422, body: { code: 'WORD_PDF_NOT_COMPARED', rule: { document: '001', clause: '§4.1' } } });
    expect(await decide(id, { decision: 'accept', compared: { same: false } })).toMatchObject({ status: 422, body: { code: 'WORD_PDF_DIFFER' } });
    expect(await decide(id, { decision: 'accept', compared: { same: true } })).toMatchObject({ status: 200 });
    await world.quiet();
    const { body } = await api.call<{ electronic: { word: string; sealedPdf: string }; decision: { compared: object } }>('GET', `applications/${id}`, { as: 'staff' });
    expect(body.decision.compared).toMatchObject({ same: true, ...body.electronic });
  });

  test('a new fact flips nothing by itself: society and office are told, a person decides, and a withdrawn fact runs the checks once more', async () => {
    const penalty = { kind: 'penalty', value: { value: '罚款' }, occurredOn: '2021-11-04', asOf: '2021-11-05', issuer: '民政部', provision: '条例第三十条', document: '民罚〔2021〕7号' };
    const wrong = await record('S0001', penalty);
    await world.quiet();
    expect((await api.call('GET', `applications/${id}`, as('S0001'))).body).toMatchObject({ status: 'accepted', eligibility: { outcome: 'notAccepted' } });
    const [open] = await checks(`rounds/${round.id}/eligibility-changes`);
    expect(open).toMatchObject({ cause: 'factAdded', changed: ['criticismOrPenalty'], state: 'open' });
    expect((await letters(world, 'eligibilityRechecked')).map(({ recipient }) => recipient)).toContain('s0001@example.org');
    expect(await letters(world, 'eligibilityToSettle')).not.toEqual([]);
    expect(await post(`eligibility-checks/${open?.id}/settlement`, { decision: 'keep', reason: '从宽' })).toMatchObject({ status: 422, body: { code: 'PENALTY_IN_WINDOW', rule: { document: '001', clause: '§3.3' } } });
    expect((await post(`societies/${idOf('S0001')}/records/${wrong}/withdrawal`, { reason: '误登' })).status).toBe(200);
    expect(await checks(`rounds/${round.id}/eligibility-changes`)).toEqual([]);
    expect((await checks(`applications/${id}/eligibility-checks`)).at(-1)).toMatchObject({ cause: 'factWithdrawn', outcome: 'eligible', changed: ['criticismOrPenalty'] });
  });

  test('eligibility is cancelled by a person, with another letter than at intake (001 §3)', async () => {
    await record('S0001', { kind: 'pastProject', value: { value: 'acceptanceFailed', programme: 'world-class-2018' }, asOf: '2021-11-05', document: '验收结论' });
    const [open] = await checks(`rounds/${round.id}/eligibility-changes`);
    expect(await api.call('POST', `eligibility-checks/${open?.id}/settlement`, { as: 'leadership', body: { decision: 'cancel', reason: '未通过验收' } })).toMatchObject({ status: 403 });
    expect(await post(`eligibility-checks/${open?.id}/settlement`, { decision: 'cancel', reason: '未通过验收' })).toMatchObject({ status: 200, body: { status: 'cancelled', applicationId: id } });
    expect(await post(`eligibility-checks/${open?.id}/settlement`, { decision: 'cancel', reason: '再次' })).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } });
    await world.quiet();
    const [letter] = await letters(world, 'eligibilityCancelled');
    expect(letter).toMatchObject({ recipient: 's0001@example.org' });
    expect(await letters(world, 'notAccepted')).toEqual([]);

    // Settled by mistake: the application stands as before, and a person says once more what the fact means.
    const wrong = await api.lastDecision(round.id, 'settleEligibility');
    expect(await post(`decisions/${wrong}/preview-correction`, { reason: '材料已补' })).toMatchObject({ status: 200, body: { possible: true, act: 'settleAgain', societies: [{ code: 'S0001', before: 'application.cancelled', after: 'application.accepted' }] } });
    expect(await post(`decisions/${wrong}/correction`, { reason: '材料已补' })).toMatchObject({ status: 200, body: { act: 'settleAgain' } });
    await world.quiet();
    expect((await checks(`rounds/${round.id}/eligibility-changes`)).map((one) => one.id)).toEqual([open?.id]);
    expect(await letters(world, 'eligibilityRestored')).toHaveLength(1);
    expect((await post(`eligibility-checks/${open?.id}/settlement`, { decision: 'cancel', reason: '仍未通过' })).status).toBe(200);
    await world.quiet();
    expect(await letters(world, 'eligibilityCancelled')).toHaveLength(2);

    // Kept by mistake: the check is open again, and nothing else has changed.
    const { body } = await api.call<{ items: { id: string; kind: string }[] }>('GET', `societies/${idOf('S0003')}/records`, { as: 'staff' });
    expect((await post(`societies/${idOf('S0003')}/records/${body.items.find(({ kind }) => kind === 'pastProject')?.id}/withdrawal`, { reason: '误登' })).status).toBe(200);
    const [unknown] = await checks(`rounds/${round.id}/eligibility-changes`);
    expect(await post(`eligibility-checks/${unknown?.id}/settlement`, { decision: 'keep', reason: '已电话核实' })).toMatchObject({ status: 200, body: { status: 'accepted' } });
    expect(await post(`decisions/${await api.lastDecision(round.id, 'settleEligibility')}/correction`, { reason: '尚未核实' })).toMatchObject({ status: 200, body: { act: 'settleAgain' } });
    expect((await checks(`rounds/${round.id}/eligibility-changes`)).map((one) => one.id)).toEqual([unknown?.id]);
    // With applications in, the list that they rest on is not opened again.
    expect(await post(`decisions/${await api.lastDecision(round.id, 'publishSuggestedList')}/correction`, { reason: '名单有误' })).toMatchObject({ status: 409, body: { code: 'LATER_FACTS' } });
  });
});
