/** Everybody who owes something behind a gate is told, once for each decision. */
import type { OpenTask } from '../records/tasks.js';
import type { CommandContext } from './context.js';
import { writeToAccount, writeToRole, writeToSociety } from './mailing.js';

export async function tell(context: CommandContext, tasks: OpenTask[], template: string, params: Record<string, string>): Promise<void> {
  for (const { kind, role, society_id, account_id } of tasks) {
    const key = `${context.command.id}/${kind}`;
    const words = { ...params, task: kind };
    if (role === 'society' && society_id !== null) await writeToSociety(context, society_id, template, `${key}/${society_id}`, words);
    else if (account_id !== null) await writeToAccount(context, account_id, template, key, words);
    else await writeToRole(context, role, template, key, words);
  }
}
