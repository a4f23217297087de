/** The dates inside an expert review. */
import { insideSpan, type Span, stageDates } from '../../domain/programme/dates.js';
import { accept, type Result } from '../../domain/refusal.js';
import { plannedStage, type StepContext } from '../context.js';

/** A part's date counts from the stage's opening as planned; its gate opens when the stage really does. */
export function inside(context: StepContext, part: string): Result<Span> {
  const { programme, settings } = context.round;
  const review = plannedStage(context, 'expertReview');
  const planned = insideSpan(programme, settings, review, part);
  if (!planned.ok) return planned;
  const stage = stageDates(programme, settings, review.key, { openedMs: context.at });
  return stage.ok ? accept({ ...planned.value, opensMs: stage.value.opensMs }) : stage;
}
