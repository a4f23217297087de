/** 000 §5.3: 报中国科协党组、书记处领导同志审定: a collective decision on the whole list, with the number of its minutes. */
import { heldOf } from '../../domain/decisions/next-attempt.js';
import { accept, refuse } from '../../domain/refusal.js';
import { lockStatus } from '../../records/applications.js';
import { appliedBodies } from '../../records/commands.js';
import { openChecks } from '../../records/eligibility-checks.js';
import { endStep } from '../../records/steps.js';
import { openObjectionsOf } from '../../records/publicity.js';
import { type Placement, placementsOf, setPlacement } from '../../records/reviews.js';
import { latestStage } from '../../records/rounds.js';
import { plannedStage, type CommandHandler, type StepContext, type StepHandler } from '../context.js';
import { minutesOf, reasonOf } from '../input.js';
import { writeToRole } from '../mailing.js';
import { staffStep, untilDecided } from '../staff-step.js';

const approve: CommandHandler = async (context, body) => {
  const stage = plannedStage(context, 'approval');
  if (await isReturned(context)) return refuse({ code: 'COMMAND_NOT_EXPECTED', params: { kind: 'approve', step: context.key } });
  const minutes = stage.requiresMinutes ? minutesOf(body) : accept('');
  if (!minutes.ok) return minutes;
  const held = await heldApart(context);
  const objectedTo = new Set((await openObjectionsOf(context.tx, context.round.id)).map((one) => one.societyId));
  const listed = (await placementsOf(context.tx, context.round.id)).filter((one) => one.status === 'listed' && !held.includes(one.application_id));
  // 公示期满无异议: a re-examination that was asked for meanwhile is decided first.
  if (listed.some((one) => objectedTo.has(one.society_id))) return refuse({ code: 'OBJECTION_OPEN', rule: stage.clause });
  const awarded: Placement[] = [];
  for (const one of listed) {
    // A withdrawal is free until this moment; one that comes now waits for the lock and finds the award.
    const stands = (await lockStatus(context.tx, one.application_id)) === 'accepted';
    await setPlacement(context.tx, one.application_id, stands ? 'awarded' : 'removed', null);
    if (stands) awarded.push(one);
  }
  // A fact that has changed for somebody on the list is settled first (001 §3); looked at when nothing can change any more.
  const open = await openChecks(context.tx, context.round.id);
  if (open.length > 0) return refuse({ code: 'ELIGIBILITY_CHANGED_OPEN', rule: stage.clause, params: { societies: open.map(({ code }) => code).join('、') } });
  const outcome = { decision: 'approved', minutes: minutes.value, awards: countBy(awarded.map((one) => one.tier ?? '')), withdrawn: listed.length - awarded.length };
  await endStep(context.tx, context.wait.workflow_id, context.key, { status: 'done', outcome, at: context.at });
  return accept(outcome);
};

/** What is submitted apart, because an objection to it is still open, is not approved with the others [C]. */
async function heldApart(context: StepContext): Promise<string[]> {
  const last = await latestStage(context.tx, context.round.id, 'publicityPeriod');
  return last ? heldOf(last) : [];
}

/** The leadership may return the dossier with comments; the office answers and it lies before them again. */
const returnForRevision: CommandHandler = async (context, body) => {
  const comments = reasonOf(body);
  if (!comments.ok) return comments;
  if (await isReturned(context)) return refuse({ code: 'COMMAND_NOT_EXPECTED', params: { kind: 'returnForRevision', step: context.key } });
  await writeToRole(context, 'staff', 'approvalReturned', context.command.id, { comments: comments.value });
  return accept({ decision: 'returned', comments: comments.value });
};

const resubmit: CommandHandler = async (context, body) => {
  const answer = reasonOf(body);
  if (!answer.ok) return answer;
  if (!(await isReturned(context))) {
    return refuse({ code: 'COMMAND_NOT_EXPECTED', params: { kind: 'resubmit', step: context.key } });
  }
  await writeToRole(context, 'leadership', 'approvalResubmitted', context.command.id, { answer: answer.value });
  return accept({ decision: 'resubmitted', answer: answer.value });
};

/** Once returned it lies with the office until it has been answered. */
async function isReturned({ tx, wait }: Pick<StepContext, 'tx' | 'wait'>): Promise<boolean> {
  const count = async (kind: string) => (await appliedBodies(tx, wait.workflow_id, kind)).length;
  return (await count('returnForRevision')) > (await count('resubmit'));
}

const step = staffStep({
  task: 'approval',
  what: 'approval',
  role: 'leadership',
  async prepare(context) {
    await writeToRole(context, 'leadership', 'approvalRequested', context.wait.workflow_id);
    return accept({});
  },
  commands: { approve, returnForRevision, resubmit },
});

export const decision: StepHandler = {
  ...step,
  look: async (context) => untilDecided(context, (await isReturned(context)) ? 'staff' : 'leadership', 'approval'),
};

function countBy(keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
