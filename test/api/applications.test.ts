import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { letters, rows } from '../workflows/acting.js';
import { type JumpedRound, launchBefore } from '../workflows/jumping.js';
import { applicationCaseId, mailroomId, stageId } from '../../domain/ids.js';
import { openWorld, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import type { Explained } from './explained.js';
import { addPerson, filledForm } from './people.js';

interface Task {
  id: string;
  kind: string;
  state: string;
}
interface Application {
  id: string;
  n: number;
  status: string;
  society: { id: string; code: string };
  eligibility: { outcome: string; lines: { rule: string; result: string; clause: unknown; why: { message: string; factId: string | null }[]; facts: { document: string; issuer: string }[] }[] } | null;
}

let world: World;
let api: TestApi;
let round: JumpedRound;
let form: Record<string, unknown>;
/** Tokens by society code. */
const tokens = new Map<string, string>();
beforeAll(async () => {
  world = await openWorld('2018-10-17T09:00:00+08:00');
  round = await launchBefore(world, 'application', { societies: 6 });
  api = await TestApi.on(world);
  form = await filledForm('application');
  for (const society of round.societies) tokens.set(society.code, (await addPerson(world, 'society', society.id)).token);
});
afterAll(async () => {
  await api.stop();
  await world.close();
});

const as = (code: string) => ({ token: tokens.get(code) ?? '' });
async function taskOf(code: string, kind = 'application'): Promise<Task> {
  const { body } = await api.call<{ items: Task[] }>('GET', `tasks?kind=${kind}`, as(code));
  const task = body.items.find((one) => one.state === 'open') ?? body.items[0];
  if (task === undefined) throw new Error(`${code} has no ${kind}`);
  return task;
}
const hand = async (code: string, content: unknown, kind?: string) => api.call('POST', `tasks/${(await taskOf(code, kind)).id}/submission`, { ...as(code), body: { kind: 'form', content } });
async function applicationOf(code: string): Promise<Application> {
  const { body } = await api.call<{ items: Application[] }>('GET', `rounds/${round.id}/applications`, as(code));
  const last = body.items.at(-1);
  if (last === undefined) throw new Error(`${code} has not applied`);
  return last;
}
const decide = (id: string, body: object, as: 'staff' | 'leadership' | 'society' = 'staff') => api.call('POST', `applications/${id}/decision`, { as, body });
/** Applies and waits until the office may check it. */
async function apply(code: string): Promise<string> {
  expect((await hand(code, form)).status).toBe(201);
  await world.quiet();
  return (await applicationOf(code)).id;
}

describe('an application', () => {
  test('that is not complete is refused, with everything that is missing and the clause (000 §5.2)', async () => {
    const { position: _, ...rest } = form;
    const answer = await hand('S0001', { ...rest, kpis: [], yardsticks: ['nationalStrategy'], truthful: false });
    expect(answer).toMatchObject({ status: 422, body: { code: 'FORM_INCOMPLETE', rule: { document: '000', clause: '§5.2' } } });
    expect((answer.body as { errors: { field: string; code: string }[] }).errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'content.yardsticks all_required', 'content.position required', 'content.kpis required', 'content.truthful must_accept',
    ]);
  });

  test('with an unknown field or too much text is refused as wrong, not as incomplete', async () => {
    expect(await hand('S0001', { ...form, colour: 'red' })).toMatchObject({ status: 400, body: { code: 'INVALID', errors: [{ field: 'content.colour', code: 'unknown_field' }] } });
    expect(await hand('S0001', { ...form, contactName: '长'.repeat(51) })).toMatchObject({ status: 400, body: { errors: [{ field: 'content.contactName', code: 'too_long' }] } });
  });

  test('is taken, and the society reads it with every rule that it was held against', async () => {
    const id = await apply('S0001');
    const { body } = await api.call<Application>('GET', `applications/${id}`, as('S0001'));
    expect(body).toMatchObject({ id, n: 1, status: 'submitted', content: form, receipt: expect.stringMatching(/^R/), eligibility: { outcome: 'eligible' } });
    expect(body.eligibility?.lines.map((line) => [line.rule, line.result])).toEqual([
      ['partyOrganisation', 'pass'], ['violation', 'pass'], ['criticismOrPenalty', 'pass'], ['otherCircumstance', 'pass'], ['bar', 'pass'],
    ]);
  });

  test('is read by its own society and by the office, not by another society or an expert', async () => {
    const { id } = await applicationOf('S0001');
    expect((await api.call('GET', `applications/${id}`, as('S0002'))).status).toBe(404);
    expect((await api.call<{ total: number }>('GET', `rounds/${round.id}/applications`, as('S0002'))).body.total).toBe(0);
    expect((await api.call('GET', `applications/${id}`, { as: 'expert' })).status).toBe(404);
    expect((await api.call<{ total: number }>('GET', `rounds/${round.id}/applications`, { as: 'expert' })).body.total).toBe(0);
    expect((await api.call<{ total: number }>('GET', `rounds/${round.id}/applications?status=submitted`, { as: 'staff' })).body.total).toBe(1);
  });
});

describe('the formal check', () => {
  test('is for the office alone', async () => {
    const { id } = await applicationOf('S0001');
    for (const role of ['leadership', 'society'] as const) expect(await decide(id, { decision: 'accept' }, role)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });

  test('asks for a correction once, with everything in one notice; the society corrects only what it was asked for', async () => {
    const { id } = await applicationOf('S0001');
    expect(await decide(id, { decision: 'correct' })).toMatchObject({ status: 400, body: { errors: [{ field: 'items', code: 'required' }] } });
    expect(await decide(id, { decision: 'correct', items: ['请补充指标的佐证材料'] })).toMatchObject({ status: 200, body: { decision: 'correct', eligibility: 'eligible' } });
    await world.quiet();
    const task = await taskOf('S0001', 'correction');
    expect((await api.call('GET', `tasks/${task.id}`, as('S0001'))).body).toMatchObject({ toCorrect: { items: ['请补充指标的佐证材料'] }, content: form, subjects: [{ applicationId: id }] });
    expect(await hand('S0001', { position: '' }, 'correction')).toMatchObject({ status: 422, body: { code: 'FORM_INCOMPLETE' } });
    expect((await hand('S0001', { position: '改后的定位' }, 'correction')).status).toBe(201);
    await world.quiet();
    expect((await api.call('GET', `applications/${id}`, as('S0001'))).body).toMatchObject({ status: 'submitted', content: { ...form, position: '改后的定位' } });
    expect(await decide(id, { decision: 'correct', items: ['再补'] })).toMatchObject({ status: 422, body: { code: 'CORRECTION_USED' } });
  });

  test('accepts, once: a repeat is answered from the record, another decision is refused', async () => {
    const { id } = await applicationOf('S0001');
    const accept = () => api.call('POST', `applications/${id}/decision`, { as: 'staff', key: 'accept-1', body: { decision: 'accept' } });
    const first = await accept();
    expect(first).toMatchObject({ status: 200, body: { decision: 'accept', eligibility: 'eligible' } });
    await world.quiet();
    expect((await accept()).body).toEqual(first.body);
    expect(await api.call('POST', `applications/${id}/decision`, { as: 'staff', key: 'accept-1', body: { decision: 'notAccept', reason: '改主意' } })).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
    expect((await decide(id, { decision: 'notAccept', reason: '改主意' })).status).toBe(409);
    expect((await applicationOf('S0001')).status).toBe('accepted');
  });

  test('does not accept on a recorded fact, and the society is told rule, fact and source (000 §5.2)', async () => {
    const society = round.societies[1]?.id ?? '';
    await api.call('POST', `societies/${society}/records`, { as: 'staff', body: {
      kind: 'penalty', value: { value: '罚款' }, occurredOn: '2017-05-02', asOf: '2018-09-30', issuer: '民政部', provision: '《社会团体登记管理条例》第三十条', document: '民罚字〔2017〕1号',
    } });
    const id = await apply('S0002');
    const refused = await decide(id, { decision: 'accept' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'PENALTY_IN_WINDOW', rule: { document: '000', clause: '§5.2' } } });
    expect((refused.body as { title: string }).title).toContain('民罚字〔2017〕1号');
    expect((await decide(id, { decision: 'notAccept', reason: '2017年受到处罚' })).status).toBe(200);
    const { body } = await api.call<Application>('GET', `applications/${id}`, as('S0002'));
    expect(body).toMatchObject({ status: 'notAccepted', decision: { decision: 'notAccept', rule: 'criticismOrPenalty' } });
    expect(body.eligibility?.lines.find((line) => line.result === 'fail')).toMatchObject({
      rule: 'criticismOrPenalty', clause: { document: '000', clause: '§5.2' }, facts: expect.arrayContaining([expect.objectContaining({ issuer: '民政部', document: '民罚字〔2017〕1号' })]),
    });
    expect(JSON.stringify(body)).not.toContain(api.accounts.get('staff'));
  });

  test('what nobody has checked is settled by a person, with a reason', async () => {
    await world.inScope((tx) => tx.query(`DELETE FROM society_record WHERE society_id = $1 AND kind = 'partyOrganisation'`, [round.societies[2]?.id]));
    const id = await apply('S0003');
    expect(await decide(id, { decision: 'accept' })).toMatchObject({ status: 422, body: { code: 'ELIGIBILITY_OPEN', errors: [{ field: 'settle' }] } });
    expect(await decide(id, { decision: 'accept', settle: [{ rule: 'partyOrganisation', result: 'pass', reason: '已电话核实' }] })).toMatchObject({ status: 200, body: { eligibility: 'eligible' } });
  });
});

describe('a withdrawal', () => {
  const withdraw = (id: string, code: string, key?: string) => api.call('POST', `applications/${id}/withdrawal`, { ...as(code), key, body: { reason: '材料有误' } });

  test("of another society's application is not found, and the office withdraws nothing", async () => {
    const { id } = await applicationOf('S0001');
    expect((await withdraw(id, 'S0004')).status).toBe(404);
    expect((await api.call('POST', `applications/${id}/withdrawal`, { as: 'staff', body: { reason: 'x' } })).status).toBe(403);
  });

  test('while the window is open lets the society submit again, as another application', async () => {
    const id = await apply('S0004');
    const taken = await withdraw(id, 'S0004', 'withdraw-4');
    expect(taken).toMatchObject({ status: 201, body: { receipt: expect.stringMatching(/^R/), repeated: false } });
    await world.quiet();
    expect((await withdraw(id, 'S0004', 'withdraw-4')).body).toEqual({ ...(taken.body as object), repeated: true });
    expect(await withdraw(id, 'S0004')).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } });
    expect((await letters(world, 'withdrawn'))[0]).toMatchObject({ recipient: 's0004@example.org' });
    expect((await taskOf('S0004')).state).toBe('open');
    const again = await apply('S0004');
    const { body } = await api.call<{ items: Application[] }>('GET', `rounds/${round.id}/applications`, as('S0004'));
    expect(body.items.map(({ n, status }) => [n, status])).toEqual([[1, 'withdrawn'], [2, 'submitted']]);
    expect(await decide(again, { decision: 'accept' })).toMatchObject({ status: 200 });
  });

  test('is free until approval, also after the application was accepted', async () => {
    const { id } = await applicationOf('S0003');
    expect((await withdraw(id, 'S0003')).status).toBe(201);
    expect((await applicationOf('S0003')).status).toBe('withdrawn');
    await world.quiet();
  });
});

test('eligibility is taken away with rule, reason and source, and the society is told', async () => {
  const { id } = await applicationOf('S0001');
  const cancel = (body: object) => api.call('POST', `applications/${id}/cancellation`, { as: 'staff', body });
  expect(await cancel({ reason: '查实' })).toMatchObject({ status: 400, body: { errors: [{ field: 'rule', code: 'required' }] } });
  expect(await cancel({ rule: 'violation', reason: '查实2016年违规', source: '纪函〔2018〕7号' })).toMatchObject({ status: 200, body: { applicationId: id, status: 'cancelled' } });
  await world.quiet();
  expect((await letters(world, 'eligibilityCancelled'))[0]).toMatchObject({ recipient: 's0001@example.org' });
  expect(await cancel({ rule: 'violation', reason: '再次' })).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } });
});

test('while Temporal is down a decision changes nothing, and hand-ins and withdrawals are taken', async () => {
  const id = await apply('S0005');
  const down = await TestApi.on(await world.another(), { temporalAddress: '127.0.0.1:1', commandDeadlineMs: 300 });
  const staff = await addPerson(world, 'staff');
  const before = await rows(world, 'SELECT status, decision, eligibility FROM application WHERE id = $1', [id]);
  const answer = await down.call('POST', `applications/${id}/decision`, { token: staff.token, body: { decision: 'accept' } });
  expect(answer).toMatchObject({ status: 503, body: { code: 'PROCESS_UNAVAILABLE' } });
  expect(answer.headers.get('retry-after')).toBe('10');
  expect(await rows(world, 'SELECT status, decision, eligibility FROM application WHERE id = $1', [id])).toEqual(before);
  expect(await rows(world, 'SELECT state FROM command WHERE principal = $1', [staff.accountId])).toEqual([{ state: 'expired' }]);
  expect((await down.call('POST', `applications/${id}/withdrawal`, { ...as('S0005'), body: { reason: '不参加了' } })).status).toBe(201);
  await down.stop();
});

describe('documents that go with an application', () => {
  const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
  const upload = async (code: string, content: Buffer, name = '申报书.pdf') => {
    const answer = await fetch(`${api.url}/api/v1/documents?name=${encodeURIComponent(name)}`, {
      method: 'POST', headers: { authorization: `Bearer ${tokens.get(code)}`, 'content-type': 'application/octet-stream' }, body: new Uint8Array(content),
    });
    return { status: answer.status, body: (await answer.json()) as { id: string; sha256: string; kind: string; code: string } };
  };
  const content = async (route: string, token = '') => {
    const answer = await fetch(`${api.url}/api/v1/${route}`, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, type: answer.headers.get('content-type'), as: answer.headers.get('content-disposition'), bytes: Buffer.from(await answer.arrayBuffer()) };
  };

  test('are told by their content: no other kinds, nothing empty, at most 20 MB; nothing of it is kept', async () => {
    expect(await upload('S0004', Buffer.from('MZ not a document'))).toMatchObject({ status: 415, body: { code: 'DOCUMENT_TYPE_REFUSED' } });
    expect(await upload('S0004', Buffer.alloc(0))).toMatchObject({ status: 400, body: { code: 'DOCUMENT_EMPTY' } });
    expect(await upload('S0004', Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)]))).toMatchObject({ status: 413, body: { code: 'DOCUMENT_TOO_LARGE' } });
    expect(await rows(world, 'SELECT 1 FROM document', [])).toHaveLength(0);
  });

  test('are the same document when the same person stores the same content again', async () => {
    const [first, second] = [await upload('S0004', PDF), await upload('S0004', PDF, '另一个名字.pdf')];
    expect(first).toMatchObject({ status: 201, body: { kind: 'pdf', name: '申报书.pdf' } });
    expect(second.body).toEqual(first.body);
    expect(await content(`documents/${first.body.id}/content`, tokens.get('S0004'))).toEqual({ status: 200, type: 'application/pdf', as: expect.stringContaining(encodeURIComponent('申报书.pdf')), bytes: PDF });
    expect((await content(`documents/${first.body.id}/content`, tokens.get('S0005'))).status).toBe(404);
  });

  test('must be stored by the society before its application names them', async () => {
    const { sha256 } = (await upload('S0004', PDF)).body;
    const stranger = { ...form, sealedCopy: sha256 };
    expect(await hand('S0005', stranger)).toMatchObject({ status: 400, body: { code: 'INVALID', errors: [{ field: 'content.sealedCopy', code: 'document_unknown' }] } });
  });

  test('are read by whoever may read the application that names them, and by nobody else', async () => {
    const { sha256 } = (await upload('S0006', Buffer.concat([PDF, Buffer.from('S0006')]))).body;
    expect((await hand('S0006', { ...form, sealedCopy: sha256 })).status).toBe(201);
    const { id } = await applicationOf('S0006');
    for (const token of [api.tokenOf('staff'), api.tokenOf('leadership'), tokens.get('S0006')]) expect((await content(`applications/${id}/files/${sha256}`, token)).status).toBe(200);
    for (const token of [tokens.get('S0004'), api.tokenOf('expert')]) expect((await content(`applications/${id}/files/${sha256}`, token)).status).toBe(404);
    const other = (await upload('S0004', PDF)).body.sha256;
    expect((await content(`applications/${id}/files/${other}`, api.tokenOf('staff'))).status).toBe(404);
  });

  test('are the society’s too when the office has entered its application from paper', async () => {
    tokens.set('the office', api.tokenOf('staff'));
    const { sha256 } = (await upload('the office', Buffer.concat([PDF, Buffer.from('scanned')]))).body;
    const entry = async (copy: string) => api.call('POST', `tasks/${(await taskOf('S0003')).id}/paper/submission`, { as: 'staff', body: { submission: { kind: 'form', content: { ...form, sealedCopy: copy } }, channel: 'inPerson', receivedAt: '2018-10-17T08:00:00+08:00' } });
    // Another society's document does not become theirs by being named.
    const others = (await upload('S0006', Buffer.concat([PDF, Buffer.from('of another')]))).body.sha256;
    expect(await entry(others)).toMatchObject({ status: 400, body: { code: 'INVALID' } });
    expect(await rows(world, `SELECT s.code FROM document d JOIN society s ON s.id = d.society_id WHERE d.sha256 = $1`, [others])).toEqual([{ code: 'S0006' }]);
    expect((await entry(sha256)).status).toBe(201);
    const { id } = await applicationOf('S0003');
    for (const [asker, enteredBy] of [[{ as: 'staff' }, 'staff'], [as('S0003'), null]] as const) expect((await api.call('GET', `applications/${id}`, asker)).body).toMatchObject({ onPaper: { channel: 'inPerson', receivedAt: '2018-10-17T00:00:00.000Z', enteredBy } });
    for (const code of ['the office', 'S0003']) expect((await content(`applications/${id}/files/${sha256}`, tokens.get(code))).status).toBe(200);
    const inputsFor = async (asker: Parameters<TestApi['call']>[2], kind = 'application') => (await api.call<Explained>('GET', `explanations/${kind}/${id}`, asker)).body.explanation.inputs.map(({ name, value }) => [name, value]);
    expect(await inputsFor({ as: 'staff' })).toEqual(expect.arrayContaining([['handedInBy', 'handedIn.office'], ['channel', 'channel.inPerson'], ['enteredBy', 'staff']]));
    expect(await inputsFor(as('S0003'), 'eligibility')).toContainEqual(['handedInBy', 'handedIn.office']);
    expect((await inputsFor(as('S0003'))).map(([name]) => name)).not.toContain('enteredBy');
  });
});

test('an application that goes over to another record in a merge is decided there: its case keeps its name', async () => {
  // What Temporal was not told while it was down, the rows have kept.
  await world.wake(applicationCaseId(round.id, round.societies[4]?.id ?? '', 1));
  await world.wake(stageId(round.id, 'application', 1));
  await world.wake(mailroomId(world.realm));
  await world.quiet();
  const from = round.societies[5]?.id ?? '';
  const into = (code: string) => round.societies.find((one) => one.code === code)?.id;
  const merge = (target: unknown, path = '', body = {}) => api.call('POST', `societies/${from}/merge${path}`, { as: 'staff', body: { into: target, ...body } });
  expect((await merge(into('S0003'), '/preview')).body).toMatchObject({ possible: false, obstacles: [{ code: 'MERGE_BOTH_APPLIED', roundId: round.id }] });
  expect(await merge(into('S0003'), '', { reason: '重复' })).toMatchObject({ status: 409, body: { code: 'MERGE_BOTH_APPLIED' } });
  const right = (await api.call<{ id: string }>('POST', 'societies', { as: 'staff', body: { code: 'S0009', name: '示例学会9', disciplineGroup: 'science', email: 's9@example.org' } })).body.id;
  const shown = await merge(right, '/preview');
  expect(shown.body).toMatchObject({ possible: true, lines: expect.arrayContaining([{ what: 'applications', moves: expect.any(Number), stays: 0 }]) });
  expect((await merge(right, '', { reason: '重复登记' })).status).toBe(201);
  const { id, society } = await applicationOf('S0006');
  expect(society.code).toBe('S0009');
  expect(await decide(id, { decision: 'accept' })).toMatchObject({ status: 200, body: { decision: 'accept' } });
  expect(await rows(world, 'SELECT status, society_id, case_society_id FROM application WHERE id = $1', [id])).toEqual([{ status: 'accepted', society_id: right, case_society_id: from }]);
});

test('after the last day there is nothing more to submit; whoever withdraws stays out', async () => {
  await world.stepTo('2018-10-29T00:00:00+08:00');
  const task = await taskOf('S0005');
  expect(await api.call('POST', `tasks/${task.id}/submission`, { ...as('S0005'), body: { kind: 'form', content: form } })).toMatchObject({ status: 409, body: { code: 'GATE_CLOSED' } });
  expect(await rows(world, `SELECT status FROM application WHERE round_id = $1 AND society_id = $2`, [round.id, round.societies[4]?.id])).toEqual([{ status: 'withdrawn' }]);
});
