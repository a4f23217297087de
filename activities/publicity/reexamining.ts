/** 复核 [C]: somebody else looks once more; what changes is acted on wherever the list is by then, and never behind anybody's back. */
import { periodNumber } from '../../domain/decisions/next-attempt.js';
import { accept, refuse, type Result } from '../../domain/refusal.js';
import { turnedOver } from '../../domain/publicity/course.js';
import { REEXAMINATION } from '../../domain/publicity/reexamination.js';
import { answerObjection, entriesOf, findObjection, type Objection, restoreEntry } from '../../records/publicity.js';
import { decideReexamination, findReexamination } from '../../records/reexaminations.js';
import { clearTier, placementsOf, setPlacement } from '../../records/reviews.js';
import { findStage, latestStage, type StageAttempt } from '../../records/rounds.js';
import { ring } from '../../records/waits.js';
import { reopenFrom } from '../corrections/reopening.js';
import type { CommandContext, CommandHandler } from '../context.js';
import { textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { takeOff, writeToObjector } from './objections.js';
import { replace } from './replacing.js';

export const reexamine: CommandHandler = async (context, body) => {
  const objection = await findObjection(context.tx, textOf(body.objectionId));
  const reexamination = objection && (await findReexamination(context.tx, objection.id));
  if (objection?.round_id !== context.round.id || !reexamination) return refuse({ code: 'NOT_FOUND', field: 'objectionId' });
  if (objection.answered_by === context.command.principal) return refuse({ code: 'REEXAMINER_SAME', rule: REEXAMINATION });
  const text = textOf(body.answer);
  if (text === '') return refuse({ code: 'REASON_REQUIRED', field: 'answer' });
  const state = body.decision === 'changed' ? 'changed' : 'confirmed';
  if (!(await decideReexamination(context.tx, objection.id, state, text, context.command.principal, context.at))) return refuse({ code: 'OBJECTION_ANSWERED', field: 'objectionId' });
  const effect = state === 'changed' ? await turnOver(context, objection, text) : accept({});
  if (!effect.ok) return effect;
  const decision = state === 'changed' ? turnedOver(reexamination.first_state) : reexamination.first_state;
  await writeToObjector(context, objection.id, 'objectionReexamined', `${objection.id}/${context.command.id}`, { decision, answer: text });
  if (reexamination.requested_by === 'society') await writeToSociety(context, objection.society_id, 'objectionReexamined', `${objection.id}/${context.command.id}/society`, { decision, answer: text });
  for (const type of ['publicityPeriod', 'approval']) await wakeStage(context, await latestStage(context.tx, context.round.id, type));
  return accept({ objectionId: objection.id, state, decision, ...effect.value });
};

/** The other way round: an upheld objection is rejected, a rejected one upheld. */
export async function turnOver(context: CommandContext, objection: Objection, reason: string): Promise<Result<Record<string, unknown>>> {
  const attempt = await findStage(context.tx, objection.stage_id);
  if (!attempt) return refuse({ code: 'NOT_FOUND', field: 'objectionId' });
  const state = turnedOver(objection.state);
  await answerObjection(context.tx, objection.id, objection.state, { state, answer: reason, by: context.command.principal, at: context.at });
  return state === 'upheld' ? leave(context, attempt, objection, reason) : putBack(context, attempt, objection);
}

/** It leaves the list; if the list has gone on, whoever moves up is publicised before anything is approved. */
async function leave(context: CommandContext, attempt: StageAttempt, objection: Objection, reason: string): Promise<Result<Record<string, unknown>>> {
  const entry = (await entriesOf(context.tx, attempt.id)).find((one) => one.society_id === objection.society_id);
  await takeOff(context, attempt, objection, reason);
  if (!entry || attempt.status === 'open') return accept({ republished: [] });
  const planned = context.round.programme.stages.find((one) => one.key === attempt.key);
  const moved = await replace(context, attempt, [entry], planned?.type === 'publicityPeriod' ? planned.replacement.maxRounds : 0);
  const last = (await latestStage(context.tx, context.round.id, 'publicityPeriod')) ?? attempt;
  if (moved.length === 0 && last.status !== 'open') return reopenFrom(context, nextKey(context, attempt.key), {}, reason);
  return republish(context, last, moved, reason);
}

/** Back on the list in its tier; who had moved up for it goes back to the reserve, and the list is publicised again. */
async function putBack(context: CommandContext, attempt: StageAttempt, objection: Objection): Promise<Result<Record<string, unknown>>> {
  const { tx, round } = context;
  const entry = (await entriesOf(tx, attempt.id)).find((one) => one.society_id === objection.society_id);
  if (!entry) return accept({ republished: [] });
  await writeToSociety(context, objection.society_id, 'backOnList', `${objection.id}/${context.command.id}`, {});
  await setPlacement(tx, entry.application_id, 'listed', entry.tier);
  if (attempt.status === 'open') {
    await restoreEntry(tx, attempt.id, objection.society_id);
    return accept({ republished: [] });
  }
  const replacements = (attempt.outcome?.publicity as { replacements?: string[] } | undefined)?.replacements ?? [];
  const successor = (await placementsOf(tx, round.id)).find((one) => replacements.includes(one.application_id) && one.tier === entry.tier && one.status === 'listed');
  if (successor) {
    await setPlacement(tx, successor.application_id, 'reserve', null);
    await clearTier(tx, successor.application_id);
    await writeToSociety(context, successor.society_id, 'removedFromList', `${objection.id}/successor`, { reason: context.round.programme.name.zh });
  }
  const last = (await latestStage(tx, round.id, 'publicityPeriod')) ?? attempt;
  return republish(context, last, [entry.application_id], objection.id);
}

/** A further period for these, together with whoever the open one was about. */
export async function republish(context: CommandContext, last: StageAttempt, applicationIds: string[], reason: string): Promise<Result<Record<string, unknown>>> {
  const listed = new Set((await placementsOf(context.tx, context.round.id)).filter((one) => one.status === 'listed').map((one) => one.application_id));
  const inOpen = last.status === 'open' ? (await entriesOf(context.tx, last.id)).map((entry) => entry.application_id).filter((id) => listed.has(id)) : [];
  const replacements = [...new Set([...inOpen, ...applicationIds])];
  const reopened = await reopenFrom(context, last.key, { replacements, period: periodNumber(last) }, reason);
  return reopened.ok ? accept({ republished: replacements, ...reopened.value }) : reopened;
}

/** The stage after that one: what lies there is taken back and comes again with the changed list. */
function nextKey(context: CommandContext, key: string): string {
  const keys = context.round.programme.stages.map((stage) => stage.key);
  return keys[keys.indexOf(key) + 1] ?? key;
}

async function wakeStage(context: CommandContext, stage: StageAttempt | undefined): Promise<void> {
  if (stage?.status !== 'open') return;
  await ring(context.tx, stage.workflow_id);
  context.wake.add(stage.workflow_id);
}
