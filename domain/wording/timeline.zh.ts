/** The preview of a round's dates, dates as they are printed, and clauses as they are cited. */
export const timelineZh = {
  'timeline.REST_DAY_FIXED': '{day}是休息日。规定的日期不顺延，仍于当日24:00截止。',
  'timeline.LATEST_POSTING': '要在{resultDue}前公布结果，最迟须在{latest}张榜；计划{posting}张榜，{ends}期满。',
  'timeline.PUBLICITY_DOES_NOT_FIT': '{posting}张榜，公示{ends}才期满，赶不上{resultDue}公布结果：最迟须在{latest}张榜。',
  'timeline.OPENS_AFTER_DUE': '开始时间晚于截止时间。',
  'timeline.STAGE_BEFORE_PREDECESSOR': '在“{before}”截止之前就已开始。',
  'timeline.CALENDAR_UNKNOWN': '尚无{year}年的放假调休安排，此后的日期暂不能推算。',
  'timeline.choice': '方案未规定，为本系统设定',
  'date.day': '{year}年{month}月{date}日（{weekday}）',
  'date.instant': '{year}年{month}月{date}日（{weekday}）{time}',
  /** 24:00 belongs to the day that ends. */
  'date.due': '{year}年{month}月{date}日（{weekday}）24:00（含当日）',
  'document.000': '《世界一流学会建设项目实施方案》',
  'document.001': '《中国科协办公厅关于申报中国特色一流学会建设项目的通知》',
  'document.002': '《中国科协2018年学会改革工作要点》',
  'document.003': '《学会能力提升专项实施方案（试行）》',
  'document.004': '《关于进一步推动中国科协学会创新发展的意见》',
  'clause.part': '{document}第{part}部分',
  'clause.item': '{document}第{part}部分第{item}项',
  'clause.other': '{document}{clause}',
  'clause.choice': '本系统设定（{clause}）',
} as const;
