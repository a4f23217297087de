/** What only people can settle: who moves up from the reserve when two are equal (by lot here, with minutes), and who reads what nobody is free for. */
import type { Act, Cast, Scene } from '../cast.js';
import { lot } from '../chance.js';
import { ask, header, insist } from '../session.js';
import { officeAfter } from '../timing.js';

export async function stuckActs(cast: Cast, scene: Scene): Promise<Act[]> {
  if (scene.stage?.type === 'expertReview') return readersMissing(cast, scene);
  if (scene.stage?.type !== 'publicityPeriod') return [];
  const { client } = await cast.role('staff');
  const { items } = await ask(() => client.GET('/api/v1/stuck', { params: { query: { roundId: cast.roundId } } }));
  const tied = items.filter(({ problem }) => problem?.code === 'RESERVE_TIED');
  const { items: periods } = await ask(() => client.GET('/api/v1/publicity', { params: { query: { roundId: cast.roundId } } }));
  const stageId = [...periods].sort((a, b) => b.n - a.n)[0]?.stageId ?? '';
  return tied.map(({ workflowId }) => ({ at: officeAfter(scene.since(`stuck/${workflowId}`)), key: `stuck/${workflowId}/${scene.now}`, run: () => chooseReplacements(cast, workflowId, stageId) }));
}

/** One choice for every place that is empty; equals are drawn from, the others follow by rank. */
async function chooseReplacements(cast: Cast, workflowId: string, stageId: string): Promise<void> {
  const { client } = await cast.role('staff');
  const { places } = await ask(() => client.GET('/api/v1/rounds/{id}/ranking', { params: { path: { id: cast.roundId } } }));
  const removed = places.filter(({ status }) => status === 'removed');
  const reserve = places.filter(({ status }) => status === 'reserve').sort((a, b) => a.rank - b.rank);
  const drawn: string[] = [];
  for (const { society } of removed) {
    const free = reserve.filter(({ society: one }) => !drawn.includes(one.id));
    const equals = free.filter(({ rank }) => rank === free[0]?.rank).map(({ society: one }) => one);
    const [code] = lot(equals.map((one) => one.code), 1, cast.chance, 'reserve');
    const replacement = equals.find((one) => one.code === code);
    if (replacement === undefined) break;
    drawn.push(replacement.id);
    const body = { removed: society.id, replacement: replacement.id, minutes: '演练纪要〔6〕号' };
    await insist(`replace.${stageId}.${society.id}`, (key) => client.POST('/api/v1/publicity/{stageId}/replacement', { params: { path: { stageId }, header: header(key) }, body }));
  }
  await insist(`retry.${stageId}`, (key) => client.POST('/api/v1/stuck/retry', { params: { header: header(key) }, body: { workflowId } }));
}

/** Too few experts for what is to be read: everybody who was not drawn is invited too, with the reason. */
async function readersMissing(cast: Cast, scene: Scene): Promise<Act[]> {
  const { client } = await cast.role('staff');
  const { items } = await ask(() => client.GET('/api/v1/stuck', { params: { query: { roundId: cast.roundId } } }));
  const short = items.filter(({ step, role }) => role === 'staff' && (step === 'assignment' || step === 'scoring'));
  return short.map(({ workflowId, step }) => ({ at: officeAfter(scene.since(`stuck/${workflowId}/${step}`)), key: `stuck/${workflowId}/${step}`, run: () => inviteEverybody(cast, workflowId, step) }));
}

async function inviteEverybody(cast: Cast, workflowId: string, step: string): Promise<void> {
  const { client } = await cast.role('staff');
  const expertIds = [...cast.experts.values()].map(({ id }) => id);
  await insist(`more.${workflowId}.${step}`, (key) => client.POST('/api/v1/rounds/{id}/panel', { params: { path: { id: cast.roundId }, header: header(key) }, body: { expertIds, reason: '演练：补足专家' } }));
}
