/**
 * [C] A sanction lifted on appeal, by a recorded decision of the leadership. The history stays: the bar becomes a withdrawn
 * fact, the claim and what came in on it are reversed by postings of their own, and whoever was written to is written to.
 */
import { mailroomId } from '../../domain/ids.js';
import { accept, refuse } from '../../domain/refusal.js';
import { outstandingOf } from '../../domain/sanctions/clawback.js';
import { record } from '../../records/audit.js';
import { liftSanction, unrevokeProject } from '../../records/sanctions.js';
import { withdrawFact } from '../../records/eligibility-checks.js';
import type { CommandHandler } from '../context.js';
import { iso, minutesOf, reasonOf, textOf } from '../input.js';
import { writeToRole, writeToSociety } from '../mailing.js';
import { unclaim } from '../money.js';
import { caseOf, clawbackOf, projectOfCase, yuan } from './case.js';

export const lift: CommandHandler = async (context, body) => {
  const { tx, at } = context;
  const minutes = minutesOf(body);
  if (!minutes.ok) return minutes;
  const reason = reasonOf(body);
  if (!reason.ok) return reason;
  const sanction = await caseOf(context);
  if (sanction.lifted_at !== null) return refuse({ code: 'ALREADY_DECIDED', params: { status: 'lifted' } });
  const money = await clawbackOf(context, sanction);
  const unclaimedCents = outstandingOf(money);
  const project = await projectOfCase(context, sanction);
  if (project) {
    await unclaim(context, project, sanction.id, { unclaimed: unclaimedCents, restituted: money.recoveredCents, reinstated: money.writtenOffCents });
    await unrevokeProject(tx, project.id, sanction.project_was ?? 'terminated');
  }
  if (sanction.bar_record_id !== null && (await withdrawFact(tx, sanction.society_id, sanction.bar_record_id))) context.wake.add(mailroomId(context.wait.realm));
  const outcome = { unclaimedCents, restitutedCents: money.recoveredCents, reinstatedCents: money.writtenOffCents };
  await liftSanction(tx, sanction.id, {
    minutes: minutes.value, reason: reason.value, appealedOn: textOf(body.appealedOn), by: context.command.principal, at: iso(at), ...outcome,
  }, at);
  await record(tx, {
    stream: `sanction/${sanction.id}`, realm: context.wait.realm, actor: context.command.principal, action: 'sanction.lifted',
    body: { minutes: minutes.value, reason: reason.value, appealedOn: textOf(body.appealedOn), ...outcome },
  });
  await writeToSociety(context, sanction.society_id, 'sanctionLifted', sanction.id, { reason: reason.value, minutes: minutes.value, restitutedYuan: yuan(money.recoveredCents) });
  // Money that came in on the claim is the society's again: somebody has to pay it back.
  if (money.recoveredCents > 0) await writeToRole(context, 'finance', 'clawbackRestitution', sanction.id, { amountYuan: yuan(money.recoveredCents) });
  return accept({ lifted: true, ...outcome });
};
