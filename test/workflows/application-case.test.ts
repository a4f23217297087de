import { applicationCaseId, roundId, stageId } from '../../domain/ids.js';
import { addAccount, applied, give, handedIn, letters, refusedBy, rows, type TaskRow, tasksOf, waitOf, withdraw } from './acting.js';
import { type JumpedRound, launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-10-16T09:00:00+08:00');
});
afterAll(() => world.close());

test('an application without a finding is accepted, and the society is told (000 §5.2)', async () => {
  const { here, caseOf } = await applications(1);
  expect(await applied(here, 'decideApplication', caseOf(0), { decision: 'accept' })).toEqual({ decision: 'accept', eligibility: 'eligible' });
  expect(await statuses(here)).toEqual(['accepted']);
  expect(await waitOf(here, caseOf(0))).toMatchObject({ state: 'closed' });
  expect(await letters(here, 'accepted')).toMatchObject([{ recipient: 's0001@example.org', state: 'sent' }]);
});

test('a penalty of 2016 on record is a ground for 不予受理: the letter names rule, clause, authority and document (000 §5.2)', async () => {
  const { here, round, caseOf } = await applications(1);
  await here.inScope((tx) => tx.query(
    `INSERT INTO society_record (realm, society_id, kind, value, occurred_on, as_of, issuer, provision, document)
     VALUES ($1, $2, 'penalty', '"penalty"', '2016-05-01', '2018-08-01', '示例主管部门', '示例规定第三条', '示例文号〔2016〕3号')`, [here.realm, round.societies[0]?.id]));
  expect(await refusedBy(here, 'decideApplication', caseOf(0), { decision: 'accept' })).toMatchObject({
    code: 'PENALTY_IN_WINDOW', field: 'eligibility.criticismOrPenalty', rule: { document: '000', clause: '§5.2' },
  });
  expect(await refusedBy(here, 'decideApplication', caseOf(0), { decision: 'notAccept' })).toMatchObject({ code: 'REASON_REQUIRED' });
  await applied(here, 'decideApplication', caseOf(0), { decision: 'notAccept', reason: '在案处罚' });

  const [row] = await rows<{ decision: { facts: string[] } }>(here, 'SELECT decision FROM application');
  expect(row?.decision).toMatchObject({ rule: 'criticismOrPenalty', clause: { document: '000', clause: '§5.2' }, why: [{ code: 'PENALTY_IN_WINDOW' }] });
  expect(row?.decision.facts).not.toHaveLength(0);
  const [letter] = await letters(here, 'notAccepted');
  expect(letter?.params).toMatchObject({ rule: 'criticismOrPenalty', clause: '000 §5.2', reason: '在案处罚' });
  for (const said of ['示例主管部门', '示例文号〔2016〕3号', '在案处罚']) expect(letter?.body).toContain(said);
});

test('without a failed rule an application is not refused before a correction was asked for (000 §5.2)', async () => {
  const { here, caseOf } = await applications(1);
  expect(await refusedBy(here, 'decideApplication', caseOf(0), { decision: 'notAccept', reason: 'r' })).toMatchObject({ code: 'NO_RULE_FAILED' });
});

test('a correction is asked for once, with everything in one notice, and answered in time (choice: one supplement)', async () => {
  const { here, caseOf } = await applications(1);
  expect(await refusedBy(here, 'decideApplication', caseOf(0), { decision: 'correct', items: [] })).toMatchObject({ code: 'REASON_REQUIRED', field: 'items' });
  await applied(here, 'decideApplication', caseOf(0), { decision: 'correct', items: ['盖章页', '年度指标'] });
  expect((await letters(here, 'correction'))[0]?.body).toMatch(/盖章页\n年度指标/);
  expect(await statuses(here)).toEqual(['correcting']);
  // Two working days after Tuesday, 16 October, to 24:00.
  expect((await waitOf(here, caseOf(0))).until).toBe(Date.parse('2018-10-19T00:00:00+08:00'));

  const [task] = await tasksOf(here, 'correction');
  await give(here, task as TaskRow, { content: { seal: 'page' } });
  await here.quiet();
  expect(await waitOf(here, caseOf(0))).toMatchObject({ step: 'secondCheck', role: 'staff' });
  expect(await rows(here, 'SELECT status, content FROM application')).toEqual([{ status: 'submitted', content: { title: 't', seal: 'page' } }]);
  expect(await refusedBy(here, 'decideApplication', caseOf(0), { decision: 'correct', items: ['更多'] })).toMatchObject({ code: 'CORRECTION_USED' });
  await applied(here, 'decideApplication', caseOf(0), { decision: 'accept' });
  expect(await statuses(here)).toEqual(['accepted']);
});

test('a missed correction is decided on what there is, and may be refused as incomplete (choice: one supplement)', async () => {
  const { here, caseOf } = await applications(1);
  await applied(here, 'decideApplication', caseOf(0), { decision: 'correct', items: ['盖章页'] });
  const [task] = await tasksOf(here, 'correction');
  await here.stepTo('2018-10-19T00:00:00+08:00');
  expect(await give(here, task as TaskRow, { content: {} })).toMatchObject({ ok: false, code: 'GATE_CLOSED' });
  expect(await waitOf(here, caseOf(0))).toMatchObject({ step: 'secondCheck' });
  await applied(here, 'decideApplication', caseOf(0), { decision: 'notAccept', reason: '材料不全' });
  expect(await statuses(here)).toEqual(['notAccepted']);
  expect((await letters(here, 'notAccepted'))[0]?.params).toMatchObject({ rule: 'incomplete' });
});

test('what is not on record is unknown: a person settles it with a reason before an application is accepted (000 §5.2)', async () => {
  const { here, round, caseOf } = await applications(1);
  await here.inScope((tx) => tx.query(`DELETE FROM society_record WHERE society_id = $1 AND kind = 'partyOrganisation'`, [round.societies[0]?.id]));
  expect(await refusedBy(here, 'decideApplication', caseOf(0), { decision: 'accept' })).toMatchObject({ code: 'ELIGIBILITY_OPEN', params: { rules: 'partyOrganisation' } });
  const unreasoned = [{ rule: 'partyOrganisation', result: 'pass', reason: ' ' }];
  expect(await refusedBy(here, 'decideApplication', caseOf(0), { decision: 'accept', settle: unreasoned })).toMatchObject({ code: 'ELIGIBILITY_OPEN' });
  const settle = [{ rule: 'partyOrganisation', result: 'pass', reason: '已函询' }];
  await applied(here, 'decideApplication', caseOf(0), { decision: 'accept', settle });
  expect(await rows(here, 'SELECT status, decision->\'settled\' AS settled FROM application')).toEqual([{ status: 'accepted', settled: settle }]);
});

test('a society withdraws and applies again while the window is open: the second application is a case of its own (000 §5.2)', async () => {
  const { here, round, tasks, caseOf, idOf } = await applications(1);
  expect(await withdraw(here, tasks[0] as TaskRow, await idOf(0))).toMatchObject({ ok: true });
  await here.quiet();
  expect(await waitOf(here, caseOf(0))).toMatchObject({ state: 'closed' });
  const [again] = await tasksOf(here, 'application');
  await give(here, again as TaskRow, { content: { title: 'second' } });
  await here.quiet();
  expect(await statuses(here)).toEqual(['withdrawn', 'submitted']);
  expect(await waitOf(here, applicationCaseId(round.id, round.societies[0]?.id ?? '', 2))).toMatchObject({ step: 'formalCheck', state: 'parked' });
});

test('a withdrawal that came before the decision stands: nothing is accepted and no letter is written (000 §5.2)', async () => {
  const { here, tasks, caseOf, idOf } = await applications(1);
  await handedIn(here, tasks[0] as TaskRow, {}, { kind: 'withdrawal', taskId: null, applicationId: await idOf(0) });
  const command = await here.command('decideApplication', caseOf(0), { decision: 'accept' });
  expect(command).toMatchObject({ state: 'refused', answer: { code: 'ALREADY_DECIDED', params: { status: 'withdrawn' } } });
  await here.quiet();
  expect(await statuses(here)).toEqual(['withdrawn']);
  expect(await letters(here, 'accepted')).toEqual([]);
});

test('eligibility is cancelled by a decision on the round, with rule and reason, and by another letter (000 §5.2)', async () => {
  const { here, round, caseOf, idOf } = await applications(1);
  const applicationId = await idOf(0);
  await applied(here, 'decideApplication', caseOf(0), { decision: 'accept' });
  const cancel = { applicationId, rule: 'violation', reason: '查实', source: '示例来源' };
  expect(await refusedBy(here, 'cancelEligibility', roundId(round.id), { ...cancel, reason: '' })).toMatchObject({ code: 'REASON_REQUIRED', field: 'reason' });
  expect(await refusedBy(here, 'cancelEligibility', roundId(round.id), { ...cancel, rule: '' })).toMatchObject({ code: 'REASON_REQUIRED', field: 'rule' });
  await applied(here, 'cancelEligibility', roundId(round.id), cancel);
  expect(await statuses(here)).toEqual(['cancelled']);
  const [letter] = await letters(here, 'eligibilityCancelled');
  for (const said of ['取消', '查实', '示例来源']) expect(letter?.body).toContain(said);
  expect(await waitOf(here, roundId(round.id))).toMatchObject({ state: 'parked', what: 'stage', params: { stage: 'application' } });
  expect(await refusedBy(here, 'cancelEligibility', roundId(round.id), cancel)).toMatchObject({ code: 'ALREADY_DECIDED' });
});

test('an open case ends when its application is cancelled (000 §5.2)', async () => {
  const { here, round, caseOf, idOf } = await applications(1);
  await applied(here, 'cancelEligibility', roundId(round.id), { applicationId: await idOf(0), rule: 'violation', reason: '查实' });
  expect(await waitOf(here, caseOf(0))).toMatchObject({ state: 'closed' });
  expect(await tasksOf(here, 'formalCheck', 'cancelled')).toHaveLength(1);
});

test('the window ends on its last day, and its stage with the last decision; late hand-ins are refused (000 §5.2)', async () => {
  const { here, round, caseOf } = await applications(2, 3);
  await addAccount(here, 'staff');
  await here.stepTo('2018-10-29T00:00:00+08:00');
  const [late] = await tasksOf(here, 'application', 'skipped');
  expect(await give(here, late as TaskRow, { content: {} })).toMatchObject({ ok: false, code: 'GATE_CLOSED' });
  const stage = stageId(round.id, 'application', 1);
  expect(await waitOf(here, stage)).toMatchObject({ step: 'checks', params: { open: 2 } });
  expect(await waitOf(here, caseOf(0))).toMatchObject({ attention: 'overdue' });
  await applied(here, 'decideApplication', caseOf(0), { decision: 'accept' });
  expect(await waitOf(here, stage)).toMatchObject({ step: 'checks', params: { open: 1 } });
  await applied(here, 'decideApplication', caseOf(1), { decision: 'accept' });
  expect(await waitOf(here, stage)).toMatchObject({ state: 'closed' });
  expect(await waitOf(here, stageId(round.id, 'review', 1))).toMatchObject({ step: 'panel' });
});

interface Applications {
  here: RealmWorld;
  round: JumpedRound;
  tasks: TaskRow[];
  caseOf: (index: number) => string;
  idOf: (index: number) => Promise<string>;
}

/** A round in its application window; the first `many` of the invited societies have applied. */
async function applications(many: number, invited = many): Promise<Applications> {
  const here = await world.another();
  const round = await launchBefore(here, 'application', { societies: invited });
  const tasks = (await tasksOf(here, 'application')).slice(0, many);
  for (const task of tasks) await give(here, task, { content: { title: 't' } });
  await here.quiet();
  const idOf = async (index: number) => (await rows<{ id: string }>(here, 'SELECT id FROM application WHERE society_id = $1', [round.societies[index]?.id]))[0]?.id ?? '';
  return { here, round, tasks, caseOf: (index) => applicationCaseId(round.id, round.societies[index]?.id ?? '', 1), idOf };
}

const statuses = async (here: RealmWorld) => (await rows<{ status: string }>(here, 'SELECT status FROM application ORDER BY n, submitted_at')).map((row) => row.status);
