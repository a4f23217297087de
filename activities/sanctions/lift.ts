/**
 * [C] A sanction lifted on appeal, by a recorded decision of the leadership. The history stays: the bar becomes a withdrawn
 * fact, the claim and what came in on it are reversed by postings of their own, and whoever was written to is written to.
 */
import { mailroomId } from '../../domain/ids.js';
import { yuan } from '../../domain/funds/budget.js';
import { accept, refuse, type Result } from '../../domain/refusal.js';
import { outstandingOf } from '../../domain/sanctions/clawback.js';
import { liftSanction, unrevokeProject } from '../../records/sanctions.js';
import { withdrawFact } from '../../records/eligibility-checks.js';
import type { CommandContext } from '../context.js';
import { iso, textOf } from '../input.js';
import { writeToRole, writeToSociety } from '../mailing.js';
import { unclaim } from '../money.js';
import { clawbackOf, projectOfCase } from './case.js';
import { type CollectiveDecision, collectively, noteDecision } from './collective.js';

export const lift = collectively((context, decision, body) => liftCase(context, decision, textOf(body.appealedOn)));

/** The same when the leadership corrects its own decision: then nobody has appealed. */
export async function liftCase(context: CommandContext, decision: CollectiveDecision, appealedOn: string): Promise<Result<Record<string, unknown>>> {
  const { tx, at } = context;
  const { sanction, minutes, reason } = decision;
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
  await liftSanction(tx, sanction.id, { minutes, reason, appealedOn, by: context.command.principal, at: iso(at), ...outcome }, at);
  await noteDecision(context, decision, 'sanction.lifted', { appealedOn, ...outcome });
  await writeToSociety(context, sanction.society_id, appealedOn === '' ? 'sanctionWithdrawn' : 'sanctionLifted', `${sanction.id}/${context.command.id}`, { reason, minutes, restitutedYuan: yuan(money.recoveredCents) });
  // Money that came in on the claim is the society's again: somebody has to pay it back.
  if (money.recoveredCents > 0) await writeToRole(context, 'finance', 'clawbackRestitution', `${sanction.id}/${context.command.id}`, { amountYuan: yuan(money.recoveredCents) });
  return accept({ lifted: true, ...outcome });
}
