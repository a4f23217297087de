/** An answer or a judgement given by mistake, while its list is still open: the objection is open again, the society where it stood. */
import { dueOf, periodFrom } from '../../domain/calendar/due-basis.js';
import { calendarOf } from '../../domain/programme/settings.js';
import { accept, refuse } from '../../domain/refusal.js';
import { entriesOf, findObjection, reopenObjectionRow, restoreEntry } from '../../records/publicity.js';
import { findReexamination } from '../../records/reexaminations.js';
import { setPlacement } from '../../records/reviews.js';
import { plannedStage } from '../context.js';
import { textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { writeToObjector } from '../publicity/objections.js';
import type { Correction } from './correction.js';

export const reopenObjection: Correction = async (context, wrong, _body, reason) => {
  const objection = await findObjection(context.tx, textOf(wrong.body.objectionId));
  if (!objection) return refuse({ code: 'NOT_FOUND', field: 'commandId' });
  // Once the list has gone on, an answer is looked at again by somebody else: that is its re-examination.
  if (context.stage?.id !== objection.stage_id || context.stage.status !== 'open') return refuse({ code: 'REEXAMINE_INSTEAD' });
  if (await findReexamination(context.tx, objection.id)) return refuse({ code: 'REEXAMINED_ALREADY' });
  const due = dueOf(periodFrom(context.at, plannedStage(context, 'publicityPeriod').objection.answerWorkingDays, 'workingDays'), calendarOf(context.round.settings));
  const upheld = objection.state === 'upheld';
  await reopenObjectionRow(context.tx, objection.id, due.ok ? due.value : context.at);
  const entry = (await entriesOf(context.tx, objection.stage_id)).find((one) => one.society_id === objection.society_id);
  if (upheld && entry && (await restoreEntry(context.tx, objection.stage_id, objection.society_id))) {
    await setPlacement(context.tx, entry.application_id, 'listed', entry.tier);
    await writeToSociety(context, objection.society_id, 'backOnList', `${objection.id}/${context.command.id}`, {});
  }
  await writeToObjector(context, objection.id, 'objectionReopened', context.command.id, { reason });
  return accept({ objectionId: objection.id, state: 'open' });
};
