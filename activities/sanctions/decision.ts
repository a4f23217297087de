/**
 * 003 §5.2: 对弄虚作假、虚报业绩等违规行为…撤销相关学会承担专项的资格并收回已拨付的专项资金，同时连续3年取消其申报资格. The leadership
 * dismisses the finding or revokes, with the number of its minutes [C]; revoked, all three follow as the programme says.
 */
import { dayOf } from '../../domain/calendar/beijing.js';
import { periodFrom } from '../../domain/calendar/due-basis.js';
import { projectId } from '../../domain/ids.js';
import { yuan } from '../../domain/funds/budget.js';
import { accept, refuse } from '../../domain/refusal.js';
import { barPeriod } from '../../domain/sanctions/bar.js';
import { claimOf } from '../../domain/sanctions/clawback.js';
import { caseIdOf, findApplication, setApplicationStatus } from '../../records/applications.js';
import { type Project } from '../../records/projects.js';
import { placementStatus, setPlacement } from '../../records/reviews.js';
import { stagesOf } from '../../records/rounds.js';
import { decideSanction, paidTo, revokeProject, type Sanction, setSanctionState } from '../../records/sanctions.js';
import { endStep, findStep } from '../../records/steps.js';
import { lockWait, ring } from '../../records/waits.js';
import { type CommandContext, Refused } from '../context.js';
import { textOf } from '../input.js';
import { writeToRole, writeToSociety } from '../mailing.js';
import { claim, releaseRest } from '../money.js';
import { staffStep } from '../staff-step.js';
import { addBar } from './bar-record.js';
import { caseOf, nothingOwed, projectOfCase, rulesOf } from './case.js';
import { type CollectiveDecision, collectively, noteDecision } from './collective.js';

const decide = collectively(async (context, decision, body) => {
  const outcome = textOf(body.outcome) === 'dismissed' ? await dismiss(context, decision) : await revoke(context, decision);
  await noteDecision(context, decision, `sanction.${String(outcome.outcome)}`, outcome);
  await endStep(context.tx, context.wait.workflow_id, context.key, { status: 'done', outcome, at: context.at });
  return accept(outcome);
});

async function dismiss(context: CommandContext, { sanction, minutes, reason }: CollectiveDecision): Promise<Record<string, unknown>> {
  await decideSanction(context.tx, sanction.id, { outcome: 'dismissed', minutes, reason, at: context.at });
  await setSanctionState(context.tx, sanction.id, 'closed', context.at);
  await nothingOwed(context);
  await writeToSociety(context, sanction.society_id, 'sanctionDismissed', `${sanction.id}/${context.command.id}`, { reason });
  return { outcome: 'dismissed' };
}

async function revoke(context: CommandContext, { sanction, minutes, reason }: CollectiveDecision): Promise<Record<string, unknown>> {
  const { tx, at } = context;
  const rules = rulesOf(context);
  // Its project's steps and decisions hold this row: none of them comes between.
  if (sanction.project_id !== null) await lockWait(tx, projectId(sanction.project_id));
  const project = await projectOfCase(context, sanction);
  const money = project ? await endProject(context, project, sanction) : await endApplication(context, sanction, reason);
  const period = barPeriod(dayOf(at), rules.barYears);
  const bar = await addBar(context, sanction, minutes, period);
  await decideSanction(tx, sanction.id, { outcome: 'revoked', minutes, reason, at, claimCents: money.claimCents, projectWas: money.was, barRecordId: bar });
  await setSanctionState(tx, sanction.id, 'clawback', at);
  await writeToSociety(context, sanction.society_id, 'sanctionRevoked', `${sanction.id}/${context.command.id}`, {
    reason, minutes, claimYuan: yuan(money.claimCents), from: period.from, to: period.to, years: rules.barYears, clause: `${rules.clause.document} ${rules.clause.clause}`,
  });
  return { outcome: 'revoked', claimCents: money.claimCents, releasedCents: money.releasedCents, barFrom: period.from, barTo: period.to };
}

interface Money {
  was: string | null;
  claimCents: number;
  releasedCents: number;
}

/** The project is revoked and its workflow told; what is still promised is released, what was paid is claimed. */
async function endProject(context: CommandContext, project: Project, sanction: Sanction): Promise<Money> {
  const was = (await revokeProject(context.tx, project.id, context.at)) ?? null;
  const releasedCents = await releaseRest(context, project);
  const claimed = claimOf(await paidTo(context.tx, project.id));
  if (!claimed.ok) throw new Refused(claimed.refusal);
  const claimCents = rulesOf(context).reclaim ? claimed.value : 0;
  await claim(context, project, sanction.id, claimCents);
  await ring(context.tx, projectId(project.id));
  context.wake.add(projectId(project.id));
  return { was, claimCents, releasedCents };
}

/** Found before any award: the application leaves the round, as whenever its eligibility is cancelled. */
async function endApplication(context: CommandContext, sanction: Sanction, reason: string): Promise<Money> {
  const { tx, at } = context;
  const application = await findApplication(tx, sanction.application_id);
  if (application && (await placementStatus(tx, application.id)) !== 'awarded') {
    const cancelled = await setApplicationStatus(tx, application.id, ['submitted', 'correcting', 'accepted'], 'cancelled', at, {
      decision: 'cancelled', rule: 'sanction', reason, by: context.command.principal,
    });
    if (cancelled) await setPlacement(tx, application.id, 'removed', null);
    const open = (await stagesOf(tx, context.round.id)).filter((stage) => stage.status === 'open').map((stage) => stage.workflow_id);
    for (const workflow of [caseIdOf(application), ...open]) {
      await ring(tx, workflow);
      context.wake.add(workflow);
    }
  }
  return { was: null, claimCents: 0, releasedCents: 0 };
}

export const decision = staffStep({
  task: 'sanctionDecision',
  what: 'sanctionDecision',
  role: 'leadership',
  async prepare(context) {
    const heard = await findStep(context.tx, context.wait.workflow_id, 'hearing');
    const sanction = await caseOf(context);
    await writeToRole(context, 'leadership', heard?.outcome?.stated === true ? 'sanctionHeard' : 'sanctionUnheard', `${sanction.id}/${context.at}`, { finding: sanction.finding });
    return accept({});
  },
  period: (context) => periodFrom(context.at, rulesOf(context).decision.workingDays, 'workingDays'),
  commands: {
    decideSanction: async (context, body) =>
      ['dismissed', 'revoked'].includes(textOf(body.outcome)) ? decide(context, body) : refuse({ code: 'INVALID', field: 'outcome', params: { allowed: 'dismissed, revoked' } }),
  },
});
