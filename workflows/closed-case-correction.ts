/**
 * A decision about a project that has ended, corrected: nobody is left to take the command, so that this workflow applies it. The
 * project begins again from its rows when the correction reopens it.
 */
import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities.js';
import type { CommandMessage, WorkflowInput } from './messages.js';

const { applyCommand } = proxyActivities<Activities>({ startToCloseTimeout: '60s', retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '10s' } });

export async function closedCaseCorrection({ id, realm }: WorkflowInput, { commandId }: CommandMessage): Promise<void> {
  await applyCommand({ realm, workflowId: id, commandId });
}
