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
} as const;
