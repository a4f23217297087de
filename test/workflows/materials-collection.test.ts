/** A collection of materials on real servers: 002's plans with explanations, 004's review with findings and what is recorded. */
import { roundId, stageId } from '../../domain/ids.js';
import type { CollectionRow } from '../../apps/api/contract/collections.js';
import { formOf } from '../../domain/governance/stage.js';
import { addRecord } from '../../records/societies.js';
import { assessedSocieties } from '../../records/assessments.js';
import { handIn } from '../../records/hand-in.js';
import { explanationOfCollection } from '../../records/collection-explanations.js';
import { loadRound } from '../../records/rounds.js';
import { TestApi } from '../api/api.js';
import { shipped } from '../domain/programme/shipped.js';
import { tasksOf } from './acting.js';
import { launchRound, openWorld, STAFF, type RealmWorld, type SeededRound, type World } from './world.js';

let world: World;
let api: TestApi | undefined;
beforeAll(async () => {
  world = await openWorld('2018-04-20T09:00:00+08:00');
});
afterAll(async () => {
  await api?.stop();
  await world.close();
});

const plan = {
  directions: ['governance'], goals: 'g', measures: 'm', rules: 'r', individualMembers: 19_999, individualMembersBefore: 19_000, councilSize: 150, changingTerm: 'no', frontlineCouncil: 113,
  standingCouncil: 50, frontlineStanding: 34, delegates: 100, frontlineDelegates: 51, partyMembers: 60, youngCouncil: 50, womenCouncil: 40, fullTimeSecretary: 'yes', nominatedByPresident: 'yes',
  votedByCouncil: 'yes', disclosesSituation: 'yes', disclosesInternal: 'yes', disclosesActivities: 'yes', disclosesMembers: 'yes', disclosesFinance: 'yes', partyOrganisationsDue: 1, partyOrganisationsBuilt: 1,
};

/** As the API hands it to the record, once it has checked it. */
async function give(here: RealmWorld, kind: string, societyId: string | undefined, content: Record<string, unknown>): Promise<void> {
  const task = (await tasksOf(here, kind)).find((one) => one.society_id === societyId);
  if (!task) throw new Error(`no open task ${kind}`);
  const taken = await here.inScope((tx) => handIn(tx, {
    realm: here.realm, gateId: task.gate_id, taskId: task.id, roundId: task.round_id, kind, payload: { content }, principal: STAFF, societyId: task.society_id, key: task.id, bodyHash: 'x',
    collected: true, bySociety: task.role === 'society',
  }));
  expect(taken).toMatchObject({ ok: true });
  for (const id of taken.wake) await here.wake(id);
}

const owing = async (here: RealmWorld, round: SeededRound, kind: string) => (await tasksOf(here, kind)).map((task) => round.societies.find(({ id }) => id === task.society_id)?.code);
const letters = (here: RealmWorld, template: string) => here.inScope(async (tx) => (await tx.query<{ recipient: string; body: string }>('SELECT recipient, body FROM outbox WHERE template = $1 ORDER BY recipient', [template])).rows);
const recordsOf = (here: RealmWorld, kind: string) => here.inScope(async (tx) => (await tx.query<{ code: string; value: Record<string, unknown>; status: string; authority: string }>(
  'SELECT s.code, r.value, r.status, r.authority FROM society_record r JOIN society s ON s.id = r.society_id WHERE r.realm = $1 AND r.kind = $2 ORDER BY s.code, r.created_at', [here.realm, kind])).rows);

test('plans are due on 10 May; who is late is urged and counted, who is over the size explains, who hands in nothing is recorded (002)', async () => {
  const round = await launchRound(world, { societies: 4, amend: () => shipped('reform-plan-2018') });
  // A society of Wuhan's association owes CAST nothing.
  await world.inScope((tx) => tx.query(`INSERT INTO society (realm, code, name, discipline_group, email, authority) VALUES ($1, 'W0001', '武汉示例学会', 'science', 'w1@example.org', 'WHAST')`, [world.realm]));
  const http = await TestApi.on(world);
  api = http;
  const [first, second, third] = round.societies;
  await world.stepTo('2018-05-02T10:00:00+08:00');
  expect(await owing(world, round, 'reformPlan')).toEqual(['S0001', 'S0002', 'S0003', 'S0004']);

  // Over HTTP: a wrong figure changes nothing and is named, with the clause; a right one gets its receipt.
  const [task] = await tasksOf(world, 'reformPlan');
  const submit = (content: object) => http.call('POST', `tasks/${task?.id}/submission`, { as: 'society', body: { kind: 'form', content } });
  expect(await submit({ ...plan, councilSize: -1 })).toMatchObject({ status: 400, body: { code: 'INVALID', errors: [expect.objectContaining({ field: 'content.councilSize', code: 'too_small' })] } });
  expect(await submit(plan)).toMatchObject({ status: 201, body: { repeated: false } });
  await give(world, 'reformPlan', second?.id, { ...plan, councilSize: 151, frontlineCouncil: 114 });

  await world.stepTo('2018-05-11T00:00:01+08:00');
  expect(await owing(world, round, 'reformPlan')).toEqual(['S0003', 'S0004']);
  expect((await letters(world, 'collectionLate')).map(({ recipient }) => recipient)).toEqual(['s0003@example.org', 's0004@example.org']);
  const late = (await tasksOf(world, 'reformPlan')).find(({ society_id }) => society_id === third?.id);
  const entry = { submission: { kind: 'form', content: plan }, channel: 'courier', receivedAt: '2018-05-10T17:00:00+08:00' };
  expect(await http.call('POST', `tasks/${late?.id}/paper/submission`, { as: 'staff', body: entry })).toMatchObject({ status: 201 });

  // Five working days after 11 May 2018: the late gate closes, figures are checked, and only a warning asks for something.
  await world.stepTo('2018-05-19T00:00:01+08:00');
  expect(await owing(world, round, 'reformExplanation')).toEqual(['S0002']);
  expect(await letters(world, 'explanationAsked')).toEqual([expect.objectContaining({ recipient: 's0002@example.org', body: expect.stringContaining('理事会规模') as string })]);
  await give(world, 'reformExplanation', second?.id, { explanation: 'we merged' });

  await world.stepTo('2018-06-05T10:00:00+08:00');
  expect(await owing(world, round, 'reformReading')).toEqual(['S0001', 'S0002', 'S0003']);
  for (const reading of await tasksOf(world, 'reformReading')) {
    expect(await http.call('POST', `tasks/${reading.id}/submission`, { as: 'staff', body: { kind: 'form', content: { read: true } } })).toMatchObject({ status: 201 });
  }
  await world.wake(stageId(round.id, 'plans', 1));
  await world.quiet();

  const list = await http.call<{ items: CollectionRow[]; total: number }>('GET', `rounds/${round.id}/collections/plans`, { as: 'staff' });
  expect(list.body.items.map(({ society, status, late, progress }) => [society.code, status, late, progress])).toEqual([
    ['S0001', 'conforming', false, 100], ['S0002', 'explained', false, 100], ['S0003', 'conforming', true, 100], ['S0004', 'missing', false, null],
  ]);
  expect(list.body.items.map(({ onPaper }) => onPaper)).toEqual([null, null, { channel: 'courier', receivedAt: '2018-05-10T09:00:00.000Z', enteredBy: 'staff' }, null]);
  expect(list.body.items[1]?.lines[0]).toMatchObject({ check: 'councilSize', result: 'warning', message: expect.stringContaining('一般不超过 150 人') as string });
  // A society reads its own row and no other's; an expert none.
  expect((await http.call<{ items: CollectionRow[] }>('GET', `rounds/${round.id}/collections/plans`, { as: 'society' })).body.items.map(({ society }) => society.id)).toEqual([first?.id]);
  expect((await http.call('GET', `rounds/${round.id}/collections/plans/${second?.id}`, { as: 'society' })).status).toBe(404);
  expect((await http.call('GET', `rounds/${round.id}/collections/plans`, { as: 'expert' })).status).toBe(403);
  expect((await http.call('GET', `rounds/${round.id}/collections/nothing`, { as: 'staff' })).status).toBe(404);
  expect((await http.call('GET', `rounds/${round.id}/collections/plans?status=good`, { as: 'staff' })).status).toBe(400);

  // Asked why, over the API: computed again from what was handed in, with rule, formula and figures.
  const why = await http.call<{ reproduces: boolean; explanation: { resultText: string; parts: { clause: { clause: string }; formula: { text: string } }[] } }>('GET', `explanations/collection/${round.id}:plans:${second?.id}`, { as: 'staff' });
  expect(why.body).toMatchObject({ stored: 'explained', reproduces: true, explanation: { resultText: '已说明' } });
  expect(why.body.explanation.parts[0]).toMatchObject({ clause: { clause: '§3' }, formula: { text: expect.stringContaining('现为 151 人') as string } });
  expect((await http.call('GET', `explanations/collection/${round.id}:plans:${second?.id}`, { as: 'society' })).status).toBe(404);

  // What the capability assessment reads (002 notice), recorded with its source, as CAST's own.
  expect(await recordsOf(world, 'managementFinding')).toEqual([expect.objectContaining({ code: 'S0004', status: 'active', authority: 'CAST', value: expect.objectContaining({ finding: 'reformPlanMissing', programme: 'reform-plan-2018' }) as object })]);
  expect((await recordsOf(world, 'progress')).map(({ code, value }) => [code, value.percent])).toEqual([['S0001', 100], ['S0002', 100], ['S0003', 100], ['S0004', 0]]);
  const stored = await world.inScope(async (tx) => (await tx.query<{ inputs_hash: string | null }>(`SELECT inputs_hash FROM step WHERE workflow_id = $1 AND key = 'closing'`, [stageId(round.id, 'plans', 1)])).rows);
  expect(stored[0]?.inputs_hash).toMatch(/^[0-9a-f]{64}$/);
}, 60_000);

test('a review: findings are verified, those concerned put them right, and what is left counts until the next review (004 §4–§5)', async () => {
  const here = await world.another('2021-02-26T09:00:00+08:00');
  const review = shipped('standard-management-2020');
  const stage = review.stages[0];
  if (stage?.type !== 'materialsCollection') throw new Error('the review collects materials');
  const good: Record<string, unknown> = Object.fromEntries(formOf(stage).sections.flatMap(({ fields }) => fields).map(({ key, kind }) => [key, kind === 'choice' ? 'yes' : kind === 'number' ? 0 : kind === 'commitment' ? true : kind === 'table' ? [] : 'text']));
  const round = await launchRound(here, { societies: 4, reminders: false, amend: () => review });
  const [first, second, third, fourth] = round.societies;
  await here.inScope((tx) => addRecord(tx, {
    realm: here.realm, societyId: fourth?.id ?? '', kind: 'managementFinding', value: { finding: 'charter', programme: review.key }, asOf: '2020-06-01', issuer: 'x', provision: '', document: 'the review before', by: STAFF,
  }));
  await here.stepTo('2021-03-02T10:00:00+08:00');
  await give(here, 'selfReport', first?.id, { ...good, nameLent: 1 });
  await give(here, 'selfReport', second?.id, { ...good, fullTimeSecretary: 'no' });
  await give(here, 'selfReport', third?.id, { ...good, awardFees: 2 });
  await give(here, 'selfReport', fourth?.id, good);
  await here.stepTo('2021-04-01T00:00:01+08:00');
  expect(await owing(here, round, 'selfReportVerification')).toHaveLength(4);
  // The third's computed finding is not confirmed; the office itself finds something at the fourth's.
  await give(here, 'selfReportVerification', first?.id, { read: true });
  await give(here, 'selfReportVerification', second?.id, { read: true });
  await give(here, 'selfReportVerification', third?.id, { read: true, dismissed: [{ item: 'freeAwards', note: 'refunded' }] });
  await give(here, 'selfReportVerification', fourth?.id, { read: true, found: [{ item: 'idleBranch', note: 'visited' }] });
  await here.quiet();
  expect(await owing(here, round, 'rectificationReport')).toEqual(['S0001', 'S0002', 'S0004']);
  expect((await letters(here, 'findingsNotice'))[0]?.body).toContain('挂名收费');
  await give(here, 'rectificationReport', first?.id, { measures: 'given back', finishedOn: '2021-04-20' });
  await here.stepTo('2021-06-01T10:00:00+08:00');

  // The finding of the review before is superseded, not removed; what was put right is not recorded.
  expect((await recordsOf(here, 'managementFinding')).map(({ code, value, status }) => [code, value.finding, status])).toEqual([
    ['S0002', 'secretaryGeneral', 'active'], ['S0004', 'charter', 'corrected'], ['S0004', 'idleBranch', 'active'],
  ]);
  expect((await here.inScope(async (tx) => (await tx.query<{ status: string }>('SELECT status FROM round WHERE id = $1', [round.id])).rows))[0]?.status).toBe('closed');
  expect((await here.inScope(async (tx) => (await tx.query<{ state: string }>('SELECT state FROM wait WHERE workflow_id = $1', [roundId(round.id)])).rows))[0]?.state).toBe('closed');

  const why = await here.inScope(async (tx) => {
    const loaded = await loadRound(tx, round.id);
    return loaded && explanationOfCollection(tx, loaded, 'review', fourth?.id ?? '');
  });
  expect(why).toMatchObject({ result: 'outstanding', formula: { params: { findings: 1 } } });
  // An assessment of the same authority takes them off; one of another authority does not see them.
  const seenBy = (authority: string) => here.inScope(async (tx) => {
    await tx.query(`INSERT INTO indicator_value (round_id, society_id, realm, indicator, value) SELECT $1, id, realm, 'i', 1 FROM society WHERE realm = $2 ON CONFLICT DO NOTHING`, [round.id, here.realm]);
    await tx.query('UPDATE round SET authority = $2 WHERE id = $1', [round.id, authority]);
    return (await assessedSocieties(tx, here.realm, round.id)).map(({ code, findings }) => [code, findings]);
  });
  expect(await seenBy('CAST')).toContainEqual(['S0002', ['secretaryGeneral']]);
  expect(await seenBy('WHAST')).toContainEqual(['S0002', []]);
}, 60_000);
