/** Moving a running round to another version of its programme. */
export const migrationZh = {
  'migration.date': '“{name}”：{before} → {after}',
  'migration.noDate': '无',
  'migration.noDates': '后续期限不变。',
  'problem.MIGRATION_NOT_POSSIBLE': '不能改用该版本：共 {count} 处障碍，第一处在 {path}（{first}）。请先预览。',
  'problem.MIGRATION_NOT_RUNNING': '该届不在进行中（{status}）：结果公布后按原版本办理。',
  'problem.MIGRATION_OTHER_PROGRAMME': '是另一个专项（{after}，本届为 {before}）。',
  'problem.MIGRATION_SAME_VERSION': '本届已按第 {version} 版办理。',
  'problem.MIGRATION_STAGE_GONE': '新版本没有已经开始的阶段“{stage}”。',
  'problem.MIGRATION_STAGE_TYPE': '已经开始的阶段“{stage}”类型不同（{before} → {after}）。',
  'problem.MIGRATION_STAGE_ORDER': '已经开始的阶段“{stage}”在新版本中次序不同：其前不能插入阶段。',
  'problem.MIGRATION_STAGE_BEGUN': '阶段“{stage}”已经开始，按开始时的规定办完：{path} 不能变动。',
  'problem.MIGRATION_AFTER_RANKING': '已经排序：名额、档次、分组（{path}）不能变动。',
  'problem.MIGRATION_FRAME_IN_USE': '申报书已按原内容框架填写：{path} 不能变动。',
  'problem.MIGRATION_FOUNDATION': '阶段已经开始：{path} 不能变动。',
  'problem.MIGRATION_SETTINGS': '本届自行设定的 {path} 在新版本中不成立（{problem}）。',

  'mail.programmeMoved.subject': '【{round}】改按专项第 {version} 版办理',
  'mail.programmeMoved.body': '{recipient}：\n\n本届由专项第 {versionBefore} 版改按第 {version} 版办理。已经开始的事项按原规定和原期限办完。\n\n理由：{reason}\n\n后续期限的变动：\n{changes}\n\n详情：{link}',
} as const;
