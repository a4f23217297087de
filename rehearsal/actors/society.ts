/** Societies: hand in figures, apply if they wish, correct, withdraw; the funded ones sign, plan and report. */
import type { Schemas } from '../../apps/api/client.js';
import { type Act, type Cast, type Scene, spanOf, type Task } from '../cast.js';
import type { SocietyPlan } from '../data.js';
import { fillForm } from '../filling.js';
import { vouchers } from '../money.js';
import { yearScore } from '../performance.js';
import { ask, header, insist } from '../session.js';
import { governanceAnswers, handsIn, isCollecting } from '../governance.js';
import { lateness } from '../late.js';
import { DAY_MS, lastDayOf, officeAfter, slotBy, slots } from '../timing.js';

export async function societyActs(cast: Cast, scene: Scene): Promise<Act[]> {
  const handIns = scene.tasks.flatMap((task) => {
    const plan = task.role === 'society' ? cast.societies.get(task.societyId ?? '') : undefined;
    const at = plan && wishes(task, plan, cast) && answers(cast, task) ? when(cast, scene, task, plan) : undefined;
    return plan && at !== undefined ? [{ at, key: `society/${task.id}${cast.again(task)}`, run: () => handIn(cast, task, plan) }] : [];
  });
  return [...handIns, ...(await withdrawals(cast, scene))];
}

/** A few say nothing to the draft of their audit: it goes on without them. */
const answers = (cast: Cast, task: Task): boolean => task.kind !== 'auditResponse' || cast.chance(task.societyCode ?? '', task.step, 'silent') >= 0.1;

/** 000 §5.2: 自愿申报. */
function wishes(task: Task, { code, conduct }: SocietyPlan, { chance, speechless }: Cast): boolean {
  if (isCollecting(task)) return handsIn(task.step, code, task.kind, chance);
  if (task.kind === 'indicators') return conduct !== 'silent';
  // Money is paid back to finance.
  if (task.kind === 'clawback') return false;
  if (task.kind === 'sanctionStatement') return !speechless.has(task.societyId ?? '');
  if (task.kind === 'application') return conduct !== 'declines';
  return task.kind !== 'correction' || conduct !== 'neverFinishes';
}

/** Receipts and answers are sent in the next office hours. */
const AT_ONCE: ReadonlySet<string> = new Set(['disbursementReceipt', 'auditResponse', 'rectificationReport']);

function promptly({ opensAt, seenAt, dueAt }: ReturnType<typeof spanOf>): number | undefined {
  const at = officeAfter(Math.max(opensAt, seenAt));
  return at < dueAt ? at : undefined;
}

function when(cast: Cast, scene: Scene, task: Task, { code, conduct }: SocietyPlan): number | undefined {
  const span = spanOf(scene, task);
  if (!task.extended && lateness(cast.chance, task) !== undefined) return undefined;
  // Who was given more time uses all of it; what is to be corrected must come early enough to be.
  if (task.extended) return slots(span).at(-1);
  if (AT_ONCE.has(task.kind)) return promptly(span);
  if (task.kind === 'application' && (conduct === 'unfinished' || conduct === 'neverFinishes')) return slots(span)[0];
  // Everything that one step asks for goes in one envelope.
  return slotBy(span, cast.chance(code, task.step, 'when'));
}

async function handIn(cast: Cast, task: Task, plan: SocietyPlan): Promise<void> {
  const actor = await cast.society(task.societyId ?? '');
  const asks = await cast.asks(task, actor);
  const read = asks.what === 'form' && task.projectId !== null && asks.form.sections.some(({ fields }) => fields.some(({ holds }) => holds !== undefined));
  const money = read ? await spend(cast, task, plan) : undefined;
  // What is on record is read after the spending was recorded.
  const prefilled = read ? (await cast.read(task, actor)).prefilled : null;
  await cast.submit(task, actor, submission(cast, task, plan, { asks, money, prefilled }));
}

/** The year's vouchers are recorded before the year is evaluated. */
async function spend(cast: Cast, task: Task, plan: SocietyPlan): Promise<Schemas['ProjectMoney']> {
  const { client } = await cast.society(task.societyId ?? '');
  const path = { id: task.projectId ?? '' };
  const money = await ask(() => client.GET('/api/v1/projects/{id}/money', { params: { path } }));
  const year = Number(task.step.split('.')[0]);
  if (task.kind !== 'selfEvaluation' || money.spending.some((entry) => entry.year === year)) return money;
  const entries = vouchers(money, year, plan.code, cast.chance);
  if (entries.length === 0) return money;
  return insist(`spend.${path.id}.${year}`, (key) => client.POST('/api/v1/projects/{id}/spending', { params: { path, header: header(key) }, body: { entries } }));
}

interface Known {
  asks: Schemas['TaskAsks'];
  money: Schemas['ProjectMoney'] | undefined;
  prefilled: Record<string, unknown> | null;
}

function submission(cast: Cast, task: Task, plan: SocietyPlan, { asks, money, prefilled }: Known): Schemas['Submission'] {
  if (asks.what === 'indicators') {
    const values = asks.indicators.flatMap(({ key, evidence }) => {
      const value = plan.figures[key];
      return value === undefined ? [] : [{ indicator: key, value, evidence: `演练：${evidence.zh}` }];
    });
    return { kind: 'indicators', values };
  }
  if (asks.what !== 'form') throw new Error(`a society cannot hand in ${task.kind}`);
  const on = lastDayOf(Date.parse(task.dueAt));
  const content = fillForm({
    form: asks.form, code: plan.code, name: plan.name, step: task.step, chance: cast.chance, score: yearScore(cast.chance, plan.code, task.step), money, prefilled,
    unfinished: task.kind === 'application' && (plan.conduct === 'unfinished' || plan.conduct === 'neverFinishes'),
  });
  if (!isCollecting(task)) return { kind: 'form', content };
  return { kind: 'form', content: { ...content, ...governanceAnswers({ form: asks.form, code: plan.code, quality: plan.quality, on, chance: cast.chance }) } };
}

/** Withdrawal is free until approval: here while the first list is public. */
async function withdrawals(cast: Cast, scene: Scene): Promise<Act[]> {
  if (scene.stage?.type !== 'publicityPeriod' || scene.stage.n !== 1) return [];
  const period = await cast.period();
  if (period === undefined) return [];
  const applications = [...(await cast.applications()).values()];
  return applications.flatMap((application) => {
    const plan = cast.societies.get(application.society.id);
    if (plan?.conduct !== 'withdraws' || application.status === 'notAccepted') return [];
    return [{ at: officeAfter(period.opensAt + 2 * DAY_MS), key: `withdraw/${application.id}`, run: () => withdraw(cast, application) }];
  });
}

async function withdraw(cast: Cast, { id, society }: Schemas['ApplicationSummary']): Promise<void> {
  const { client } = await cast.society(society.id);
  const own = await ask(() => client.GET('/api/v1/applications/{id}', { params: { path: { id } } }));
  if (own.status !== 'accepted') return;
  await insist(`withdraw.${id}`, (key) =>
    client.POST('/api/v1/applications/{id}/withdrawal', { params: { path: { id }, header: header(key) }, body: { reason: '演练：学会自愿撤回申报' } }));
}
