/**
 * Which code a workflow runs on. The build id is the hash of the workflow bundle; workflows move to the current version by
 * themselves (AUTO_UPGRADE): the replay test makes sure that every open one can.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { WorkerOptions } from '@temporalio/worker';

const DEPLOYMENT = 'xuehui';
const PAUSE_MS = 250;

export async function deploymentOf(bundle: string): Promise<NonNullable<WorkerOptions['workerDeploymentOptions']>> {
  const buildId = createHash('sha256').update(await readFile(bundle)).digest('hex').slice(0, 12);
  return { useWorkerVersioning: true, version: { deploymentName: DEPLOYMENT, buildId }, defaultVersioningBehavior: 'AUTO_UPGRADE' };
}

/** Makes this version the current one. The server knows it only once its workers poll, so this is repeated until it does. */
export async function becomeCurrent(client: Client, buildId: string, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    try {
      await client.workflowService.setWorkerDeploymentCurrentVersion({
        namespace: client.options.namespace, deploymentName: DEPLOYMENT, buildId, ignoreMissingTaskQueues: true, identity: DEPLOYMENT,
      });
      return;
    } catch {
      await pause(PAUSE_MS);
    }
  }
}
