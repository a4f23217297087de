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

  // eligibility
  PARTY_ORGANISATION_COMPLETE: '党的组织机构健全（截至 {asOf}，依据：{document}）。',
  PARTY_ORGANISATION_INCOMPLETE: '党的组织机构不健全（截至 {asOf}，依据：{document}），对申请不予受理。如对该事实有异议，可提交佐证材料申请更正。',
  PARTY_ORGANISATION_UNKNOWN: '尚无党的组织机构是否健全的有效记录，须先核实。',
  PARTY_ORGANISATION_CONFLICT: '截至 {asOf} 的党组织记录相互矛盾，须先核实。',
  VIOLATION_IN_WINDOW: '核查期内有违纪违法行为（时间：{on}，依据：{document}），对申请不予受理。如对该事实有异议，可提交佐证材料申请更正。',
  CIRCULAR_CRITICISM_IN_WINDOW: '核查期内因违反国家相关规定被通报批评（时间：{on}，机关：{issuer}，所违反规定：{provision}，依据：{document}），对申请不予受理。如对该事实有异议，可提交佐证材料申请更正。',
  PENALTY_IN_WINDOW: '核查期内因违反国家相关规定受到处罚（时间：{on}，机关：{issuer}，所违反规定：{provision}，依据：{document}），对申请不予受理。如对该事实有异议，可提交佐证材料申请更正。',
  CRITICISM_NOT_BY_CIRCULAR: '批评未以通报形式作出（时间：{on}，依据：{document}），不计入。',
  ISSUER_OR_PROVISION_MISSING: '记录缺少作出机关或所违反的规定（时间：{on}，机关：{issuer}，规定：{provision}），须先补全。',
  FACT_UNDATED: '记录没有时间（依据：{document}），无法判断是否在核查期内，须先补全。',
  FACT_BEFORE_WINDOW: '发生在核查期之前（时间：{on}，依据：{document}），不计入。',
  FACT_AFTER_WINDOW: '发生在核查期之后（时间：{on}，依据：{document}），不属于不予受理情形，提请工作人员关注。',
  VIOLATIONS_NOT_CHECKED: '{from} 至 {to} 的违纪违法情况尚未核查。',
  CRITICISM_NOT_CHECKED: '{from} 至 {to} 的通报批评情况尚未核查。',
  PENALTIES_NOT_CHECKED: '{from} 至 {to} 的处罚情况尚未核查。',
  WINDOW_NOT_CHECKED: '{from} 至 {to} 的情况尚未核查。',
  WINDOW_CLEAR: '{fromYear}—{toYear} 年经核查无此类情形。',
  FLAGGED_BY_STAFF: '工作人员提出其他情形（{asOf}）：{reason}。',
  NO_FURTHER_CASE: '未提出其他情形。',
  ELIGIBILITY_PASSED_BY_STAFF: '经人工审定予以受理，理由：{reason}。',
  ELIGIBILITY_REFUSED_BY_STAFF: '经人工审定不予受理，理由：{reason}。',

  // assessment
  BAND_REACHED: '{indicator}：数值 {value}，达到 {threshold}，得该项分值的 {share}%。',
  BELOW_ALL_BANDS: '{indicator}：数值 {value}，未达到最低档 {threshold}，得该项分值的 {share}%。',
  INDICATOR_MISSING: '{indicator}：无数据或无佐证材料，按缺失列示，不按零值处理。',
  TIE_NEEDS_MINUTES: '处理并列须注明会议纪要编号。',
  NOT_IN_TIE: '{society} 不在并列之列。',
  TIE_PLACES_NOT_FILLED: '并列 {tied} 家、剩余 {places} 个名额：请恰好选 {places} 家，或一并列入全部 {tied} 家（现选 {chosen} 家）。',

  // tiers
  GROUP_QUOTA_BROKEN: '该选择突破了学科组的名额上限或下限（档次 {tier}）。',
  GROUP_QUOTA_LEAVES_ROOM: '学科组名额允许列入 {society}，不应因并列处理而落选。',
  RESERVE_EMPTY: '没有可递补的学会。',
  RESERVE_TIED: '{societies} 共 {count} 家并列，由哪一家递补须集体研究决定。',

  // review
  EXPERTS_TOO_FEW: '专家评审能力不足（学科组及缺口：{groups}；合计缺 {short} 人次），涉及申报：{applications}。请增补专家、提高承担上限或减少每份专家数。',
  SCORE_MISSING: '尚未对「{criterion}」打分。',
  SCORE_OUT_OF_RANGE: '「{criterion}」得分应在 0 至 {points} 分之间（现为 {score}）。',
  SCORE_REASON_REQUIRED: '「{criterion}」得分低于 {below}% 或高于 {above}%，须说明理由。',
  CRITERION_UNKNOWN: '评分表中没有「{criterion}」。',
  PASS_FAIL_MISSING: '尚未就「{question}」作出通过与否的判断。',
  PASS_FAIL_REASON_REQUIRED: '「{question}」判为不通过，须说明理由。',
  SUGGESTED_TIER_MISSING: '请给出建议档次。',
  SUGGESTED_TIER_UNKNOWN: '没有「{tier}」这一档次。',
  RECUSAL_STATEMENT_MISSING: '请先确认回避声明。',
} as const;
