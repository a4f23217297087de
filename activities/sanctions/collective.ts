/** A decision of the leadership about a case: with the number of its minutes and a reason [C], kept in the chain of the case. */
import type { Result } from '../../domain/refusal.js';
import { record } from '../../records/audit.js';
import type { Sanction } from '../../records/sanctions.js';
import type { CommandContext, CommandHandler } from '../context.js';
import { minutesOf, reasonOf } from '../input.js';
import { caseOf } from './case.js';

export interface CollectiveDecision {
  sanction: Sanction;
  minutes: string;
  reason: string;
}

export function collectively(act: (context: CommandContext, decision: CollectiveDecision, body: Record<string, unknown>) => Promise<Result<Record<string, unknown>>>): CommandHandler {
  return async (context, body) => {
    const minutes = minutesOf(body);
    if (!minutes.ok) return minutes;
    const reason = reasonOf(body);
    if (!reason.ok) return reason;
    return act(context, { sanction: await caseOf(context), minutes: minutes.value, reason: reason.value }, body);
  };
}

/** What was done in a case, in its chain. */
export const note = (context: CommandContext, sanction: Sanction, action: string, body: Record<string, unknown>): Promise<void> =>
  record(context.tx, { stream: `sanction/${sanction.id}`, realm: context.wait.realm, actor: context.command.principal, action, body });

export const noteDecision = (context: CommandContext, { sanction, minutes, reason }: CollectiveDecision, action: string, effect: Record<string, unknown>): Promise<void> =>
  note(context, sanction, action, { minutes, reason, ...effect });
