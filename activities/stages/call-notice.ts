/** 003 §4.1: staff publish the call with its number of places; from then on the number stands and the window can open. */
import { dayOf } from '../../domain/calendar/beijing.js';
import { roundQuota } from '../../domain/programme/quota.js';
import { accept, refuse } from '../../domain/refusal.js';
import { endStep } from '../../records/steps.js';
import { type CommandHandler, plannedStage } from '../context.js';
import { textOf } from '../input.js';
import { staffStep } from '../staff-step.js';

const publishCall: CommandHandler = async (context, body) => {
  const { clause } = plannedStage(context, 'callNotice');
  const number = textOf(body.number);
  if (number === '') return refuse({ code: 'INVALID', field: 'number', rule: clause });
  const { planned } = roundQuota(context.round.programme, context.round.settings);
  // What is published is what the round runs with; another number is a change of the quota, with its reason.
  if (Number(body.places) !== planned) return refuse({ code: 'CALL_PLACES_DIFFER', field: 'places', rule: clause, params: { places: Number(body.places), planned } });
  const outcome = { number, places: planned, publishedOn: dayOf(context.at) };
  await endStep(context.tx, context.wait.workflow_id, context.key, { status: 'done', outcome, at: context.at });
  return accept(outcome);
};

export const call = staffStep({ task: 'publishCall', what: 'callNotice', commands: { publishCall } });
