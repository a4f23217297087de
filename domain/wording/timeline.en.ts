/** The preview of a round's dates, dates as they are printed, and clauses as they are cited. */
import type { timelineZh } from './timeline.zh.js';

export const timelineEn = {
  'timeline.REST_DAY_FIXED': '{day} is a rest day. A fixed date does not roll: it still ends at 24:00 that day.',
  'timeline.LATEST_POSTING': 'For a result by {resultDue} the list must be posted by {latest}; it is planned for {posting} and public until {ends}.',
  'timeline.PUBLICITY_DOES_NOT_FIT': 'Posted on {posting}, the list is public until {ends}: too late for a result by {resultDue}. It must be posted by {latest}.',
  'timeline.OPENS_AFTER_DUE': 'It opens after it is due.',
  'timeline.DATE_PASSED': '“{name}” was due on {day}, which has passed: once launched it is over or overdue at once.',
  'timeline.STAGE_BEFORE_PREDECESSOR': 'It opens before “{before}” is due.',
  'timeline.CALENDAR_UNKNOWN': 'The holiday arrangement for {year} has not been announced; this deadline will be fixed when it is.',
  'timeline.choice': 'not in the source: a setting of this system',
  'extension.sentence': 'The deadline moves from {before} to {after}; {affected} open duties are concerned and gain {workingDays} working days; rest days in between: {restDays}.',
  'extension.noRestDays': 'none',
  'list.separator': ', ',
  'date.day': '{weekday} {date} {month} {year}',
  'date.instant': '{weekday} {date} {month} {year}, {time} Beijing time',
  'date.due': '{weekday} {date} {month} {year}, 24:00 Beijing time (that day included)',
  'document.000': 'Implementation Plan for World-class Society Construction',
  'document.001': 'Notice on Applying for First-class Society Construction',
  'document.002': 'CAST Society Reform Points 2018',
  'document.003': 'Implementation Plan for the Society Capability Programme (Trial)',
  'document.004': 'Opinion on Furthering the Innovative Development of CAST Societies',
  'clause.part': '{document}, part {part}',
  'clause.item': '{document}, part {part}, item {item}',
  'clause.other': '{document}, {clause}',
  'clause.choice': 'setting of this system ({clause})',
  'clause.ours': 'setting of this system',
} as const satisfies Record<keyof typeof timelineZh, string>;
