import type { calendarZh } from './calendar.zh.js';

export const calendarEn = {
  'calendar.known': 'The holiday arrangement for {year} is known (calendar version {version}).',
  'calendar.unknown': 'The holiday arrangement for {year} has not been announced; deadlines that reach it will be fixed when it is.',
  'calendar.move': 'The deadline of “{name}” moves from {before} to {after}; {affected} open tasks are concerned.',

  NOTICE_EMPTY: 'The notice names no day.',
  NOTICE_DAY_TWICE: '{day} is named twice.',
  NOTICE_DAY_OF_UNKNOWN_YEAR: '{day} lies in {year}, whose arrangement has not been announced: record that year’s notice first.',
  NOTICE_YEAR_INCOMPLETE: 'The notice for {year} should contain {day} (New Year, National Day): check that it is complete.',
  DUE_SET_BY_STAFF: 'Staff have set this deadline; the calendar does not move it.',
  DUE_IS_FIXED: 'A fixed date does not roll, and the calendar does not move it.',
  DUE_UNCHANGED: 'By the calendar in force the deadline stays as it is.',
  DUE_WOULD_BE_PAST: 'By the calendar in force the deadline ({computed}) would be past: nothing is closed early, it stays as it is.',
  'problem.NOTICE_INVALID': 'The notice has {count} faults; please check it.',
  'problem.CALENDAR_CHANGED': 'The calendar has changed since the preview (it is now {now}); please preview again.',

  'mail.recalculated.subject': '[{round}] {task}: the deadline has moved',
  'mail.recalculated.body': '{recipient}:\n\nThe holiday arrangement has changed ({notice}). The deadline of “{task}” moves from {before} to {dueAt}.\n\nNote: {reason}\n\nReminders follow the new deadline. Go to: {link}',
} as const satisfies Record<keyof typeof calendarZh, string>;
