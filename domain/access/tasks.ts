/** Whose a task is, and who may see it. The list's database filter says the same (`listTasks`). */
import { may } from './policies.js';
import type { Principal } from './roles.js';

export interface OwnedTask {
  role: string;
  account_id: string | null;
  society_id: string | null;
}

/** One person's own, else everybody's of the role; a society's is that society's. */
export function ownsTask(who: Principal, task: OwnedTask): boolean {
  if (task.account_id !== null) return task.account_id === who.accountId;
  if (!who.roles.some((role) => role === task.role)) return false;
  return task.role !== 'society' || task.society_id === who.societyId;
}

/** Besides its owner: those who may look into rounds, and the society that it is about. */
export const seesTask = (who: Principal, task: OwnedTask): boolean =>
  ownsTask(who, task) || may(who, 'round.overview') || (task.society_id !== null && task.society_id === who.societyId);
