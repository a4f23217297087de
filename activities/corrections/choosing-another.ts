/** Another of the reserve moves up than people had chosen; it is publicised for a period of its own before anything is approved. */
import { accept, refuse } from '../../domain/refusal.js';
import { entriesOf } from '../../records/publicity.js';
import { clearTier, placementsOf, setPlacement } from '../../records/reviews.js';
import { latestStage, stagesOf } from '../../records/rounds.js';
import { textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { republish } from '../publicity/reexamining.js';
import type { Correction } from './correction.js';

export const chooseAnother: Correction = async (context, wrong, body, reason) => {
  const attempt = (await stagesOf(context.tx, context.round.id)).find((one) => one.workflow_id === wrong.workflow_id);
  const last = await latestStage(context.tx, context.round.id, 'publicityPeriod');
  if (!attempt || !last) return refuse({ code: 'NOT_FOUND', field: 'commandId' });
  // Nobody has moved up yet: it is chosen again.
  if (attempt.status === 'open') return accept({ chosenAgain: true });
  const placements = await placementsOf(context.tx, context.round.id);
  const before = placements.find((one) => one.society_id === textOf(wrong.body.replacement) && one.status === 'listed');
  const next = placements.find((one) => one.society_id === textOf(body.replacement) && one.status === 'reserve');
  const vacated = (await entriesOf(context.tx, attempt.id)).find((entry) => entry.society_id === textOf(wrong.body.removed));
  if (!next) return refuse({ code: 'NOT_FOUND', field: 'replacement' });
  if (!before || !vacated) return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  await setPlacement(context.tx, before.application_id, 'reserve', null);
  await clearTier(context.tx, before.application_id);
  await setPlacement(context.tx, next.application_id, 'listed', vacated.tier);
  await writeToSociety(context, before.society_id, 'removedFromList', context.command.id, { reason });
  return republish(context, last, [next.application_id], reason);
};
