import type { Programme } from '../../../domain/programme/schema.js';
import type { DatedSettings } from '../../../domain/programme/settings.js';
import { timeline } from '../../../domain/programme/timeline.js';
import type { TimelineEntry } from '../../../domain/programme/timeline-entry.js';
import type { TimelineWarning } from '../../../domain/programme/timeline-warnings.js';
import { isMessageKey, type Locale, sayCode, sayKey } from '../../../domain/wording/catalogue.js';
import { stepName } from '../../../domain/wording/tasks.js';
import { toInstant } from '../contract/common.js';
import type { Timeline } from '../contract/programmes.js';

/** The preview of a round's dates, as it is answered. */
export function timelineView(programme: Programme, settings: DatedSettings, locale: Locale): Timeline {
  const { entries, warnings } = timeline(programme, settings);
  return { entries: entries.map((entry) => entryView(programme, entry)), warnings: warnings.map((warning) => warningView(programme, warning, locale)) };
}

function entryView(programme: Programme, { opensMs, dueMs, reminders, parts, ...entry }: TimelineEntry): Timeline['entries'][number] {
  return {
    ...entry,
    name: stepName(programme, entry.key),
    opens: toInstant(opensMs),
    due: toInstant(dueMs),
    reminders: reminders.map(({ wave, atMs }) => ({ wave, at: toInstant(atMs) })),
    parts: parts.map((part) => ({ part: part.part, due: toInstant(part.dueMs) })),
  };
}

function warningView(programme: Programme, { code, severity, key, year, params }: TimelineWarning, locale: Locale): Timeline['warnings'][number] {
  const { before } = params;
  const words = typeof before === 'string' ? { ...params, before: stepName(programme, before)[locale] } : params;
  const line = `timeline.${code}`;
  const message = isMessageKey(line) ? sayKey(locale, line, words) : sayCode(locale, code, params);
  return { code, severity, key, year, message };
}
