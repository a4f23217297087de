/** The working-day calendar: notices and recalculated deadlines. */
export const calendarZh = {
  'calendar.known': '{year}年的放假调休安排已有（日历版本：{version}）。',
  'calendar.unknown': '{year}年的放假调休安排尚未公布；涉及该年的期限待公布后确定。',
  'calendar.move': '“{name}”的截止时间由{before}改为{after}，涉及 {affected} 项未办事项。',

  NOTICE_EMPTY: '通知没有列出任何日期。',
  NOTICE_DAY_TWICE: '{day} 列出了两次。',
  NOTICE_DAY_OF_UNKNOWN_YEAR: '{day} 属于尚未公布安排的 {year} 年，须先录入该年的通知。',
  NOTICE_YEAR_INCOMPLETE: '{year} 年的通知应当包括 {day}（元旦、国庆节）：请核对是否录全。',
  DUE_SET_BY_STAFF: '该截止时间由工作人员设定，不随日历变动。',
  DUE_IS_FIXED: '规定的日期不顺延，不随日历变动。',
  DUE_UNCHANGED: '按现行日历推算，截止时间不变。',
  DUE_WOULD_BE_PAST: '按现行日历推算的截止时间（{computed}）已经过去：不提前截止，维持原截止时间。',
  'problem.NOTICE_INVALID': '通知有 {count} 处问题，请核对。',
  'problem.CALENDAR_CHANGED': '预览之后日历又有变动（现为 {now}），请重新预览。',

  'mail.recalculated.subject': '【{round}】{task}截止时间调整',
  'mail.recalculated.body': '{recipient}：\n\n因放假调休安排变动（{notice}），“{task}”的截止时间由{before}调整为{dueAt}。\n\n说明：{reason}\n\n此后的提醒按新的截止时间发出。办理入口：{link}',
} as const;
