/** Decisions about a whole round or about one application at any time until approval. */
import { accept, refuse } from '../domain/refusal.js';
import { applicationCaseId } from '../domain/ids.js';
import { findApplication, setApplicationStatus } from '../records/applications.js';
import { stagesOf } from '../records/rounds.js';
import { ring } from '../records/waits.js';
import { changeQuota } from './quota-change.js';
import type { CommandHandler } from './context.js';
import { reasonOf, textOf } from './input.js';
import { writeToSociety } from './mailing.js';

/** 取消申报资格: taken away at any time until approval; another letter than 不予受理. */
const cancelEligibility: CommandHandler = async (context, body) => {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const rule = textOf(body.rule);
  if (rule === '') return refuse({ code: 'REASON_REQUIRED', field: 'rule' });
  const application = await findApplication(context.tx, textOf(body.applicationId));
  if (application?.round_id !== context.round.id) return refuse({ code: 'NOT_FOUND', field: 'applicationId' });
  const stages = await stagesOf(context.tx, context.round.id);
  if (stages.some((stage) => stage.type === 'approval' && stage.status === 'done')) return refuse({ code: 'STAGE_CLOSED', rule: { document: '000', clause: '§5.3' } });
  const cancelled = await setApplicationStatus(context.tx, application.id, ['submitted', 'correcting', 'accepted'], 'cancelled', context.at, {
    decision: 'cancelled', rule, reason: reason.value, by: context.command.principal,
  });
  if (!cancelled) return refuse({ code: 'ALREADY_DECIDED', params: { status: application.status } });
  await writeToSociety(context, application.society_id, 'eligibilityCancelled', application.id, {
    rule, clause: '000 §5.2', why: [textOf(body.fact), textOf(body.source)].filter((one) => one !== '').join('；') || reason.value, reason: reason.value,
  });
  for (const workflow of [applicationCaseId(context.round.id, application.society_id, application.n), ...stages.filter((stage) => stage.status === 'open').map((stage) => stage.workflow_id)]) {
    await ring(context.tx, workflow);
    context.wake.add(workflow);
  }
  return accept({ applicationId: application.id, status: 'cancelled' });
};

export const roundCommands: Record<string, CommandHandler> = { cancelEligibility, changeQuota };
