/** The office: decides what only it decides, inspects, answers, and gives more time to those who need it. */
import type { Act, Cast, Scene, Task } from '../cast.js';
import { spanOf } from '../cast.js';
import { fillForm } from '../filling.js';
import { header, insist } from '../session.js';
import { closingBefore, officeAfter, slotBy } from '../timing.js';
import { verify } from './verifying.js';
import { checkApplication } from './formal-check.js';
import { confirmRanking, confirmShortlist } from './confirming.js';

export function staffActs(cast: Cast, scene: Scene): Act[] {
  return scene.tasks.filter((task) => task.role === 'staff').flatMap((task) => {
    const stage = scene.stage?.key;
    const verifies = task.step === 'verification' && task.projectId === null && stage !== undefined;
    const work: Work = verifies ? (here, owed) => verify(here, owed, stage) : (WORK[task.kind] ?? fileRecord);
    const at = work === fileRecord || verifies ? slotBy(spanOf(scene, task), cast.chance(task.societyCode ?? '', task.step, 'when')) : decidesAt(scene, task);
    return at === undefined ? [] : [{ at, key: `staff/${task.id}`, run: () => work(cast, task) }];
  });
}

/** The next office hours after it has come up; task books are countersigned together, on the last day. */
function decidesAt(scene: Scene, task: Task): number {
  const span = spanOf(scene, task);
  return task.kind === 'countersignature' ? closingBefore(span) : officeAfter(Math.max(span.opensAt, span.seenAt));
}

type Work = (cast: Cast, task: Task) => Promise<void>;

const WORK: Record<string, Work | undefined> = {
  confirmShortlist: (cast) => confirmShortlist(cast),
  formalCheck: checkApplication,
  invitePanel: (cast) => invitePanel(cast),
  confirmRanking: (cast) => confirmRanking(cast),
  countersignature: countersign,
};

async function invitePanel(cast: Cast): Promise<void> {
  const { client } = await cast.role('staff');
  const expertIds = [...cast.experts.values()].map(({ id }) => id);
  await insist(`panel.${cast.roundId}`, (key) => client.POST('/api/v1/rounds/{id}/panel', { params: { path: { id: cast.roundId }, header: header(key) }, body: { expertIds } }));
}

async function countersign(cast: Cast, task: Task): Promise<void> {
  const { client } = await cast.role('staff');
  await insist(`countersign.${task.id}`, (key) =>
    client.POST('/api/v1/projects/{id}/decisions', { params: { path: { id: task.projectId ?? '' }, header: header(key) }, body: { task: task.kind } }));
}

/** 000 §5.5: regular inspection, recorded in the programme's form. */
async function fileRecord(cast: Cast, task: Task): Promise<void> {
  const actor = await cast.role('staff');
  const asks = await cast.asks(task, actor);
  if (asks.what !== 'form') throw new Error(`nobody has told the office how to decide ${task.kind}`);
  const content = fillForm({ form: asks.form, code: task.societyCode ?? '', name: task.societyName ?? '', step: task.step, chance: cast.chance });
  await cast.submit(task, actor, { kind: 'form', content });
}
