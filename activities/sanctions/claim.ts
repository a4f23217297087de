/** A claim that counted as settled is claimed again: with a deadline and reminders of its own, and the bar after it. */
import { reopenSanction, type Sanction } from '../../records/sanctions.js';
import { findStep, supersedeStep } from '../../records/steps.js';
import { reopenWait } from '../../records/waits.js';
import type { CommandContext } from '../context.js';

/** A step that is still open only looks again. One that is over comes again, also in a case that was closed. */
export async function claimAgain(context: CommandContext, sanction: Sanction): Promise<void> {
  const { tx, wait, at, command } = context;
  if ((await findStep(tx, wait.workflow_id, 'clawback'))?.status === 'open') return;
  for (const key of ['clawback', 'bar']) {
    const step = await findStep(tx, wait.workflow_id, key);
    if (step) await supersedeStep(tx, step.id, command.id, at);
  }
  await reopenSanction(tx, sanction.id, 'clawback');
  await beginAgain(context);
}

/** The case's workflow goes on from its rows. */
export async function beginAgain({ tx, wait, wake }: CommandContext): Promise<void> {
  if (await reopenWait(tx, wait.workflow_id)) wake.add(wait.workflow_id);
}
