/**
 * An open deadline under another calendar: an amended notice moves what follows from a period, and nothing else. Fixed
 * dates and what staff have set stay [C]; nothing is moved into the past: nobody loses what was open when the notice came.
 */
import type { Refusal } from '../refusal.js';
import { type DueBasis, dueOf, followsCalendar } from './due-basis.js';
import type { Calendar } from './working-days.js';

export interface OpenDeadline {
  /** Epoch milliseconds, as it stands. */
  dueMs: number;
  /** Null when staff have set it. */
  basis: DueBasis | null;
}

export type Recalculated = { moves: true; dueMs: number } | { moves: false; refusal: Refusal };

/** `refusal` says why it stays: DUE_IS_FIXED, DUE_SET_BY_STAFF, DUE_UNCHANGED, DUE_WOULD_BE_PAST, or the calendar's own. */
export function recalculate({ dueMs, basis }: OpenDeadline, calendar: Calendar, nowMs: number): Recalculated {
  if (basis === null) return stays({ code: 'DUE_SET_BY_STAFF' });
  if (!followsCalendar(basis)) return stays({ code: 'DUE_IS_FIXED' });
  const due = dueOf(basis, calendar);
  if (!due.ok) return stays(due.refusal);
  if (due.value === dueMs) return stays({ code: 'DUE_UNCHANGED' });
  if (due.value <= nowMs) return stays({ code: 'DUE_WOULD_BE_PAST', params: { computed: new Date(due.value).toISOString() } });
  return { moves: true, dueMs: due.value };
}

const stays = (refusal: Refusal): Recalculated => ({ moves: false, refusal });
