import { randomUUID } from 'node:crypto';
import { stageId } from '../../domain/ids.js';
import { only } from '../../records/pool.js';
import { addAccount, applied, give, letters, refusedBy, rows, type TaskRow, waitOf, withdraw } from './acting.js';
import { type JumpedRound, launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-11-07T09:00:00+08:00');
});
afterAll(() => world.close());

/** Five working days from Wednesday, 7 November, the day of posting not counted: Wednesday, 14 November, to 24:00. */
const END = '2018-11-15T00:00:00+08:00';

test('without an objection the list goes to the leadership when its period has ended (000 §5.3)', async () => {
  const { here, round, publicity } = await published();
  expect((await letters(here, 'publicity')).map((letter) => letter.recipient)).toEqual(['s0001@example.org', 's0002@example.org']);
  expect(await waitOf(here, publicity)).toMatchObject({ what: 'publicity', role: 'public', until: Date.parse(END) });
  await here.stepTo(END);
  expect(await waitOf(here, publicity)).toMatchObject({ state: 'closed' });
  expect(await waitOf(here, stageId(round.id, 'approval', 1))).toMatchObject({ step: 'decision', role: 'leadership' });
});

test('a named objection holds the list past the last day; rejected, the list goes on, and the objector is answered (000 §5.3)', async () => {
  const { here, round, publicity } = await published();
  await object(here, round, 0, { name: '示例人', contact: 'objector@example.org' });
  expect(await waitOf(here, publicity)).toMatchObject({ what: 'objections', attention: 'objection', params: { open: 1 } });
  await here.stepTo('2018-11-16T09:00:00+08:00');
  expect(await waitOf(here, publicity)).toMatchObject({ what: 'objections', attention: 'objection', until: null });
  expect(await rows(here, `SELECT key FROM stage WHERE key = 'approval'`)).toEqual([]);

  const objectionId = await lastObjection(here);
  expect(await refusedBy(here, 'answerObjection', publicity, { objectionId, decision: 'rejected', answer: ' ' })).toMatchObject({ code: 'REASON_REQUIRED', field: 'answer' });
  await applied(here, 'answerObjection', publicity, { objectionId, decision: 'rejected', answer: '经核实不成立' });
  expect((await letters(here, 'objectionAnswered')).map((letter) => [letter.recipient, letter.body.includes('经核实不成立')])).toEqual([['objector@example.org', true]]);
  expect(await waitOf(here, publicity)).toMatchObject({ state: 'closed' });
  expect(await standing(here)).toEqual(['S0001 tier1 listed', 'S0002 tier2 listed', 'S0003 null reserve', 'S0004 null reserve']);
});

test('an objection is answered once (choice: each gets a receipt, an answer and a record)', async () => {
  const { here, round, publicity } = await published();
  await object(here, round, 0, { name: '示例人', contact: '010-0000-0000' });
  const objectionId = await lastObjection(here);
  await applied(here, 'answerObjection', publicity, { objectionId, decision: 'rejected', answer: '不成立' });
  expect(await refusedBy(here, 'answerObjection', publicity, { objectionId, decision: 'upheld', answer: '成立' })).toMatchObject({ code: 'OBJECTION_ANSWERED' });
  expect(await refusedBy(here, 'answerObjection', publicity, { objectionId: randomUUID(), decision: 'upheld', answer: '成立' })).toMatchObject({ code: 'NOT_FOUND' });
});

test('after an upheld objection the next in rank takes the tier, and is publicised for a full period of its own (choice: one further period)', async () => {
  const { here, round, publicity } = await published();
  await object(here, round, 0, { name: '示例人', contact: 'objector@example.org' });
  await applied(here, 'answerObjection', publicity, { objectionId: await lastObjection(here), decision: 'upheld', answer: '情况属实' });
  expect((await letters(here, 'removedFromList'))[0]).toMatchObject({ recipient: 's0001@example.org' });
  await here.stepTo(END);
  const second = stageId(round.id, 'publicity', 2);
  // Opened Thursday, 15 November: five working days end on the 22nd.
  expect(await waitOf(here, second)).toMatchObject({ what: 'publicity', until: Date.parse('2018-11-23T00:00:00+08:00') });
  expect(await rows(here, `SELECT s.code FROM publicity_entry p JOIN society s ON s.id = p.society_id JOIN stage t ON t.id = p.stage_id WHERE t.n = 2`)).toEqual([{ code: 'S0003' }]);
  expect(await standing(here)).toEqual(['S0001 tier1 removed', 'S0002 tier2 listed', 'S0003 tier1 listed', 'S0004 null reserve']);

  // What is removed from the second period is not replaced any more.
  await object(here, round, 2, { name: '示例人', contact: 'objector@example.org' });
  await applied(here, 'answerObjection', second, { objectionId: await lastObjection(here), decision: 'upheld', answer: '情况属实' });
  await here.stepTo('2018-11-23T00:00:00+08:00');
  expect(await standing(here)).toEqual(['S0001 tier1 removed', 'S0002 tier2 listed', 'S0003 tier1 removed', 'S0004 null reserve']);
  expect(await waitOf(here, stageId(round.id, 'approval', 1))).toMatchObject({ step: 'decision' });
});

test('an anonymous objection is kept as a lead and holds nothing (choice: anonymous ones are leads)', async () => {
  const { here, round, publicity } = await published();
  await object(here, round, 0, { name: '', contact: '' });
  expect(await rows(here, 'SELECT state, named FROM objection')).toEqual([{ state: 'lead', named: false }]);
  expect(await rows(here, 'SELECT 1 FROM objector')).toEqual([]);
  expect((await letters(here, 'objectionReceived')).length).toBe(1);
  await here.stepTo(END);
  expect(await waitOf(here, publicity)).toMatchObject({ state: 'closed' });
});

test('who withdraws is off the public list at once, and is replaced when the period ends (000 §5.2, choice: next in rank)', async () => {
  const { here, round } = await published();
  await withdraw(here, await windowTask(here, round, 1), round.applications.get('S0002') ?? '');
  await here.quiet();
  expect(await rows(here, `SELECT s.code, p.status FROM publicity_entry p JOIN society s ON s.id = p.society_id ORDER BY s.code`))
    .toEqual([{ code: 'S0001', status: 'listed' }, { code: 'S0002', status: 'removed' }]);
  await here.stepTo(END);
  expect(await standing(here)).toEqual(['S0001 tier1 listed', 'S0002 tier2 removed', 'S0003 tier2 listed', 'S0004 null reserve']);
});

test('between equals in the reserve people choose the replacement, with the number of their minutes (choice: a tie is never drawn)', async () => {
  const { here, round, publicity } = await published([1, 2, 3, 3]);
  await object(here, round, 0, { name: '示例人', contact: 'objector@example.org' });
  await applied(here, 'answerObjection', publicity, { objectionId: await lastObjection(here), decision: 'upheld', answer: '情况属实' });
  await here.stepTo(END);
  expect(await waitOf(here, publicity)).toMatchObject({ attention: 'manual', role: 'staff', problem: { code: 'RESERVE_TIED' } });
  const choice = { removed: round.societies[0]?.id, replacement: round.societies[3]?.id };
  expect(await refusedBy(here, 'chooseReplacement', publicity, choice)).toMatchObject({ code: 'MINUTES_REQUIRED' });
  await applied(here, 'chooseReplacement', publicity, { ...choice, minutes: '〔2018〕5' });
  expect(await standing(here)).toEqual(['S0001 tier1 removed', 'S0002 tier2 listed', 'S0003 null reserve', 'S0004 tier1 listed']);
  expect(await waitOf(here, stageId(round.id, 'publicity', 2))).toMatchObject({ state: 'parked' });
});

/** Two societies on the list, two in the reserve. */
async function published(ranks?: number[]): Promise<{ here: RealmWorld; round: JumpedRound; publicity: string }> {
  const here = await world.another();
  await addAccount(here, 'staff');
  const round = await launchBefore(here, 'publicity', { societies: 4, tiers: ['tier1', 'tier2'], ...(ranks ? { ranks } : {}) });
  return { here, round, publicity: stageId(round.id, 'publicity', 1) };
}

/** Anybody may object, without an account, through the gate of the publicity period that is open. */
async function object(here: RealmWorld, round: JumpedRound, index: number, objector: { name: string; contact: string }): Promise<void> {
  const [gate] = await rows<{ id: number }>(here, `SELECT id FROM gate WHERE step = 'publicity' AND status = 'open'`);
  const task = { ...(await windowTask(here, round, index)), gate_id: gate?.id ?? 0, society_id: null, application_id: null };
  await give(here, task, { ...objector, societyId: round.societies[index]?.id, grounds: '示例理由' }, { kind: 'objection', taskId: null });
  await here.quiet();
}

/** The gate through which a society applied, as if it were a task. */
async function windowTask(here: RealmWorld, round: JumpedRound, index: number): Promise<TaskRow> {
  const [gate] = await rows<{ id: number; workflow_id: string }>(here, `SELECT id, workflow_id FROM gate WHERE step = 'window'`);
  return {
    id: '', gate_id: gate?.id ?? 0, round_id: round.id, kind: 'application', role: 'society', society_id: round.societies[index]?.id ?? null, account_id: null,
    application_id: null, project_id: null, workflow_id: gate?.workflow_id ?? '',
  };
}

/** The objection that waits for its answer, or was answered last. */
const lastObjection = async (here: RealmWorld) => only(await rows<{ id: string }>(here, `SELECT id FROM objection ORDER BY state = 'open' DESC, received_at DESC LIMIT 1`)).id;

const standing = async (here: RealmWorld) =>
  (await rows<{ line: string }>(here, `SELECT s.code || ' ' || coalesce(p.tier, 'null') || ' ' || p.status AS line FROM placement p JOIN society s ON s.id = p.society_id ORDER BY s.code`))
    .map((row) => row.line);
