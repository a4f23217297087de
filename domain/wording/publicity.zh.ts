/** Publicity, objections, tiers and quotas: what is refused, what is explained, what is written to people. */
export const publicityZh = {
  QUOTA_EXCEEDED: '{tier} 档计划 {planned} 家，不能多于计划（现为 {actual} 家）。',
  VARIANCE_REASON_REQUIRED: '{tier} 档计划 {planned} 家、实际 {actual} 家：“左右”允许增减，须说明理由并留存。',
  NOT_RANKED: '{society} 不在本次排序中。',
  MOVE_CHANGES_NOTHING: '{society} 本来就在该档次，无需调整。',
  MOVE_PARTNER_ELSEWHERE: '{society} 不在调整的目标档次，不能由其让出名额。',
  MOVE_BREAKS_GROUP_QUOTA: '人工调整突破了学科组 {group} 的名额上限或下限（限额 {limit}，调整后 {actual}）。',
  QUOTA_BELOW_ZERO: '名额不能为负数。',

  LIST_CONFIRMED: '初步名单已经确认，名额不能再变；如需调整，请先重新开启排序。',
  'mail.quotaChanged.subject': '【{round}】名额调整',
  'mail.quotaChanged.body': '{recipient}：\n\n本届拟支持数量由 {before} 调整为 {after}。\n\n理由：{reason}\n\n{link}',

  EXPLAIN_TIER: '综合排名第 {rank}，其前 {ahead} 家；按名次依次填满各档，列入 {tier}。',
  EXPLAIN_RESERVE: '综合排名第 {rank}，各档共 {places} 个名额已按名次满额，列入递补名单。',
  EXPLAIN_PASSED_CAP: '学科组 {group} 已达上限 {limit} 家，填充 {tier} 时依规则越过。',
  EXPLAIN_PASSED_FLOOR: '填充 {tier} 时剩余 {limit} 个名额须留给 {groups} 以满足下限，依规则越过。',
  EXPLAIN_PASSED_TIE: '与并列者竞争学科组剩余的 {limit} 个名额，经集体研究未列入（{tier}）。',
  EXPLAIN_TIE: '第 {rank} 名处于 {tier} 界线上的并列，由集体研究决定，纪要 {minutes}。',
  EXPLAIN_MOVED: '人工调整：由 {from} 调至 {to}，理由：{reason}。',
  EXPLAIN_MADE_WAY: '为 {society} 让出名额：由 {from} 调至 {to}，理由：{reason}。',
  EXPLAIN_NEXT_IN_RANK: '{removed} 退出 {tier} 后，由递补名单中排名最前且仍可递补的 {replacement}（第 {rank} 名）递补，并单独公示。',
  EXPLAIN_CHOSEN_BETWEEN_EQUALS: '{removed} 退出 {tier} 后，递补名单第 {rank} 名有并列，经集体研究由 {replacement} 递补，纪要 {minutes}。',
  EXPLAIN_NO_MORE_ROUNDS: '{removed} 退出 {tier}；递补公示最多 {max} 轮，不再递补。',
  EXPLAIN_RESERVE_EMPTY: '{removed} 退出 {tier}；递补名单中已无可递补的学会。',
  EXPLAIN_NOT_AVAILABLE: '{society} 不能递补：{why}。',
} as const;
