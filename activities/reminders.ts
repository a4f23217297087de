/**
 * The planner's one step: queue the latest due wave of every open task, then say when the next is due. After an outage
 * only the latest missed wave goes out; a met deadline has no open task and so no wave.
 */
import { mailroomId } from '../domain/ids.js';
import { waveInstants } from '../domain/programme/waves.js';
import { accept } from '../domain/refusal.js';
import { openDues, queueWave } from '../records/reminders.js';
import type { StepHandler } from './context.js';

export const waves: StepHandler = {
  open: () => Promise.resolve(accept({})),
  async look(context) {
    const { tx, round, at } = context;
    const dues = await openDues(tx, round.id);
    // A sanction may still be owed to in a round whose projects are over.
    if ((round.status === 'closed' && dues.length === 0) || round.status === 'cancelled') return { done: {} };
    let next: number | null = null;
    let queued = 0;
    for (const dueAt of dues) {
      const instants = waveInstants(round.programme, dueAt);
      const latest = instants.filter((wave) => wave.atMs <= at).at(-1);
      if (latest) queued += await queueWave(tx, { roundId: round.id, dueAt, wave: latest.wave, waveAt: latest.atMs, at });
      const coming = instants.find((wave) => wave.atMs > at);
      if (coming && (next === null || coming.atMs < next)) next = coming.atMs;
    }
    if (queued > 0) context.wake.add(mailroomId(context.wait.realm));
    return { role: '', what: 'waves', until: next };
  },
};
