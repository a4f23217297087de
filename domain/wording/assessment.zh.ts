/** Capability assessment: scales, corrections, what-if. */
export const assessmentZh = {
  POINTS_REACHED: '{indicator}：数值 {value}，达到 {threshold}，得 {points} 分。',
  BELOW_ALL_POINTS: '{indicator}：数值 {value}，未达到最低档 {threshold}，得 {points} 分。',
  BETWEEN_WORST_AND_BEST: '{indicator}：数值 {value}，按 {worst} 至 {best} 线性计分，得 {points} 分。',
  INDICATOR_UNKNOWN: '没有指标“{indicator}”。',
  WEIGHTS_NOT_TOTAL: '各项分值之和为 {sum}，应为 {total}。',
  BANDS_OUT_OF_ORDER: '“{indicator}”的档线应从最好到最差依次排列（{direction}）。',
  'problem.INDICATOR_IS_RECORDED': '“{indicator}”取自主管单位的记录：请更正该记录。',
  'problem.FIGURE_CONTESTED': '{society}的“{indicator}”存疑尚未核实，共 {count} 项：先核实或更正，再确认名单。',

  'why.formula.reweighted': '未报送的指标不计：已报送指标得 {earned} 分（满分 {reported}），按满分 {full} 折算，再扣 {deducted} 分，不低于 0',
  'mail.figuresMissing.subject': '【{round}】能力评估：部分数据未报送',
  'mail.figuresMissing.body': '{recipient}：\n\n贵会以下指标未报送数据，未报送不等于零，但暂不得分：\n\n{items}\n\n如有数据，请在名单确认前连同佐证材料送项目办公室补录。详情：{link}',
  'mail.figureCorrected.subject': '【{round}】能力评估数据更正',
  'mail.figureCorrected.body': '{recipient}：\n\n贵会的“{indicator}”由 {valueBefore} 更正为 {value}，已重新计分排名。\n\n依据：{evidence}\n说明：{reason}\n\n如有异议，请附佐证材料与项目办公室联系。{link}',

  'programmeProblem.BANDS_OR_SCALE': '指标须有 bands（按比例分档）或 scale（其他计分方式）之一，且只能有其一。',
  'programmeProblem.SCALE_NOT_POINTS': '最高一档为 {top} 分，应等于该指标的分值 {points}。',
} as const;
