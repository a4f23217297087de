/** 003 §5.3 "等支出" [C]: whoever signs a budget, or takes note of it, decides about lines next to a forbidden use, one by one. */
import type { Schemas } from '../../apps/api/client.js';
import type { Cast, Task } from '../cast.js';
import { ask, codeOf, header, insist } from '../session.js';

type Decision = Omit<Schemas['ProjectDecision'], 'task' | 'borderline'>;

export async function decideWithBorderline(cast: Cast, task: Task, key: string, decision: Decision): Promise<void> {
  try {
    await decide(cast, task, `${key}.0`, decision, []);
  } catch (error) {
    if (codeOf(error) !== 'BORDERLINE_UNDECIDED') throw error;
    await decide(cast, task, `${key}.1`, decision, await undecided(cast, task));
  }
}

async function decide(cast: Cast, task: Task, key: string, decision: Decision, lines: string[]): Promise<void> {
  const { client } = await cast.role('staff');
  const borderline = lines.map((line) => ({ line, allowed: true, reason: '演练：与项目任务直接相关，核定列支' }));
  await insist(key, (once) => client.POST('/api/v1/projects/{id}/decisions', {
    params: { path: { id: task.projectId ?? '' }, header: header(once) }, body: { task: task.kind, ...decision, ...(lines.length === 0 ? {} : { borderline }) },
  }));
}

async function undecided(cast: Cast, task: Task): Promise<string[]> {
  const { client } = await cast.role('staff');
  const { doubtful } = await ask(() => client.GET('/api/v1/projects/{id}/money', { params: { path: { id: task.projectId ?? '' } } }));
  return doubtful.map(({ line }) => line);
}
