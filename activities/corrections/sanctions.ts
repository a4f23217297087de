/**
 * A decision in a sanction's case corrected (003 §5.2 [C]): the case goes back to the step concerned, also when it was closed;
 * money is reversed entry by entry, and whoever was written to is written to.
 */
import { mailroomId, remindersId } from '../../domain/ids.js';
import { accept, refuse, type Result } from '../../domain/refusal.js';
import { takeReturn } from '../../domain/sanctions/clawback.js';
import type { Command } from '../../records/commands.js';
import { type Project, reverse } from '../../records/projects.js';
import {
  countReturnAgain, reopenSanction, revokeProject, type Sanction, type SanctionState, setBar, undecideSanction, unliftSanction, unwriteOffSanction,
} from '../../records/sanctions.js';
import { listRecords } from '../../records/societies.js';
import { stepsOf, supersedeStep } from '../../records/steps.js';
import { reopenPlanner, reopenWait } from '../../records/waits.js';
import type { CommandContext } from '../context.js';
import { minutesOf, textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { recover } from '../money.js';
import { stepKeys } from '../registry.js';
import { caseOf, clawbackOf, projectOfCase } from '../sanctions/case.js';
import { voidOne } from '../sanctions/clawback.js';
import { note } from '../sanctions/collective.js';
import { addBar } from '../sanctions/decision.js';
import { lift } from '../sanctions/lift.js';
import { closeGates } from './closing.js';
import type { Correction } from './correction.js';

/** Dismissed by mistake, the finding lies before the leadership again; revoked by mistake, the sanction is lifted. */
export const reviseSanction: Correction = async (context, wrong, body, reason) => {
  const sanction = await caseOf(context);
  if (sanction.outcome === 'revoked') return lift(context, { ...body, reason });
  if (sanction.outcome === null) return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  const again = await goBack(context, sanction, 'decision', 'deciding');
  if (!again.ok) return again;
  await undecideSanction(context.tx, sanction.id);
  await tell(context, sanction, wrong, reason);
  return accept({ sanctionId: sanction.id, state: 'deciding' });
};

export const voidReturn: Correction = async (context, wrong, _body, reason) => {
  const sanction = await caseOf(context);
  if (sanction.lifted_at !== null) return refuse({ code: 'LATER_DECISION', params: { kind: 'liftSanction' } });
  const voided = await voidOne(context, { returnId: wrong.answer?.returnId, reason });
  if (!voided.ok) return voided;
  const again = await claimOpenAgain(context, sanction);
  if (!again.ok) return again;
  await tell(context, sanction, wrong, reason);
  return voided;
};

/** A payment that was declared void by mistake counts again. */
export const countReturn: Correction = async (context, wrong, _body, reason) => {
  const sanction = await caseOf(context);
  const id = textOf(wrong.body.returnId);
  const counted = await countReturnAgain(context.tx, sanction.id, id);
  if (counted === undefined) return refuse({ code: 'VOUCHER_RECORDED', field: 'commandId', params: { voucher: '' } });
  const before = await clawbackOf(context, sanction);
  const taken = takeReturn({ ...before, recoveredCents: before.recoveredCents - counted }, counted);
  if (!taken.ok) return taken;
  await recover(context, await projectOf(context, sanction), `${sanction.id}/${id}/${context.command.id}`, counted);
  await note(context, sanction, 'sanction.returnCounted', { id, amountCents: counted, reason });
  await tell(context, sanction, wrong, reason);
  return accept({ returnId: id, recoveredCents: taken.value.recoveredCents });
};

/** What was given up is claimed again, with a new deadline. */
export const reinstateClaim: Correction = async (context, wrong, _body, reason) => {
  const sanction = await caseOf(context);
  if (sanction.lifted_at !== null) return refuse({ code: 'LATER_DECISION', params: { kind: 'liftSanction' } });
  await reverseOf(context, sanction, wrong);
  await unwriteOffSanction(context.tx, sanction.id, Number(wrong.answer?.writtenOffCents ?? 0));
  const again = await claimOpenAgain(context, sanction);
  if (!again.ok) return again;
  await note(context, sanction, 'sanction.claimReinstated', { reason, cents: wrong.answer?.writtenOffCents ?? 0 });
  await tell(context, sanction, wrong, reason);
  return accept({ sanctionId: sanction.id, claimedCents: wrong.answer?.writtenOffCents ?? 0 });
};

/** Lifted by mistake: revoked, claimed and barred as before; the bar is a fact of its own again, for the same years. */
export const enforceAgain: Correction = async (context, wrong, body, reason) => {
  const minutes = minutesOf(body);
  if (!minutes.ok) return minutes;
  const sanction = await caseOf(context);
  if (sanction.lifted_at === null) return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  await reverseOf(context, sanction, wrong);
  await unliftSanction(context.tx, sanction.id);
  if (sanction.project_id !== null) await revokeProject(context.tx, sanction.project_id, context.at);
  const old = (await listRecords(context.tx, sanction.society_id)).find(({ id }) => id === sanction.bar_record_id);
  const period = old?.value.period as { from: string; to: string } | undefined;
  if (period) await setBar(context.tx, sanction.id, await addBar(context, sanction, minutes.value, period));
  const again = await goBack(context, sanction, 'clawback', 'clawback');
  if (!again.ok) return again;
  context.wake.add(mailroomId(context.wait.realm));
  await note(context, sanction, 'sanction.inForceAgain', { minutes: minutes.value, reason });
  await tell(context, sanction, wrong, reason);
  return accept({ sanctionId: sanction.id, state: 'clawback' });
};

/** While the claim's own step is open it looks again by itself. */
async function claimOpenAgain(context: CommandContext, sanction: Sanction): Promise<Result<unknown>> {
  return context.key === 'clawback' && context.row?.status === 'open' ? accept(undefined) : goBack(context, sanction, 'clawback', 'clawback');
}

/** That step and those after it come again; a closed case is taken up again, and its round's planner with it. */
async function goBack(context: CommandContext, sanction: Sanction, step: string, state: SanctionState): Promise<Result<unknown>> {
  const { tx, wait, wake, at } = context;
  if (!(await reopenSanction(tx, sanction.id, state))) return refuse({ code: 'LATER_FACTS', params: { what: 'sanction', count: 1 } });
  await closeGates(context);
  const order = stepKeys('sanctionCase');
  for (const row of await stepsOf(tx, wait.workflow_id)) if (order.indexOf(row.key) >= order.indexOf(step)) await supersedeStep(tx, row.id, context.command.id, at);
  await reopenWait(tx, wait.workflow_id);
  wake.add(wait.workflow_id);
  if (await reopenPlanner(tx, remindersId(context.round.id))) wake.add(remindersId(context.round.id));
  return accept(undefined);
}

/** What the decision posted, the other way round. */
async function reverseOf(context: CommandContext, sanction: Sanction, wrong: Command): Promise<void> {
  if (sanction.project_id === null || wrong.at === null) return;
  const before = wrong.before?.project as { postings?: string[] } | undefined;
  await reverse(context.tx, sanction.project_id, { at: wrong.at, except: before?.postings ?? [] }, context.command.id, context.at);
}

async function projectOf(context: CommandContext, sanction: Sanction): Promise<Project> {
  const project = await projectOfCase(context, sanction);
  if (!project) throw new Error(`${context.wait.workflow_id} claims money of no project`);
  return project;
}

const tell = (context: CommandContext, sanction: Sanction, wrong: Command, reason: string): Promise<void> =>
  writeToSociety(context, sanction.society_id, 'sanctionCorrected', `${wrong.id}/${context.command.id}`, { reason });
