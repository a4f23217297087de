/** What staff see, and are refused, before a round is launched. */
import { checkSettings } from '../../../domain/programme/check-settings.js';
import type { Programme } from '../../../domain/programme/schema.js';
import type { DatedSettings, RoundSettings } from '../../../domain/programme/settings.js';
import { type Locale, sayKey } from '../../../domain/wording/catalogue.js';
import { sayDay } from '../../../domain/wording/dates.js';
import type { Timeline } from '../contract/programmes.js';
import { timelineView } from '../programmes/timeline-view.js';
import { refused } from '../problem/refused.js';

/** Settings that the programme cannot take are refused at once, every one of them with its field. */
export function mustFit(programme: Programme, settings: RoundSettings): void {
  const refusals = checkSettings(programme, settings);
  if (refusals.length === 0) return;
  throw refused('ROUND_SETTINGS_INVALID', { params: { count: refusals.length } }, { errors: refusals.map(({ code, field = 'settings', params }) => ({ field, code, params })) });
}

/** Every deadline and reminder; what is due before `now` is warned of: its stage would be over, or overdue, at once. */
export function preview(programme: Programme, settings: DatedSettings, locale: Locale, now: number): Timeline {
  const view = timelineView(programme, settings, locale);
  const passed = view.entries
    .filter((entry) => Date.parse(entry.due) <= now)
    .map((entry) => ({
      code: 'DATE_PASSED', severity: 'warning' as const, key: entry.key, ...(entry.year === undefined ? {} : { year: entry.year }),
      message: sayKey(locale, 'timeline.DATE_PASSED', { name: entry.name[locale], day: sayDay(locale, entry.lastDay) }),
    }));
  return { entries: view.entries, warnings: [...passed, ...view.warnings] };
}
