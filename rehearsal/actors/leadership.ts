/** The leadership: approves the list after one question, and decides every year about every funded society. */
import type { Act, Cast, Scene, Task } from '../cast.js';
import { spanOf } from '../cast.js';
import type { Schemas } from '../../apps/api/client.js';
import { dayOf } from '../../domain/calendar/beijing.js';
import { grade } from '../../domain/performance/self-evaluation.js';
import { recommendVerdict } from '../../domain/performance/verdict.js';
import { ask, header, insist } from '../session.js';
import { meetingBefore, officeAfter } from '../timing.js';
import { settleUnspent } from './finance.js';

export async function leadershipActs(cast: Cast, scene: Scene): Promise<Act[]> {
  const decisions = scene.tasks.filter((task) => task.role === 'leadership' && task.projectId !== null).map((task) => {
    return { at: meetingBefore(spanOf(scene, task)), key: `leadership/${task.id}`, run: () => decide(cast, task, scene.now) };
  });
  return [...decisions, ...(scene.stage?.type === 'approval' ? await approval(cast, scene) : [])];
}

/** 000 §5.3: 报党组、书记处领导同志审定. Returned once, answered by the office, then approved. */
async function approval(cast: Cast, scene: Scene): Promise<Act[]> {
  const leadership = await cast.role('leadership');
  const path = { id: cast.roundId };
  const { status, decisions } = await ask(() => leadership.client.GET('/api/v1/rounds/{id}/dossier', { params: { path } }));
  const returned = decisions.some(({ kind }) => kind === 'returnForRevision');
  if (status !== 'before' && status !== 'returned') return [];
  const at = officeAfter(scene.since(`approval/${status}/${returned}`));
  if (status === 'returned') return [{ at, key: 'approval/resubmission', run: () => resubmit(cast) }];
  return [{ at, key: `approval/${returned}`, run: () => (returned ? approve(cast) : sendBack(cast)) }];
}

async function sendBack(cast: Cast): Promise<void> {
  const { client } = await cast.role('leadership');
  await insist(`return.${cast.roundId}`, (key) =>
    client.POST('/api/v1/rounds/{id}/approval/return', { params: { path: { id: cast.roundId }, header: header(key) }, body: { reason: '演练：请补充说明异议的处理情况' } }));
}

async function resubmit(cast: Cast): Promise<void> {
  const { client } = await cast.role('staff');
  await insist(`resubmit.${cast.roundId}`, (key) =>
    client.POST('/api/v1/rounds/{id}/approval/resubmission', { params: { path: { id: cast.roundId }, header: header(key) }, body: { reason: '演练：异议均已核查并答复，情况说明附后' } }));
}

async function approve(cast: Cast): Promise<void> {
  const { client } = await cast.role('leadership');
  await insist(`approve.${cast.roundId}`, (key) =>
    client.POST('/api/v1/rounds/{id}/approval', { params: { path: { id: cast.roundId }, header: header(key) }, body: { minutes: '演练会议纪要〔2018〕8号' } }));
}

async function decide(cast: Cast, task: Task, now: number): Promise<void> {
  const { client } = await cast.role('leadership');
  const path = { id: task.projectId ?? '' };
  const body = task.kind === 'verdict' ? await verdict(cast, task) : task.kind === 'midTermVerdict' ? await midTerm(cast, task) : acceptance(cast, task);
  const on = dayOf(now);
  // What a society has left comes back before it is accepted.
  if (body.outcome === 'passed') await settleUnspent(cast, path.id, on);
  await insist(`decide.${task.id}`, (key) => client.POST('/api/v1/projects/{id}/decisions', { params: { path, header: header(key) }, body }));
}

/** What the year's audit suggests; money is changed only with reason and minutes. */
async function verdict(cast: Cast, task: Task): Promise<Schemas['ProjectDecision']> {
  const outcome = await suggested(cast, task);
  const minutes = `演练会议纪要〔${task.step.split('.')[0] ?? ''}〕9号`;
  switch (outcome) {
    case 'continue':
      return { task: task.kind, outcome };
    case 'adjust':
      return { task: task.kind, outcome, minutes, reason: '演练：绩效评价为中，压减下一年度经费', percent: 50 + Math.floor(cast.chance(task.societyCode ?? '', task.step, 'percent') * 5) * 10 };
    case 'terminate':
      return { task: task.kind, outcome, minutes, reason: '演练：绩效评价为差，终止支持' };
  }
}

async function suggested(cast: Cast, task: Task): Promise<ReturnType<typeof recommendVerdict>> {
  const { client } = await cast.role('leadership');
  const id = task.projectId ?? '';
  const [year = ''] = task.step.split('.');
  const { documents } = await ask(() => client.GET('/api/v1/projects/{id}', { params: { path: { id } } }));
  const report = documents.find(({ kind, step }) => kind === 'auditReport' && step.startsWith(`${year}.`));
  if (report === undefined) return 'continue';
  const { payload } = await ask(() => client.GET('/api/v1/projects/{id}/documents/{document}', { params: { path: { id, document: report.id } } }));
  const score = (payload.content as { score?: unknown } | undefined)?.score;
  return typeof score === 'number' ? recommendVerdict(grade(score)) : 'continue';
}

/** 003 §1.3.3: qualified, it goes on; not, one in three ends and the others are reduced. */
async function midTerm(cast: Cast, task: Task): Promise<Schemas['ProjectDecision']> {
  const { client } = await cast.role('leadership');
  const id = task.projectId ?? '';
  const { documents } = await ask(() => client.GET('/api/v1/projects/{id}', { params: { path: { id } } }));
  const opinion = documents.find(({ kind }) => kind === 'midTermOpinion');
  const { payload } = await ask(() => client.GET('/api/v1/projects/{id}/documents/{document}', { params: { path: { id, document: opinion?.id ?? '' } } }));
  if ((payload.content as { conclusion?: unknown } | undefined)?.conclusion === 'qualified') return { task: task.kind, outcome: 'continue' };
  const minutes = '演练会议纪要〔2〕号';
  const luck = cast.chance(task.societyCode ?? '', task.step, 'midTerm');
  if (luck < 1 / 3) return { task: task.kind, outcome: 'terminate', minutes, reason: '演练：中期检查不合格，终止资金支持' };
  return { task: task.kind, outcome: 'adjust', minutes, reason: '演练：中期检查不合格，调整资金支持', percent: 50 + Math.floor(luck * 5) * 10 };
}

/** The last of all decisions; a few do not pass. */
function acceptance(cast: Cast, task: Task): Schemas['ProjectDecision'] {
  const passed = cast.chance(task.societyCode ?? '', 'acceptance') >= 0.04;
  return passed ? { task: task.kind, outcome: 'passed', minutes: '演练验收纪要〔1〕号' } : { task: task.kind, outcome: 'failed', reason: '演练：未完成任务书约定的目标', minutes: '演练验收纪要〔1〕号' };
}
