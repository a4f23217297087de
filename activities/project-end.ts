/** How a project ends before its time, and what of its money is left. */
import { statementOf } from '../domain/funds/position.js';
import { moneyOf } from '../records/money.js';
import { closeProject, type Project } from '../records/projects.js';
import type { CommandContext } from './context.js';
import { claimUnspent, releaseRest } from './money.js';

/** Revoked by a sanction, ended by a decision, or accepted. */
export const isOver = ({ status }: Pick<Project, 'status'>): boolean => status !== 'awarded' && status !== 'running';

/** Nothing more is paid, what was promised goes back, and unspent money is claimed, where spending is recorded. */
export async function endBadly(context: CommandContext, project: Project, status: 'terminated' | 'failed'): Promise<{ releasedCents: number; claimedCents: number }> {
  const releasedCents = await releaseRest(context, project);
  const claimedCents = await unspent(context, project);
  await claimUnspent(context, project, claimedCents);
  await closeProject(context.tx, project.id, status, context.at);
  return { releasedCents, claimedCents };
}

/** Cents, where spending is recorded. */
export async function unspent(context: CommandContext, project: Project): Promise<number> {
  const record = await moneyOf(context.tx, project.id);
  return record.plan === undefined ? 0 : Math.max(0, statementOf(record).carryOverCents);
}
