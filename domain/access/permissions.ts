/**
 * Who may do what: the one table. Every route names one of these permissions; what a permission allows on a single
 * record is decided by that record's policy. Which role does what is [C] except where a clause is cited.
 */
import type { MemberRole, Role } from './roles.js';
import { MEMBER_ROLES, ROLES } from './roles.js';

const office: MemberRole[] = ['staff'];
/** Those who watch over the office: they read what it does and decide nothing. */
const watchers: MemberRole[] = ['leadership', 'discipline', 'administrator'];

export const PERMISSIONS = {
  /** What anybody may see, signed in or not. */
  'public.read': ROLES,
  /** One's own account, tasks and sessions. */
  'self.read': MEMBER_ROLES,
  'self.write': MEMBER_ROLES,

  'account.read': ['administrator'],
  'account.manage': ['administrator'],
  'token.manage': ['administrator'],

  'society.list': [...office, ...watchers, 'finance'],
  'society.read': [...office, ...watchers, 'finance', 'society'],
  'society.manage': office,
  /** The contact person and telephone: the society's own, or staff's when the contact has left. */
  'society.contact': [...office, 'society'],
  /** Facts recorded about a society: inspections, penalties, awards (000 §5.2). */
  'society.record': office,

  'programme.read': [...office, ...watchers],
  'programme.publish': office,

  /** That a round exists and how far it is; drafts are for those who may look into it. */
  'round.read': MEMBER_ROLES,
  'round.manage': office,
  'round.launch': office,
  /** Counts, events and what went out. */
  'round.overview': [...office, ...watchers],

  'deadline.read': [...office, ...watchers],
  'deadline.decide': office,

  'stuck.read': [...office, ...watchers],
  /** Technical: the workflow looks again, nothing is decided. */
  'stuck.retry': [...office, 'administrator'],
  'stuck.decide': office,

  'assessment.read': [...office, ...watchers],
  'assessment.confirm': office,

  'mail.read': [...office, 'administrator'],
  'audit.read': [...office, ...watchers],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];
