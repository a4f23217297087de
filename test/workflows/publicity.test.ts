import { randomUUID } from 'node:crypto';
import { roundId, stageId } from '../../domain/ids.js';
import { only } from '../../records/pool.js';
import { addAccount, applied, appliedBy, give, letters, refusedBy, rows, type TaskRow, waitOf, withdraw } from './acting.js';
import { type JumpedRound, launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-11-07T09:00:00+08:00');
});
afterAll(() => world.close());

/** Somebody else of the office. */
const OTHER = '00000000-0000-4000-8000-000000000002';

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
  expect(await waitOf(here, second)).toMatchObject({ what: 'posting', role: 'staff' });
  await applied(here, 'confirmPosting', second, { checked: true });
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

test('nothing is public before the office has looked for classified and personal data; then the period counts from the posting (choice)', async () => {
  const { here, round, publicity } = await published(undefined, false);
  expect(await waitOf(here, publicity)).toMatchObject({ what: 'posting', role: 'staff' });
  expect(await letters(here, 'publicity')).toEqual([]);
  await here.stepTo('2018-11-08T10:00:00+08:00');
  expect(await waitOf(here, publicity)).toMatchObject({ what: 'posting', attention: 'overdue' });
  expect(await refusedBy(here, 'confirmPosting', publicity, {})).toMatchObject({ code: 'POSTING_NOT_CHECKED' });
  expect(await refusedBy(here, 'confirmPosting', publicity, { checked: true, media: [{ medium: 'radio', on: '2018-11-08' }] })).toMatchObject({ code: 'MEDIUM_UNKNOWN' });
  expect(await applied(here, 'confirmPosting', publicity, { checked: true })).toMatchObject({ countedFrom: '2018-11-08' });
  expect(await waitOf(here, publicity)).toMatchObject({ what: 'publicity', until: Date.parse('2018-11-16T00:00:00+08:00') });
  expect(await refusedBy(here, 'confirmPosting', publicity, { checked: true })).toMatchObject({ code: 'POSTED_ALREADY' });
  // A correction that changes what one may object to begins the period again.
  await here.stepTo('2018-11-09T10:00:00+08:00');
  await applied(here, 'postCorrection', publicity, { text: '更正：一家学会名称有误', restarts: true });
  expect(await waitOf(here, publicity)).toMatchObject({ until: Date.parse('2018-11-17T00:00:00+08:00') });

  // It was a mistake: it stays in print as withdrawn, and the period ends as before.
  expect(await applied(here, 'correctDecision', publicity, await correcting(here, 'postCorrection'))).toMatchObject({ act: 'withdrawNotice', dueAt: '2018-11-15T16:00:00.000Z' });
  expect(await rows(here, 'SELECT text, withdrawal_reason AS why FROM correction_notice')).toEqual([{ text: '更正：一家学会名称有误', why: '误操作' }]);
  expect(await waitOf(here, publicity)).toMatchObject({ until: Date.parse('2018-11-16T00:00:00+08:00') });
  // The check itself was: the list comes again as attempt 2, with who moves up for whom an objection took off, and is confirmed anew for a full period.
  await object(here, round, 0, { name: '示例人', contact: 'objector@example.org' });
  await applied(here, 'answerObjection', publicity, { objectionId: await lastObjection(here), decision: 'upheld', answer: '情况属实' });
  const wrong = await correcting(here, 'confirmPosting');
  expect(await applied(here, 'previewCorrection', roundId(round.id), wrong)).toMatchObject({ possible: true, act: 'reopenStage', reopens: [{ stage: 'publicity', n: 2 }], letters: [{ template: 'stageReopened', count: 1 }] });
  await applied(here, 'correctDecision', roundId(round.id), wrong);
  const second = stageId(round.id, 'publicity', 2);
  expect([await waitOf(here, publicity), await waitOf(here, second)]).toMatchObject([{ state: 'closed' }, { what: 'posting', role: 'staff' }]);
  await applied(here, 'confirmPosting', second, { checked: true });
  expect(await waitOf(here, second)).toMatchObject({ what: 'publicity', until: Date.parse('2018-11-17T00:00:00+08:00') });
  expect(await rows(here, `SELECT s.code FROM publicity_entry p JOIN society s ON s.id = p.society_id JOIN stage t ON t.id = p.stage_id WHERE t.n = 2 ORDER BY 1`)).toEqual([{ code: 'S0002' }, { code: 'S0003' }]);
});

test('several upheld: the better tier goes to the better rank; when the reserve is empty nobody moves up (choice)', async () => {
  const { here, round, publicity } = await published();
  for (const index of [1, 0]) {
    await object(here, round, index, { name: '示例人', contact: 'objector@example.org' });
    await applied(here, 'answerObjection', publicity, { objectionId: await lastObjection(here), decision: 'upheld', answer: '情况属实' });
  }
  await withdraw(here, await windowTask(here, round, 3), round.applications.get('S0004') ?? '');
  await here.stepTo(END);
  expect(await standing(here)).toEqual(['S0001 tier1 removed', 'S0002 tier2 removed', 'S0003 tier1 listed', 'S0004 null reserve']);
  expect(await waitOf(here, stageId(round.id, 'publicity', 2))).toMatchObject({ what: 'posting' });
});

test('a re-examination holds the list, is decided by somebody else, and a rejected objection that stands up takes the society off (choice: 复核)', async () => {
  const { here, round, publicity } = await published();
  await object(here, round, 0, { name: '示例人', contact: 'objector@example.org' });
  const objectionId = await lastObjection(here);
  await applied(here, 'answerObjection', publicity, { objectionId, decision: 'rejected', answer: '不成立' });
  await askAgain(here, round, objectionId, 0, 'rejected');
  expect(await waitOf(here, publicity)).toMatchObject({ what: 'objections', attention: 'objection' });
  expect(await refusedBy(here, 'reexamine', publicity, { objectionId, decision: 'changed', answer: '成立' })).toMatchObject({ code: 'REEXAMINER_SAME' });
  // Decided by mistake while the list is open: what it changed is put back, and it is open again, for somebody else than who answered.
  await appliedBy(here, OTHER, 'reexamine', publicity, { objectionId, decision: 'changed', answer: '误选' });
  expect((await standing(here))[0]).toBe('S0001 tier1 removed');
  await applied(here, 'correctDecision', roundId(round.id), await correcting(here, 'reexamine'));
  expect((await standing(here))[0]).toBe('S0001 tier1 listed');
  expect(await rows(here, 'SELECT o.state, o.answer, x.state AS reexamination FROM objection o JOIN reexamination x ON x.objection_id = o.id')).toEqual([{ state: 'rejected', answer: '不成立', reexamination: 'open' }]);
  expect(await refusedBy(here, 'reexamine', publicity, { objectionId, decision: 'changed', answer: '成立' })).toMatchObject({ code: 'REEXAMINER_SAME' });
  await here.stepTo(END);
  expect(await waitOf(here, publicity)).toMatchObject({ state: 'parked' });
  await appliedBy(here, OTHER, 'reexamine', publicity, { objectionId, decision: 'changed', answer: '复核成立' });
  // Once others have moved up for it, it is not taken back any more, and the refusal says what remains.
  expect(await refusedBy(here, 'correctDecision', roundId(round.id), await correcting(here, 'reexamine'))).toMatchObject({ code: 'REEXAMINATION_ACTED_ON' });
  expect(await standing(here)).toEqual(['S0001 tier1 removed', 'S0002 tier2 listed', 'S0003 tier1 listed', 'S0004 null reserve']);
  expect((await letters(here, 'objectionReexamined')).length).toBe(2);
});

test('asked for after the list went to the leadership, it holds the approval; changed, the next is publicised before anything is approved', async () => {
  const { here, round, publicity } = await published();
  const approval = stageId(round.id, 'approval', 1);
  await here.stepTo('2018-11-14T09:00:00+08:00');
  await object(here, round, 0, { name: '示例人', contact: 'objector@example.org' });
  const objectionId = await lastObjection(here);
  await applied(here, 'answerObjection', publicity, { objectionId, decision: 'rejected', answer: '不成立' });
  await here.stepTo(END);
  await askAgain(here, round, objectionId, 0, 'rejected');
  expect(await refusedBy(here, 'approve', approval, { minutes: '〔2018〕1' })).toMatchObject({ code: 'OBJECTION_OPEN' });
  await appliedBy(here, OTHER, 'reexamine', roundId(round.id), { objectionId, decision: 'changed', answer: '复核成立' });
  const second = stageId(round.id, 'publicity', 2);
  expect(await waitOf(here, approval)).toMatchObject({ state: 'closed' });
  await applied(here, 'confirmPosting', second, { checked: true });
  expect(await rows(here, `SELECT s.code FROM publicity_entry p JOIN society s ON s.id = p.society_id JOIN stage t ON t.id = p.stage_id WHERE t.n = 2`)).toEqual([{ code: 'S0003' }]);
  await here.stepTo('2018-11-23T00:00:00+08:00');
  await applied(here, 'approve', stageId(round.id, 'approval', 2), { minutes: '〔2018〕2' });
  expect(await rows(here, 'SELECT s.code, p.tier FROM project p JOIN society s ON s.id = p.society_id ORDER BY 1')).toEqual([{ code: 'S0002', tier: 'tier2' }, { code: 'S0003', tier: 'tier1' }]);
});

test('an upheld objection that is rejected again puts the society back, and who had moved up returns to the reserve', async () => {
  const { here, round, publicity } = await published();
  await here.stepTo('2018-11-14T09:00:00+08:00');
  await object(here, round, 0, { name: '示例人', contact: 'objector@example.org' });
  const objectionId = await lastObjection(here);
  await applied(here, 'answerObjection', publicity, { objectionId, decision: 'upheld', answer: '成立' });
  await here.stepTo(END);
  await applied(here, 'confirmPosting', stageId(round.id, 'publicity', 2), { checked: true });
  await askAgain(here, round, objectionId, 0, 'upheld');
  await appliedBy(here, OTHER, 'reexamine', roundId(round.id), { objectionId, decision: 'changed', answer: '复核不成立' });
  expect(await standing(here)).toEqual(['S0001 tier1 listed', 'S0002 tier2 listed', 'S0003 null reserve', 'S0004 null reserve']);
  const third = stageId(round.id, 'publicity', 3);
  await applied(here, 'confirmPosting', third, { checked: true });
  expect(await rows(here, `SELECT s.code FROM publicity_entry p JOIN society s ON s.id = p.society_id JOIN stage t ON t.id = p.stage_id WHERE t.n = 3`)).toEqual([{ code: 'S0001' }]);
  expect(await waitOf(here, stageId(round.id, 'publicity', 2))).toMatchObject({ state: 'closed' });
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
async function published(ranks?: number[], posted = true): Promise<{ here: RealmWorld; round: JumpedRound; publicity: string }> {
  const here = await world.another();
  await addAccount(here, 'staff');
  const round = await launchBefore(here, 'publicity', { societies: 4, tiers: ['tier1', 'tier2'], ...(ranks ? { ranks } : {}) });
  const publicity = stageId(round.id, 'publicity', 1);
  if (posted) await applied(here, 'confirmPosting', publicity, { checked: true });
  return { here, round, publicity };
}

/** Anybody may object, without an account, through the gate of the publicity period that is open. */
async function object(here: RealmWorld, round: JumpedRound, index: number, objector: { name: string; contact: string }): Promise<void> {
  const [gate] = await rows<{ id: number }>(here, `SELECT id FROM gate WHERE step = 'publicity' AND status = 'open'`);
  const task = { ...(await windowTask(here, round, index)), gate_id: gate?.id ?? 0, society_id: null, application_id: null };
  await give(here, task, { ...objector, societyId: round.societies[index]?.id, grounds: '示例理由' }, { kind: 'objection', taskId: null });
  await here.quiet();
}

/** The objector or the society asks for the one re-examination, as the API takes it once it has checked it. */
async function askAgain(here: RealmWorld, round: JumpedRound, objectionId: string, index: number, firstState: 'upheld' | 'rejected'): Promise<void> {
  const [gate] = await rows<{ id: number }>(here, `SELECT gate_id AS id FROM step WHERE key = 'publicity' ORDER BY opened_at LIMIT 1`);
  const task = { ...(await windowTask(here, round, index)), gate_id: gate?.id ?? 0, society_id: null, application_id: null };
  const by = firstState === 'upheld' ? 'society' : 'objector';
  const payload = { objectionId, societyId: round.societies[index]?.id, by, grounds: '请复核', firstState, answerDueAt: Date.parse('2018-11-20T00:00:00+08:00') };
  await give(here, task, payload, { kind: 'reexamination', taskId: null });
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

/** What corrects the last decision of that kind that stands. */
async function correcting(here: RealmWorld, kind: string): Promise<{ commandId: string; reason: string }> {
  const [{ id: commandId } = { id: '' }] = await rows<{ id: string }>(here, `SELECT id FROM command WHERE kind = $1 AND state = 'applied' AND corrected_by IS NULL ORDER BY decided_at DESC LIMIT 1`, [kind]);
  return { commandId, reason: '误操作' };
}

/** The objection that waits for its answer, or was answered last. */
const lastObjection = async (here: RealmWorld) => only(await rows<{ id: string }>(here, `SELECT id FROM objection ORDER BY state = 'open' DESC, received_at DESC LIMIT 1`)).id;

const standing = async (here: RealmWorld) =>
  (await rows<{ line: string }>(here, `SELECT s.code || ' ' || coalesce(p.tier, 'null') || ' ' || p.status AS line FROM placement p JOIN society s ON s.id = p.society_id ORDER BY s.code`))
    .map((row) => row.line);
