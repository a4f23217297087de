/** 003 §4: the office publishes the call with its number, commends by circular, and takes note of what is filed. */
import type { Cast, Task } from '../cast.js';
import { header, insist } from '../session.js';
import { decideWithBorderline } from './borderline.js';

export async function publishCall(cast: Cast): Promise<void> {
  const { client } = await cast.role('staff');
  const path = { id: cast.roundId };
  await insist(`call.${cast.roundId}`, (key) => client.POST('/api/v1/rounds/{id}/call', { params: { path, header: header(key) }, body: { number: '演练科协发〔1〕号', places: cast.places } }));
}

export async function commend(cast: Cast): Promise<void> {
  const { client } = await cast.role('staff');
  const path = { id: cast.roundId };
  await insist(`commend.${cast.roundId}`, (key) => client.POST('/api/v1/rounds/{id}/commendation', { params: { path, header: header(key) }, body: { circular: '演练科协通报〔1〕号' } }));
}

/** A few are sent back once. */
export async function takeNote(cast: Cast, task: Task): Promise<void> {
  const id = task.projectId ?? '';
  const back = !cast.sentBack.has(id) && cast.chance(task.societyCode ?? '', 'filing', 'returned') < 0.15;
  const decision = back ? { outcome: 'returned', reason: '演练：资金使用方向不够明确' } : { outcome: 'noted' };
  await decideWithBorderline(cast, task, `filing.${task.id}${cast.again(task)}`, decision);
  if (back) cast.sentBack.add(id);
}
