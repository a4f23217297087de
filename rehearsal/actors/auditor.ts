/** Third-party auditors, appointed by the office: a draft, then the report, for every funded society and year (000 §5.5). */
import { type Act, type Cast, type Scene, spanOf, type Task } from '../cast.js';
import { fillForm } from '../filling.js';
import { yearScore } from '../performance.js';
import { header, insist } from '../session.js';
import { officeAfter, slotBy } from '../timing.js';

const AUDITORS = 3;

export function auditorActs(cast: Cast, scene: Scene): Act[] {
  const tasks = scene.tasks.filter((task) => task.role === 'auditor');
  const acts = tasks.filter(({ accountId }) => accountId !== null).flatMap((task) => {
    const code = task.societyCode ?? '';
    const at = slotBy(spanOf(scene, task), cast.chance(code, task.step, task.kind, 'when'));
    return at === undefined ? [] : [{ at, key: `auditor/${task.id}`, run: () => report(cast, task, code) }];
  });
  return [...acts, ...appointments(cast, scene, tasks.filter(({ accountId }) => accountId === null))];
}

/** One body for each project, all at once; which one is drawn by lot. */
function appointments(cast: Cast, scene: Scene, tasks: Task[]): Act[] {
  if (tasks.length === 0) return [];
  const first = tasks.map(({ step }) => step).sort()[0] ?? '';
  const at = officeAfter(scene.since(`appoint/${first}`));
  return Array.from({ length: AUDITORS }, (_, n) => n + 1).flatMap((n) => {
    const projectIds = tasks.filter((task) => auditorOf(cast, task.societyCode ?? '') === n).flatMap(({ projectId }) => projectId ?? []);
    return projectIds.length === 0 ? [] : [{ at, key: `appoint/${n}/${projectIds.sort().join()}`, run: () => appoint(cast, n, projectIds) }];
  });
}

const auditorOf = (cast: Cast, code: string): number => 1 + Math.floor(cast.chance(code, 'auditor') * AUDITORS);

async function appoint(cast: Cast, n: number, projectIds: string[]): Promise<void> {
  const [{ client }, { accountId }] = [await cast.role('staff'), await cast.role('auditor', n)];
  const body = { accountId, body: `演练评价机构${n}`, agreement: `演练委托协议〔${n}〕号`, independence: '演练：与被评学会无利害关系', projectIds };
  await insist(`appoint.${cast.roundId}.${n}.${projectIds[0] ?? ''}.${projectIds.length}`, (key) =>
    client.POST('/api/v1/rounds/{id}/auditors', { params: { path: { id: cast.roundId }, header: header(key) }, body }));
}

async function report(cast: Cast, task: Task, code: string): Promise<void> {
  const actor = await cast.role('auditor', auditorOf(cast, code));
  const asks = await cast.asks(task, actor);
  if (asks.what !== 'form') throw new Error(`an auditor cannot hand in ${task.kind}`);
  const content = fillForm({ form: asks.form, code, name: task.societyName ?? code, step: task.step, chance: cast.chance, score: yearScore(cast.chance, code, task.step) });
  await cast.submit(task, actor, { kind: 'form', content });
}
