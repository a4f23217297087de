/** Decisions over the permission table: may this principal, and over whose rows. */
import { type Permission, PERMISSIONS } from './permissions.js';
import { type Principal, REACH, type Role } from './roles.js';

/** The principal's roles that grant the permission. */
function granting(principal: Principal, permission: Permission): Role[] {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return principal.roles.filter((role) => allowed.includes(role));
}

export function may(principal: Principal, permission: Permission): boolean {
  const narrowed = !principal.scopes.includes('*') && !principal.scopes.includes(permission);
  return !narrowed && granting(principal, permission).length > 0;
}

/**
 * The rows a permission reaches: one society's with those that were merged into it (ids, by commas), or the whole realm's (`*`). The widest of the granting roles counts.
 * Null when the principal lacks the permission, or stands for no society where one is needed.
 */
export function reach(principal: Principal, permission: Permission): { realm: string; society: string } | null {
  if (!may(principal, permission)) return null;
  const widest = granting(principal, permission).some((role) => REACH[role] === 'all');
  if (widest) return { realm: principal.realm, society: '*' };
  return principal.societyId === undefined ? null : { realm: principal.realm, society: societiesOf(principal).join(',') };
}

/** The society that somebody stands for, and those that were merged into it. */
export const societiesOf = ({ societyId, mergedSocietyIds = [] }: Principal): string[] => (societyId === undefined ? [] : [societyId, ...mergedSocietyIds]);
