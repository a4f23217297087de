/** Nothing more is owed in a workflow that begins again from an earlier step. */
import { lockGate, openGatesOf, sealGate } from '../../records/gates.js';
import { settleTasks } from '../../records/tasks.js';
import type { CommandContext } from '../context.js';

export async function closeGates({ tx, wait, at }: CommandContext): Promise<void> {
  for (const gateId of await openGatesOf(tx, wait.workflow_id)) {
    await lockGate(tx, gateId);
    await settleTasks(tx, gateId, null, 'cancelled', at);
    await sealGate(tx, gateId, at);
  }
}
