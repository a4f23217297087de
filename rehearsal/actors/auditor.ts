/** Third-party auditors: one report for every funded society and year (000 §5.5). */
import { type Act, type Cast, type Scene, spanOf, type Task } from '../cast.js';
import { fillForm } from '../filling.js';
import { yearScore } from '../performance.js';
import { slotBy } from '../timing.js';

const AUDITORS = 3;

export function auditorActs(cast: Cast, scene: Scene): Act[] {
  return scene.tasks.filter((task) => task.role === 'auditor').flatMap((task) => {
    const code = task.societyCode ?? '';
    const span = spanOf(scene, task);
    const at = slotBy(span, cast.chance(code, task.step, task.kind, 'when'));
    return at === undefined ? [] : [{ at, key: `auditor/${task.id}`, run: () => report(cast, task, code) }];
  });
}

async function report(cast: Cast, task: Task, code: string): Promise<void> {
  const actor = await cast.role('auditor', 1 + Math.floor(cast.chance(code, 'auditor') * AUDITORS));
  const asks = await cast.asks(task, actor);
  if (asks.what !== 'form') throw new Error(`an auditor cannot hand in ${task.kind}`);
  const content = fillForm({ form: asks.form, code, name: task.societyName ?? code, step: task.step, chance: cast.chance, score: yearScore(cast.chance, code, task.step) });
  await cast.submit(task, actor, { kind: 'form', content });
}
