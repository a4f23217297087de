import { setTimeout as wait } from 'node:timers/promises';

export interface UntilOptions {
  /** How long to try, in milliseconds. */
  timeoutMs?: number;
  everyMs?: number;
  /** Named when the time is up. */
  what?: string;
}

/** Waits for a condition: the first answer that is not false, undefined or null. What throws is tried again, and shown in the end. */
export async function until<T>(probe: () => T | Promise<T>, options: UntilOptions = {}): Promise<Exclude<T, false | undefined | null>> {
  const { timeoutMs = 15_000, everyMs = 25, what = probe.toString() } = options;
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const answer = await probe();
      if (answer !== false && answer !== undefined && answer !== null) return answer as Exclude<T, false | undefined | null>;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await wait(everyMs);
  }
  throw new Error(`not within ${timeoutMs} ms: ${what}`, { cause: last });
}
