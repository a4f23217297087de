/** Sanctions for fraud (003 §5.2): the finding, the statement, the decision, the clawback, the bar, and the appeal. */
export const sanctionsZh = {
  // bar
  NO_BAR: '没有{authority}作出的、仍然有效的取消申报资格决定。',
  BARRED: '因弄虚作假等违规行为被取消申报资格（决定：{document}），{from} 至 {to} 期间提出的申报不予受理（本次申报：{appliedOn}）。如对该决定有异议，可依决定书载明的方式申诉。',
  BAR_OVER: '取消申报资格的期限（{from} 至 {to}，决定：{document}）已经届满（本次申报：{appliedOn}），不影响申报。',
  BARRED_SINCE_APPLICATION: '提交申报（{appliedOn}）之后作出了取消申报资格的决定（{from} 至 {to}，决定：{document}），不属于不予受理情形，提请工作人员关注。',
  'rule.bar': '处于取消申报资格的期限内',

  // clawback
  CLAIM_NOT_WHOLE_CENTS: '已拨付与已退回金额应为不小于零的整分（{disbursed}、{returned}）。',
  RETURNED_OVER_DISBURSED: '已退回 {returned} 分超过已拨付 {disbursed} 分，请先核对账目。',
  RETURN_NOT_WHOLE_CENTS: '退回金额应为大于零的整分（现为 {amount}）。',
  RETURN_OVER_CLAIM: '退回金额 {amount} 分超过尚未退回的 {outstanding} 分。',
  NOTHING_OUTSTANDING: '没有尚未退回的款项。',

  'formula.barPeriod': '自决定次日（{from}）起，至 {years} 年后的对应日（{to}）止，两日均含在内；期限届满日不因休息日顺延。',
  'formula.claim': '应收回 = 已拨付 {disbursed} 分 − 此前已退回 {returned} 分 = {claim} 分；不计利息。',
  'formula.clawback': '尚未退回 = 应收回 {claim} 分（已拨付 {disbursed} − 此前已退回 {returned}）− 已收回 {recovered} 分 − 核销 {writtenOff} 分 = {outstanding} 分；不计利息。',
  'input.decidedOn': '决定日期',
  'input.minutes': '会议纪要编号',
  'input.barYears': '取消申报资格的年限',
  'input.disbursed': '拨付',
  'input.returned': '此前退回',
  'input.recovered': '收回',
  'input.writtenOff': '核销',
  'input.sanction': '处理案件',
} as const;
