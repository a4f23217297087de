/**
 * 003 §5.2: two cases in a programme that has sanctions: one society has inflated its results, says so, and pays back late and in
 * two parts; of the other nothing is found, though it says nothing.
 */
import type { Act, Cast, Scene, Task } from '../cast.js';
import { spanOf } from '../cast.js';
import { dayOf } from '../../domain/calendar/beijing.js';
import { lot } from '../chance.js';
import { ask, header, insist } from '../session.js';
import { DAY_MS, meetingBefore, officeAfter } from '../timing.js';

/** What the discipline inspection will find to be so. */
const TRUE = '【属实】';

export async function sanctioningActs(cast: Cast, scene: Scene): Promise<Act[]> {
  const suspected = scene.tasks.filter(({ kind }) => kind === 'midTermReport');
  return [
    ...(suspected.length > 0 ? await openings(cast, scene, suspected) : []),
    ...scene.tasks.filter(({ kind }) => kind === 'sanctionDecision').map((task) => ({
      at: meetingBefore(spanOf(scene, task)), key: `sanction/decide/${task.societyCode ?? ''}`, run: () => decide(cast, task),
    })),
    ...scene.tasks.filter(({ kind, projectId }) => kind === 'clawback' && projectId === null).flatMap((task) => payments(cast, scene, task)),
  ];
}

/** Found while the mid-term reports are due; about whom is drawn by lot from all who have been commended. */
async function openings(cast: Cast, scene: Scene, tasks: Task[]): Promise<Act[]> {
  const opens = Math.min(...tasks.map((task) => Date.parse(task.opensAt)));
  const suspects = await cast.suspects(async () => {
    const { client } = await cast.role('staff');
    const { items } = await ask(() => client.GET('/api/v1/projects', { params: { query: { roundId: cast.roundId, limit: 500 } } }));
    const codes = lot(items.map(({ society }) => society.code), 2, cast.chance, 'fraud');
    return codes.flatMap((code) => items.filter(({ society }) => society.code === code).map(({ society }) => ({ code, id: society.id })));
  });
  return suspects.map(({ code, id }, n) => ({
    at: officeAfter(Math.max(opens, scene.since('sanction/openings'))), key: `sanction/open/${code}`, run: () => open(cast, id, code, n === 0),
  }));
}

async function open(cast: Cast, societyId: string, code: string, founded: boolean): Promise<void> {
  if (!founded) cast.speechless.add(societyId);
  const { client } = await cast.role('discipline');
  const body = { roundId: cast.roundId, societyId, finding: `${founded ? TRUE : ''}演练：${code}填报的活动数量与凭证不符`, evidence: '演练：核查记录〔1〕号' };
  await insist(`sanction.${cast.setting.realm}.${code}`, (key) => client.POST('/api/v1/sanctions', { params: { header: header(key) }, body }));
}

async function caseOf(cast: Cast, task: Task) {
  const { client } = await cast.role('leadership');
  const { items } = await ask(() => client.GET('/api/v1/sanctions', { params: { query: { roundId: cast.roundId, societyId: task.societyId ?? '' } } }));
  const [first] = items;
  if (first === undefined) throw new Error(`no case about ${task.societyCode ?? ''}`);
  return ask(() => client.GET('/api/v1/sanctions/{id}', { params: { path: { id: first.id } } }));
}

async function decide(cast: Cast, task: Task): Promise<void> {
  const { client } = await cast.role('leadership');
  const { id, finding } = await caseOf(cast, task);
  const founded = finding.includes(TRUE);
  const body = { outcome: founded ? 'revoked' : 'dismissed', minutes: '演练会议纪要〔3〕号', reason: founded ? '演练：虚报业绩属实' : '演练：经核实不属实' } as const;
  await insist(`sanction.decide.${id}`, (key) => client.POST('/api/v1/sanctions/{id}/decision', { params: { path: { id }, header: header(key) }, body }));
}

/** A third in time; the rest five days after the deadline. */
function payments(cast: Cast, scene: Scene, task: Task): Act[] {
  const { dueAt, seenAt } = spanOf(scene, task);
  const code = task.societyCode ?? '';
  return [
    { at: officeAfter(seenAt), key: `sanction/pay/${code}/1`, run: () => pay(cast, task, scene, 3) },
    { at: officeAfter(dueAt + 5 * DAY_MS), key: `sanction/pay/${code}/2`, run: () => pay(cast, task, scene, 1) },
  ];
}

async function pay(cast: Cast, task: Task, scene: Scene, part: number): Promise<void> {
  const { client } = await cast.role('finance');
  const { id, clawback } = await caseOf(cast, task);
  const amountCents = Math.ceil((clawback?.outstandingCents ?? 0) / part);
  if (amountCents === 0) return;
  const body = { amountCents, receivedOn: dayOf(scene.now), voucher: `演练凭证${part}` };
  await insist(`sanction.pay.${id}.${part}`, (key) => client.POST('/api/v1/sanctions/{id}/returns', { params: { path: { id }, header: header(key) }, body }));
}
