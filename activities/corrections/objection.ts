/** An answer or a judgement given by mistake, while its list is still open: the objection is open again, the society where it stood. */
import { dueOf, periodFrom } from '../../domain/calendar/due-basis.js';
import { calendarOf } from '../../domain/programme/settings.js';
import { accept, refuse } from '../../domain/refusal.js';
import { entriesOf, findObjection, reopenObjectionRow, restoreAnswer, restoreEntry } from '../../records/publicity.js';
import { findReexamination, reopenReexaminationRow } from '../../records/reexaminations.js';
import { setPlacement } from '../../records/reviews.js';
import type { CommandContext } from '../context.js';
import { textOf } from '../input.js';
import { writeToSociety } from '../mailing.js';
import { writeToObjector } from '../publicity/objections.js';
import { turnOver, wakeStages } from '../publicity/reexamining.js';
import type { Correction } from './correction.js';

export const reopenObjection: Correction = async (context, wrong, _body, reason) => {
  const objection = await findObjection(context.tx, textOf(wrong.body.objectionId));
  if (!objection) return refuse({ code: 'NOT_FOUND', field: 'commandId' });
  // Once the list has gone on, an answer is looked at again by somebody else: that is its re-examination.
  if (context.stage?.id !== objection.stage_id || context.stage.status !== 'open') return refuse({ code: 'REEXAMINE_INSTEAD' });
  if (await findReexamination(context.tx, objection.id)) return refuse({ code: 'REEXAMINED_ALREADY' });
  const upheld = objection.state === 'upheld';
  await reopenObjectionRow(context.tx, objection.id, answerDue(context));
  const entry = (await entriesOf(context.tx, objection.stage_id)).find((one) => one.society_id === objection.society_id);
  if (upheld && entry && (await restoreEntry(context.tx, objection.stage_id, objection.society_id))) {
    await setPlacement(context.tx, entry.application_id, 'listed', entry.tier);
    await writeToSociety(context, objection.society_id, 'backOnList', `${objection.id}/${context.command.id}`, {});
  }
  await writeToObjector(context, objection.id, 'objectionReopened', context.command.id, { reason });
  return accept({ objectionId: objection.id, state: 'open' });
};

/** Somebody else looks once more; what the first decision changed is as it was before it. */
export const reopenReexamination: Correction = async (context, wrong, _body, reason) => {
  const { tx, round } = context;
  const objection = await findObjection(tx, textOf(wrong.body.objectionId));
  const reexamination = objection && (await findReexamination(tx, objection.id));
  if (!reexamination || reexamination.state === 'open') return refuse({ code: 'CORRECTED_ALREADY', field: 'commandId' });
  if (round.status !== 'running' || round.announced_at !== null) return refuse({ code: 'ROUND_ANNOUNCED', rule: { document: '000', clause: '§5.3' } });
  const turned = reexamination.state === 'changed' ? await turnOver(context, objection, reason) : accept({});
  if (!turned.ok) return turned;
  // Whoever gave the first answer is again the one who may not re-examine it.
  const before = wrong.before?.objection as { answer?: string; answeredBy?: string } | undefined;
  if (reexamination.state === 'changed' && before?.answeredBy) await restoreAnswer(tx, objection.id, { answer: before.answer ?? '', by: before.answeredBy });
  await reopenReexaminationRow(tx, objection.id, answerDue(context));
  await writeToObjector(context, objection.id, 'objectionReopened', context.command.id, { reason });
  await wakeStages(context);
  return accept({ objectionId: objection.id, state: 'open', ...turned.value });
};

/** As for a new one; in a year whose working days nobody knows yet, at once. */
function answerDue(context: CommandContext): number {
  const stage = context.round.programme.stages.find((one) => one.type === 'publicityPeriod');
  const due = dueOf(periodFrom(context.at, stage?.type === 'publicityPeriod' ? stage.objection.answerWorkingDays : 0, 'workingDays'), calendarOf(context.round.settings));
  return due.ok ? due.value : context.at;
}
