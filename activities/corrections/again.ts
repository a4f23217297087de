/** Decisions that are corrected by the same act the other way round: a quota, a version, a figure, a notice as they were. */
import { say } from '../../domain/wording/catalogue.js';
import { refuse, type Result } from '../../domain/refusal.js';
import { appliedCommands, type Command } from '../../records/commands.js';
import type { CommandContext } from '../context.js';
import { textOf } from '../input.js';
import { moveToVersion } from '../programme-move.js';
import { postCorrection } from '../publicity/posting.js';
import { changeQuota } from '../quota-change.js';
import { correctFigure } from '../stages/figure-correction.js';
import type { Correction } from './correction.js';

export const restoreQuota: Correction = async (context, wrong, _body, reason) => {
  const later = await laterThan(context, wrong);
  return later ?? changeQuota(context, { ...(wrong.answer?.before as Record<string, unknown>), reason });
};

/** As whoever moves a round: what stands in the way is named, and nobody's later move is overruled. */
export const moveBack: Correction = (context, wrong, _body, reason) => {
  const { before, after } = (wrong.answer ?? {}) as { before?: { versionId?: string }; after?: { versionId?: string } };
  return Promise.resolve(moveToVersion(context, { from: after?.versionId, programmeVersionId: before?.versionId, reason }));
};

export const restoreFigure: Correction = async (context, wrong, _body, reason) => {
  const same = ({ body }: Command): boolean => body.societyId === wrong.body.societyId && body.indicator === wrong.body.indicator;
  const later = await laterThan(context, wrong, same);
  if (later) return later;
  const before = { value: wrong.answer?.before ?? null, evidence: wrong.answer?.evidenceBefore ?? '' };
  return correctFigure(context, { societyId: wrong.body.societyId, indicator: wrong.body.indicator, ...before, reason });
};

/** What was published is not unpublished: a further notice says that the first one does not hold. */
export const annulNotice: Correction = (context, wrong, _body, reason) =>
  Promise.resolve(postCorrection(context, { text: say('zh', 'correction.noticeAnnulled', { text: textOf(wrong.body.text), reason }), restarts: false }));

/** Only the last decision of its kind is taken back: a later one would stand on nothing. */
async function laterThan(context: CommandContext, wrong: Command, about: (command: Command) => boolean = () => true): Promise<Result<never> | undefined> {
  const last = (await appliedCommands(context.tx, wrong.workflow_id, [wrong.kind])).filter(about).at(-1);
  return last?.id === wrong.id ? undefined : refuse({ code: 'LATER_DECISION', params: { kind: wrong.kind } });
}
