import { stageId } from '../../domain/ids.js';
import { applied, give, letters, refusedBy, rows, type TaskRow, tasksOf, waitOf } from './acting.js';
import { launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-10-17T09:00:00+08:00');
});
afterAll(() => world.close());

/** 000 §5.2: 28 October, a Sunday, to 24:00. */
const DUE = '2018-10-29T00:00:00+08:00';
const LATER = '2018-11-01T00:00:00+08:00';

test('an extension for all moves timer and gate; everybody who owes is told old date, new date and reason (PROGRAMMES: every deadline may be extended)', async () => {
  const { here, stage, tasks } = await openWindow();
  expect((await waitOf(here, stage)).until).toBe(Date.parse(DUE));
  await give(here, tasks[0] as TaskRow, { content: {} });
  const answer = await applied(here, 'extendDeadline', stage, { dueAt: LATER, reason: '系统维护' });
  expect(answer).toMatchObject({ before: new Date(DUE).toISOString(), dueAt: new Date(LATER).toISOString(), concerned: 1 });
  expect((await waitOf(here, stage)).until).toBe(Date.parse(LATER));
  const told = await letters(here, 'extension');
  expect(told.map((letter) => letter.recipient)).toEqual(['s0002@example.org']);
  for (const said of ['申报书', '10月28日', '10月31日', '系统维护']) expect(told[0]?.body).toContain(said);

  await here.stepTo('2018-10-30T09:00:00+08:00');
  expect(await give(here, tasks[1] as TaskRow, { content: {} })).toMatchObject({ ok: true });
  await here.stepTo(LATER);
  expect(await waitOf(here, stage)).toMatchObject({ step: 'checks' });
});

test('an extension for one society is for it alone: others are refused, and the stage waits for the later date (PROGRAMMES: for all or for one society)', async () => {
  const { here, stage, tasks } = await openWindow();
  await applied(here, 'extendDeadline', stage, { dueAt: LATER, reason: '灾情', societyId: tasks[0]?.society_id });
  expect((await letters(here, 'extension')).map((letter) => letter.recipient)).toEqual(['s0001@example.org']);
  await here.stepTo('2018-10-30T09:00:00+08:00');
  expect(await give(here, tasks[1] as TaskRow, { content: {} })).toMatchObject({ ok: false, code: 'DEADLINE_PASSED' });
  expect(await waitOf(here, stage)).toMatchObject({ step: 'window', until: Date.parse(LATER) });
  expect(await give(here, tasks[0] as TaskRow, { content: {} })).toMatchObject({ ok: true });
});

test('an extension for all leaves a society its own later date, and does not write to it (PROGRAMMES: everyone affected is told)', async () => {
  const { here, stage, tasks } = await openWindow();
  await applied(here, 'extendDeadline', stage, { dueAt: '2018-11-03T00:00:00+08:00', reason: '灾情', societyId: tasks[0]?.society_id });
  await applied(here, 'extendDeadline', stage, { dueAt: LATER, reason: '系统维护' });
  expect((await letters(here, 'extension')).map((letter) => letter.recipient)).toEqual(['s0001@example.org', 's0002@example.org']);
  expect((await waitOf(here, stage)).until).toBe(Date.parse('2018-11-03T00:00:00+08:00'));
});

test('an extension has a reason and a later date; what is sealed is not extended (PROGRAMMES: with a reason)', async () => {
  const { here, stage } = await openWindow();
  expect(await refusedBy(here, 'extendDeadline', stage, { dueAt: LATER })).toMatchObject({ code: 'REASON_REQUIRED' });
  for (const dueAt of [DUE, '2018-10-20T00:00:00+08:00', 'soon']) {
    expect(await refusedBy(here, 'extendDeadline', stage, { dueAt, reason: 'r' })).toMatchObject({ code: 'EXTENSION_NOT_LATER', field: 'dueAt' });
  }
  await here.stepTo('2018-10-18T09:00:00+08:00');
  expect((await waitOf(here, stage)).until).toBe(Date.parse(DUE));
  const { here: other, stage: closed } = await openWindow('2018-10-28T23:00:00+08:00', true);
  await other.stepTo(DUE);
  expect(await refusedBy(other, 'extendDeadline', closed, { dueAt: LATER, reason: 'r' })).toMatchObject({ code: 'STAGE_CLOSED' });
});

test('while a gate is suspended nothing is taken and nothing falls due; resuming shifts it, past a rest day to the next working day (choice: nobody loses time)', async () => {
  const { here, stage, tasks } = await openWindow();
  expect(await refusedBy(here, 'suspend', stage)).toMatchObject({ code: 'REASON_REQUIRED' });
  await applied(here, 'suspend', stage, { reason: '核查' });
  expect(await refusedBy(here, 'suspend', stage, { reason: '核查' })).toMatchObject({ code: 'GATE_SUSPENDED' });
  expect(await waitOf(here, stage)).toMatchObject({ what: 'suspended', until: null });
  expect(await give(here, tasks[0] as TaskRow, { content: {} })).toMatchObject({ ok: false, code: 'GATE_SUSPENDED' });
  expect((await letters(here, 'suspended')).map((letter) => letter.recipient)).toEqual(['s0001@example.org', 's0002@example.org']);

  // Six days: Sunday the 28th becomes Saturday, 3 November; the next working day is Monday.
  await here.stepTo('2018-10-23T09:00:00+08:00');
  expect(await applied(here, 'resume', stage)).toMatchObject({ dueAt: new Date('2018-11-06T00:00:00+08:00').toISOString() });
  expect((await letters(here, 'resumed'))[0]?.body).toContain('11月5日');
  expect((await waitOf(here, stage)).until).toBe(Date.parse('2018-11-06T00:00:00+08:00'));
  expect(await give(here, tasks[0] as TaskRow, { content: {} })).toMatchObject({ ok: true });
  await here.quiet();
  expect(await refusedBy(here, 'resume', stage)).toMatchObject({ code: 'GATE_NOT_SUSPENDED' });
});

test('a gate suspended over its due instant stays open until it is resumed (choice: nobody loses time)', async () => {
  const { here, stage, tasks } = await openWindow();
  await applied(here, 'suspend', stage, { reason: '核查' });
  await here.stepTo('2018-10-31T09:00:00+08:00');
  expect(await waitOf(here, stage)).toMatchObject({ step: 'window', what: 'suspended' });
  await applied(here, 'resume', stage);
  expect(await give(here, tasks[0] as TaskRow, { content: {} })).toMatchObject({ ok: true });
});

test('resuming shifts every individual extension too, and each society is told its own date (choice: nobody loses time)', async () => {
  const { here, stage, tasks } = await openWindow();
  await applied(here, 'extendDeadline', stage, { dueAt: LATER, reason: '灾情', societyId: tasks[0]?.society_id });
  await applied(here, 'suspend', stage, { reason: '核查' });
  await here.stepTo('2018-10-18T09:00:00+08:00');
  await applied(here, 'resume', stage);
  const told = new Map((await letters(here, 'resumed')).map((letter) => [letter.recipient, letter.body]));
  expect(told.get('s0001@example.org')).toContain('11月1日');
  expect(told.get('s0002@example.org')).toContain('10月29日');
});

test('what decides about a society is not skipped (choice: only late score sheets and project steps are)', async () => {
  const { here, stage } = await openWindow();
  expect(await refusedBy(here, 'skipStep', stage, {})).toMatchObject({ code: 'REASON_REQUIRED' });
  expect(await refusedBy(here, 'skipStep', stage, { reason: 'r' })).toMatchObject({ code: 'STEP_NOT_SKIPPABLE' });
  expect(await rows(here, `SELECT status FROM step WHERE workflow_id = $1`, [stage])).toEqual([{ status: 'open' }]);
});

/** Two invited societies in the application window; with `applies` the first has applied. */
async function openWindow(at?: string, applies = false): Promise<{ here: RealmWorld; stage: string; tasks: TaskRow[] }> {
  const here = await world.another(at);
  const round = await launchBefore(here, 'application', { societies: 2 });
  const tasks = await tasksOf(here, 'application');
  if (applies) await give(here, tasks[0] as TaskRow, { content: {} });
  await here.quiet();
  return { here, stage: stageId(round.id, 'application', 1), tasks };
}
