/** 003 §4.2: the list has been public without objection: its societies are commended by circular; the award follows. */
import { accept, refuse } from '../../domain/refusal.js';
import { lockStatus } from '../../records/applications.js';
import { endStep } from '../../records/steps.js';
import { placementsOf, setPlacement } from '../../records/reviews.js';
import { type CommandHandler, plannedStage } from '../context.js';
import { textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { staffStep } from '../staff-step.js';

const commend: CommandHandler = async (context, body) => {
  const { clause } = plannedStage(context, 'commendation');
  const circular = textOf(body.circular);
  if (circular === '') return refuse({ code: 'CIRCULAR_REQUIRED', field: 'circular', rule: clause });
  // `awarded` where a round has added the leadership's approval [C].
  const listed = (await placementsOf(context.tx, context.round.id)).filter((one) => one.status === 'listed' || one.status === 'awarded');
  let commended = 0;
  for (const one of listed) {
    // A withdrawal that comes now waits for the lock and finds the award.
    const stands = (await lockStatus(context.tx, one.application_id)) === 'accepted';
    await setPlacement(context.tx, one.application_id, stands ? 'awarded' : 'removed', null);
    if (!stands) continue;
    commended += 1;
    await writeToSociety(context, one.society_id, 'commended', `${one.application_id}/${context.command.id}`, { circular });
  }
  const outcome = { circular, commended, withdrawn: listed.length - commended };
  await endStep(context.tx, context.wait.workflow_id, context.key, { status: 'done', outcome, at: context.at });
  return accept(outcome);
};

export const commending = staffStep({ task: 'commend', what: 'commendation', commands: { commend } });
