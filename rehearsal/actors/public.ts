/** 000 §5.3: the public reads the list and objects, by name or without; the office answers what has a name. */
import type { Act, Cast, Scene } from '../cast.js';
import { lot } from '../chance.js';
import { ask, header, insist } from '../session.js';
import { officeAfter } from '../timing.js';

const DAY_MS = 86_400_000;
/** What the office finds to be so. */
const TRUE = '【属实】';

export async function publicityActs(cast: Cast, scene: Scene): Promise<Act[]> {
  if (scene.stage?.type !== 'publicityPeriod') return [];
  return [...(scene.stage.n === 1 ? await objections(cast, scene.now) : []), ...(await answers(cast, scene))];
}

/** Three with a name, of which one is true, and one without; against whom is drawn by lot from the list as it was posted. */
async function objections(cast: Cast, now: number): Promise<Act[]> {
  const { opensAt } = await cast.period();
  if (now < opensAt) return [{ at: opensAt, key: 'public/read', run: async () => void (await cast.posted()) }];
  const posted = await cast.posted();
  const against = lot(posted.entries.map(({ code }) => code), 4, cast.chance, 'objection');
  return against.map((code, n) => ({
    at: officeAfter(opensAt + (n < 3 ? 1 : 2) * DAY_MS),
    key: `object/${code}`,
    run: () => object(cast, posted.stageId, posted.entries.find((entry) => entry.code === code)?.societyId ?? '', code, n),
  }));
}

async function object(cast: Cast, stageId: string, societyId: string, code: string, n: number): Promise<void> {
  const { client } = await cast.role('public');
  const named = n < 3 ? { name: `演练异议人${n + 1}`, contact: `objector-${n + 1}@rehearsal.example.org` } : {};
  const grounds = `${n === 0 ? TRUE : ''}演练：对${code}的申报内容有异议`;
  await insist(`object.${cast.setting.realm}.${code}`, (key) =>
    client.POST('/api/v1/publicity/{stageId}/objections', { params: { path: { stageId }, header: header(key) }, body: { societyId, grounds, ...named } }));
}

async function answers(cast: Cast, scene: Scene): Promise<Act[]> {
  const { client } = await cast.role('staff');
  const { items } = await ask(() => client.GET('/api/v1/rounds/{id}/objections', { params: { path: { id: cast.roundId } } }));
  return items.filter(({ state }) => state === 'open').map(({ id, grounds, receivedAt }) => ({
    at: Math.max(officeAfter(Date.parse(receivedAt)), scene.now),
    key: `answer/${id}`,
    run: async () => {
      const upheld = grounds.includes(TRUE);
      const body = { decision: upheld ? 'upheld' : 'rejected', answer: upheld ? '演练：经核查属实' : '演练：经核查不成立' } as const;
      await insist(`answer.${id}`, (key) => client.POST('/api/v1/objections/{id}/answer', { params: { path: { id }, header: header(key) }, body }));
    },
  }));
}
