/**
 * Applies a staff decision: the row moves `received → applied | refused` in the transaction of its effect. What came too
 * late (`expired`) or twice finds it decided and does nothing.
 */
import { refuse, type Result } from '../domain/refusal.js';
import { applied, lockCommand, refused } from '../records/commands.js';
import { record } from '../records/audit.js';
import { type Pool, wholeRealm, withScope } from '../records/pool.js';
import { setBusy } from '../records/waits.js';
import { type CommandContext, type CommandHandler, Refused } from './context.js';
import { deadlineCommands } from './deadlines.js';
import { correctDecision } from './corrections/correct.js';
import { previewCorrection } from './corrections/preview.js';
import { standingBefore } from './corrections/before.js';
import { roundCommands } from './round-commands.js';
import { stepHandler } from './registry.js';
import { absorb, flushMail, loadContext, type Waker } from './stepping.js';

export interface CommandRef {
  realm: string;
  workflowId: string;
  commandId: string;
}

export function createCommands(pool: Pool, waker: Waker) {
  return {
    async applyCommand(ref: CommandRef): Promise<void> {
      const wake = new Set<string>();
      await withScope(pool, wholeRealm(ref.realm), async (tx) => {
        const command = await lockCommand(tx, ref.commandId);
        if (command?.state !== 'received') return;
        const context = await loadContext(tx, ref, wake);
        await tx.query('SAVEPOINT effect');
        if (command.kind === 'previewCorrection') {
          await applied(tx, command.id, await previewCorrection({ ...context, command }), { at: context.at, before: null });
          return;
        }
        const before = await standingBefore(context, command);
        const decided = await decide({ ...context, command });
        if (!decided.ok) {
          await tx.query('ROLLBACK TO SAVEPOINT effect');
          wake.clear();
          await refused(tx, command.id, decided.refusal);
          return;
        }
        await record(tx, {
          stream: `round/${context.round.id}`, realm: ref.realm, actor: command.principal, action: `command.${command.kind}`,
          body: { command: command.id, workflow: ref.workflowId, step: context.key, body: command.body, answer: decided.value },
        });
        await applied(tx, command.id, decided.value, { at: context.at, before });
        await flushMail(context);
        // The workflow looks again before anything else counts as settled; a round waits on for its stage.
        if (context.wait.type !== 'fundingRound' || context.wait.attention === 'manual') await setBusy(tx, ref.workflowId);
      });
      await waker.wake(ref.realm, wake);
    },
  };
}

async function decide(context: CommandContext): Promise<Result<Record<string, unknown>>> {
  const handler = handlerOf(context);
  if (!handler) return refuse({ code: 'COMMAND_NOT_EXPECTED', params: { kind: context.command.kind, step: context.key } });
  try {
    return await handler(context, context.command.body);
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal);
    throw error;
  }
}

function handlerOf(context: CommandContext): CommandHandler | undefined {
  const { kind } = context.command;
  if (kind === 'correctDecision') return correctDecision;
  if (context.wait.type === 'fundingRound') return roundCommands[kind] ?? deadlineCommands[kind];
  if (context.row && context.row.status !== 'open') return deadlineCommands[kind];
  const step = stepHandler(context.wait.type, context.key);
  if (!context.row) return deadlineCommands[kind] ?? step.mending?.[kind];
  const handler = deadlineCommands[kind] ?? step.commands?.[kind];
  if (!handler) return undefined;
  // A decision rests on everything that was handed in before it; what it seals leaves nothing behind.
  return async (here, body) => {
    await absorb(here, step);
    return handler(here, body);
  };
}
