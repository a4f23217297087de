/** Roles, states and kinds, as people call them. */
import type { rolesZh } from './roles.zh.js';

export const rolesEn = {
  'role.public': 'the public',
  'role.society': 'the society',
  'role.expert': 'the expert',
  'role.groupLeader': 'the group leader',
  'role.auditor': 'the third-party auditor',
  'role.finance': 'finance',
  'role.leadership': 'the leadership',
  'role.discipline': 'discipline inspection',
  'role.staff': 'the programme office',
  'role.administrator': 'the administrator',
  'role.operator': 'the operating program',
} as const satisfies Record<keyof typeof rolesZh, string>;
