/** Whose a task is, and who may see it. The list's database filter says the same (`listTasks`). */
import { may, societiesOf } from './policies.js';
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
  return task.role !== 'society' || isOf(who, task);
}

/** Besides its owner: those who may look into rounds, and the society that it is about. */
export const seesTask = (who: Principal, task: OwnedTask): boolean =>
  ownsTask(who, task) || may(who, 'round.overview') || isOf(who, task);

const isOf = (who: Principal, { society_id }: OwnedTask): boolean => society_id !== null && societiesOf(who).includes(society_id);
