/** What the command line says to staff. */
export const cliZh = {
  'cli.programmeValid': '{file}：{name}（第 {version} 版）有效，{stages} 个阶段、{steps} 项建设期任务。',
  'cli.programmeInvalid': '{file}：发现 {count} 处问题。',
  'cli.timelineTitle': '{name}：时间安排',
  'cli.timelineLine': '{opens} → {due}　{name}　{who}　{clause}',
  'cli.warning': '注意',
  'cli.notice': '说明',
  'cli.nothingToWarn': '没有需要注意的日期。',
  'cli.unknownCommand': '没有命令“{command}”。可用：{commands}。',
  'cli.missingArgument': '缺少参数“{name}”。',
  'cli.fileUnreadable': '无法读取文件 {file}。',
  'cli.anchorNoHash': '“{anchor}”不是锚点校验码：应为日志中 64 位的十六进制数。',
  'cli.noDatabase': '没有找到数据库：请先启动系统，或用 DATABASE_URL 指定。',
  'cli.databaseUnreachable': '无法核对审计记录：{reason}',
  'cli.brokenStream': '不符：{stream} 第 {n} 条（{problem}）',
  'cli.brokenAnchor': '不符：锚点 {hash}（{problem}）',
  'cli.lastAnchor': '最近的锚点：{hash}，{at}，共 {anchors} 个',
} as const;
