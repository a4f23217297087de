/** The office: decides what only it decides, inspects, answers, and gives more time to those who need it. */
import type { Act, Cast, Scene, Task } from '../cast.js';
import { spanOf } from '../cast.js';
import { fillForm } from '../filling.js';
import { dayOf } from '../../domain/calendar/beijing.js';
import { ask, header, insist } from '../session.js';
import { closingBefore, officeAfter, slotBy } from '../timing.js';
import { verify } from './verifying.js';
import { decideWithBorderline } from './borderline.js';
import { commend, publishCall, takeNote } from './commending.js';
import { checkApplication } from './formal-check.js';
import { publishSuggestedList, registerPaper } from './suggesting.js';
import { confirmRanking, confirmShortlist } from './confirming.js';

export function staffActs(cast: Cast, scene: Scene): Act[] {
  return scene.tasks.filter((task) => task.role === 'staff').flatMap((task) => {
    const stage = scene.stage?.key;
    const verifies = task.step === 'verification' && task.projectId === null && stage !== undefined;
    const work: Work = verifies ? (here, owed) => verify(here, owed, stage) : (WORK[task.kind] ?? fileRecord);
    const at = (work === fileRecord && !AT_ONCE.has(task.kind)) || verifies ? slotBy(spanOf(scene, task), cast.chance(task.societyCode ?? '', task.step, 'when')) : decidesAt(scene, task);
    return at === undefined ? [] : [{ at, key: `staff/${task.id}${cast.again(task)}`, run: () => work(cast, task) }];
  });
}

/** Notices and confirmations follow in the next office hours. */
const AT_ONCE: ReadonlySet<string> = new Set(['rectificationNotice', 'rectificationConfirmation']);

/** The next office hours after it has come up; task books are countersigned together, on the last day. */
function decidesAt(scene: Scene, task: Task): number {
  const span = spanOf(scene, task);
  return task.kind === 'countersignature' ? closingBefore(span) : officeAfter(Math.max(span.opensAt, span.seenAt));
}

type Work = (cast: Cast, task: Task) => Promise<void>;

const WORK: Record<string, Work | undefined> = {
  publishSuggestedList,
  paperRegister: registerPaper,
  confirmShortlist: (cast) => confirmShortlist(cast),
  formalCheck: checkApplication,
  invitePanel: (cast) => invitePanel(cast),
  confirmRanking: (cast) => confirmRanking(cast),
  confirmPosting: (cast) => confirmPosting(cast),
  countersignature: countersign,
  publishCall: (cast) => publishCall(cast),
  commend: (cast) => commend(cast),
  filingNote: takeNote,
};

async function invitePanel(cast: Cast): Promise<void> {
  const { client } = await cast.role('staff');
  const expertIds = await drawn(cast);
  await insist(`panel.${cast.roundId}`, (key) => client.POST('/api/v1/rounds/{id}/panel', { params: { path: { id: cast.roundId }, header: header(key) }, body: { expertIds } }));
}

/** Those who come out of the draw; everybody where the programme has none. */
async function drawn(cast: Cast): Promise<string[]> {
  const experts = [...cast.experts.values()];
  if (cast.substitutes === undefined) return experts.map(({ id }) => id);
  const { client } = await cast.role('staff');
  const wanted: Record<string, number> = {};
  for (const { disciplineGroup } of experts) wanted[disciplineGroup] = (wanted[disciplineGroup] ?? -cast.substitutes) + 1;
  const path = { id: cast.roundId };
  const body = { seed: `演练种子 ${Math.floor(1e6 * cast.chance('draw'))}`, witness: '演练监督人', wanted };
  const { n } = await insist(`draw.${cast.roundId}`, (key) => client.POST('/api/v1/rounds/{id}/panel/draws', { params: { path, header: header(key) }, body }));
  const { result } = await insist(`draw.${cast.roundId}.${n}`, (key) => client.POST('/api/v1/rounds/{id}/panel/draws/{n}/result', { params: { path: { ...path, n }, header: header(key) } }));
  const codes = new Set((result ?? []).flatMap((group) => group.drawn));
  return experts.filter(({ code }) => codes.has(code)).map(({ id }) => id);
}

/** The list is looked through for classified and personal data, then posted in every medium of the programme on that day. */
async function confirmPosting(cast: Cast): Promise<void> {
  const { client } = await cast.role('staff');
  const { items } = await ask(() => client.GET('/api/v1/publicity', { params: { query: { roundId: cast.roundId } } }));
  const coming = items.find(({ state }) => state === 'coming');
  if (coming === undefined) return;
  const media = coming.plannedMedia.map((medium) => ({ medium, on: dayOf(Date.parse(coming.opensAt)), reference: '' }));
  await insist(`post.${coming.stageId}`, (key) =>
    client.POST('/api/v1/publicity/{stageId}/posting', { params: { path: { stageId: coming.stageId }, header: header(key) }, body: { checked: true, media } }));
}

function countersign(cast: Cast, task: Task): Promise<void> {
  return decideWithBorderline(cast, task, `countersign.${task.id}`, {});
}

/** 000 §5.5: regular inspection, recorded in the programme's form. */
async function fileRecord(cast: Cast, task: Task): Promise<void> {
  const actor = await cast.role('staff');
  const asks = await cast.asks(task, actor);
  if (asks.what !== 'form') throw new Error(`nobody has told the office how to decide ${task.kind}`);
  const content = fillForm({ form: asks.form, code: task.societyCode ?? '', name: task.societyName ?? '', step: task.step, chance: cast.chance });
  // Most are found to be as they should.
  if ('conclusion' in content) content.conclusion = cast.chance(task.societyCode ?? '', task.step, 'conclusion') < 0.8 ? 'qualified' : 'notQualified';
  await cast.submit(task, actor, { kind: 'form', content });
}
