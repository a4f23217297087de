/** Many at once, and what it took. */
export interface Timing {
  perSecond: number;
  /** Milliseconds from the wish to the answer, with the wait for a connection. */
  p50: number;
  p99: number;
}

/** Runs `work` for 0 … total − 1, `concurrent` of them at a time. */
export async function measure(total: number, concurrent: number, work: (n: number) => Promise<void>): Promise<Timing> {
  const took: number[] = [];
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: concurrent }, async () => {
      for (let n = next++; n < total; n = next++) {
        const from = performance.now();
        await work(n);
        took.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  return { perSecond: total / seconds, p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: number[]): number => quantile(values, 0.5);
