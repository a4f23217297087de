/** What the rules of `domain` say, in Chinese. `{name}` is filled from the refusal's or reason's params. */
export const rulesZh = {
  // calendar
  CALENDAR_UNKNOWN: '尚无 {year} 年的放假调休安排，无法确定 {day} 是否为工作日，请先更新日历数据。',
  PERIOD_COUNT_INVALID: '期间天数应为 1 至 3660 的整数（现为 {count}）。',
  PERIOD_ROLLED: '期间的最后一日是休息日，顺延至其后第一个工作日。',
  PERIOD_FIRST_DAY_COUNTED: '本期间按规定将起始当日计算在内。',
  SUSPENSION_INVALID: '暂停时长无效（{milliseconds} 毫秒）。',
  DEADLINE_PRINTED: '{year}年{month}月{date}日（{weekday}）24:00（含当日）',
  DEADLINE_DAYS_LEFT: ' · 还剩 {days} 天',
  DEADLINE_TODAY: ' · 今天截止',
  DEADLINE_PASSED: ' · 已截止',
  WEEKDAYS: '周日 周一 周二 周三 周四 周五 周六',
  MONTHS: '1 2 3 4 5 6 7 8 9 10 11 12',
} as const;
