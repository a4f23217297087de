/** Decisions about a whole round or about one application at any time until approval. */
import { accept, type Clause, refuse } from '../domain/refusal.js';
import { sayCode } from '../domain/wording/catalogue.js';
import { caseIdOf, findApplication, setApplicationStatus } from '../records/applications.js';
import { findCheck, settleCheck } from '../records/eligibility-checks.js';
import { findStage, stagesOf } from '../records/rounds.js';
import { ring } from '../records/waits.js';
import { answer } from './publicity/objections.js';
import { reexamine } from './publicity/reexamining.js';
import { changeQuota } from './quota-change.js';
import type { CommandContext, CommandHandler } from './context.js';
import { moveToVersion } from './programme-move.js';
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
  if (stages.some((stage) => stage.type === 'approval' && stage.status === 'done')) return refuse({ code: 'STAGE_CLOSED', rule: approvalClause(context) });
  const cancelled = await setApplicationStatus(context.tx, application.id, ['submitted', 'correcting', 'accepted'], 'cancelled', context.at, {
    decision: 'cancelled', rule, reason: reason.value, by: context.command.principal,
  });
  if (!cancelled) return refuse({ code: 'ALREADY_DECIDED', params: { status: application.status } });
  await writeToSociety(context, application.society_id, 'eligibilityCancelled', `${application.id}/${context.command.id}`, {
    rule, clause: ruleClause(context, rule), why: [textOf(body.fact), textOf(body.source)].filter((one) => one !== '').join('；') || reason.value, reason: reason.value,
  });
  for (const workflow of [caseIdOf(application), ...stages.filter((stage) => stage.status === 'open').map((stage) => stage.workflow_id)]) {
    await ring(context.tx, workflow);
    context.wake.add(workflow);
  }
  return accept({ applicationId: application.id, status: 'cancelled' });
};

/** The clause of the rule as the programme has it; of the whole window for a rule that it does not list. */
function ruleClause({ round }: CommandContext, key: string): string {
  const window = round.programme.stages.find((stage) => stage.type === 'applicationWindow');
  const clause = window?.type === 'applicationWindow' ? (window.eligibility.find((rule) => rule.key === key)?.clause ?? window.clause) : undefined;
  return clause ? `${clause.document} ${clause.clause}` : '';
}

const approvalClause = ({ round }: CommandContext): Clause | undefined => round.programme.stages.find((stage) => stage.type === 'approval')?.clause;

/**
 * A fact has changed since the application was decided: a person says what follows. What the facts refuse is not kept as
 * accepted: it is cancelled, or the facts are corrected.
 */
const settleEligibility: CommandHandler = async (context, body) => {
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const check = await findCheck(context.tx, textOf(body.checkId));
  if (check?.round_id !== context.round.id) return refuse({ code: 'NOT_FOUND', field: 'checkId' });
  if (check.state !== 'open') return refuse({ code: 'ALREADY_DECIDED', params: { status: check.state } });
  const failed = check.lines.find((line) => line.result === 'fail');
  const decision = body.decision === 'cancel' ? 'cancel' : 'keep';
  const { status } = (await findApplication(context.tx, check.application_id)) ?? { status: '' };
  if (decision === 'keep' && failed && status === 'accepted') {
    const why = failed.why[0];
    return refuse({ code: why?.code ?? 'RULE_FAILED', field: 'decision', rule: failed.clause, params: why?.params ?? {} });
  }
  await settleCheck(context.tx, check.id, { decision, reason: reason.value, by: context.command.principal }, context.at);
  if (decision === 'keep') return accept({ checkId: check.id, applicationId: check.application_id, decision, status });
  const cancelled = await cancelEligibility(context, {
    applicationId: check.application_id, rule: failed?.rule ?? check.changed[0] ?? check.lines.find((line) => line.result !== 'pass')?.rule ?? '', reason: reason.value,
    fact: (failed?.why ?? []).map((one) => sayCode('zh', one.code, one.params)).join('；'),
  });
  return cancelled.ok ? accept({ checkId: check.id, applicationId: check.application_id, decision, status: 'cancelled' }) : cancelled;
};

/** Of a list whose period is over: what waited for its objections apart from the others. */
const answerHeld = answer((context, objection) => findStage(context.tx, objection.stage_id));

export const roundCommands: Record<string, CommandHandler> = { cancelEligibility, moveToVersion, changeQuota, settleEligibility, reexamine, answerObjection: answerHeld };
