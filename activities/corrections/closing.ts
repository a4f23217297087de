/** Nothing more is taken at a workflow's gates, and nobody owes anything there any more. */
import { lockGate, openGatesOf, sealGate } from '../../records/gates.js';
import { owed, settleTasks } from '../../records/tasks.js';
import type { CommandContext } from '../context.js';

/** Returns the societies that owed something. */
export async function closeGates({ tx, at }: CommandContext, workflowId: string): Promise<string[]> {
  const owing = new Set<string>();
  for (const gateId of await openGatesOf(tx, workflowId)) {
    await lockGate(tx, gateId);
    for (const { society_id } of await owed(tx, gateId)) if (society_id !== null) owing.add(society_id);
    await settleTasks(tx, gateId, null, 'cancelled', at);
    await sealGate(tx, gateId, at);
  }
  return [...owing];
}
