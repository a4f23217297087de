/** 000 §5.3: the public reads the list and objects, by name or without; the office answers what has a name. */
import type { Act, Cast, Scene } from '../cast.js';
import { lot } from '../chance.js';
import { ask, header, insist } from '../session.js';
import { DAY_MS, officeAfter } from '../timing.js';

/** What the office finds to be so. */
const TRUE = '【属实】';
/** Answered by mistake, and answered again. */
const MISTAKEN = '【误答】';
/** Whose answer is disputed once. */
const DISPUTED = '【请复核】';

export async function publicityActs(cast: Cast, scene: Scene): Promise<Act[]> {
  if (scene.stage?.type !== 'publicityPeriod' && scene.stage?.type !== 'approval') return [];
  const raised = scene.stage.type === 'publicityPeriod' && scene.stage.n === 1 ? await objections(cast) : [];
  return [...raised, ...(await answers(cast, scene))];
}

/**
 * Three with a name, of which one is true; one without; one about a society that is not on the list. Against whom is drawn by lot
 * from the list as it was posted.
 */
async function objections(cast: Cast): Promise<Act[]> {
  const period = await cast.period();
  if (period === undefined) return [];
  const posted = await cast.posted();
  const idOf = (code: string) => posted.entries.find((entry) => entry.code === code)?.societyId ?? '';
  const against = lot(posted.entries.map(({ code }) => code), 4, cast.chance, 'objection').map((code, n) => ({ code, n, id: idOf(code) }));
  const stranger = lot([...cast.societies.values()].map(({ code }) => code).filter((code) => idOf(code) === ''), 1, cast.chance, 'objection')
    .map((code) => ({ code, n: 4, id: [...cast.societies].find(([, plan]) => plan.code === code)?.[0] ?? '' }));
  return [...against, ...stranger].map(({ code, n, id }) => ({
    at: officeAfter(period.opensAt + (n === 3 ? 2 : 1) * DAY_MS),
    key: `object/${code}`,
    run: () => object(cast, period.stageId, id, code, n),
  }));
}

async function object(cast: Cast, stageId: string, societyId: string, code: string, n: number): Promise<void> {
  const { client } = await cast.role('public');
  const named = n === 3 ? {} : { name: nameOf(n), contact: contactOf(n) };
  const grounds = `${n === 0 ? TRUE : ''}${n === 1 ? DISPUTED : ''}${n === 2 ? MISTAKEN : ''}演练：对${code}的申报内容有异议`;
  const { receipt } = await insist(`object.${cast.setting.realm}.${code}`, (key) =>
    client.POST('/api/v1/publicity/{stageId}/objections', { params: { path: { stageId }, header: header(key) }, body: { societyId, grounds, ...named } }));
  if (n === 1 && (await cast.posted()).reexamination !== null) cast.receipt = receipt;
}

const nameOf = (n: number): string => `演练异议人${n + 1}`;
const contactOf = (n: number): string => `objector-${n + 1}@rehearsal.example.org`;

async function answers(cast: Cast, scene: Scene): Promise<Act[]> {
  const { client } = await cast.role('staff');
  const { items } = await ask(() => client.GET('/api/v1/rounds/{id}/objections', { params: { path: { id: cast.roundId } } }));
  return items.flatMap((objection): Act[] => {
    const { id, grounds, receivedAt, state, answeredAt, reexamination } = objection;
    if (state === 'open') return [{ at: Math.max(officeAfter(Date.parse(receivedAt)), scene.now), key: `answer/${id}/${cast.undone.has(id)}`, run: () => answer(cast, id, grounds.includes(TRUE)) }];
    // One answer was given by mistake: it is taken back, and given again.
    if (grounds.includes(MISTAKEN) && state === 'rejected' && answeredAt !== null && !cast.undone.has(id) && scene.stage?.type === 'publicityPeriod') {
      return [{ at: Math.max(officeAfter(Date.parse(answeredAt)), scene.now), key: `undo/${id}`, run: () => takeBack(cast, id) }];
    }
    // One who objected is not content with the answer; somebody else of the office looks again.
    if (grounds.includes(DISPUTED) && state === 'rejected' && reexamination === null && answeredAt !== null && cast.receipt !== undefined) {
      return [{ at: Math.max(officeAfter(Date.parse(answeredAt)), scene.now), key: `again/${id}`, run: () => askAgain(cast, cast.receipt ?? '') }];
    }
    if (reexamination?.state === 'open') {
      return [{ at: Math.max(officeAfter(Date.parse(reexamination.requestedAt)), scene.now), key: `reexamine/${id}`, run: () => reexamine(cast, id) }];
    }
    return [];
  });
}

async function answer(cast: Cast, id: string, upheld: boolean): Promise<void> {
  const { client } = await cast.role('staff');
  const body = { decision: upheld ? 'upheld' : 'rejected', answer: upheld ? '演练：经核查属实' : '演练：经核查不成立' } as const;
  await insist(`answer.${id}.${cast.undone.has(id)}`, (key) => client.POST('/api/v1/objections/{id}/answer', { params: { path: { id }, header: header(key) }, body }));
}

/** What it would change is looked at first. */
async function takeBack(cast: Cast, id: string): Promise<void> {
  const { client } = await cast.role('staff');
  const { items } = await ask(() => client.GET('/api/v1/rounds/{id}/decisions', { params: { path: { id: cast.roundId } } }));
  const wrong = items.find(({ kind, body, correctedBy }) => kind === 'answerObjection' && body.objectionId === id && correctedBy === null);
  cast.undone.add(id);
  if (wrong === undefined) return;
  const body = { reason: '演练：答复对象有误' };
  const path = { id: wrong.id };
  const { possible } = await insist(`preview.${wrong.id}`, (key) => client.POST('/api/v1/decisions/{id}/preview-correction', { params: { path, header: header(key) }, body }));
  if (possible) await insist(`correct.${wrong.id}`, (key) => client.POST('/api/v1/decisions/{id}/correction', { params: { path, header: header(key) }, body }));
}

async function askAgain(cast: Cast, receipt: string): Promise<void> {
  const { client } = await cast.role('public');
  const body = { name: nameOf(1), contact: contactOf(1), grounds: '演练：请求复核' };
  await insist(`again.${receipt}`, (key) => client.POST('/api/v1/receipts/{receipt}/re-examination', { params: { path: { receipt }, header: header(key) }, body }));
}

async function reexamine(cast: Cast, id: string): Promise<void> {
  const { client } = await cast.role('staff', 2);
  const body = { decision: 'confirmed', answer: '演练：复核维持原答复' } as const;
  await insist(`reexamine.${id}`, (key) => client.POST('/api/v1/objections/{id}/re-examination', { params: { path: { id }, header: header(key) }, body }));
}
