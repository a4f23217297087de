/**
 * Since when a list counts as public. 003 §4.2: 在相关媒体公示十天: the period counts from the latest medium, and both dates are
 * printed; our own page is one of the media. Before anything is posted the office confirms that it has looked for classified and
 * personal data [C].
 */
import { compareDays, type Day, dayOf } from '../calendar/beijing.js';
import { type DueBasis, dueOf } from '../calendar/due-basis.js';
import { publicityBasis, stageDates } from '../programme/dates.js';
import type { Programme, StageOf } from '../programme/schema.js';
import { calendarOf, type DatedSettings } from '../programme/settings.js';
import { type Result, accept, refuse } from '../refusal.js';

export interface MediumPosting {
  /** Key of one of the programme's media. */
  medium: string;
  on: Day;
}

export interface PostedPeriod {
  opensMs: number;
  dueMs: number;
  /** What the due instant rests on, for an amended calendar. */
  basis: DueBasis;
  /** The day of the latest medium. */
  countedFrom: Day;
}

type PublicityStage = StageOf<'publicityPeriod'>;

/** `postedMs`: when our own page shows the list. Every medium of the programme has its day; each at most once. */
export function postedPeriod(plan: { programme: Programme; settings: DatedSettings }, stage: PublicityStage, postedMs: number, media: readonly MediumPosting[]): Result<PostedPeriod> {
  const planned = stage.posting?.media ?? [];
  const rule = stage.posting?.clause ?? stage.clause;
  const unknown = media.find(({ medium }, n) => !planned.some(({ key }) => key === medium) || media.findIndex((other) => other.medium === medium) !== n);
  if (unknown) return refuse({ code: 'MEDIUM_UNKNOWN', field: 'media', rule, params: { medium: unknown.medium } });
  const missing = planned.find(({ key }) => !media.some(({ medium }) => medium === key));
  if (missing) return refuse({ code: 'MEDIUM_MISSING', field: 'media', rule, params: { medium: missing.name.zh } });
  const span = stageDates(plan.programme, plan.settings, stage.key, { openedMs: postedMs });
  if (!span.ok) return span;
  const { opensMs } = span.value;
  const latest = media.map(({ on }) => on).reduce((last, day) => (compareDays(day, last) > 0 ? day : last), dayOf(opensMs));
  if (latest === dayOf(opensMs)) return accept({ ...span.value, countedFrom: latest });
  const basis = publicityBasis(stage, latest);
  const due = dueOf(basis, calendarOf(plan.settings));
  if (!due.ok) return due;
  return accept(due.value >= span.value.dueMs ? { opensMs, dueMs: due.value, basis, countedFrom: latest } : { ...span.value, countedFrom: latest });
}
