import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { roundId, stageId } from '../../domain/ids.js';
import { applied, appliedBy, give, rows, withdraw } from '../workflows/acting.js';
import { type JumpedRound, launchBefore } from '../workflows/jumping.js';
import { openWorld, type RealmWorld, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import { type Explained, expectWhole } from './explained.js';
import { addPerson } from './people.js';

/** Objections, who moves up, and what ends an application (000 §5.2–5.3). */
const OTHER = '00000000-0000-4000-8000-000000000002';
let world: World;
let here: RealmWorld;
let theirs: TestApi;
let list: JumpedRound;
let publicity: string;
const ask = (kind: string, id: string, as: { as?: 'staff'; token?: string } = { as: 'staff' }) => theirs.call<Explained>('GET', `explanations/${kind}/${id}`, as);
const application = (n: number) => list.applications.get(list.societies[n]?.code ?? '') ?? '';

beforeAll(async () => {
  world = await openWorld('2018-11-07T09:00:00+08:00');
  here = await world.another();
  list = await launchBefore(here, 'publicity', { societies: 4, tiers: ['tier1', 'tier2'], settings: { quota: { planned: 2, tiers: { tier1: 1, tier2: 1, tier3: 0 }, reason: '小范围试点' } } });
  theirs = await TestApi.on(here);
  publicity = stageId(list.id, 'publicity', 1);
  await applied(here, 'confirmPosting', publicity, { checked: true });
});
afterAll(async () => {
  await theirs.stop();
  await world.close();
});

/** Through the gate of the list, as anybody may. */
async function object(n: number, payload: object): Promise<string> {
  const [gate] = await rows<{ id: number; workflow_id: string }>(here, `SELECT id, workflow_id FROM gate WHERE step = 'publicity' AND status = 'open'`);
  const public_ = { id: '', gate_id: gate?.id ?? 0, round_id: list.id, kind: 'objection', role: 'public', society_id: null, account_id: null, application_id: null, project_id: null, workflow_id: gate?.workflow_id ?? '' };
  await give(here, public_, { societyId: list.societies[n]?.id, grounds: '示例理由', ...payload }, { taskId: null });
  await here.quiet();
  return (await rows<{ id: string }>(here, 'SELECT id FROM objection ORDER BY received_at DESC, id DESC'))[0]?.id ?? '';
}

test('an anonymous one is a lead, by the first condition that is not met; it is the office’s to explain', async () => {
  const lead = await object(0, {});
  const told = await ask('objection', lead);
  expectWhole(told, 'lead');
  expect(told.body.explanation).toMatchObject({ formula: { code: 'OBJECTION_ANONYMOUS' }, parts: [{ what: 'admissibility', parts: [{ result: true }, { what: 'objection.named', result: false }, { result: true }, { result: true }] }] });
  expect((await ask('objection', lead, { token: theirs.tokenOf('society') })).status).toBe(403);
});

test('an upheld one: why it was taken, until when it had to be answered, who decided; nobody reads who objected', async () => {
  await here.stepTo('2018-11-08T09:00:00+08:00');
  const id = await object(0, { name: '示例异议人', contact: 'objector@example.org' });
  expectWhole(await ask('objection', id), 'open');
  await applied(here, 'answerObjection', publicity, { objectionId: id, decision: 'upheld', answer: '情况属实' });
  const told = await ask('objection', id);
  expectWhole(told, 'upheld');
  expect(told.body.explanation.parts.map(({ what, result }) => [what, result])).toEqual([['admissibility', 'admissible'], ['answerDue', '2018-11-15T16:00:00.000Z'], ['answered', 'upheld']]);
  expect(told.body.explanation.parts[2]?.inputs.map(({ name }) => name)).toEqual(['decidedAt', 'answer']);
  expect(JSON.stringify(told.body)).not.toMatch(/示例异议人|objector@/);
  await here.inScope((tx) => tx.query(`UPDATE objection SET answer_due_at = answer_due_at + interval '1 day' WHERE id = $1`, [id]));
  expect((await ask('objection', id)).body).toMatchObject({ stored: 'upheld', recomputed: 'upheld', reproduces: false });
});

test('after the period the next in rank moves up, and is told for whom; whoever left, by whom; nobody else’s rank (choice: one further period)', async () => {
  await here.stepTo('2018-11-15T00:00:00+08:00');
  await applied(here, 'confirmPosting', stageId(list.id, 'publicity', 2), { checked: true });
  const third = await addPerson(here, 'society', list.societies[2]?.id);
  const full = await ask('tier', application(2));
  expectWhole(full, 'tier1');
  expect(full.body.explanation).toMatchObject({ formula: { code: 'EXPLAIN_NEXT_IN_RANK', params: { removed: 'S0001', replacement: 'S0003', rank: 3 } }, parts: [{ what: 'filled', result: null }, { what: 'replacement', result: 'S0003' }] });
  expect(full.body.explanation.parts[1]?.inputs.map(({ name, value }) => [name, value])).toEqual([['S0003', 3], ['S0004', 4]]);
  const told = await ask('tier', application(2), { token: third.token });
  expectWhole(told, 'tier1');
  expect(JSON.stringify(told.body)).not.toContain('S0004');
  const left = await ask('tier', application(0));
  expectWhole(left, 'tier1');
  expect(left.body.explanation.parts.at(-1)).toMatchObject({ what: 'replacement', result: 'S0003' });
  const first = await addPerson(here, 'society', list.societies[0]?.id);
  const whoLeft = (await ask('tier', application(0), { token: first.token })).body.explanation.parts.at(-1);
  expect(whoLeft).toMatchObject({ result: 'S0003', formula: { code: 'EXPLAIN_PLACE_TAKEN', params: { rank: 0 } }, inputs: [] });
  expectWhole(await ask('tier', application(1)), 'tier2');
  expectWhole(await ask('tier', application(3)), null);
});

test('a re-examination by somebody else turns the answer over, and says so (choice: one re-examination)', async () => {
  const second = stageId(list.id, 'publicity', 2);
  const id = await object(2, { name: '示例异议人', contact: 'objector@example.org' });
  await applied(here, 'answerObjection', second, { objectionId: id, decision: 'rejected', answer: '不成立' });
  const [gate] = await rows<{ id: number; workflow_id: string }>(here, `SELECT id, workflow_id FROM gate WHERE step = 'publicity' AND status = 'open'`);
  const asked = { id: '', gate_id: gate?.id ?? 0, round_id: list.id, kind: 'reexamination', role: 'public', society_id: null, account_id: null, application_id: null, project_id: null, workflow_id: gate?.workflow_id ?? '' };
  await give(here, asked, { objectionId: id, societyId: list.societies[2]?.id, by: 'objector', grounds: '请复核', firstState: 'rejected', answerDueAt: Date.parse('2018-11-21T00:00:00+08:00') }, { taskId: null });
  await here.quiet();
  await appliedBy(here, OTHER, 'reexamine', second, { objectionId: id, decision: 'changed', answer: '复核成立' });
  const told = await ask('objection', id);
  expectWhole(told, 'upheld');
  expect(told.body.explanation.parts.map(({ what, result }) => [what, result])).toEqual([['admissibility', 'admissible'], ['answerDue', '2018-11-22T16:00:00.000Z'], ['answered', 'rejected'], ['reexamination', 'changed']]);
});

test('what is removed from the last period is not replaced any more', async () => {
  await here.stepTo('2018-11-23T00:00:00+08:00');
  const left = await ask('tier', application(2));
  expectWhole(left, 'tier1');
  expect(left.body.explanation.formula.code).toBe('EXPLAIN_NEXT_IN_RANK');
  expect(left.body.explanation.parts.at(-1)).toMatchObject({ what: 'replacement', result: null, formula: { code: 'EXPLAIN_NO_MORE_ROUNDS' } });
});

test('取消申报资格 and 撤回 are told as what ended an application: by which rule, by whom, when (000 §5.2)', async () => {
  const ended = async (n: number) => ask('application', application(n));
  expectWhole(await withdrawnBy(3), 'withdrawn');
  expect((await ended(3)).body.explanation).toMatchObject({ formula: { code: 'why.formula.formal.withdrawn' }, parts: [{ what: 'eligibility' }, { what: 'withdrawn', inputs: [{ source: { kind: 'fact' } }] }] });
  await applied(here, 'cancelEligibility', roundId(list.id), { applicationId: application(1), rule: 'partyOrganisation', reason: '示例理由', fact: '示例' });
  const told = await ended(1);
  expectWhole(told, 'cancelled');
  expect(told.body.explanation.parts.at(-1)).toMatchObject({ what: 'cancelled', formula: { params: { rule: 'partyOrganisation' } }, inputs: [{ name: 'decidedAt' }, { name: 'reason', value: '示例理由' }] });
});

/** Through the gate by which the society applied. */
async function withdrawnBy(n: number) {
  const [gate] = await rows<{ id: number; workflow_id: string }>(here, `SELECT id, workflow_id FROM gate WHERE step = 'window'`);
  const task = { id: '', gate_id: gate?.id ?? 0, round_id: list.id, kind: 'application', role: 'society', society_id: list.societies[n]?.id ?? null, account_id: null, application_id: null, project_id: null, workflow_id: gate?.workflow_id ?? '' };
  await withdraw(here, task, application(n));
  await here.quiet();
  return ask('application', application(n));
}
