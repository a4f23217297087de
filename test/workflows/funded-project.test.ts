import { projectId, roundId, stageId } from '../../domain/ids.js';
import { balances } from '../../records/projects.js';
import { addAccount, applied, give, handedIn, letters, refusedBy, rows, type TaskRow, tasksOf, waitOf } from './acting.js';
import { launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-11-15T09:00:00+08:00');
});
afterAll(() => world.close());

/** Tier 1 of the programme: cents per implementation year. */
const YEARLY = 300_000_000;

test('the office countersigns only after the society has signed; then the project runs, and its first year is to be paid (000 §5.4)', async () => {
  const { here, projects: [project = ''] } = await awarded(1);
  const workflow = projectId(project);
  expect(await refusedBy(here, 'decide', workflow, { task: 'countersignature' })).toMatchObject({ code: 'COMMAND_NOT_EXPECTED', field: 'task' });
  expect(await money(here, project)).toEqual({ appropriation: -3 * YEARLY, commitments: 3 * YEARLY });
  await handIn(here, 'taskBook');
  expect(await tasksOf(here, 'countersignature')).toMatchObject([{ role: 'staff' }]);
  expect(await applied(here, 'decide', workflow, { task: 'countersignature' })).toMatchObject({ paidCents: YEARLY });
  expect(await rows(here, 'SELECT status FROM project')).toEqual([{ status: 'running' }]);
  expect(await money(here, project)).toEqual({ appropriation: -3 * YEARLY, commitments: 2 * YEARLY, payable: YEARLY });
  expect(await letters(here, 'taskBookSigned')).toHaveLength(1);
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'plans' });
});

test('a task book that is not signed in time is overdue and waited for; an extension opens it again (000 §5.4, PROGRAMMES: every deadline may be extended)', async () => {
  const { here, projects: [project = ''] } = await awarded(1);
  const workflow = projectId(project);
  const [task] = await tasksOf(here, 'taskBook');
  await here.stepTo('2018-12-03T09:00:00+08:00');
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'taskBook', attention: 'overdue', until: null });
  expect(await give(here, task as TaskRow, { content: {} })).toMatchObject({ ok: false, code: 'DEADLINE_PASSED' });
  await applied(here, 'extendDeadline', workflow, { dueAt: '2018-12-11T00:00:00+08:00', reason: '用印流程' });
  expect(await waitOf(here, workflow)).toMatchObject({ attention: 'none', until: Date.parse('2018-12-11T00:00:00+08:00') });
  expect(await give(here, task as TaskRow, { content: {} })).toMatchObject({ ok: true });
  await here.quiet();
  expect(await tasksOf(here, 'countersignature')).toHaveLength(1);
});

test('what was handed in before a step was skipped counts, and is not left over (DESIGN §3: closing absorbs)', async () => {
  const { here, projects: [project = ''] } = await awarded(1);
  await handIn(here, 'taskBook');
  await applied(here, 'decide', projectId(project), { task: 'countersignature' });
  const [task] = await tasksOf(here, 'implementationPlan');
  await handedIn(here, task as TaskRow, { content: {} });
  await applied(here, 'skipStep', projectId(project), { reason: '纸质材料' });
  expect(await rows(here, `SELECT outcome->'missed' AS missed FROM step WHERE key = 'plans'`)).toEqual([{ missed: ['disbursementReceipt', 'fundRules'] }]);
  expect(await rows(here, 'SELECT 1 FROM fact WHERE acknowledged_at IS NULL')).toEqual([]);
});

test('an inspection that was missed is recorded as missed, and the year goes on (choice: inspections do not hold a project)', async () => {
  const { here, projects: [project = ''] } = await running(1);
  await here.stepTo('2018-12-31T23:00:00+08:00');
  expect(await waitOf(here, projectId(project))).toMatchObject({ step: '2018.inspection', role: 'staff' });
  await here.stepTo('2019-01-01T09:00:00+08:00');
  expect(await waitOf(here, projectId(project))).toMatchObject({ step: '2018.yearEnd', role: 'society' });
  expect(await rows(here, `SELECT status, outcome FROM step WHERE key = '2018.inspection'`)).toEqual([{ status: 'done', outcome: { missed: ['inspectionRecord'] } }]);
});

test('after a year funding is adjusted, or ends: the next instalment is reduced, or all that was promised goes back, with minutes and reason (choice, as 003 §1.3)', async () => {
  const { here, round, projects: [adjusted = '', ended = ''] } = await running(2);
  await here.stepTo('2019-01-02T09:00:00+08:00');
  for (const kind of ['selfEvaluation', 'annualReport', 'finalAccounts']) await handIn(here, kind);
  await here.stepTo('2019-03-02T09:00:00+08:00');
  for (const kind of ['auditDraft', 'auditResponse', 'auditReport']) await handIn(here, kind);
  await here.stepTo('2019-05-02T09:00:00+08:00');
  const verdict = { task: 'verdict', outcome: 'adjust', percent: 50, reason: '进度不足', minutes: '〔2019〕2' };
  for (const [lacking, code] of [[{ reason: '' }, 'REASON_REQUIRED'], [{ minutes: '' }, 'VERDICT_NEEDS_MINUTES'], [{ percent: 0 }, 'INVALID'], [{ outcome: 'pause' }, 'INVALID']] as const) {
    expect(await refusedBy(here, 'decide', projectId(adjusted), { ...verdict, ...lacking })).toMatchObject({ code });
  }
  expect(await applied(here, 'decide', projectId(adjusted), verdict)).toMatchObject({ recommended: 'continue', paidCents: YEARLY / 2, releasedCents: YEARLY / 2 });
  expect(await applied(here, 'decide', projectId(ended), { task: 'verdict', outcome: 'terminate', reason: '停止', minutes: '〔2019〕2' }))
    .toMatchObject({ paidCents: 0, releasedCents: 2 * YEARLY });

  for (const kind of ['disbursementReceipt', 'arrivalConfirmation']) await handIn(here, kind);
  expect(await money(here, adjusted)).toEqual({ appropriation: -2.5 * YEARLY, commitments: YEARLY, payable: 0, disbursed: 1.5 * YEARLY });
  expect(await money(here, ended)).toEqual({ appropriation: -YEARLY, commitments: 0, payable: 0, disbursed: YEARLY });
  expect(await rows(here, 'SELECT sum(amount_cents) AS all FROM ledger_entry')).toEqual([{ all: 0 }]);
  expect(await waitOf(here, projectId(ended))).toMatchObject({ state: 'closed' });
  expect(await waitOf(here, projectId(adjusted))).toMatchObject({ step: '2019.inspection', state: 'parked' });
  expect((await letters(here)).map((letter) => letter.template)).toEqual(expect.arrayContaining(['verdict.adjust', 'verdict.terminate']));

  // DESIGN §5: histories hold ids and settings of the process only.
  for (const id of [roundId(round.id), projectId(adjusted)]) {
    const history = readable(await world.client.workflow.getHandle(id).fetchHistory());
    expect(history).toContain(`"realm":"${here.realm}"`.replaceAll('"', '\\"'));
    for (const word of ['示例学会1', 'example.org', '进度不足']) expect(history).not.toContain(word);
  }
});

/** Awarded projects, by number; their task books are open. */
async function awarded(many: number): Promise<{ here: RealmWorld; round: { id: string }; projects: string[] }> {
  const here = await world.another();
  await addAccount(here, 'staff');
  const round = await launchBefore(here, 'approval', { societies: many, tiers: Array.from({ length: many }, () => 'tier1') });
  await applied(here, 'approve', stageId(round.id, 'approval', 1), { minutes: '〔2018〕7' });
  return { here, round, projects: (await rows<{ id: string }>(here, 'SELECT id FROM project ORDER BY number')).map((row) => row.id) };
}

/** The same, signed and with their plans handed in. */
async function running(many: number) {
  const ready = await awarded(many);
  await handIn(ready.here, 'taskBook');
  for (const project of ready.projects) await applied(ready.here, 'decide', projectId(project), { task: 'countersignature' });
  for (const kind of ['implementationPlan', 'fundRules', 'disbursementReceipt', 'arrivalConfirmation']) await handIn(ready.here, kind);
  return ready;
}

async function handIn(here: RealmWorld, kind: string): Promise<void> {
  const tasks = await tasksOf(here, kind);
  if (tasks.length === 0) throw new Error(`nobody owes ${kind}`);
  for (const task of tasks) await give(here, task, { content: { score: 91 } });
  await here.quiet();
}

/** A history as text, payloads decoded. */
function readable(value: unknown): string {
  const plain = (one: unknown): unknown => {
    if (one instanceof Uint8Array) return Buffer.from(one).toString('utf8');
    if (Array.isArray(one)) return one.map(plain);
    return one !== null && typeof one === 'object' ? Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, plain(inner)])) : one;
  };
  return JSON.stringify(plain(value));
}

const money = (here: RealmWorld, project: string) => here.inScope((tx) => balances(tx, project));
