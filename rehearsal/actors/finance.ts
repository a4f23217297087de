/** Finance: pays when the society's receipt is there, and confirms what arrives and what comes back. */
import { dayOf } from '../../domain/calendar/beijing.js';
import { type Act, type Cast, type Scene, spanOf, type Task } from '../cast.js';
import { fillForm } from '../filling.js';
import { ask, header, insist } from '../session.js';
import { DAY_MS, officeAfter } from '../timing.js';

export function financeActs(cast: Cast, scene: Scene): Act[] {
  return [
    ...scene.tasks.filter((task) => task.role === 'finance').map((task) => ({
      at: officeAfter(Math.max(spanOf(scene, task).opensAt, spanOf(scene, task).seenAt)), key: `finance/${task.id}`, run: () => confirm(cast, task),
    })),
    // What is claimed after a termination or a failure comes back a week later.
    ...scene.tasks.filter(({ kind, projectId }) => kind === 'clawback' && projectId !== null).map((task) => ({
      at: officeAfter(spanOf(scene, task).seenAt + 7 * DAY_MS), key: `finance/claim/${task.id}`, run: () => settleUnspent(cast, task.projectId ?? '', dayOf(scene.now)),
    })),
  ];
}

async function confirm(cast: Cast, task: Task): Promise<void> {
  const actor = await cast.role('finance');
  const asks = await cast.asks(task, actor);
  if (asks.what !== 'form') throw new Error(`finance cannot hand in ${task.kind}`);
  const content = fillForm({ form: asks.form, code: task.societyCode ?? '', name: task.societyName ?? '', step: task.step, chance: cast.chance });
  await cast.submit(task, actor, { kind: 'form', content });
}

/** Money that a society has left, or that is claimed from it, has come back to the last cent. */
export async function settleUnspent(cast: Cast, projectId: string, on: string): Promise<void> {
  const { client } = await cast.role('finance');
  const path = { id: projectId };
  const { carryOverCents, claimedCents, budget } = await ask(() => client.GET('/api/v1/projects/{id}/money', { params: { path } }));
  const amountCents = budget === null ? claimedCents : claimedCents + Math.max(0, carryOverCents);
  if (amountCents === 0) return;
  await insist(`return.${projectId}`, (key) => client.POST('/api/v1/projects/{id}/returns', { params: { path, header: header(key) }, body: { amountCents, on, voucher: '演练-交回' } }));
}
