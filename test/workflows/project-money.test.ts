import { projectId, stageId } from '../../domain/ids.js';
import type { BudgetLine } from '../../domain/funds/budget.js';
import { statementOf } from '../../domain/funds/position.js';
import { addSpending, moneyOf } from '../../records/money.js';
import { addAccount, applied, give, letters, refusedBy, rows, type TaskRow, tasksOf, waitOf } from './acting.js';
import { launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, STAFF, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-11-15T09:00:00+08:00');
});
afterAll(() => world.close());

/** Tier 1 of the programme: cents per implementation year. */
const YEARLY = 300_000_000;
const BORDERLINE = { line: 'y1', allowed: true, reason: '与项目任务直接相关' };

test('a borderline line of the budget stops the countersignature until the office decides about it, with a reason (003 §5.3 等支出 [C])', async () => {
  const { here, project } = await awarded();
  await handIn(here, 'taskBook', taskBook('expertFee'));
  expect(await refusedBy(here, 'decide', projectId(project), { task: 'countersignature' })).toMatchObject({ code: 'BORDERLINE_UNDECIDED', params: { lines: 'y1' } });
  expect(await refusedBy(here, 'decide', projectId(project), { task: 'countersignature', borderline: [{ ...BORDERLINE, reason: '' }] })).toMatchObject({ code: 'BORDERLINE_UNDECIDED' });
  expect(await refusedBy(here, 'decide', projectId(project), { task: 'countersignature', borderline: [{ ...BORDERLINE, allowed: false }] })).toMatchObject({ code: 'USE_TURNED_DOWN' });

  // What is turned down goes back to the society, and comes again.
  await applied(here, 'decide', projectId(project), { task: 'countersignature', outcome: 'return', reason: '专家费不予列支' });
  expect(await tasksOf(here, 'countersignature')).toEqual([]);
  expect(await letters(here, 'taskBookReturned')).toHaveLength(1);
  await handIn(here, 'taskBook', taskBook('academicEvents'));
  expect(await applied(here, 'decide', projectId(project), { task: 'countersignature' })).toMatchObject({ paidCents: YEARLY });
});

test('an instalment is notified at the signature, and is the society’s when finance confirms its arrival; termination claims what is unspent', async () => {
  const { here, project } = await running(true);
  expect(await money(here, project)).toMatchObject({ payableCents: 0, disbursedCents: YEARLY, carryOverCents: YEARLY, outstandingCents: 2 * YEARLY });
  expect(await rows(here, `SELECT key, state FROM instalment ORDER BY n`)).toEqual([{ key: 'first', state: 'arrived' }, { key: 'second', state: 'planned' }, { key: 'third', state: 'planned' }]);
  await spend(here, project, 100_000_000);
  for (const [body, code] of [[{ reason: '', minutes: 'm' }, 'REASON_REQUIRED'], [{ reason: 'r', minutes: '' }, 'MINUTES_REQUIRED']] as const) {
    expect(await refusedBy(here, 'terminate', projectId(project), body)).toMatchObject({ code });
  }
  await applied(here, 'terminate', projectId(project), { reason: '学会申请终止', minutes: '〔2018〕9' });
  expect(await money(here, project)).toMatchObject({ releasedCents: 2 * YEARLY, outstandingCents: 0, claimedCents: 200_000_000, carryOverCents: 0, spentCents: 100_000_000 });
  // Thirty working days, with reminders, to come back [C]; nobody is done before.
  expect(await waitOf(here, projectId(project))).toMatchObject({ step: 'repayment', role: 'society', what: 'clawback', params: { outstanding: '2000000.00' } });
  expect(await tasksOf(here, 'clawback')).toHaveLength(1);
  expect((await letters(here, 'clawbackDue')).map(({ params }) => params.amountYuan)).toEqual(['2000000.00']);
  const due = (await waitOf(here, projectId(project))).until ?? 0;
  await here.stepTo(new Date(due - 14 * 3_600_000).toISOString());
  expect((await letters(here)).filter(({ wave }) => wave !== '').map(({ wave, subject }) => [wave, subject.includes('退回')]).at(-1)).toEqual(['T-0', true]);
  await here.stepTo(new Date(due).toISOString());
  expect(await waitOf(here, projectId(project))).toMatchObject({ attention: 'overdue', until: null });
  expect(await refusedBy(here, 'writeOffClaim', projectId(project), { reason: 'r', minutes: '' })).toMatchObject({ code: 'MINUTES_REQUIRED' });
  expect(await applied(here, 'writeOffClaim', projectId(project), { reason: '学会已注销', minutes: '〔2019〕1' })).toEqual({ writtenOffCents: 200_000_000, outstandingCents: 0 });
  expect(await waitOf(here, projectId(project))).toMatchObject({ state: 'closed' });
  expect(await money(here, project)).toMatchObject({ claimedCents: 0, writtenOffCents: 200_000_000 });
});

test('a termination decided wrongly is taken back while nothing has come in on it; a write-off also after the project has ended (choice)', async () => {
  const { here, project } = await running();
  const before = await money(here, project);
  await applied(here, 'terminate', projectId(project), { reason: '误判', minutes: '〔2018〕9' });
  const wrong = { commandId: await lastCommand(here, 'terminate'), reason: '认定有误', minutes: '〔2018〕11' };
  expect(await applied(here, 'previewCorrection', projectId(project), wrong)).toMatchObject({ possible: true, act: 'reopenProjectStep' });
  expect(await rows(here, 'SELECT status FROM project')).toEqual([{ status: 'terminated' }]);
  await applied(here, 'correctDecision', projectId(project), wrong);
  expect(await rows(here, 'SELECT status, closed_at FROM project')).toEqual([{ status: 'running', closed_at: null }]);
  expect(await waitOf(here, projectId(project))).toMatchObject({ state: 'parked', step: '2018.inspection' });
  expect(await money(here, project)).toMatchObject({ outstandingCents: before.outstandingCents, carryOverCents: before.carryOverCents, claimedCents: 0 });
  expect(await rows(here, `SELECT key, state FROM instalment ORDER BY n`)).toEqual([{ key: 'first', state: 'arrived' }, { key: 'second', state: 'planned' }, { key: 'third', state: 'planned' }]);
  expect(await tasksOf(here, 'clawback')).toEqual([]);

  await applied(here, 'terminate', projectId(project), { reason: '学会申请终止', minutes: '〔2018〕12' });
  await applied(here, 'writeOffClaim', projectId(project), { reason: '误写', minutes: '〔2018〕13' });
  expect(await waitOf(here, projectId(project))).toMatchObject({ state: 'closed' });
  expect(await rows(here, 'SELECT status FROM round')).toEqual([{ status: 'closed' }]);
  const writeOff = await here.commandAfterClosing('correctDecision', projectId(project), { commandId: await lastCommand(here, 'writeOffClaim'), reason: '不应核销', minutes: '〔2018〕14' });
  expect(writeOff).toMatchObject({ state: 'applied', answer: { act: 'reopenProjectStep', step: 'repayment' } });
  await here.quiet();
  expect(await waitOf(here, projectId(project))).toMatchObject({ state: 'parked', step: 'repayment' });
  expect(await money(here, project)).toMatchObject({ claimedCents: YEARLY, writtenOffCents: 0 });
});

test('a project that had ended goes on when its acceptance is corrected, and its round with it', async () => {
  const { here, project } = await awarded();
  await here.stepTo('2018-12-10T09:00:00+08:00');
  await applied(here, 'terminate', projectId(project), { reason: '逾期未签署任务书', minutes: '〔2018〕10' });
  expect(await rows(here, 'SELECT status FROM round')).toEqual([{ status: 'closed' }]);
  const correction = { commandId: await lastCommand(here, 'terminate'), reason: '已按期签署，材料误登', minutes: '〔2018〕11' };
  expect(await here.commandAfterClosing('previewCorrection', projectId(project), correction)).toMatchObject({ answer: { possible: true } });
  expect(await waitOf(here, projectId(project))).toMatchObject({ state: 'closed' });
  expect(await here.commandAfterClosing('correctDecision', projectId(project), correction)).toMatchObject({ state: 'applied' });
  await here.quiet();
  expect(await rows(here, 'SELECT status FROM project')).toEqual([{ status: 'awarded' }]);
  expect(await rows(here, 'SELECT status, closed_at FROM round')).toEqual([{ status: 'announced', closed_at: null }]);
  expect(await waitOf(here, projectId(project))).toMatchObject({ state: 'parked', step: 'taskBook' });
  await handIn(here, 'taskBook', taskBook('academicEvents'));
  expect(await applied(here, 'decide', projectId(project), { task: 'countersignature' })).toMatchObject({ paidCents: YEARLY });
});

test('a society that never signs is terminated with reason and minutes, not skipped; what was promised goes back', async () => {
  const { here, project } = await awarded();
  expect(await refusedBy(here, 'skipStep', projectId(project), { reason: '不签' })).toMatchObject({ code: 'STEP_NOT_SKIPPABLE' });
  await here.stepTo('2018-12-10T09:00:00+08:00');
  expect(await applied(here, 'terminate', projectId(project), { reason: '逾期未签署任务书', minutes: '〔2018〕10' })).toMatchObject({ ends: true, releasedCents: 3 * YEARLY });
  expect(await rows(here, 'SELECT status FROM project')).toEqual([{ status: 'terminated' }]);
  expect(await tasksOf(here, 'taskBook', 'cancelled')).toHaveLength(1);
  expect(await letters(here, 'projectTerminated')).toHaveLength(1);
});

test('an audit: draft, a response that lapses after five working days, report, rectification; then the verdict, which departs only with a reason', async () => {
  const { here, project } = await running();
  await here.stepTo('2019-01-02T09:00:00+08:00');
  await spend(here, project, 150_000_000);
  await handIn(here, 'selfEvaluation', { results: [result('会议', 10), result('影响', undefined, 80)], selfScore: 95 });
  // Spent half of the budget: 5 of 10; quantity 50 of 50; influence 80 % of 40.
  expect(await rows(here, 'SELECT year, score_millionths, own_score_millionths, grade FROM self_evaluation')).toEqual([{ year: 2018, score_millionths: 87_000_000, own_score_millionths: 95_000_000, grade: 'good' }]);
  await handIn(here, 'annualReport', {});
  await handIn(here, 'finalAccounts', {});
  await here.stepTo('2019-03-04T09:00:00+08:00');
  expect(await tasksOf(here, 'auditReport')).toEqual([]);
  await handIn(here, 'auditDraft', { score: 70 });
  const [response] = await tasksOf(here, 'auditResponse');
  expect(await waitOf(here, projectId(project))).toMatchObject({ role: 'society', what: 'materials', until: Date.parse('2019-03-12T00:00:00+08:00') });
  await here.stepTo('2019-03-12T00:00:00+08:00');
  expect(await give(here, response as TaskRow, {})).toMatchObject({ ok: false, code: 'DEADLINE_PASSED' });
  expect(await tasksOf(here, 'auditResponse', 'skipped')).toHaveLength(1);
  await handIn(here, 'auditReport', { score: 70, rectification: 'required' });
  for (const kind of ['rectificationNotice', 'rectificationReport', 'rectificationConfirmation']) await handIn(here, kind, {});
  await here.stepTo('2019-05-02T09:00:00+08:00');

  expect(await refusedBy(here, 'skipStep', projectId(project), { reason: 'r' })).toMatchObject({ code: 'STEP_NOT_SKIPPABLE' });
  expect(await refusedBy(here, 'decide', projectId(project), { task: 'verdict', outcome: 'continue' })).toMatchObject({ code: 'VERDICT_REASON_REQUIRED', field: 'reason' });
  const verdict = { task: 'verdict', outcome: 'adjust', percent: 40, reason: '绩效评价为中', minutes: '〔2019〕2' };
  expect(await applied(here, 'decide', projectId(project), verdict)).toMatchObject({ recommended: 'adjust', paidCents: 120_000_000, releasedCents: 180_000_000 });
  // The next year's budget shrinks with its instalment, as a recorded adjustment.
  const { plan } = await here.inScope((tx) => moneyOf(tx, project));
  expect(plan?.budget.map(({ year, amountCents }) => [year, amountCents])).toEqual([[2018, YEARLY], [2019, 120_000_000], [2020, YEARLY]]);
  expect(await rows(here, 'SELECT cause, state FROM budget_adjustment')).toEqual([{ cause: 'verdict', state: 'approved' }]);
  await handIn(here, 'disbursementReceipt', {});
  await handIn(here, 'arrivalConfirmation', {});
  expect(await money(here, project)).toMatchObject({ disbursedCents: YEARLY + 120_000_000, releasedCents: 180_000_000, outstandingCents: YEARLY });
  expect(await waitOf(here, projectId(project))).toMatchObject({ step: '2019.inspection' });
});

const result = (kpi: string, actual?: number, percent?: number) => ({ kpi, ...(actual === undefined ? { percent } : { target: 10, actual }), evidence: '材料' });

const line = (n: number, use: string): BudgetLine => ({
  line: `y${n}`, year: 2017 + n, item: '会议', direction: '方向', use, unit: '年', unitPriceCents: YEARLY, quantity: 1, amountCents: YEARLY, basis: '询价', source: 'fiscal',
});
const taskBook = (use: string) => ({
  kpis: [
    { kpi: '会议', section: 'quantity', measure: 'quantitative', better: 'higher', unit: '场', year1: 10, year2: 10, year3: 10 }, { kpi: '影响', section: 'social', measure: 'qualitative', unit: '%' },
  ],
  budget: [line(1, use), line(2, 'academicEvents'), line(3, 'academicEvents')],
});

async function awarded(reminders = false): Promise<{ here: RealmWorld; project: string }> {
  const here = await world.another();
  await addAccount(here, 'staff');
  const round = await launchBefore(here, 'approval', { societies: 1, tiers: ['tier1'], reminders });
  await applied(here, 'approve', stageId(round.id, 'approval', 1), { minutes: '〔2018〕7' });
  return { here, project: (await rows<{ id: string }>(here, 'SELECT id FROM project'))[0]?.id ?? '' };
}

/** Signed, the plans handed in, the first instalment arrived. */
async function running(reminders = false): Promise<{ here: RealmWorld; project: string }> {
  const { here, project } = await awarded(reminders);
  await handIn(here, 'taskBook', taskBook('academicEvents'));
  await applied(here, 'decide', projectId(project), { task: 'countersignature' });
  expect(await money(here, project)).toMatchObject({ payableCents: YEARLY, disbursedCents: 0 });
  for (const kind of ['implementationPlan', 'fundRules', 'disbursementReceipt', 'arrivalConfirmation']) await handIn(here, kind, {});
  return { here, project };
}

async function handIn(here: RealmWorld, kind: string, content: Record<string, unknown>): Promise<void> {
  const [task] = await tasksOf(here, kind);
  if (!task) throw new Error(`nobody owes ${kind}`);
  expect(await give(here, task, { content })).toMatchObject({ ok: true });
  await here.quiet();
}

const spend = (here: RealmWorld, project: string, amountCents: number) => here.inScope(async (tx) => {
  const [row] = (await tx.query<{ society_id: string }>('SELECT society_id FROM project WHERE id = $1', [project])).rows;
  await addSpending(tx, {
    realm: here.realm, projectId: project, societyId: row?.society_id ?? '', accountId: STAFF,
    entries: [{ line: 'y1', year: 2018, amountCents, on: '2018-12-20', voucher: '记-1', payee: 'enterprise', purpose: '会议' }],
  });
});

const lastCommand = async (here: RealmWorld, kind: string) => (await rows<{ id: string }>(here, `SELECT id FROM command WHERE kind = '${kind}' AND state = 'applied' ORDER BY decided_at DESC LIMIT 1`))[0]?.id ?? '';

const money = async (here: RealmWorld, project: string) => statementOf(await here.inScope((tx) => moneyOf(tx, project)));
