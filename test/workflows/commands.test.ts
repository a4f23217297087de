import { randomUUID } from 'node:crypto';
import { applicationCaseId, roundId, stageId } from '../../domain/ids.js';
import { expireCommand } from '../../records/commands.js';
import { COMMAND } from '../../workflows/messages.js';
import { until } from '../support/poll.js';
import { applied, give, letters, refusedBy, rows, tasksOf, waitOf } from './acting.js';
import { launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-10-16T09:00:00+08:00');
});
afterAll(() => world.close());

test('a decision that was given up changes nothing when it comes through late (DESIGN §3: received → expired)', async () => {
  const { here, caseId } = await applicationCase();
  const command = await here.receive('decideApplication', caseId, { decision: 'accept' });
  expect(await here.inScope((tx) => expireCommand(tx, command.id))).toBe(true);
  await here.deliver(command);
  await here.quiet();
  expect(await here.commandRow(command.id)).toMatchObject({ state: 'expired', answer: null });
  expect(await rows(here, 'SELECT status FROM application')).toEqual([{ status: 'submitted' }]);
  expect(await letters(here, 'accepted')).toEqual([]);
});

test('who gives up too late has lost: the decision stands with its answer (DESIGN §3: whoever wins, wins)', async () => {
  const { here, caseId } = await applicationCase();
  const command = await here.command('decideApplication', caseId, { decision: 'accept' });
  expect(await here.inScope((tx) => expireCommand(tx, command.id))).toBe(false);
  expect(await here.commandRow(command.id)).toMatchObject({ state: 'applied', answer: { decision: 'accept' } });
});

test('the same key with another body or another decision is another request, and is refused (DESIGN §3)', async () => {
  const { here, caseId } = await applicationCase();
  const key = randomUUID();
  await here.receive('decideApplication', caseId, { decision: 'accept' }, key);
  await expect(here.receive('decideApplication', caseId, { decision: 'correct' }, key)).rejects.toThrow('the key was used');
  await expect(here.receive('retry', caseId, { decision: 'accept' }, key)).rejects.toThrow('the key was used');
  expect((await here.receive('decideApplication', caseId, { decision: 'accept' }, key)).state).toBe('received');
  await here.inScope((tx) => tx.query(`UPDATE command SET state = 'expired' WHERE state = 'received'`));
});

test('a repetition is answered from the row, also after its workflow has closed (DESIGN §3)', async () => {
  const { here, caseId } = await applicationCase();
  const key = randomUUID();
  const command = await here.receive('decideApplication', caseId, { decision: 'accept' }, key);
  await here.deliver(command);
  await world.client.workflow.getHandle(caseId).result();
  expect(await here.receive('decideApplication', caseId, { decision: 'accept' }, key)).toMatchObject({ id: command.id, state: 'applied', answer: { decision: 'accept', eligibility: 'eligible' } });
});

test('a decision delivered twice takes effect once, and stands once in the record (DESIGN §3: updateId)', async () => {
  const { here, round } = await applicationCase();
  const stage = stageId(round.id, 'application', 1);
  const command = await here.receive('extendDeadline', stage, { dueAt: '2018-11-01T00:00:00+08:00', reason: 'r' });
  await Promise.all([here.deliver(command), here.deliver(command)]);
  // Another attempt of the same Update, under an id that Temporal does not know.
  await world.client.workflow.getHandle(stage).executeUpdate(COMMAND, { args: [{ commandId: command.id }] });
  await here.quiet();
  expect(await rows(here, `SELECT deadline_version FROM gate WHERE workflow_id = $1`, [stage])).toEqual([{ deadline_version: 2 }]);
  expect(await rows(here, `SELECT stream, actor FROM audit WHERE action = 'command.extendDeadline'`)).toEqual([{ stream: `round/${round.id}`, actor: command.principal }]);
});

test('a decision that the step does not take is refused, and nothing of a refused one is kept (DESIGN §3)', async () => {
  const { here, round, caseId } = await applicationCase();
  expect(await refusedBy(here, 'approve', caseId, { minutes: 'm' })).toMatchObject({ code: 'COMMAND_NOT_EXPECTED', params: { kind: 'approve', step: 'formalCheck' } });
  await here.inScope(async (tx) => {
    await tx.query('DELETE FROM society_record WHERE society_id = $1', [round.societies[0]?.id]);
    await tx.query('UPDATE application SET eligibility = NULL');
  });
  expect(await refusedBy(here, 'decideApplication', caseId, { decision: 'accept' })).toMatchObject({ code: 'ELIGIBILITY_OPEN' });
  expect(await rows(here, 'SELECT eligibility FROM application')).toEqual([{ eligibility: null }]);
});

test('a message without a command’s id is turned away before it is in the history (DESIGN §3: synchronous validator)', async () => {
  const { caseId } = await applicationCase();
  await expect(world.client.workflow.getHandle(caseId).executeUpdate(COMMAND, { args: [{ commandId: '' }] })).rejects.toMatchObject({ cause: { type: 'INVALID' } });
});

test('a stage that somebody ended by hand stops its round for a person, and is taken up again from its rows (DESIGN §6: never a dead workflow)', async () => {
  const { here, round } = await applicationCase();
  const stage = stageId(round.id, 'application', 1);
  await world.client.workflow.getHandle(stage).terminate('by hand');
  await until(async () => (await waitOf(here, roundId(round.id))).attention === 'manual');
  expect(await waitOf(here, roundId(round.id))).toMatchObject({ problem: { code: 'STAGE_BROKE' } });
  await applied(here, 'retry', roundId(round.id));
  await until(async () => (await waitOf(here, roundId(round.id))).attention === 'none');
  await here.quiet();
  await applied(here, 'extendDeadline', stage, { dueAt: '2018-11-01T00:00:00+08:00', reason: 'r' });
  expect(await waitOf(here, stage)).toMatchObject({ state: 'parked', step: 'window', until: Date.parse('2018-11-01T00:00:00+08:00') });
  expect(await rows(here, `SELECT n FROM stage WHERE key = 'application'`)).toEqual([{ n: 1 }]);
});

/** One application before its formal check. */
async function applicationCase(): Promise<{ here: RealmWorld; round: Awaited<ReturnType<typeof launchBefore>>; caseId: string }> {
  const here = await world.another();
  const round = await launchBefore(here, 'application', { societies: 1 });
  for (const task of await tasksOf(here, 'application')) await give(here, task, { content: {} });
  await here.quiet();
  return { here, round, caseId: applicationCaseId(round.id, round.societies[0]?.id ?? '', 1) };
}
