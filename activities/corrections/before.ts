/** What a decision is about, as it stands when it comes: kept with the command, so that "what was there before" can be answered. */
import { findApplication } from '../../records/applications.js';
import type { Command } from '../../records/commands.js';
import { findCheck } from '../../records/eligibility-checks.js';
import { balances, postingKeys } from '../../records/projects.js';
import { findObjection } from '../../records/publicity.js';
import type { StepContext } from '../context.js';
import { iso, textOf } from '../input.js';
import { caseOf, clawbackOf } from '../sanctions/case.js';

export async function standingBefore(context: StepContext, { body }: Pick<Command, 'body'>): Promise<Record<string, unknown>> {
  const { tx, wait, gate, project, stage } = context;
  const sanction = wait.type === 'sanctionCase' ? await caseOf(context) : undefined;
  const check = textOf(body.checkId) === '' ? undefined : await findCheck(tx, textOf(body.checkId));
  const applicationId = wait.application_id ?? sanction?.application_id ?? check?.application_id ?? textOf(body.applicationId);
  const application = applicationId === '' ? undefined : await findApplication(tx, applicationId);
  const objection = textOf(body.objectionId) === '' ? undefined : await findObjection(tx, textOf(body.objectionId));
  return {
    step: context.key,
    ...(stage ? { stage: { key: stage.key, n: stage.n } } : {}),
    ...(gate ? { dueAt: iso(gate.due_at), calendar: gate.due_calendar, suspended: gate.suspended_at !== null } : {}),
    ...(application ? { application: { id: application.id, status: application.status, decision: application.decision } } : {}),
    ...(objection ? { objection: { id: objection.id, state: objection.state } } : {}),
    ...(sanction ? { sanction: { state: sanction.state, outcome: sanction.outcome, lifted: sanction.lifted_at !== null, ...(await clawbackOf(context, sanction)) } } : {}),
    ...(project ? { project: { status: project.status, balances: await balances(tx, project.id), postings: await postingKeys(tx, project.id) } } : {}),
  };
}
