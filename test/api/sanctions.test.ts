import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { launchDraft } from '../../records/round-drafts.js';
import { only } from '../../records/pool.js';
import { rows } from '../workflows/acting.js';
import { type JumpedRound, launchBefore } from '../workflows/jumping.js';
import { openWorld, readProgramme, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import type { Explained } from './explained.js';
import { addPerson } from './people.js';

/** 003 from the circular on, over HTTP: filing, mid-term, a case of fraud, and the next round of the same authority. */
let world: World;
let api: TestApi;
let round: JumpedRound;
const tokens = new Map<string, string>();
const wuhan = await readProgramme('wuhan-capability');
beforeAll(async () => {
  world = await openWorld('2019-05-10T09:00:00+08:00');
  round = await launchBefore(world, 'commendation', { societies: 3, tiers: ['award', 'award'], amend: () => wuhan.programme, settings: { quota: { planned: 2, tiers: { award: 2 }, reason: '试点' } } });
  api = await TestApi.on(world);
  for (const society of round.societies) tokens.set(society.code, (await addPerson(world, 'society', society.id)).token);
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

type As = 'staff' | 'leadership' | 'discipline' | 'finance' | 'society' | 'auditor';
interface Row {
  id: string;
  [key: string]: unknown;
}
const post = (path: string, body: object, as: As = 'staff') => api.call<Row>('POST', path, { as, body });
const own = (code: string) => ({ token: tokens.get(code) ?? '' });
const idOf = (code: string): string => round.societies.find((society) => society.code === code)?.id ?? '';

/** What a society owes of a kind, whoever asks: the office sees all. */
async function taskOf(kind: string, code: string): Promise<Row> {
  const { body } = await api.call<{ items: Row[] }>('GET', `tasks?whose=all&state=open&kind=${kind}&limit=500`, { as: 'staff' });
  const found = body.items.find((task) => task.societyCode === code);
  if (found === undefined) throw new Error(`${code} does not owe ${kind}`);
  return found;
}

async function handIn(kind: string, code: string, content: Record<string, unknown>, as: { token: string } | { as: As } = own(code)): Promise<Row> {
  const answer = await api.call<Row>('POST', `tasks/${(await taskOf(kind, code)).id}/submission`, { ...as, body: { kind: 'form', content } });
  await world.quiet();
  return { ...answer.body, status: answer.status };
}

async function projectOf(code: string): Promise<Row> {
  const { body } = await api.call<{ items: (Row & { society: { code: string } })[] }>('GET', `projects?roundId=${round.id}`, { as: 'staff' });
  const found = body.items.find(({ society }) => society.code === code);
  if (found === undefined) throw new Error(`${code} has no project`);
  return found;
}

const rules = { accounting: '单独核算', approval: '两级审批', forbidden: true };
const budget = (use: string) => [2019, 2020].map((year, n) => ({
  line: `y${n + 1}`, year, item: '技术服务活动', direction: '服务创新', use, unit: '场', unitPriceCents: 2_500_000, quantity: 4, amountCents: 10_000_000, basis: '参照上年合同价', source: 'fiscal',
}));
const plan = { ideas: '思路', priorities: '重点', schedule: '进度', targets: [{ kpi: '活动', year1: 1, year2: 2 }, { kpi: '会员', year1: 3, year2: 4 }], fundUse: budget('innovationWork') };

describe('给予通报表彰和奖励补助 (003 §4.2)', () => {
  test('is the office’s, by a circular with its number; the society is told, and its project begins with the filing', async () => {
    expect(await post(`rounds/${round.id}/commendation`, { circular: 'x' }, 'leadership')).toMatchObject({ status: 403 });
    expect(await post(`rounds/${round.id}/commendation`, {})).toMatchObject({ status: 400, body: { errors: [{ field: 'circular', code: 'required' }] } });
    expect(await post(`rounds/${round.id}/call`, { number: 'x', places: 2 })).toMatchObject({ status: 409 });
    expect(await post(`rounds/${round.id}/commendation`, { circular: '武科协通报〔2019〕1号' })).toMatchObject({ status: 200, body: { circular: '武科协通报〔2019〕1号', commended: 2, withdrawn: 0 } });
    await world.quiet();
    expect(await projectOf('S0001')).toMatchObject({ status: 'awarded', openTasks: 2, signedAt: null });
    expect(await rows(world, `SELECT params->>'circular' AS circular FROM outbox WHERE template = 'commended'`)).toHaveLength(2);
    expect(await rows(world, `SELECT 1 FROM outbox WHERE template = 'awarded'`)).toHaveLength(0);
  });

  test('is withdrawn society by society while nothing is filed, with a letter of correction; the others keep theirs', async () => {
    const { body } = await api.call<{ items: { id: string; kind: string; correction: object }[] }>('GET', `rounds/${round.id}/decisions`, { as: 'staff' });
    const wrong = body.items.find(({ kind }) => kind === 'commend');
    expect(wrong?.correction).toMatchObject({ possible: true, act: 'withdrawAward', by: 'staff', choices: { field: 'societyId', societies: [{ code: 'S0001' }, { code: 'S0002' }] } });
    expect(await post(`decisions/${wrong?.id ?? ''}/correction`, { reason: '统计有误' })).toMatchObject({ status: 400, body: { errors: [{ field: 'societyId' }] } });
    expect(await post(`decisions/${wrong?.id ?? ''}/correction`, { reason: '统计有误', societyId: idOf('S0002') })).toMatchObject({ status: 200, body: { act: 'withdrawAward' } });
    await world.quiet();
    expect([await projectOf('S0001'), await projectOf('S0002')]).toMatchObject([{ status: 'awarded' }, { status: 'terminated' }]);
    expect(await rows(world, `SELECT recipient FROM outbox WHERE template = 'commendationWithdrawn'`)).toEqual([{ recipient: 's0002@example.org' }]);
  });
});

describe('报武汉市科协备案 (003 §4.3)', () => {
  test('both papers are there before note is taken; sent back, both are owed once more, with time for it; noted, the first half is paid', async () => {
    // 003 §5.3: award money is not for staff; what may be spent is filed line by line.
    expect(await handIn('implementationPlan', 'S0001', { ...plan, fundUse: budget('staff') })).toMatchObject({ status: 422, code: 'USE_FORBIDDEN', rule: { document: '003', clause: '§5.3' } });
    await handIn('implementationPlan', 'S0001', plan);
    const { id } = await projectOf('S0001');
    expect(await post(`projects/${id}/decisions`, { task: 'filingNote', outcome: 'noted' })).toMatchObject({ status: 422, body: { code: 'FILING_INCOMPLETE' } });
    await handIn('fundRules', 'S0001', rules);
    expect(await post(`projects/${id}/decisions`, { task: 'filingNote', outcome: 'returned' })).toMatchObject({ status: 422, body: { code: 'REASON_REQUIRED' } });
    expect(await post(`projects/${id}/decisions`, { task: 'filingNote', outcome: 'returned', reason: '资金使用方向不明' })).toMatchObject({ status: 200, body: { decision: 'returned', returned: true } });
    await world.quiet();
    expect((await projectOf('S0001')).openTasks).toBe(2);
    for (const [kind, content] of [['fundRules', rules], ['implementationPlan', plan]] as const) expect(await handIn(kind, 'S0001', content)).toMatchObject({ status: 201 });
    expect(await post(`projects/${id}/decisions`, { task: 'filingNote', outcome: 'noted' }, 'leadership')).toMatchObject({ status: 403, body: { code: 'TASK_NOT_YOURS' } });
    expect(await post(`projects/${id}/decisions`, { task: 'filingNote', outcome: 'noted' })).toMatchObject({ status: 200, body: { decision: 'noted', paidCents: 10_000_000 } });
    await world.quiet();
    expect(await projectOf('S0001')).toMatchObject({ status: 'running' });
  });
});

describe('a case of fraud (003 §5.2)', () => {
  let id: string;
  const finding = () => ({ roundId: round.id, societyId: idOf('S0001'), finding: '虚报活动数量', evidence: '核查记录〔2019〕1号' });

  test('is opened by the office or the discipline inspection, about a society that applied, one at a time', async () => {
    expect(await post('sanctions', finding(), 'leadership')).toMatchObject({ status: 403 });
    expect(await post('sanctions', { ...finding(), evidence: '' })).toMatchObject({ status: 400, body: { errors: [{ field: 'evidence' }] } });
    expect(await post('sanctions', { ...finding(), societyId: '00000000-0000-4000-8000-000000000000' })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', errors: [{ field: 'societyId' }] } });
    const opened = await post('sanctions', finding(), 'discipline');
    expect(opened).toMatchObject({ status: 201, body: { state: 'hearing', outcome: null, statement: null, clawback: null, bar: null } });
    ({ id } = opened.body);
    expect(await post('sanctions', finding())).toMatchObject({ status: 409, body: { code: 'SANCTION_OPEN' } });
    await world.quiet();
  });

  test('is read by those who decide and by the society concerned, by no other', async () => {
    expect(await api.call('GET', `sanctions/${id}`, own('S0001'))).toMatchObject({ status: 200, body: { finding: '虚报活动数量', statementDueAt: '2019-05-24T16:00:00.000Z' } });
    expect((await api.call('GET', `sanctions/${id}`, own('S0002'))).status).toBe(404);
    expect(await api.call('GET', 'sanctions', own('S0002'))).toMatchObject({ body: { total: 0 } });
    expect((await api.call('GET', `sanctions/${id}`, { as: 'auditor' })).status).toBe(403);
  });

  test('the society makes its statement; then the leadership decides, with minutes', async () => {
    expect(await post(`sanctions/${id}/decision`, { outcome: 'revoked', minutes: '〔2019〕3号', reason: '属实' }, 'leadership')).toMatchObject({ status: 409, body: { code: 'COMMAND_NOT_EXPECTED' } });
    expect(await handIn('sanctionStatement', 'S0001', { evidence: 'x' })).toMatchObject({ status: 422, code: 'FORM_INCOMPLETE', errors: [{ field: 'content.statement' }] });
    const [owed] = (await api.call<{ items: { id: string }[] }>('GET', `tasks?whose=all&kind=sanctionStatement&societyId=${idOf('S0001')}`, { as: 'staff' })).body.items;
    const entry = { submission: { kind: 'form', content: { statement: '系统计有误' } }, channel: 'courier', receivedAt: '2019-05-01T09:00:00+08:00' };
    expect(await post(`tasks/${owed?.id}/paper/submission`, entry)).toMatchObject({ status: 201 });
    await world.quiet();
    const statement = { content: { statement: '系统计有误' }, onPaper: { channel: 'courier', receivedAt: '2019-05-01T01:00:00.000Z', enteredBy: 'staff' } };
    expect(await api.call('GET', `sanctions/${id}`, { as: 'leadership' })).toMatchObject({ body: { state: 'deciding', statement } });
    const { body: why } = await api.call<Explained>('GET', `explanations/sanction/${id}`, { as: 'leadership' });
    expect(why.explanation.inputs.map(({ name, value }) => [name, value])).toEqual(expect.arrayContaining([['handedInBy', 'handedIn.office'], ['enteredBy', 'staff']]));
    expect(await post(`sanctions/${id}/decision`, { outcome: 'revoked', minutes: '〔2019〕3号', reason: '属实' })).toMatchObject({ status: 403 });
    expect(await post(`sanctions/${id}/decision`, { outcome: 'revoked', reason: '属实' }, 'leadership')).toMatchObject({ status: 400, body: { errors: [{ field: 'minutes' }] } });
    expect(await post(`sanctions/${id}/decision`, { outcome: 'revoked', minutes: '〔2019〕3号', reason: '属实' }, 'leadership')).toMatchObject({
      status: 200, body: { outcome: 'revoked', claimCents: 10_000_000, releasedCents: 10_000_000, barFrom: '2019-05-11', barTo: '2022-05-10' },
    });
    await world.quiet();
    expect(await projectOf('S0001')).toMatchObject({ status: 'revoked', openTasks: 0 });
  });

  test('finance records what arrives, not more than is outstanding nor later than today; a mistake is voided and stays', async () => {
    const pay = (amountCents: number, receivedOn: string, voucher: string, as: As = 'finance') => post(`sanctions/${id}/returns`, { amountCents, receivedOn, voucher }, as);
    expect(await pay(1, '2019-05-10', 'V1', 'leadership')).toMatchObject({ status: 403 });
    expect(await pay(1, '2019-05-11', 'V1')).toMatchObject({ status: 422, body: { code: 'RECEIVED_LATER', errors: [{ field: 'receivedOn' }] } });
    expect(await pay(10_000_001, '2019-05-10', 'V1')).toMatchObject({ status: 422, body: { code: 'RETURN_OVER_CLAIM', rule: { document: '003', clause: '§5.2' } } });
    const mistaken = await pay(4_000_000, '2019-05-10', 'V1');
    expect(mistaken).toMatchObject({ status: 200, body: { recoveredCents: 4_000_000, outstandingCents: 6_000_000 } });
    expect(await pay(1, '2019-05-10', 'V1')).toMatchObject({ status: 409, body: { code: 'VOUCHER_RECORDED' } });
    expect(await post(`sanctions/${id}/returns/${String(mistaken.body.returnId)}/void`, { reason: '记错' }, 'finance')).toMatchObject({ status: 200, body: { recoveredCents: 0 } });
    expect(await pay(3_000_000, '2019-05-10', 'V1')).toMatchObject({ status: 200, body: { outstandingCents: 7_000_000 } });
    await world.quiet();
    expect(await api.call('GET', `sanctions/${id}`, own('S0001'))).toMatchObject({
      body: { state: 'clawback', clawback: { claimCents: 10_000_000, recoveredCents: 3_000_000, outstandingCents: 7_000_000, overdue: false } },
    });
    const { body } = await api.call<{ clawback: { returns: Row[] } }>('GET', `sanctions/${id}`, { as: 'finance' });
    expect(body.clawback.returns).toEqual(expect.arrayContaining([expect.objectContaining({ voided: true, voidReason: '记错', amountCents: 4_000_000 }), expect.objectContaining({ voided: false, amountCents: 3_000_000 })]));
  });

  test('its bar is a record of the society that nobody changes by hand', async () => {
    const [bar] = await rows<Row>(world, `SELECT * FROM society_record WHERE kind = 'bar'`);
    expect(bar).toMatchObject({ value: { value: 'WHAST', period: { from: '2019-05-11', to: '2022-05-10' } }, document: '〔2019〕3号', provision: '003 §5.2', status: 'active' });
    expect(await post(`societies/${idOf('S0001')}/records/${bar?.id ?? ''}/withdrawal`, { reason: '不对' })).toMatchObject({ status: 409, body: { code: 'BAR_BY_DECISION' } });
    expect(await post(`societies/${idOf('S0001')}/records`, { kind: 'bar', value: { value: 'WHAST' }, asOf: '2019-05-10', document: 'x' })).toMatchObject({ status: 400 });
  });

  test('the next round of that authority does not accept its application, and says by which decision; others apply', async () => {
    await world.stepTo('2020-02-20T09:00:00+08:00');
    const second = await anotherRound('2020');
    expect(await post(`rounds/${second}/call`, { number: '武科协发〔2020〕1号', places: 9 })).toMatchObject({ status: 422, body: { code: 'CALL_PLACES_DIFFER', errors: [{ field: 'places' }] } });
    expect(await post(`rounds/${second}/call`, { number: '武科协发〔2020〕0号', places: 10 })).toMatchObject({ status: 200, body: { places: 10, publishedOn: '2020-02-20' } });
    await world.quiet();
    // Published by mistake: nobody has applied, so that the call is open again and nowhere to be read.
    expect(await post(`decisions/${await api.lastDecision(second, 'publishCall')}/correction`, { reason: '文号有误' })).toMatchObject({ status: 200, body: { act: 'reopenStage' } });
    await world.quiet();
    expect((await api.call<{ items: Row[] }>('GET', 'calls')).body.items.map(({ number }) => number)).not.toContain('武科协发〔2020〕0号');
    expect((await post(`rounds/${second}/call`, { number: '武科协发〔2020〕1号', places: 10 })).status).toBe(200);
    await world.quiet();
    await world.stepTo('2020-03-12T09:00:00+08:00');
    expect(await api.call('GET', 'calls', own('S0002'))).toMatchObject({ body: { items: [{ number: '武科协发〔2020〕1号', places: 10, dueAt: '2020-03-29T16:00:00.000Z' }] } });
    const application = await apply('S0001');
    const open = await api.call<{ eligibility: { outcome: string; lines: { rule: string; result: string; why: { message: string }[] }[] } }>('GET', `applications/${application}`, own('S0001'));
    expect(open.body.eligibility.outcome).toBe('notAccepted');
    expect(open.body.eligibility.lines.find(({ rule }) => rule === 'bar')).toMatchObject({ result: 'fail', why: [{ message: expect.stringMatching(/〔2019〕3号.*2019-05-11 至 2022-05-10/) }] });
    expect(await post(`applications/${application}/decision`, { decision: 'accept' })).toMatchObject({ status: 422 });
    expect(await post(`applications/${application}/decision`, { decision: 'notAccept', reason: '处于取消申报资格期限内' })).toMatchObject({ status: 200 });
    await world.quiet();
    const other = await apply('S0002');
    const { body } = await api.call<{ eligibility: { lines: { rule: string; result: string }[] } }>('GET', `applications/${other}`, own('S0002'));
    expect(body.eligibility.lines.find(({ rule }) => rule === 'bar')).toMatchObject({ result: 'pass' });
  });

  test('overdue, it is on the list of what is stuck; lifted on appeal by the leadership, everything is reversed and stays on record', async () => {
    const { body: stuck } = await api.call<{ items: Row[] }>('GET', `stuck?roundId=${round.id}`, { as: 'staff' });
    expect(stuck.items).toContainEqual(expect.objectContaining({ workflowId: `sanction/${id}`, cause: 'overdue' }));
    const lift = { minutes: '〔2020〕2号', reason: '复核认为证据不足', appealedOn: '2020-03-01' };
    expect(await post(`sanctions/${id}/lift`, lift, 'finance')).toMatchObject({ status: 403 });
    expect(await post(`sanctions/${id}/lift`, { ...lift, appealedOn: '2020-02-30' }, 'leadership')).toMatchObject({ status: 400 });
    expect(await post(`sanctions/${id}/lift`, lift, 'leadership')).toMatchObject({ status: 200, body: { unclaimedCents: 7_000_000, restitutedCents: 3_000_000 } });
    await world.quiet();
    expect(await api.call('GET', `sanctions/${id}`, own('S0001'))).toMatchObject({
      body: { state: 'closed', outcome: 'revoked', minutes: '〔2019〕3号', bar: { lifted: true }, lift: { minutes: '〔2020〕2号', appealedOn: '2020-03-01' }, outstandingCents: 0 },
    });
    expect(await post(`sanctions/${id}/lift`, lift, 'leadership')).toMatchObject({ status: 409, body: { code: 'STAGE_CLOSED' } });
    expect(await rows(world, 'SELECT sum(amount_cents) AS all FROM ledger_entry')).toEqual([{ all: 0 }]);

    // Lifted by mistake: the case, which is closed, shows its decisions; the leadership corrects the last, and it is in force again.
    const { body: taken } = await api.call<{ items: { id: string; kind: string; correction: object }[] }>('GET', `sanctions/${id}/decisions`, { as: 'leadership' });
    expect(taken.items.map(({ kind }) => kind)).toEqual(['liftSanction', 'recordReturn', 'voidReturn', 'recordReturn', 'decideSanction']);
    expect((await api.call('GET', `sanctions/${id}/decisions`, own('S0001'))).status).toBe(403);
    const correction = { reason: '证据充分', minutes: '〔2020〕3号' };
    expect(await post(`decisions/${taken.items[0]?.id ?? ''}/correction`, correction)).toMatchObject({ status: 403 });
    expect(await post(`decisions/${taken.items[0]?.id ?? ''}/preview-correction`, correction, 'leadership')).toMatchObject({ status: 200, body: { possible: true, act: 'enforceAgain', tasks: [], money: expect.arrayContaining([{ key: 'clawback', name: '待追回', before: 0, after: 7_000_000 }]) } });
    expect(await post(`decisions/${taken.items[0]?.id ?? ''}/correction`, correction, 'leadership')).toMatchObject({ status: 200, body: { act: 'enforceAgain' } });
    await world.quiet();
    expect(await api.call('GET', `sanctions/${id}`, own('S0001'))).toMatchObject({ body: { state: 'clawback', bar: { lifted: false, from: '2019-05-11', to: '2022-05-10' }, lift: null, outstandingCents: 7_000_000 } });
    expect(await rows(world, 'SELECT sum(amount_cents) AS all FROM ledger_entry')).toEqual([{ all: 0 }]);
  });

  test('follows nothing where the programme’s source has no sanctions: it is refused, and says so (000, 001)', async () => {
    const worldClass = await anotherRound('2020', 'world-class-2018');
    const refused = await post('sanctions', { ...finding(), roundId: worldClass });
    expect(refused).toMatchObject({ status: 422, body: { code: 'NO_SANCTIONS', rule: { document: '000' } } });
    expect(JSON.stringify(refused.body)).toMatch(/没有规定撤销、收回和取消申报资格/);
  });
});

/** A further round in the same realm, launched. */
async function anotherRound(year: string, name = 'wuhan-capability'): Promise<string> {
  const { programme, source } = await readProgramme(name);
  const id = await world.inScope(async (tx) => {
    const version = only((await tx.query<{ id: string }>(
      `INSERT INTO programme_version (key, version, definition, source, hash) VALUES ($1, $2, $3, $4, 'test') ON CONFLICT (key, version) DO UPDATE SET hash = excluded.hash RETURNING id`,
      [programme.key, programme.version, programme, source])).rows);
    const draft = only((await tx.query<{ id: string }>(
      `INSERT INTO round (realm, programme_version_id, programme_key, authority, name, year, settings) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [world.realm, version.id, programme.key, programme.authority, `${programme.name.zh}（${year}）`, Number(year), { year: Number(year) }])).rows);
    await launchDraft(tx, world.realm, draft.id);
    return draft.id;
  });
  for (const workflow of [`round/${id}`, `reminders/${id}`]) await world.wake(workflow);
  await world.quiet();
  return id;
}

async function apply(code: string): Promise<string> {
  const upload = await fetch(`${api.url}/api/v1/documents?name=minutes.pdf`, {
    method: 'POST', headers: { authorization: `Bearer ${tokens.get(code) ?? ''}`, 'content-type': 'application/octet-stream' },
    body: '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  });
  const { sha256 } = (await upload.json()) as { sha256: string };
  const content = {
    contactName: '示例', contactPhone: '000', councilBody: 'council', councilApprovedOn: '2020-03-12', councilRecord: sha256, capabilities: ['innovation', 'societyAndGovernment', 'scientists', 'selfDevelopment'],
    innovation: '示例', societyAndGovernment: '示例', scientists: '示例', selfDevelopment: '示例', secretary: '专职', staffCount: 5, financeRules: '健全', bankAccount: '示例', directions: ['governance'], plan: '示例', truthful: true,
  };
  expect(await handIn('application', code, { ...content, councilApprovedOn: '2020-03-13' })).toMatchObject({ status: 400, code: 'INVALID', rule: { document: '003', clause: '§4.1' }, errors: [{ field: 'content.councilApprovedOn', code: 'too_late' }] });
  expect(await handIn('application', code, content)).toMatchObject({ status: 201 });
  return (await rows<{ id: string }>(world, 'SELECT a.id FROM application a JOIN society s ON s.id = a.society_id WHERE s.code = $1 ORDER BY a.submitted_at DESC LIMIT 1', [code]))[0]?.id ?? '';
}
