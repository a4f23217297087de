/** What was done about a public list: its posting, a notice in print, a re-examination. */
import { periodNumber } from '../../domain/decisions/next-attempt.js';
import { accept, refuse } from '../../domain/refusal.js';
import { standingAnswer } from '../../records/commands.js';
import { lockGate } from '../../records/gates.js';
import { movePeriod, withdrawNotice as withdraw } from '../../records/postings.js';
import { creditAnswer, entriesOf, findObjection } from '../../records/publicity.js';
import { findReexamination, reopenReexamination } from '../../records/reexaminations.js';
import { findStage, type StageAttempt } from '../../records/rounds.js';
import { findStep } from '../../records/steps.js';
import { ring } from '../../records/waits.js';
import type { CommandContext } from '../context.js';
import { iso, textOf, textsOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { deadlineMoved } from '../opening.js';
import { writeToObjector } from '../publicity/objections.js';
import { turnOver } from '../publicity/reexamining.js';
import { replace } from '../publicity/replacing.js';
import type { Correction } from './correction.js';

/**
 * A list whose posting was confirmed by mistake comes again with whom it was about: what is printed elsewhere cannot be recalled, so the
 * whole period begins anew when the office has confirmed it. For whom an upheld objection has taken off, the next moves up already.
 */
export async function listAgain(context: CommandContext, attempt: StageAttempt): Promise<Record<string, unknown>> {
  const planned = context.round.programme.stages.find((one) => one.key === attempt.key);
  const input = { ...attempt.input, period: periodNumber(attempt) };
  if (planned?.type !== 'publicityPeriod' || attempt.status !== 'open') return input;
  const removed = (await entriesOf(context.tx, attempt.id)).filter((entry) => entry.status === 'removed');
  const moved = await replace(context, attempt, removed, planned.replacement.maxRounds);
  const only = textsOf(attempt.input.replacements);
  return { ...input, ...(only.length > 0 ? { replacements: [...only, ...moved] } : {}), ...(moved.length > 0 ? { period: input.period + 1 } : {}) };
}

/** Where it had begun the period again, that ends as before while this is still to come; later, people rely on the longer one. */
export const withdrawNotice: Correction = async (context, wrong, _body, reason) => {
  const { tx, gate, stage, at } = context;
  if (!gate || !stage || context.row?.status !== 'open' || wrong.at === null) return refuse({ code: 'STAGE_CLOSED' });
  if (!(await withdraw(tx, { stageId: stage.id, text: textOf(wrong.body.text), at: wrong.at, reason, withdrawnAt: at }))) return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  const before = Date.parse(textOf(wrong.before?.dueAt));
  const moved = wrong.answer?.restarts === true && iso(gate.due_at) === wrong.answer.dueAt && before > at && before < gate.due_at;
  if (moved) {
    await movePeriod(tx, gate.id, gate.opens_at, before, null);
    await deadlineMoved(context, before);
  }
  return accept({ withdrawn: true, dueAt: iso(moved ? before : gate.due_at) });
};

/**
 * Decided by mistake: it is open again, and what it had turned over is turned back. Once the list has gone on with a changed answer
 * others have moved up and were publicised: then only another ranking, or the withdrawal of an award, puts it right.
 */
export const reexamineAgain: Correction = async (context, wrong, _body, reason) => {
  const { tx } = context;
  const objection = await findObjection(tx, textOf(wrong.body.objectionId));
  const reexamination = objection && (await findReexamination(tx, objection.id));
  if (!objection || !reexamination || reexamination.state === 'open') return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  if (reexamination.state === 'changed') {
    if (!(await listIsOpen(context, objection.stage_id))) return refuse({ code: 'REEXAMINATION_ACTED_ON', field: 'commandId' });
    const turned = await turnOver(context, objection, reason);
    if (!turned.ok) return turned;
    const first = await standingAnswer(tx, objection.id);
    if (first) await creditAnswer(tx, objection.id, first);
  }
  await reopenReexamination(tx, objection.id);
  await writeToObjector(context, objection.id, 'objectionReopened', context.command.id, { reason });
  if (reexamination.requested_by === 'society') await writeToSociety(context, objection.society_id, 'reexaminationReopened', context.command.id, { reason });
  const list = await findStage(tx, objection.stage_id);
  if (list?.status === 'open') {
    await ring(tx, list.workflow_id);
    context.wake.add(list.workflow_id);
  }
  return accept({ objectionId: objection.id, state: 'open' });
};

/** Under its gate's lock: it does not go on before this transaction ends. */
async function listIsOpen({ tx }: CommandContext, stageId: string): Promise<boolean> {
  const stage = await findStage(tx, stageId);
  const step = stage?.status === 'open' ? await findStep(tx, stage.workflow_id, 'publicity') : undefined;
  if (step?.gate_id === null || step?.gate_id === undefined) return false;
  return (await lockGate(tx, step.gate_id)).status === 'open';
}
