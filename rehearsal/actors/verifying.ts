/** 004 §5: the office verifies what societies report about themselves, and finds what they did not say. */
import type { Cast, Task } from '../cast.js';
import { choose } from '../chance.js';
import { ask } from '../session.js';

/** Reads the checks, now and then does not confirm a computed finding, now and then makes one of its own. */
export async function verify(cast: Cast, task: Task, stage: string): Promise<void> {
  const actor = await cast.role('staff');
  const asks = await cast.asks(task, actor);
  if (asks.what !== 'form') throw new Error(`${task.kind} is not verified in a form`);
  const code = task.societyCode ?? '';
  const path = { id: cast.roundId, stage, society: task.societyId ?? '' };
  const { lines } = await ask(() => actor.client.GET('/api/v1/rounds/{id}/collections/{stage}/{society}', { params: { path } }));
  const computed = lines.filter(({ result }) => result === 'finding').map(({ check }) => check);
  const dismissed = computed.filter((item) => cast.chance(code, item, 'dismissed') < 0.15);
  const items = asks.form.sections.flatMap(({ fields }) => fields).find(({ key }) => key === 'found')?.columns?.find(({ key }) => key === 'item')?.options ?? [];
  // Only where the programme makes findings at all: a reading of plans has none.
  const others = lines.filter(({ result, check }) => result === 'pass' && items.some(({ key }) => key === check)).map(({ check }) => check);
  const finds = lines.some(({ result }) => result === 'warning') || others.length === 0 || cast.chance(code, task.kind, 'found') >= 0.08 ? [] : [choose(others, cast.chance(code, task.kind, 'which'))];
  const rows = (keys: string[]) => keys.map((item) => ({ item, note: '演练：查阅会议纪要和台账' }));
  const content = { ...(finds.length > 0 ? { found: rows(finds) } : {}), ...(dismissed.length > 0 ? { dismissed: rows(dismissed) } : {}), remark: '演练：已审阅', read: true };
  await cast.submit(task, actor, { kind: 'form', content });
}
