/**
 * A stage again, as attempt n+1 with gates of its own: its result and those of the stages after it no longer count. What was handed
 * in and decided stays on record; a stage that is open ends without an outcome, and whoever waits behind it is told.
 */
import { accept, refuse, type Result } from '../../domain/refusal.js';
import { acknowledgeAll, unacknowledged } from '../../records/facts.js';
import { entriesOf } from '../../records/publicity.js';
import { stagesOf, type StageAttempt, supersedeStage } from '../../records/rounds.js';
import { ring } from '../../records/waits.js';
import type { CommandContext } from '../context.js';
import { writeToRole, writeToSociety } from '../mailing.js';
import { absorbObjections } from '../publicity/objections.js';
import { closeGates } from './closing.js';

export interface Reopened extends Record<string, unknown> {
  /** Attempts whose results no longer count. */
  superseded: { stage: string; n: number; wasOpen: boolean }[];
}

/** `reopening` is the input of the next attempt; `from` names the step to begin at, what comes before it is carried over. */
export async function reopenFrom(context: CommandContext, key: string, reopening: Record<string, unknown>, reason: string): Promise<Result<Reopened>> {
  if (context.round.status !== 'running' || context.round.announced_at !== null) return refuse({ code: 'ROUND_ANNOUNCED', rule: { document: '000', clause: '§5.3' } });
  const keys = context.round.programme.stages.map((stage) => stage.key);
  const last = latestByKey(await stagesOf(context.tx, context.round.id));
  const concerned = keys.slice(keys.indexOf(key)).flatMap((one) => last.get(one) ?? []).filter((stage) => stage.superseded_by === null);
  if (concerned[0]?.key !== key) return refuse({ code: 'STAGE_NOT_OPEN', params: { stage: key } });
  const superseded: Reopened['superseded'] = [];
  for (const stage of concerned) {
    const invited = stage.status === 'open' ? await close(context, stage) : [];
    await supersedeStage(context.tx, stage.id, context.command.id, stage.key === key ? reopening : {}, context.at);
    await tell(context, stage, invited, reason);
    superseded.push({ stage: stage.key, n: stage.n, wasOpen: stage.status === 'open' });
  }
  return accept({ superseded });
}

export function latestByKey(attempts: readonly StageAttempt[]): Map<string, StageAttempt> {
  return new Map([...attempts].sort((a, b) => a.n - b.n).map((attempt) => [attempt.key, attempt]));
}

/** Nothing more is taken, nobody owes anything any more, and its workflow looks, finds it ended, and closes. Returns the societies that owed something. */
async function close(context: CommandContext, stage: StageAttempt): Promise<string[]> {
  const owing = await closeGates(context, stage.workflow_id);
  // What came in and was not looked at yet stays on record; an objection is registered, and follows its society to the next list.
  const planned = context.round.programme.stages.find((one) => one.key === stage.key);
  if (planned?.type === 'publicityPeriod') await absorbObjections(context, planned, stage, await unacknowledged(context.tx, stage.workflow_id));
  await acknowledgeAll(context.tx, stage.workflow_id, context.wait.realm);
  await ring(context.tx, stage.workflow_id);
  context.wake.add(stage.workflow_id);
  return owing;
}

/** A letter that was sent cannot be taken back: a correction follows it. */
async function tell(context: CommandContext, stage: StageAttempt, invited: readonly string[], reason: string): Promise<void> {
  const params = { task: stage.key, reason };
  const listed = stage.type === 'publicityPeriod' ? (await entriesOf(context.tx, stage.id)).filter((one) => one.status === 'listed').map((one) => one.society_id) : [];
  for (const societyId of stage.type === 'applicationWindow' ? invited : listed) {
    await writeToSociety(context, societyId, 'stageReopened', `${context.command.id}/${stage.key}/${societyId}`, params);
  }
  if (stage.type === 'approval') await writeToRole(context, 'leadership', 'stageReopened', `${context.command.id}/${stage.key}`, params);
}
