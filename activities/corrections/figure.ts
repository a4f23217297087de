/** A figure as it was before it was corrected: a further correction, so that both stay on record; everybody is ranked again. */
import { refuse } from '../../domain/refusal.js';
import { figuresOf } from '../../records/figures.js';
import { textOf } from '../input.js';
import { correctFigure } from '../stages/figure-correction.js';
import type { Correction } from './correction.js';

export const restoreFigure: Correction = async (context, wrong, _body, reason) => {
  const { body, answer } = wrong;
  if (context.stage?.status !== 'open' || context.key !== 'shortlist' || context.row?.status !== 'open') return refuse({ code: 'LATER_DECISION', params: { kind: 'confirmShortlist' } });
  const now = (await figuresOf(context.tx, context.round.id, textOf(body.societyId))).find(({ indicator }) => indicator === body.indicator);
  if (now?.corrected_by !== wrong.id) return refuse({ code: 'LATER_DECISION', field: 'commandId', params: { kind: 'correctFigure' } });
  return correctFigure(context, { societyId: body.societyId, indicator: body.indicator, value: answer?.before ?? null, evidence: answer?.evidenceBefore ?? body.evidence, reason });
};
