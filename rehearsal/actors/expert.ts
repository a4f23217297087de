/** Experts: declare their conflicts, step back where they must, and score. */
import type { Schemas } from '../../apps/api/client.js';
import { type Act, type Cast, type Scene, spanOf, type Task } from '../cast.js';
import type { Chance } from '../chance.js';
import type { ExpertPlan } from '../data.js';
import type { Actor } from '../session.js';
import { officeAfter, slotBy, slots } from '../timing.js';

export async function expertActs(cast: Cast, scene: Scene): Promise<Act[]> {
  const own = scene.tasks.filter((task) => (task.role === 'expert' || task.role === 'groupLeader') && task.accountId !== null);
  if (own.length === 0) return [];
  const codes = new Map([...(await cast.applications())].map(([id, application]) => [id, application.society.code]));
  const recusals = recused(cast, own, codes);
  return own.flatMap((task) => {
    const plan = cast.experts.get(task.accountId ?? '');
    const code = codes.get(task.applicationId ?? '') ?? '';
    const at = plan && when(cast, scene, task, plan, code, recusals.has(task.id));
    return plan && at !== undefined ? [{ at, key: `expert/${task.id}`, run: () => act(cast, task, plan, code, recusals.has(task.id)) }] : [];
  });
}

function when(cast: Cast, scene: Scene, task: Task, plan: ExpertPlan, code: string, recuses: boolean): number | undefined {
  const span = spanOf(scene, task);
  // The leaders sit together when the last sheet is in.
  if (task.kind === 'groupSummary') return Math.max(span.opensAt, span.seenAt) < span.dueAt ? Math.max(span.opensAt, span.seenAt) : undefined;
  if (task.kind !== 'conflictDeclaration') return recuses ? slots(span)[0] : slotBy(span, cast.chance(plan.code, code, 'when'));
  if (plan.conduct === 'absent') return undefined;
  const at = officeAfter(Math.max(span.opensAt, span.seenAt));
  return at < span.dueAt ? at : undefined;
}

/** Who recuses does so from one of the applications assigned, drawn by lot. */
function recused(cast: Cast, tasks: Task[], codes: Map<string, string>): Set<string> {
  const drawn = new Map<string, { id: string; lot: number }>();
  for (const task of tasks) {
    const plan = cast.experts.get(task.accountId ?? '');
    if (task.kind !== 'score' || plan?.conduct !== 'recuses' || cast.recused.has(plan.code)) continue;
    const lot = cast.chance(plan.code, codes.get(task.applicationId ?? '') ?? '', 'recusal');
    if (lot < (drawn.get(plan.code)?.lot ?? 1)) drawn.set(plan.code, { id: task.id, lot });
  }
  return new Set([...drawn.values()].map(({ id }) => id));
}

async function act(cast: Cast, task: Task, plan: ExpertPlan, code: string, recuses: boolean): Promise<void> {
  const actor = await cast.expert(task.accountId ?? '');
  if (recuses) {
    cast.recused.add(plan.code);
    await cast.submit(task, actor, { kind: 'recusal', reason: '演练：发现与申报学会存在合作关系' });
    return;
  }
  if (task.kind === 'conflictDeclaration') {
    const { subjects } = await cast.read(task, actor);
    const conflicts = subjects.filter(({ society }) => cast.chance(plan.code, society.code, 'conflict') < 0.02);
    await cast.submit(task, actor, { kind: 'conflictDeclaration', conflicts: conflicts.map(({ applicationId }) => ({ applicationId, reason: '演练：近三年有合作' })) });
    return;
  }
  if (task.kind === 'groupSummary') {
    await cast.submit(task, actor, await opinion(cast, task, actor));
    return;
  }
  const asks = await cast.asks(task, actor);
  if (asks.what !== 'score') throw new Error(`an expert cannot hand in ${task.kind}`);
  const society = [...cast.societies.values()].find((one) => one.code === code);
  await cast.submit(task, actor, { kind: 'score', entry: scoreEntry(asks.sheet, society?.quality ?? 0.5, (...keys) => cast.chance(plan.code, code, ...keys)) });
}

/** The computed order, here and there with the first two changed and a reason; one member may see it otherwise. */
async function opinion(cast: Cast, task: Task, actor: Actor): Promise<Schemas['Submission']> {
  const { asks } = await cast.read(task, actor);
  if (asks?.what !== 'groupSummary') throw new Error('a group leader gives an opinion');
  const ordered = [...asks.candidates].sort((a, b) => a.rank - b.rank || (a.society < b.society ? -1 : 1)).map(({ applicationId }) => applicationId);
  const [first, second, ...others] = ordered;
  const changed = first !== undefined && second !== undefined && cast.chance(asks.group, 'order') < 0.3;
  const dissenting = cast.chance(asks.group, 'dissent') < 0.4 ? asks.members.slice(0, 1) : [];
  return {
    kind: 'groupSummary', opinion: `演练：${asks.group} 组评审意见`, ranking: changed ? [second, first, ...others] : ordered, deviationReason: changed ? '演练：答辩表现更好' : '',
    dissent: dissenting.map(({ expertId }) => ({ expertId, opinion: '演练：保留不同意见' })), signed: true,
  };
}

type Sheet = Extract<Schemas['TaskAsks'], { what: 'score' }>['sheet'];
type Entry = Extract<Schemas['Submission'], { kind: 'score' }>['entry'];

/** Around the society's quality, to the hundredth of a point; very low and very high marks are explained. */
function scoreEntry(sheet: Sheet, quality: number, chance: Chance): Entry {
  const scores: Record<string, number> = {};
  const reasons: Record<string, string> = {};
  for (const { key, points } of sheet.criteria) {
    const share = 0.5 + 0.35 * quality + 0.14 * chance(key);
    scores[key] = Math.round(points * share * 100) / 100;
    const percent = (scores[key] / points) * 100;
    if (percent < sheet.reasonBelowPercent || percent > sheet.reasonAbovePercent) reasons[key] = '演练：理由见评审意见';
  }
  const tier = sheet.tiers[Math.min(sheet.tiers.length - 1, Math.floor((1 - quality) * sheet.tiers.length))];
  return { passFail: Object.fromEntries(sheet.passFail.map(({ key }) => [key, true])), scores, reasons, recusalConfirmed: true, ...(tier ? { suggestedTier: tier.key } : {}) };
}
