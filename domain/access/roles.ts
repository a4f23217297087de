/** Who people are to the system. One person may have several roles; everybody, signed in or not, has `public`. */
export const ROLES = ['public', 'society', 'expert', 'groupLeader', 'auditor', 'finance', 'leadership', 'discipline', 'staff', 'administrator', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that an account can be given. */
export const MEMBER_ROLES = ROLES.filter((role): role is MemberRole => role !== 'public');
export type MemberRole = Exclude<Role, 'public'>;

/**
 * How far a role sees inside its realm: its own society's rows, or all rows. Experts and auditors see all societies to
 * the database, and only what is assigned to them to the policies of `policies.ts`.
 */
export const REACH = {
  public: 'all',
  society: 'own',
  expert: 'all',
  groupLeader: 'all',
  auditor: 'all',
  finance: 'all',
  leadership: 'all',
  discipline: 'all',
  staff: 'all',
  administrator: 'all',
  operator: 'all',
} as const satisfies Record<Role, 'own' | 'all'>;

/** Who sends a request. */
export interface Principal {
  /** An account's id; null for the public. */
  accountId: string | null;
  /** `live`, or a rehearsal's id. */
  realm: string;
  roles: readonly Role[];
  /** Set when one of the roles is `society`. */
  societyId?: string;
  /** Duplicates that were merged into that society: whoever stands for it stands for them. */
  mergedSocietyIds?: readonly string[];
  /** The expert's id, for experts and group leaders. */
  expertId?: string;
  name: string;
  locale: 'zh' | 'en';
  /** Permissions a service token was narrowed to; `*` is whatever the roles allow. */
  scopes: readonly string[];
}

export const THE_PUBLIC: Principal = { accountId: null, realm: 'live', roles: ['public'], name: '', locale: 'zh', scopes: ['*'] };
