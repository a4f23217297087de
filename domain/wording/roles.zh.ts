/** Roles, states and kinds, as people call them. */
export const rolesZh = {
  'role.public': '公众',
  'role.society': '学会',
  'role.expert': '评审专家',
  'role.groupLeader': '评审组长',
  'role.auditor': '第三方评价机构',
  'role.finance': '财务人员',
  'role.leadership': '党组、书记处',
  'role.discipline': '纪检人员',
  'role.staff': '项目办公室',
  'role.administrator': '系统管理员',
  'role.operator': '运行维护程序',
} as const;
