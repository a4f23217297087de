import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectId, stageId } from '../../domain/ids.js';
import { withClient } from '../../records/roles.js';
import { applied, give, rows, tasksOf } from '../workflows/acting.js';
import { type JumpedRound, launchBefore } from '../workflows/jumping.js';
import { openWorld, type World } from '../workflows/world.js';
import { TestApi } from './api.js';
import { type Explained, expectWhole } from './explained.js';
import { addPerson } from './people.js';

/** One project to the verdict on its first year (000 §5.5). Tier 1: 3 million yuan for each year. */
const YEARLY = 300_000_000;
let world: World;
let api: TestApi;
let round: JumpedRound;
let project: string;
let own: string;

beforeAll(async () => {
  world = await openWorld('2018-11-15T09:00:00+08:00');
  round = await launchBefore(world, 'approval', { societies: 2, tiers: ['tier1'] });
  api = await TestApi.on(world);
  own = (await addPerson(world, 'society', round.societies[0]?.id)).token;
  await applied(world, 'approve', stageId(round.id, 'approval', 1), { minutes: '〔2018〕7' });
  project = (await rows<{ id: string }>(world, 'SELECT id FROM project'))[0]?.id ?? '';
  await handIn('taskBook', { kpis: [kpi('会议', 'quantity'), { kpi: '影响', section: 'social', measure: 'qualitative', unit: '%' }], budget: [1, 2, 3].map(line) });
  await applied(world, 'decide', projectId(project), { task: 'countersignature' });
  for (const kind of ['implementationPlan', 'fundRules', 'disbursementReceipt', 'arrivalConfirmation']) await handIn(kind, {});
  await world.stepTo('2019-01-02T09:00:00+08:00');
  await handIn('selfEvaluation', { results: [{ kpi: '会议', target: 10, actual: 10, evidence: '材料' }, { kpi: '影响', percent: 80, evidence: '材料' }], selfScore: 95 });
  for (const kind of ['annualReport', 'finalAccounts']) await handIn(kind, {});
  await world.stepTo('2019-03-04T09:00:00+08:00');
  await handIn('auditDraft', { score: 70 });
  await handIn('auditResponse', {});
  await handIn('auditReport', { score: 70, rectification: 'none' });
  await world.stepTo('2019-05-02T09:00:00+08:00');
}, 120_000);
afterAll(async () => {
  await api.stop();
  await world.close();
});

const kpi = (name: string, section: string) => ({ kpi: name, section, measure: 'quantitative', better: 'higher', unit: '场', year1: 10, year2: 10, year3: 10 });
const line = (n: number) => ({ line: `y${n}`, year: 2017 + n, item: '会议', direction: '方向', use: 'academicEvents', unit: '年', unitPriceCents: YEARLY, quantity: 1, amountCents: YEARLY, basis: '询价', source: 'fiscal' });

async function handIn(kind: string, content: Record<string, unknown>): Promise<void> {
  const [task] = await tasksOf(world, kind);
  if (!task) throw new Error(`nobody owes ${kind}`);
  expect(await give(world, task, { content })).toMatchObject({ ok: true });
  await world.quiet();
}

const why = (as: { as?: 'staff'; token?: string } = { as: 'staff' }) => api.call<Explained>('GET', `explanations/verdict/${project}:2018`, as);

test('before the verdict there is nothing to ask', async () => {
  expect((await why()).status).toBe(404);
});

test('a verdict: the audit’s score, its grade, what that recommends, what people decided, and what is left of the money', async () => {
  const body = { task: 'verdict', outcome: 'adjust', percent: 40, reason: '绩效评价为中', minutes: '〔2019〕2' };
  const decided = await api.call<{ commandId?: string }>('POST', `projects/${project}/decisions`, { as: 'leadership', body });
  expect(decided.status).toBeLessThan(300);
  await world.quiet();
  const told = await why();
  expectWhole(told, 'adjust');
  const { explanation } = told.body;
  expect(explanation.parts.map(({ what, result }) => [what, result])).toEqual([['grade', 'fair'], ['recommendation', 'adjust'], ['selfEvaluationScore', expect.any(Number)], ['instalmentLeft', 120_000_000]]);
  expect(explanation.parts[0]?.inputs[0]).toMatchObject({ name: 'score', value: 70, source: { kind: 'fact' } });
  expect(explanation.inputs.map(({ name }) => name)).toEqual(['decision', 'decidedAt', 'decidedBy', 'reason', 'minutes', 'percent']);
  expect(explanation.inputs).toContainEqual(expect.objectContaining({ name: 'minutes', value: '〔2019〕2' }));
});

test('its society reads all of it but who decided; another society nothing', async () => {
  const told = await why({ token: own });
  expectWhole(told, 'adjust');
  expect(told.body.explanation.inputs.map(({ name }) => name)).toEqual(['decision', 'decidedAt', 'reason', 'minutes', 'percent']);
  const other = await addPerson(world, 'society', round.societies[1]?.id);
  expect((await why({ token: other.token })).status).toBe(404);
});

test('another score on record is seen: what was recommended does not come out again', async () => {
  // Nobody but the owner of the schema can change a verdict.
  const changed = await withClient(world.database.ownerUrl, async (client) => {
    await client.query(`SELECT set_config('app.realm', $1, false), set_config('app.society', '*', false)`, [world.realm]);
    return client.query('UPDATE verdict SET score_thousandths = 85000 WHERE project_id = $1', [project]);
  });
  expect(changed.rowCount).toBe(1);
  expect((await why()).body).toMatchObject({ stored: 'adjust', recomputed: 'adjust', reproduces: false, note: expect.stringContaining('不同') });
});

test('corrected over the API: previewed, then the step comes again, and the project’s page shows both', async () => {
  const decisions = await api.call<{ items: { id: string; body: { task?: string } }[] }>('GET', `projects/${project}/decisions`, { as: 'leadership' });
  const verdict = decisions.body.items.find(({ body }) => body.task === 'verdict')?.id ?? '';
  const body = { reason: '认定有误', minutes: '〔2019〕3' };
  expect(await api.call('POST', `decisions/${verdict}/preview-correction`, { as: 'leadership', body })).toMatchObject({ status: 200, body: { possible: true, act: 'reopenProjectStep' } });
  expect((await api.call('POST', `decisions/${verdict}/correction`, { as: 'leadership', body })).status).toBeLessThan(300);
  await world.quiet();
  const page = await api.call<{ steps: { key: string; status: string }[] }>('GET', `projects/${project}`, { as: 'staff' });
  expect(page.status).toBe(200);
  expect(page.body.steps.filter(({ key }) => key === '2018.verdict').map(({ status }) => status).sort()).toEqual(['open', 'superseded']);
});

test('the termination of a project that has ended is corrected beside it, and the project goes on', async () => {
  const terminated = await api.call('POST', `projects/${project}/termination`, { as: 'leadership', body: { reason: '学会申请终止', minutes: '〔2019〕4' } });
  expect(terminated.status).toBeLessThan(300);
  await world.quiet();
  expect((await api.call<{ steps: { key: string; name: { zh: string } }[] }>('GET', `projects/${project}`, { as: 'staff' })).body.steps.at(-1)).toMatchObject({ key: 'repayment', name: { zh: '退回应收回的专项资金' } });
  expect(await api.call('POST', `projects/${project}/claim/write-off`, { as: 'staff', body: { reason: 'r', minutes: 'm' } })).toMatchObject({ status: 403 });
  const given = await api.call('POST', `projects/${project}/claim/write-off`, { as: 'leadership', body: { reason: '学会已注销', minutes: '〔2019〕5' } });
  expect(given).toMatchObject({ status: 200, body: { writtenOffCents: YEARLY, outstandingCents: 0 } });
  await world.quiet();
  const [writeOff] = (await api.call<{ items: { id: string; kind: string }[] }>('GET', `projects/${project}/decisions`, { as: 'leadership' })).body.items.filter(({ kind }) => kind === 'writeOffClaim');
  const body = { reason: '不应核销', minutes: '〔2019〕6' };
  expect(await api.call('POST', `decisions/${writeOff?.id ?? ''}/preview-correction`, { as: 'leadership', body })).toMatchObject({ status: 200, body: { possible: true } });
  expect((await api.call('POST', `decisions/${writeOff?.id ?? ''}/correction`, { as: 'leadership', body })).status).toBeLessThan(300);
  await world.quiet();
  // All of it comes back: the claim is settled, and the project is over.
  expect((await api.call('POST', `projects/${project}/returns`, { as: 'finance', body: { amountCents: YEARLY, on: '2019-05-02', voucher: '记-9' } })).status).toBeLessThan(300);
  await world.quiet();
  expect(await rows(world, `SELECT state FROM wait WHERE workflow_id = 'project/${project}'`)).toEqual([{ state: 'closed' }]);
});
