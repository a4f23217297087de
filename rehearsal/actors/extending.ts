/** The office gives more time: to a society that asks for it, and to whoever is late with what a step waits for. */
import type { Act, Cast, Scene, Task } from '../cast.js';
import { spanOf } from '../cast.js';
import { addDays, atTime, dayOf } from '../../domain/calendar/beijing.js';
import { lateness } from '../late.js';
import { header, insist } from '../session.js';
import { extendedFrom, lastDayOf, officeAfter } from '../timing.js';

export function extendingActs(cast: Cast, scene: Scene): Act[] {
  const acts = scene.tasks.flatMap((task) => {
    const plan = HANDED_IN.has(task.role) && !SANCTION.has(task.kind) && task.gateStatus === 'open' ? extension(cast, scene, task) : undefined;
    return plan ? [{ at: plan.at, key: `extend/${task.gateId}/${whom(task) ?? ''}/${task.dueAt}`, run: () => extend(cast, task, plan.dueAt) }] : [];
  });
  // Two debts behind one gate move together.
  return [...new Map(acts.map((act) => [act.key, act])).values()];
}

/** What a sanction asks for is not made later. */
const SANCTION: ReadonlySet<string> = new Set(['sanctionStatement', 'clawback']);

const HANDED_IN: ReadonlySet<string> = new Set(['society', 'expert', 'auditor']);

/** A society's own deadline is moved; an expert's is everybody's. */
const whom = (task: Task): string | undefined => task.societyId ?? undefined;

function extension(cast: Cast, scene: Scene, task: Task): { at: number; dueAt: number } | undefined {
  const { opensAt, dueAt, seenAt } = spanOf(scene, task);
  if (!task.extended && lateness(cast.chance, task) === 'before') {
    const asked = atTime(addDays(lastDayOf(dueAt), -1), '10:00');
    const at = asked >= seenAt && asked >= opensAt ? asked : officeAfter(Math.max(seenAt, opensAt));
    return { at, dueAt: extendedFrom(lastDayOf(Math.max(dueAt, at))) };
  }
  const after = !task.extended && lateness(cast.chance, task) === 'after';
  if (!after && scene.now < dueAt) return undefined;
  const at = officeAfter(Math.max(dueAt, seenAt));
  return { at, dueAt: extendedFrom(dayOf(at)) };
}

async function extend(cast: Cast, task: Task, dueAt: number): Promise<void> {
  const { client } = await cast.role('staff');
  const societyId = whom(task);
  const body = { dueAt: new Date(dueAt).toISOString(), reason: '演练：学会申请延期，理由成立', ...(societyId === undefined ? {} : { societyId }) };
  await insist(`extend.${task.id}.${dueAt}`, (key) => client.POST('/api/v1/gates/{id}/extension', { params: { path: { id: task.gateId }, header: header(key) }, body }));
}
