/** Expert review: what the office waits for, refusals, explanations. */
export const reviewZh = {
  'wait.reviewersMissing.what': '为 {applications} 补足评审专家（缺 {short} 人次）',
  'wait.reviewersMissing.then': '增补专家并待其申明后自动分配，或说明理由以较少的评审继续',
  'mail.reviewReleased.subject': '【{round}】一份评审任务已收回',
  'mail.reviewReleased.body': '{recipient}：\n\n因须回避，一份评审任务已收回，请勿再使用和外传有关材料。\n\n原因：{reason}',
  'problem.REVIEWS_TOO_FEW': '每份申报至少须有 {least} 份评审意见；不足的：{applications}。请延期或更换专家。',
} as const;
