/** People of a rehearsal as clients of the API: each with a token of its own; nothing else reaches the system. */
import { setTimeout as pause } from 'node:timers/promises';
import { type ApiClient, ApiProblem, createApiClient, expectAnswer, type Schemas } from '../apps/api/client.js';

export interface Actor {
  accountId: string;
  client: ApiClient;
}

type Answered<T> = { data?: T; error?: Schemas['Problem']; response: Response };

/** As long as servers may be away: they are killed and started again in some rehearsals. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 250;

/**
 * Sends a request until it is answered. What is not answered is sent again under the same key, so it happens once; a
 * decision that the process did not take in time is another request with another key.
 */
export async function insist<T>(key: string, send: (key: string) => Promise<Answered<T>>): Promise<T> {
  const patience = performance.now() + PATIENCE_MS;
  for (let given = 0, n = 0; ; n += 1) {
    try {
      return await expectAnswer(send(given === 0 ? key : `${key}.${given}`));
    } catch (error) {
      if (!isAway(error) || performance.now() > patience) throw error;
      if (error instanceof ApiProblem && error.problem.code === 'PROCESS_UNAVAILABLE') given += 1;
    }
    await pause(PAUSE_MS * Math.min(n + 1, 8));
  }
}

/** A question: it may be asked again. */
export const ask = <T>(send: () => Promise<Answered<T>>): Promise<T> => insist('', send);

const AWAY: ReadonlySet<string> = new Set(['PROCESS_UNAVAILABLE', 'DATABASE_UNAVAILABLE']);

/** fetch says `TypeError: fetch failed` when nobody listens or the connection broke. */
const isAway = (error: unknown): boolean =>
  error instanceof ApiProblem ? AWAY.has(error.problem.code) : typeof error === 'object' && error !== null && 'name' in error && error.name === 'TypeError';

/** The refusal's code, when it is one. */
export const codeOf = (error: unknown): string | undefined => (error instanceof ApiProblem ? error.problem.code : undefined);

export const header = (key: string) => ({ 'Idempotency-Key': key });

export const signedIn = (baseUrl: string, { accountId, token }: Schemas['Actor']): Actor => ({ accountId, client: createApiClient({ baseUrl, token, locale: 'zh' }) });

/** Runs the jobs, at most `atOnce` of them at a time; the first failure ends it. */
export async function together(jobs: readonly (() => Promise<unknown>)[], atOnce = 16): Promise<void> {
  let next = 0;
  const runner = async (): Promise<void> => {
    for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) await job();
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length) }, runner));
}

/** Computed once per key, also when it is asked for again meanwhile. */
export function remembering<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key, make) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make();
    known.set(key, made);
    // What failed may be tried again.
    made.catch(() => known.delete(key));
    return made;
  };
}
