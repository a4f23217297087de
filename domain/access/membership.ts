import { accept, refuse, type Result } from '../refusal.js';
import type { MemberRole } from './roles.js';

/**
 * Which roles one account may hold together. Whoever stands for a society neither reviews nor watches nor decides: that
 * needs an account of its own ([C]; recusal is in none of the sources).
 */
export function checkRoles(roles: readonly MemberRole[], societyId: string | undefined): Result<void> {
  const society = roles.includes('society');
  if (society !== (societyId !== undefined)) return refuse({ code: 'SOCIETY_ROLE_NEEDS_SOCIETY', field: 'societyId' });
  if (society && roles.length > 1) return refuse({ code: 'ROLE_NEEDS_OWN_ACCOUNT', field: 'roles' });
  return accept(undefined);
}
