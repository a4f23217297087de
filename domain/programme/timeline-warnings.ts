/** What staff should see before they launch. A notice explains; a warning asks for a decision. Worded by the catalogue. */
import { addDays, compareDays, dayOf } from '../calendar/beijing.js';
import { latestStart } from '../calendar/periods.js';
import { isFixed } from './date-rules.js';
import { projectStepOf, stageOf, type Programme } from './schema.js';
import { calendarOf, type DatedSettings } from './settings.js';
import type { TimelineEntry } from './timeline-entry.js';

export interface TimelineWarning {
  /** `REST_DAY_FIXED`, `PUBLICITY_DOES_NOT_FIT`, `LATEST_POSTING`, `DATES_OUT_OF_ORDER`, or a refusal of the calendar. */
  code: string;
  severity: 'notice' | 'warning';
  key: string;
  year?: number;
  params: Record<string, string | number>;
}

export function timelineWarnings(programme: Programme, settings: DatedSettings, entries: readonly TimelineEntry[]): TimelineWarning[] {
  return [...restDays(programme, settings, entries), ...outOfOrder(entries), ...publicity(programme, settings, entries)];
}

/** A fixed date does not roll (28 October 2018 is a Sunday): people should hear it before they count on Monday. */
function restDays(programme: Programme, settings: DatedSettings, entries: readonly TimelineEntry[]): TimelineWarning[] {
  return entries.flatMap((entry): TimelineWarning[] => {
    const name = entry.year === undefined ? entry.key : `${entry.key}.${entry.year}`;
    const rule = (stageOf(programme, entry.key) ?? projectStepOf(programme, entry.key))?.due;
    const fixed = settings.dates?.[`${name}.due`] !== undefined || (rule !== undefined && isFixed(rule));
    if (!fixed || calendarOf(settings).isWorkingDay(entry.lastDay) !== false) return [];
    return [{ code: 'REST_DAY_FIXED', severity: 'notice', key: entry.key, year: entry.year, params: { day: entry.lastDay } }];
  });
}

function outOfOrder(entries: readonly TimelineEntry[]): TimelineWarning[] {
  const stages = entries.filter(({ of }) => of === 'stage');
  return [
    ...entries.filter(({ opensMs, dueMs }) => opensMs >= dueMs).map(({ key, year }) => warn('OPENS_AFTER_DUE', key, {}, year)),
    ...stages.flatMap((stage, n) => {
      const before = stages[n - 1];
      return before && stage.opensMs < before.dueMs ? [warn('STAGE_BEFORE_PREDECESSOR', stage.key, { before: before.key })] : [];
    }),
  ];
}

/** 000 §5.3: the period must have ended before the list goes up for approval, and the result is due on a fixed day. */
function publicity(programme: Programme, settings: DatedSettings, entries: readonly TimelineEntry[]): TimelineWarning[] {
  const at = programme.stages.findIndex(({ type }) => type === 'publicityPeriod');
  const stage = programme.stages[at];
  const next = programme.stages[at + 1];
  const planned = entries.find(({ key }) => key === stage?.key);
  const approval = entries.find(({ key }) => key === next?.key);
  if (stage?.type !== 'publicityPeriod' || !planned || !approval) return [];
  // A round whose staff gave the period its own end has its own reasons.
  if (settings.dates?.[`${stage.key}.due`] !== undefined) return [];
  // Posting still leaves a day for the approval after the full period.
  const { count, unit, countFirstDay } = stage.length;
  const posting = latestStart({ count, unit, ...(countFirstDay ? { countFirstDay } : {}) }, addDays(approval.lastDay, -1), calendarOf(settings));
  if (!posting.ok) return [];
  const latest = posting.value;
  const params = { posting: dayOf(planned.opensMs), latest, ends: planned.lastDay, resultDue: approval.lastDay };
  const fits = compareDays(dayOf(planned.opensMs), latest) <= 0 && planned.dueMs < approval.dueMs;
  return [fits ? { code: 'LATEST_POSTING', severity: 'notice', key: stage.key, params } : warn('PUBLICITY_DOES_NOT_FIT', stage.key, params)];
}

const warn = (code: string, key: string, params: TimelineWarning['params'], year?: number): TimelineWarning => ({ code, severity: 'warning', key, year, params });
