/** 000 §5.3: 报中国科协党组、书记处领导同志审定: a collective decision on the whole list, with the number of its minutes. */
import { accept, refuse } from '../../domain/refusal.js';
import { wasApplied } from '../../records/commands.js';
import { endStep } from '../../records/steps.js';
import { placementsOf, setPlacement } from '../../records/reviews.js';
import { plannedStage, type CommandHandler } from '../context.js';
import { minutesOf, reasonOf } from '../input.js';
import { writeToRole } from '../mailing.js';
import { staffStep } from '../staff-step.js';

const approve: CommandHandler = async (context, body) => {
  const stage = plannedStage(context, 'approval');
  const minutes = stage.requiresMinutes ? minutesOf(body) : accept('');
  if (!minutes.ok) return minutes;
  const listed = (await placementsOf(context.tx, context.round.id)).filter((one) => one.status === 'listed');
  for (const one of listed) await setPlacement(context.tx, one.application_id, 'awarded', null);
  const outcome = { decision: 'approved', minutes: minutes.value, awards: countBy(listed.map((one) => one.tier ?? '')) };
  await endStep(context.tx, context.wait.workflow_id, context.key, { status: 'done', outcome, at: context.at });
  return accept(outcome);
};

/** The leadership may return the dossier with comments; the office answers and it lies before them again. */
const returnForRevision: CommandHandler = async (context, body) => {
  const comments = reasonOf(body);
  if (!comments.ok) return comments;
  await writeToRole(context, 'staff', 'approvalReturned', context.command.id, { comments: comments.value });
  return accept({ decision: 'returned', comments: comments.value });
};

const resubmit: CommandHandler = async (context, body) => {
  const answer = reasonOf(body);
  if (!answer.ok) return answer;
  if (!(await wasApplied(context.tx, context.wait.workflow_id, 'returnForRevision'))) {
    return refuse({ code: 'COMMAND_NOT_EXPECTED', params: { kind: 'resubmit', step: context.key } });
  }
  await writeToRole(context, 'leadership', 'approvalResubmitted', context.command.id, { answer: answer.value });
  return accept({ decision: 'resubmitted', answer: answer.value });
};

export const decision = staffStep({
  task: 'approval',
  what: 'approval',
  role: 'leadership',
  async prepare(context) {
    await writeToRole(context, 'leadership', 'approvalRequested', context.wait.workflow_id);
    return accept({});
  },
  commands: { approve, returnForRevision, resubmit },
});

function countBy(keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
