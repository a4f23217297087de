/**
 * Decisions about a case of fraud (003 §5.2), corrected: also when it is closed. What came later in it rests on them and is corrected
 * first; nothing is deleted, what was posted is reversed entry by entry, and whoever was written to is written to.
 */
import { yuan } from '../../domain/funds/budget.js';
import { accept, refuse, type Refusal } from '../../domain/refusal.js';
import { findApplication } from '../../records/applications.js';
import { hasOtherOpen, reopenSanction, revokeProject, type Sanction, undecideSanction, unliftSanction, writeOffSanction } from '../../records/sanctions.js';
import { findStep, supersedeStep } from '../../records/steps.js';
import type { CommandContext } from '../context.js';
import { minutesOf, textOf } from '../input.js';
import { writeToRole, writeToSociety } from '../mailing.js';
import { reverseEvents } from '../money.js';
import { barAgain } from '../sanctions/bar-record.js';
import { caseOf, mustHaveProject, projectOfCase } from '../sanctions/case.js';
import { beginAgain, claimAgain } from '../sanctions/claim.js';
import { note } from '../sanctions/collective.js';
import { liftCase } from '../sanctions/lift.js';
import { countPayment, voidPayment } from '../sanctions/returns.js';
import { restoreEligibility } from './cases.js';
import type { Correction } from './correction.js';

/** Dismissed, the finding lies before the leadership again. Revoked, it is lifted by the code of an appeal, and says that nobody had to appeal. */
export const reopenFinding: Correction = async (context, wrong, body, reason) => {
  const { tx, wait, at, command } = context;
  const sanction = await caseOf(context);
  if (wrong.body.outcome !== 'dismissed') return withdrawRevocation(context, sanction, wrong, body, reason);
  const busy = await otherCase(context, sanction);
  if (busy) return refuse(busy);
  const step = await findStep(tx, wait.workflow_id, 'decision');
  if (step) await supersedeStep(tx, step.id, command.id, at);
  await undecideSanction(tx, sanction.id);
  await reopenSanction(tx, sanction.id, 'deciding');
  await note(context, sanction, 'sanction.reopened', { reason });
  await writeToSociety(context, sanction.society_id, 'sanctionReopened', `${sanction.id}/${command.id}`, { reason });
  await beginAgain(context);
  return accept({ outcome: null });
};

async function withdrawRevocation(context: CommandContext, sanction: Sanction, ...[wrong, body, reason]: Rest) {
  if (sanction.lifted_at !== null) return refuse({ code: 'LATER_DECISION', params: { kind: 'liftSanction' } });
  const minutes = minutesOf(body);
  if (!minutes.ok) return minutes;
  // Found before any award: the application that it took out of the round goes on, as long as there is a round to go on in.
  const application = sanction.project_id === null ? await findApplication(context.tx, sanction.application_id) : undefined;
  const taken = application?.status === 'cancelled' && application.decision?.rule === 'sanction';
  const restored = taken && context.round.status === 'running' && context.round.announced_at === null ? await restoreEligibility(context, wrong, body, reason) : accept({});
  if (!restored.ok) return restored;
  const lifted = await liftCase(context, { sanction, minutes: minutes.value, reason }, '');
  return lifted.ok ? accept({ ...restored.value, ...lifted.value }) : lifted;
}

type Rest = [Parameters<Correction>[1], Parameters<Correction>[2], string];

/** Money that was recorded by mistake is claimed again. */
export const voidReturn: Correction = async (context, wrong, _body, reason) => {
  const sanction = await caseOf(context);
  if (sanction.lifted_at !== null) return refuse(lifted(sanction));
  const voided = await voidPayment(context, sanction, textOf(wrong.answer?.returnId), reason);
  if (!voided.ok) return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  await claimAgain(context, sanction);
  return voided;
};

export const countReturn: Correction = async (context, wrong, _body, reason) => {
  const sanction = await caseOf(context);
  return sanction.lifted_at === null ? countPayment(context, sanction, textOf(wrong.body.returnId), reason) : refuse(lifted(sanction));
};

export const reopenClaim: Correction = async (context, wrong, _body, reason) => {
  const sanction = await caseOf(context);
  if (sanction.lifted_at !== null) return refuse(lifted(sanction));
  const cents = Number(wrong.answer?.writtenOffCents ?? 0);
  await reverseEvents(context, await mustHaveProject(context, sanction), [`writeOff/${sanction.id}`]);
  await writeOffSanction(context.tx, sanction.id, -cents, null);
  await note(context, sanction, 'sanction.claimedAgain', { cents, reason });
  await writeToSociety(context, sanction.society_id, 'clawbackReopened', `${sanction.id}/${context.command.id}`, { amountYuan: yuan(cents), reason });
  await claimAgain(context, sanction);
  return accept({ outstandingCents: cents });
};

/** Lifted by mistake: bar, claim and revocation as they were. What was to be paid back is not; if it has been, its return is voided. */
export const enforceAgain: Correction = async (context, wrong, _body, reason) => {
  const { tx, at, command } = context;
  const sanction = await caseOf(context);
  const busy = await otherCase(context, sanction);
  if (busy) return refuse(busy);
  const project = await projectOfCase(context, sanction);
  if (project) {
    await revokeProject(tx, project.id, at);
    await reverseEvents(context, project, ['unclaim', 'restitute', 'reinstate'].map((event) => `${event}/${sanction.id}`));
  }
  await barAgain(context, sanction);
  await unliftSanction(tx, sanction.id);
  await note(context, sanction, 'sanction.enforcedAgain', { reason });
  const key = `${sanction.id}/${command.id}`;
  await writeToSociety(context, sanction.society_id, 'sanctionEnforced', key, { reason });
  const stopped = Number(wrong.answer?.restitutedCents ?? 0);
  if (stopped > 0) await writeToRole(context, 'finance', 'restitutionStopped', key, { amountYuan: yuan(stopped) });
  await claimAgain(context, sanction);
  return accept({ lifted: false });
};

/** Only one case of a society in a round is open at a time. */
const otherCase = async ({ tx }: CommandContext, sanction: Sanction): Promise<Refusal | undefined> => ((await hasOtherOpen(tx, sanction)) ? { code: 'SANCTION_OPEN', field: 'commandId' } : undefined);

const lifted = ({ lift }: Sanction): Refusal => ({ code: 'SANCTION_LIFTED', field: 'commandId', params: { minutes: textOf(lift?.minutes) } });
