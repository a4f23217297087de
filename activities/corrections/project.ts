/** A project's decision corrected: the step again, with reversing entries for the money; or the award itself withdrawn. */
import { accept, refuse } from '../../domain/refusal.js';
import { resetInstalments, restoreReleased } from '../../records/money.js';
import { closeProject, postingKeys, type Project, reopenProject, reverse, unsign } from '../../records/projects.js';
import { setPlacement } from '../../records/reviews.js';
import { reopenRound } from '../../records/rounds.js';
import { findStep, supersedeStep, stepsOf, endStep } from '../../records/steps.js';
import { reopenWait } from '../../records/waits.js';
import type { CommandContext } from '../context.js';
import { textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { releaseRest } from '../money.js';
import { isOver } from '../project-end.js';
import { placeIn, projectPlan } from '../project-plan.js';
import { closeGates } from './closing.js';
import type { Correction } from './correction.js';

/** Documents that came in later are not thrown away: then the next decision, not this one, puts it right. */
export const reopenProjectStep: Correction = async (context, wrong, _body, reason) => {
  const { tx, project, round, at } = context;
  const key = textOf(wrong.before?.step);
  const row = await findStep(tx, wrong.workflow_id, key);
  if (!project || !row) return refuse({ code: 'NOT_FOUND', field: 'commandId' });
  // Its case decides about it now.
  if (project.status === 'revoked') return refuse({ code: 'PROJECT_REVOKED', rule: { document: '003', clause: '§5.2' } });
  const before = wrong.before?.project as { status?: Project['status']; postings?: string[] } | undefined;
  const returned = (await postingKeys(tx, project.id)).filter((posting) => posting.startsWith(`${project.id}/return/`) && before?.postings?.includes(posting) !== true);
  if (returned.length > 0) return refuse({ code: 'LATER_FACTS', params: { what: 'return', count: returned.length } });
  const place = placeIn(projectPlan(round));
  const later = (await stepsOf(tx, wrong.workflow_id)).filter((step) => place(step.key) > place(key));
  const handedIn = (await tx.query<{ n: number }>('SELECT count(*) AS n FROM fact WHERE gate_id = ANY($1::bigint[])', [later.flatMap((step) => step.gate_id ?? [])])).rows[0]?.n ?? 0;
  const decided = later.some((step) => step.status !== 'open');
  if (handedIn > 0 || decided) return refuse({ code: 'LATER_FACTS', params: { what: later[0]?.key ?? '', count: Math.max(handedIn, 1) } });
  if ((await resetInstalments(tx, project.id, wrong.id)) === null) return refuse({ code: 'LATER_FACTS', params: { what: 'receipt', count: 1 } });
  await closeGates(context, context.wait.workflow_id);
  for (const step of [row, ...later]) await supersedeStep(tx, step.id, context.command.id, at);
  const reversedCents = wrong.at === null ? 0 : await reverse(tx, project.id, { at: wrong.at, except: before?.postings ?? [] }, context.command.id, at);
  if (textOf(wrong.body.task) === 'countersignature') await unsign(tx, project.id);
  if (isOver(project)) await takeUpAgain(context, project.id, before?.status ?? 'running');
  await writeToSociety(context, project.society_id, 'projectCorrected', context.command.id, { number: project.number, reason });
  return accept({ step: key, reversedCents });
};

/** A project that had ended goes on, and with it its round; or only its claim is open again. */
async function takeUpAgain({ tx, round, wait, wake }: CommandContext, id: string, status: Project['status']): Promise<void> {
  if (!isOver({ status })) {
    await reopenProject(tx, id, status);
    await restoreReleased(tx, id);
    await reopenRound(tx, round.id);
  }
  await reopenWait(tx, wait.workflow_id);
  wake.add(wait.workflow_id);
}

/** Announced is announced: an award that was wrong is withdrawn by itself, while nothing is signed and nothing paid. */
export const withdrawAward: Correction = async (context, wrong, body, reason) => {
  const { tx, project, at } = context;
  if (!project || (textOf(body.societyId) !== '' && project.society_id !== body.societyId)) return refuse({ code: 'NOT_FOUND', field: 'societyId' });
  if (project.status !== 'awarded') return refuse({ code: 'PROJECT_SIGNED', params: { status: project.status } });
  const releasedCents = await releaseRest(context, project);
  await closeProject(tx, project.id, 'terminated', at);
  await setPlacement(tx, project.application_id, 'removed', null);
  await closeGates(context, context.wait.workflow_id);
  await endStep(tx, context.wait.workflow_id, context.key, { status: 'done', outcome: { ends: true, withdrawn: true }, at });
  // 003 §4.2: who was commended by circular is told that this no longer holds.
  await writeToSociety(context, project.society_id, wrong.kind === 'commend' ? 'commendationWithdrawn' : 'awardWithdrawn', context.command.id, { number: project.number, reason });
  return accept({ projectId: project.id, releasedCents });
};

