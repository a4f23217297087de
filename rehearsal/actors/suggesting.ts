/** 001 §3: the office draws up the suggested list and publishes it; others that are willing say so when applications open. */
import { dayOf } from '../../domain/calendar/beijing.js';
import { type Act, type Cast, type Scene, spanOf, type Task } from '../cast.js';
import { header, insist } from '../session.js';
import { officeAfter } from '../timing.js';

/** As many in one request as it takes. */
const AT_ONCE = 400;

export async function publishSuggestedList(cast: Cast): Promise<void> {
  const { client } = await cast.role('staff');
  const path = { id: cast.roundId };
  const suggested = [...cast.societies].filter(([, plan]) => plan.route === 'suggested').map(([id]) => id);
  for (let from = 0; from < suggested.length; from += AT_ONCE) {
    const entries = suggested.slice(from, from + AT_ONCE).map((societyId) => ({
      societyId, sources: [{ source: 'annualInspection', document: '演练：年检结果汇总', asOf: '2021-08-31' }, { source: 'yearbook', document: '演练：统计年鉴', asOf: '2020-12-31', note: '演练' }],
    }));
    await insist(`suggest.${cast.roundId}.${from}`, (key) => client.POST('/api/v1/rounds/{id}/suggested-list', { params: { path, header: header(key) }, body: { entries } }));
  }
  await insist(`suggested.${cast.roundId}`, (key) => client.POST('/api/v1/rounds/{id}/suggested-list/publication', { params: { path, header: header(key) } }));
}

/** In the first office hours after the opening. */
export function volunteerActs(cast: Cast, scene: Scene): Act[] {
  const invited = scene.stage?.type === 'applicationWindow' ? scene.tasks.find(({ kind }) => kind === 'application') : undefined;
  if (invited === undefined) return [];
  const { opensAt, seenAt } = spanOf(scene, invited);
  const at = officeAfter(Math.max(opensAt, seenAt));
  return [...cast.societies].filter(([, plan]) => plan.route === 'volunteer').map(([id, { code }]) => ({ at, key: `volunteer/${id}`, run: () => volunteer(cast, id, code) }));
}

async function volunteer(cast: Cast, id: string, code: string): Promise<void> {
  const { client } = await cast.society(id);
  await insist(`volunteer.${cast.roundId}.${code}`, (key) =>
    client.POST('/api/v1/rounds/{id}/volunteering', { params: { path: { id: cast.roundId }, header: header(key) }, body: { distinctive: `【演练】${code}的特色` } }));
}

/** 001 §4.1: fifteen copies come by hand in time; now and then a few are missing. */
export async function registerPaper(cast: Cast, task: Task): Promise<void> {
  const short = cast.chance(task.societyCode ?? '', 'paper') < 0.05;
  const content = { copies: short ? 12 : 15, receivedOn: dayOf(Date.parse(task.opensAt)), way: 'counter', signedAndSealed: 'yes', ...(short ? { missingPages: '演练：缺第3页' } : {}) };
  await cast.submit(task, await cast.role('staff'), { kind: 'form', content });
}
