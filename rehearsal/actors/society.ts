/** Societies: hand in figures, apply if they wish, correct, withdraw; the funded ones sign, plan and report. */
import type { Schemas } from '../../apps/api/client.js';
import { type Act, type Cast, type Scene, spanOf, type Task } from '../cast.js';
import type { SocietyPlan } from '../data.js';
import { fillForm } from '../filling.js';
import { yearScore } from '../performance.js';
import { ask, header, insist } from '../session.js';
import { governanceAnswers, handsIn, isCollecting } from '../governance.js';
import { lateness } from '../late.js';
import { lastDayOf, officeAfter, slotBy, slots } from '../timing.js';

const DAY_MS = 86_400_000;

export async function societyActs(cast: Cast, scene: Scene): Promise<Act[]> {
  const handIns = scene.tasks.flatMap((task) => {
    const plan = task.role === 'society' ? cast.societies.get(task.societyId ?? '') : undefined;
    const at = plan && wishes(task, plan, cast) ? when(cast, scene, task, plan) : undefined;
    return plan && at !== undefined ? [{ at, key: `society/${task.id}`, run: () => handIn(cast, task, plan) }] : [];
  });
  return [...handIns, ...(await withdrawals(cast, scene))];
}

/** 000 §5.2: 自愿申报. */
function wishes(task: Task, { code, conduct }: SocietyPlan, { chance }: Cast): boolean {
  if (isCollecting(task)) return handsIn(task.step, code, task.kind, chance);
  if (task.kind === 'indicators') return conduct !== 'silent';
  if (task.kind === 'application') return conduct !== 'declines';
  return task.kind !== 'correction' || conduct !== 'neverFinishes';
}

function when(cast: Cast, scene: Scene, task: Task, { code, conduct }: SocietyPlan): number | undefined {
  const span = spanOf(scene, task);
  if (!task.extended && lateness(cast.chance, task) !== undefined) return undefined;
  // Who was given more time uses all of it; what is to be corrected must come early enough to be.
  if (task.extended) return slots(span).at(-1);
  if (task.kind === 'application' && (conduct === 'unfinished' || conduct === 'neverFinishes')) return slots(span)[0];
  // Everything that one step asks for goes in one envelope.
  return slotBy(span, cast.chance(code, task.step, 'when'));
}

async function handIn(cast: Cast, task: Task, plan: SocietyPlan): Promise<void> {
  const actor = await cast.society(task.societyId ?? '');
  const asks = await cast.asks(task, actor);
  await cast.submit(task, actor, submission(cast, task, plan, asks));
}

function submission(cast: Cast, task: Task, plan: SocietyPlan, asks: Schemas['TaskAsks']): Schemas['Submission'] {
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
    form: asks.form, code: plan.code, name: plan.name, step: task.step, chance: cast.chance, score: yearScore(cast.chance, plan.code, task.step),
    unfinished: task.kind === 'application' && (plan.conduct === 'unfinished' || plan.conduct === 'neverFinishes'),
  });
  if (!isCollecting(task)) return { kind: 'form', content };
  return { kind: 'form', content: { ...content, ...governanceAnswers({ form: asks.form, code: plan.code, quality: plan.quality, on, chance: cast.chance }) } };
}

/** Withdrawal is free until approval: here while the first list is public. */
async function withdrawals(cast: Cast, scene: Scene): Promise<Act[]> {
  if (scene.stage?.type !== 'publicityPeriod' || scene.stage.n !== 1) return [];
  const { opensAt } = await cast.period();
  const applications = [...(await cast.applications()).values()];
  return applications.flatMap((application) => {
    const plan = cast.societies.get(application.society.id);
    if (plan?.conduct !== 'withdraws' || application.status === 'notAccepted') return [];
    return [{ at: officeAfter(opensAt + 2 * DAY_MS), key: `withdraw/${application.id}`, run: () => withdraw(cast, application) }];
  });
}

async function withdraw(cast: Cast, { id, society }: Schemas['ApplicationSummary']): Promise<void> {
  const { client } = await cast.society(society.id);
  const own = await ask(() => client.GET('/api/v1/applications/{id}', { params: { path: { id } } }));
  if (own.status !== 'accepted') return;
  await insist(`withdraw.${id}`, (key) =>
    client.POST('/api/v1/applications/{id}/withdrawal', { params: { path: { id }, header: header(key) }, body: { reason: '演练：学会自愿撤回申报' } }));
}
