import { projectId, remindersId, sanctionId, stageId } from '../../domain/ids.js';
import type { Programme } from '../../domain/programme/schema.js';
import { balances } from '../../records/projects.js';
import { addSanction, subjectOf } from '../../records/sanctions.js';
import { createWait } from '../../records/waits.js';
import { addAccount, applied, give, letters, refusedBy, rows, type TaskRow, tasksOf, waitOf } from './acting.js';
import { launchBefore } from './jumping.js';
import { openWorld, type RealmWorld, type SeededRound, STAFF, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld('2018-11-15T09:00:00+08:00');
});
afterAll(() => world.close());

/** Tier 1 of the programme: cents per implementation year; the first one is paid when the task book is signed. */
const YEARLY = 300_000_000;
const choice = { document: 'choice', clause: 'test' };
/** 003's consequences in a programme whose source has none, so that the rest of it is known. */
const amend = (programme: Programme): Programme => ({
  ...programme,
  sanctions: {
    barYears: 3, barScope: 'authority', reclaim: true, clause: { document: '003', clause: '§5.2' },
    hearing: { workingDays: 10, clause: choice }, decision: { workingDays: 20, clause: choice }, repayment: { workingDays: 30, clause: choice },
  },
});
const minutes = { minutes: '〔2018〕9号', reason: '虚报业绩属实' };

test('no statement by the deadline: it goes on and says so; revoked, the project ends, what is promised is released, what was paid is claimed; paid late and in parts, it closes when the bar is over (003 §5.2)', async () => {
  const { here, workflow, project, round } = await opened({ reminders: true });
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'hearing', role: 'society', what: 'hearing', until: Date.parse('2018-11-30T00:00:00+08:00') });
  expect(await refusedBy(here, 'decideSanction', workflow, { outcome: 'revoked', ...minutes })).toMatchObject({ code: 'COMMAND_NOT_EXPECTED' });
  await here.stepTo('2018-11-30T09:00:00+08:00');
  expect(await rows(here, `SELECT outcome FROM step WHERE workflow_id = $1 AND key = 'hearing'`, [workflow])).toEqual([{ outcome: { stated: false } }]);
  expect(await letters(here, 'sanctionUnheard')).toHaveLength(1);
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'decision', role: 'leadership' });
  expect(await refusedBy(here, 'decideSanction', workflow, { outcome: 'revoked', reason: 'x' })).toMatchObject({ code: 'MINUTES_REQUIRED', field: 'minutes' });
  expect(await refusedBy(here, 'decideSanction', workflow, { outcome: 'revoked', minutes: 'x' })).toMatchObject({ code: 'REASON_REQUIRED', field: 'reason' });
  expect(await applied(here, 'decideSanction', workflow, { outcome: 'revoked', ...minutes }))
    .toEqual({ outcome: 'revoked', claimCents: YEARLY, releasedCents: 2 * YEARLY, barFrom: '2018-12-01', barTo: '2021-11-30' });

  // 撤销承担专项的资格: the project's own workflow has ended, its open duties with it, and its round with the last project.
  expect(await waitOf(here, projectId(project))).toMatchObject({ state: 'closed' });
  expect(await rows(here, 'SELECT status FROM project')).toEqual([{ status: 'revoked' }]);
  expect(await tasksOf(here, 'implementationPlan', 'cancelled')).toHaveLength(1);
  expect(await rows(here, 'SELECT status FROM round')).toEqual([{ status: 'closed' }]);
  expect(await money(here, project)).toEqual({ appropriation: -YEARLY, commitments: 0, payable: 0, disbursed: 0, clawback: YEARLY });

  // 收回: thirty working days from Friday 30 November, New Year's Day not counted; reminders go out although the round is over.
  const due = Date.parse('2019-01-15T00:00:00+08:00');
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'clawback', role: 'society', params: { outstanding: '3000000.00' }, until: due });
  expect(await applied(here, 'recordReturn', workflow, { amountCents: 100_000_000, receivedOn: '2018-11-30', voucher: 'V-1' })).toMatchObject({ recoveredCents: 100_000_000, outstandingCents: 200_000_000 });
  expect(await refusedBy(here, 'recordReturn', workflow, { amountCents: 1, receivedOn: '2018-11-30', voucher: 'V-1' })).toMatchObject({ code: 'VOUCHER_RECORDED' });
  expect(await refusedBy(here, 'recordReturn', workflow, { amountCents: 200_000_001, receivedOn: '2018-11-30', voucher: 'V-2' })).toMatchObject({ code: 'RETURN_OVER_CLAIM', params: { outstanding: 200_000_000 } });
  await here.stepTo(due);
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'clawback', attention: 'overdue', until: null });
  await here.stepTo('2019-01-20T09:00:00+08:00');
  expect((await letters(here)).filter(({ wave, params }) => wave !== '' && params.task === 'clawback').map(({ wave }) => wave)).toEqual(['T-14', 'T-7', 'T-3', 'T-1', 'T-0', 'overdue']);
  expect(await applied(here, 'recordReturn', workflow, { amountCents: 200_000_000, receivedOn: '2019-01-20', voucher: 'V-2' })).toMatchObject({ outstandingCents: 0 });
  expect(await money(here, project)).toEqual({ appropriation: -YEARLY, commitments: 0, payable: 0, disbursed: 0, clawback: 0, returned: YEARLY });
  expect(await waitOf(here, remindersId(round))).toMatchObject({ state: 'closed' });

  // 连续3年: the fact is there for every later round; the case ends with it, at the end of a day that does not roll.
  expect(await rows(here, `SELECT kind, value->>'value' AS covers, value->'period' AS period, document, status FROM society_record WHERE kind = 'bar'`))
    .toEqual([{ kind: 'bar', covers: 'CAST', period: { from: '2018-12-01', to: '2021-11-30' }, document: '〔2018〕9号', status: 'active' }]);
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'bar', role: '', until: Date.parse('2021-12-01T00:00:00+08:00') });
  await here.stepTo('2021-12-01T00:00:00+08:00');
  expect(await waitOf(here, workflow)).toMatchObject({ state: 'closed' });
  expect(await letters(here, 'barOver')).toHaveLength(1);
  expect(await rows(here, 'SELECT state, outcome, claim_cents FROM sanction')).toEqual([{ state: 'closed', outcome: 'revoked', claim_cents: YEARLY }]);
});

test('a society that is heard and not at fault keeps its project; dismissed by mistake, the finding is decided again (003 §5.2 [C])', async () => {
  const { here, workflow, project } = await opened();
  const [task] = await tasksOf(here, 'sanctionStatement');
  expect(task).toMatchObject({ role: 'society', project_id: null });
  await give(here, task as TaskRow, { content: { statement: '数据有原始凭证' } });
  await here.quiet();
  expect(await letters(here, 'sanctionHeard')).toHaveLength(1);
  expect(await applied(here, 'decideSanction', workflow, { outcome: 'dismissed', minutes: '〔2018〕9号', reason: '经核实不属实' })).toEqual({ outcome: 'dismissed' });
  expect(await waitOf(here, workflow)).toMatchObject({ state: 'closed' });
  expect(await rows(here, 'SELECT status FROM project')).toEqual([{ status: 'running' }]);
  expect(await rows(here, `SELECT 1 FROM society_record WHERE kind = 'bar'`)).toEqual([]);
  expect(await money(here, project)).toEqual({ appropriation: -3 * YEARLY, commitments: 2 * YEARLY, payable: 0, disbursed: YEARLY });
  expect(await letters(here, 'sanctionDismissed')).toHaveLength(1);

  const wrong = { commandId: await lastCommand(here, 'decideSanction'), reason: '遗漏证据', minutes: '〔2018〕10号' };
  expect(await here.commandAfterClosing('previewCorrection', workflow, wrong)).toMatchObject({ answer: { possible: true, act: 'reopenFinding', letters: [{ template: 'sanctionReopened', count: 1 }] } });
  expect(await rows(here, 'SELECT state, outcome FROM sanction')).toEqual([{ state: 'closed', outcome: 'dismissed' }]);
  expect(await here.commandAfterClosing('correctDecision', workflow, wrong)).toMatchObject({ state: 'applied' });
  await here.quiet();
  expect(await waitOf(here, workflow)).toMatchObject({ state: 'parked', step: 'decision', role: 'leadership' });
  // Revoked after all, and that was wrong: lifted by the same code as on appeal, and the society is told that it was a mistake.
  await applied(here, 'decideSanction', workflow, { outcome: 'revoked', ...minutes });
  expect(await money(here, project)).toMatchObject({ disbursed: 0, clawback: YEARLY });
  await applied(here, 'correctDecision', workflow, { ...wrong, commandId: await lastCommand(here, 'decideSanction') });
  expect(await money(here, project)).toMatchObject({ disbursed: YEARLY, clawback: 0 });
  expect(await rows(here, `SELECT status FROM society_record WHERE kind = 'bar'`)).toEqual([{ status: 'withdrawn' }]);
  expect(await waitOf(here, workflow)).toMatchObject({ state: 'closed' });
  expect(await letters(here, 'sanctionWithdrawn')).toHaveLength(1);
});

test('lifted on appeal: the bar ends and stays on record, the claim and what came in are reversed by postings of their own (003 §5.2 [C])', async () => {
  const { here, workflow, project } = await revoked();
  await applied(here, 'recordReturn', workflow, { amountCents: 50_000_000, receivedOn: '2018-11-16', voucher: 'V-1' });
  const [{ id: mistaken } = { id: '' }] = await rows<{ id: string }>(here, 'SELECT id FROM sanction_return');
  expect(await applied(here, 'voidReturn', workflow, { returnId: mistaken, reason: '记错学会' })).toMatchObject({ recoveredCents: 0, outstandingCents: YEARLY });
  await applied(here, 'recordReturn', workflow, { amountCents: 80_000_000, receivedOn: '2018-11-16', voucher: 'V-1' });
  expect(await refusedBy(here, 'liftSanction', workflow, { reason: 'x' })).toMatchObject({ code: 'MINUTES_REQUIRED' });
  const lift = { minutes: '〔2018〕12号', reason: '新证据', appealedOn: '2018-11-15' };
  expect(await applied(here, 'liftSanction', workflow, lift)).toEqual({ lifted: true, unclaimedCents: YEARLY - 80_000_000, restitutedCents: 80_000_000, reinstatedCents: 0 });
  expect(await money(here, project)).toEqual({ appropriation: -YEARLY, commitments: 0, payable: 0, disbursed: YEARLY, clawback: 0, returned: 0 });
  expect(await rows(here, 'SELECT DISTINCT memo FROM ledger_entry ORDER BY memo')).toEqual(['arrival', 'award', 'claim', 'notice', 'recover', 'release', 'restitute', 'unclaim', 'unrecover'].map((memo) => ({ memo })));
  expect(await rows(here, 'SELECT sum(amount_cents) AS all FROM ledger_entry')).toEqual([{ all: 0 }]);
  expect(await rows(here, `SELECT status FROM society_record WHERE kind = 'bar'`)).toEqual([{ status: 'withdrawn' }]);
  expect(await rows(here, `SELECT outcome, minutes, lift->>'minutes' AS lifted FROM sanction`)).toEqual([{ outcome: 'revoked', minutes: '〔2018〕9号', lifted: '〔2018〕12号' }]);
  // Its steps went by meanwhile: it is not taken up again, but it ended without blame.
  expect(await rows(here, 'SELECT status FROM project')).toEqual([{ status: 'terminated' }]);
  expect(await tasksOf(here, 'clawback', 'cancelled')).toHaveLength(1);
  expect(await waitOf(here, workflow)).toMatchObject({ state: 'closed' });
  expect((await letters(here)).map(({ template }) => template)).toEqual(expect.arrayContaining(['sanctionLifted', 'clawbackRestitution']));

  // What came before rests on the lifting now; that was a mistake: in force again, with the bar as it was and the claim as far as it was not paid.
  const corrects = async (kind: string) => ({ commandId: await lastCommand(here, kind), reason: '撤销有误', minutes: '〔2018〕13号' });
  expect(await here.commandAfterClosing('correctDecision', workflow, await corrects('recordReturn'))).toMatchObject({ state: 'refused', answer: { code: 'SANCTION_LIFTED', params: { minutes: '〔2018〕12号' } } });
  expect(await here.commandAfterClosing('correctDecision', workflow, await corrects('decideSanction'))).toMatchObject({ answer: { code: 'LATER_DECISION', params: { kind: 'liftSanction' } } });
  expect(await here.commandAfterClosing('correctDecision', workflow, await corrects('liftSanction'))).toMatchObject({ state: 'applied', answer: { act: 'enforceAgain' } });
  await here.quiet();
  expect(await waitOf(here, workflow)).toMatchObject({ state: 'parked', step: 'clawback', params: { outstanding: '2200000.00' } });
  expect(await money(here, project)).toEqual({ appropriation: -YEARLY, commitments: 0, payable: 0, disbursed: 0, clawback: YEARLY - 80_000_000, returned: 80_000_000 });
  expect(await rows(here, `SELECT status, value->'period' AS period FROM society_record WHERE kind = 'bar' ORDER BY status`))
    .toEqual([{ status: 'active', period: { from: '2018-11-16', to: '2021-11-15' } }, { status: 'withdrawn', period: { from: '2018-11-16', to: '2021-11-15' } }]);
  expect(await rows(here, 'SELECT status FROM project')).toEqual([{ status: 'revoked' }]);
  expect((await letters(here)).map(({ template }) => template)).toEqual(expect.arrayContaining(['sanctionEnforced', 'restitutionStopped']));
  // It is lifted once more by a decision of its own.
  await applied(here, 'liftSanction', workflow, lift);
  expect(await money(here, project)).toMatchObject({ disbursed: YEARLY, clawback: 0, returned: 0 });
});

test('what cannot be recovered is written off by a recorded decision; written off, recorded or voided by mistake, it is put right while the bar runs (003 §5.2 [C])', async () => {
  const { here, workflow, project } = await revoked();
  await applied(here, 'recordReturn', workflow, { amountCents: 1, receivedOn: '2018-11-16', voucher: 'V-1' });
  expect(await refusedBy(here, 'writeOffClawback', workflow, { reason: '注销' })).toMatchObject({ code: 'MINUTES_REQUIRED' });
  expect(await applied(here, 'writeOffClawback', workflow, { minutes: '〔2018〕10号', reason: '学会已注销' })).toEqual({ writtenOffCents: YEARLY - 1, outstandingCents: 0 });
  expect(await money(here, project)).toEqual({ appropriation: -YEARLY, commitments: 0, payable: 0, disbursed: 0, clawback: 0, returned: 1, writtenOff: YEARLY - 1 });
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'bar' });
  const correct = async (kind: string) => applied(here, 'correctDecision', workflow, { commandId: await lastCommand(here, kind), reason: '登记有误', minutes: '〔2018〕11号' });
  // Claimed again, with a deadline and a task of its own.
  await correct('writeOffClawback');
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'clawback', params: { outstanding: '2999999.99' } });
  expect(await tasksOf(here, 'clawback')).toHaveLength(1);
  expect(await letters(here, 'clawbackDue')).toHaveLength(2);
  await applied(here, 'recordReturn', workflow, { amountCents: YEARLY - 1, receivedOn: '2018-11-16', voucher: 'V-2' });
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'bar' });
  // A return that never came: void, and claimed again. Voided by mistake, it counts again.
  expect(await correct('recordReturn')).toMatchObject({ act: 'voidReturn', outstandingCents: YEARLY - 1 });
  expect(await waitOf(here, workflow)).toMatchObject({ step: 'clawback' });
  const [{ id: first } = { id: '' }] = await rows<{ id: string }>(here, `SELECT id FROM sanction_return WHERE voucher = 'V-1'`);
  await applied(here, 'voidReturn', workflow, { returnId: first, reason: '记错' });
  expect(await correct('voidReturn')).toMatchObject({ act: 'countReturn', recoveredCents: 1, outstandingCents: YEARLY - 1 });
  expect(await refusedBy(here, 'correctDecision', workflow, { commandId: await lastCommand(here, 'correctDecision'), reason: 'x' })).toMatchObject({ code: 'NOT_CORRECTABLE' });
  await applied(here, 'writeOffClawback', workflow, { minutes: '〔2018〕12号', reason: '学会已注销' });
  expect(await money(here, project)).toMatchObject({ clawback: 0, returned: 1, writtenOff: YEARLY - 1 });
  // Lifted while only the bar runs: what was written off is the society's again.
  expect(await applied(here, 'liftSanction', workflow, { minutes: '〔2019〕1号', reason: '法院判决', appealedOn: '2018-11-15' }))
    .toMatchObject({ unclaimedCents: 0, restitutedCents: 1, reinstatedCents: YEARLY - 1 });
  expect(await money(here, project)).toMatchObject({ disbursed: YEARLY, returned: 0, writtenOff: 0, clawback: 0 });
  expect(await waitOf(here, workflow)).toMatchObject({ state: 'closed' });
});

test('a revocation before any award that was a mistake: the application that it took out goes on, and is ranked again (003 §5.2 [C])', async () => {
  const here = await world.another();
  const round = await launchBefore(here, 'publicity', { societies: 2, tiers: ['tier1'], amend, reminders: false });
  const workflow = await openCase(here, round);
  await hearAndRevoke(here, workflow);
  const standing = async () => (await rows<{ status: string }>(here, 'SELECT status FROM application WHERE society_id = $1', [round.societies[0]?.id])).map(({ status }) => status);
  expect(await standing()).toEqual(['cancelled']);
  await applied(here, 'correctDecision', workflow, { commandId: await lastCommand(here, 'decideSanction'), reason: '认定有误', minutes: '〔2018〕10号' });
  expect(await standing()).toEqual(['accepted']);
  expect(await rows(here, `SELECT key, n FROM stage WHERE status = 'open'`)).toEqual([{ key: 'review', n: 2 }]);
  expect(await rows(here, `SELECT status FROM society_record WHERE kind = 'bar'`)).toEqual([{ status: 'withdrawn' }]);
});

/** A funded society whose first year is paid, and a case about it. */
async function opened({ reminders = false } = {}): Promise<{ here: RealmWorld; workflow: string; project: string; round: string }> {
  const here = await world.another();
  for (const role of ['staff', 'leadership', 'discipline', 'finance']) await addAccount(here, role);
  const round = await launchBefore(here, 'approval', { societies: 1, tiers: ['tier1'], amend, reminders });
  await applied(here, 'approve', stageId(round.id, 'approval', 1), { minutes: '〔2018〕7' });
  const [{ id: project } = { id: '' }] = await rows<{ id: string }>(here, 'SELECT id FROM project');
  const [taskBook] = await tasksOf(here, 'taskBook');
  await give(here, taskBook as TaskRow, { content: {} });
  await here.quiet();
  await applied(here, 'decide', projectId(project), { task: 'countersignature' });
  for (const kind of ['disbursementReceipt', 'arrivalConfirmation']) {
    const [owed] = await tasksOf(here, kind);
    await give(here, owed as TaskRow, { content: {} });
    await here.quiet();
  }
  return { here, workflow: await openCase(here, round), project, round: round.id };
}

/** About the first society, as the API opens it. */
async function openCase(here: RealmWorld, round: SeededRound): Promise<string> {
  const societyId = round.societies[0]?.id ?? '';
  const workflow = await here.inScope(async (tx) => {
    const subject = await subjectOf(tx, round.id, societyId);
    const { rows: [clock] } = await tx.query<{ now: number }>('SELECT app.now($1) AS now', [here.realm]);
    const id = await addSanction(tx, {
      realm: here.realm, roundId: round.id, societyId, applicationId: subject?.application_id ?? '', projectId: subject?.project_id ?? null, finding: '虚报活动数量', evidence: '核查记录', by: STAFF, at: clock?.now ?? 0,
    });
    await createWait(tx, here.realm, sanctionId(id ?? ''), 'sanctionCase', { roundId: round.id, societyId, stage: 'sanction' });
    return sanctionId(id ?? '');
  });
  await here.wake(workflow);
  await here.quiet();
  return workflow;
}

/** The same, heard and revoked. */
async function revoked() {
  const ready = await opened();
  await hearAndRevoke(ready.here, ready.workflow);
  return ready;
}

async function hearAndRevoke(here: RealmWorld, workflow: string): Promise<void> {
  const [task] = await tasksOf(here, 'sanctionStatement');
  await give(here, task as TaskRow, { content: { statement: '承认' } });
  await here.quiet();
  await applied(here, 'decideSanction', workflow, { outcome: 'revoked', ...minutes });
}

const lastCommand = async (here: RealmWorld, kind: string) => (await rows<{ id: string }>(here, `SELECT id FROM command WHERE kind = $1 AND state = 'applied' ORDER BY decided_at DESC LIMIT 1`, [kind]))[0]?.id ?? '';

const money = (here: RealmWorld, project: string) => here.inScope((tx) => balances(tx, project));
