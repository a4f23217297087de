/** Sends what the outbox holds, and ends when nothing is left and nobody has rung. Started again by the next ring. */
import { defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities.js';
import { NUDGE, type WorkflowInput } from './messages.js';

const { drainOutbox } = proxyActivities<Activities>({
  startToCloseTimeout: '3m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '5m' },
});

export async function mailroom(input: WorkflowInput): Promise<void> {
  let rung = true;
  setHandler(defineSignal(NUDGE), () => {
    rung = true;
  });
  for (;;) {
    rung = false;
    const { more } = await drainOutbox(input);
    // It drained until nothing was left. No await between this test and the return: a ring in between would be lost.
    if (!more && !rung) return;
  }
}
