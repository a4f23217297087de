/**
 * A maximum flow (Dinic's algorithm) from applications to experts: as many readings as there can be at all. What it leaves
 * open cannot be filled by anybody, and the last search says why (`shortage.ts`).
 */
import type { Matching } from './matching.js';

export interface Filling {
  /** Row by row: 1 where the expert reads the application. */
  reads: Uint8Array;
  /** By application, how many are missing. */
  lacking: Int32Array;
  /** By expert, without the fixed ones. */
  load: Int32Array;
  /** What the last search reached from the applications that lack somebody: the side of the smallest cut. */
  reached: { applications: Uint8Array; experts: Uint8Array };
}

/** Starts greedily with the best fits; then paths until there is none. Equal input, equal output. */
export function fill(problem: Matching): Filling {
  const flow = new Flow(problem);
  flow.greedy();
  while (flow.search()) flow.push();
  return { reads: flow.reads, lacking: flow.lacking, load: flow.load, reached: { applications: Uint8Array.from(flow.levelA, isReached), experts: Uint8Array.from(flow.levelE, isReached) } };
}

const isReached = (level: number): number => (level > 0 ? 1 : 0);

class Flow {
  readonly reads: Uint8Array;
  readonly lacking: Int32Array;
  readonly load: Int32Array;
  /** Distance from the source plus one; 0 is not reached. */
  readonly levelA: Int32Array;
  readonly levelE: Int32Array;
  private readonly nextA: Int32Array;
  private readonly nextE: Int32Array;
  private readonly n: number;
  private readonly m: number;

  constructor(private readonly problem: Matching) {
    this.n = problem.applications.length;
    this.m = problem.experts.length;
    this.reads = new Uint8Array(this.n * this.m);
    this.lacking = Int32Array.from(problem.applications, ({ need }) => need);
    this.load = new Int32Array(this.m);
    this.levelA = new Int32Array(this.n);
    this.levelE = new Int32Array(this.m);
    this.nextA = new Int32Array(this.n);
    this.nextE = new Int32Array(this.m);
  }

  greedy(): void {
    const { affinity } = this.problem;
    for (let i = 0; i < this.n; i += 1) {
      const row = affinity.subarray(i * this.m, (i + 1) * this.m);
      const best = [...row.keys()].filter((j) => at(row, j) >= 0 && this.room(j) > 0).sort((a, b) => at(row, b) - at(row, a) || a - b);
      for (const j of best.slice(0, at(this.lacking, i))) this.take(i, j);
    }
  }

  /** Levels by breadth; true when an expert with room is reached. */
  search(): boolean {
    this.levelA.fill(0);
    this.levelE.fill(0);
    this.nextA.fill(0);
    this.nextE.fill(0);
    let applications = [...this.lacking.keys()].filter((i) => at(this.lacking, i) > 0);
    for (const i of applications) this.levelA[i] = 1;
    let found = false;
    for (let level = 2; applications.length > 0; level += 2) {
      const experts: number[] = [];
      for (const i of applications) {
        for (let j = 0; j < this.m; j += 1) {
          if (at(this.levelE, j) !== 0 || !this.free(i, j)) continue;
          this.levelE[j] = level;
          experts.push(j);
          found ||= this.room(j) > 0;
        }
      }
      // The rest of the level is walked all the same: without a way out it is the cut.
      applications = found ? [] : this.readBy(experts, level + 1);
    }
    return found;
  }

  private readBy(experts: readonly number[], level: number): number[] {
    const found: number[] = [];
    for (const j of experts) {
      for (let i = 0; i < this.n; i += 1) {
        if (at(this.levelA, i) !== 0 || at(this.reads, i * this.m + j) === 0) continue;
        this.levelA[i] = level;
        found.push(i);
      }
    }
    return found;
  }

  push(): void {
    for (let i = 0; i < this.n; i += 1) {
      while (at(this.levelA, i) === 1 && at(this.lacking, i) > 0 && this.extend(i)) this.lacking[i] = at(this.lacking, i) - 1;
    }
  }

  /** Gives the application one more expert, along the levels. */
  private extend(i: number): boolean {
    for (; at(this.nextA, i) < this.m; this.nextA[i] = at(this.nextA, i) + 1) {
      const j = at(this.nextA, i);
      if (at(this.levelE, j) !== at(this.levelA, i) + 1 || !this.free(i, j) || !this.makeRoom(j)) continue;
      this.reads[i * this.m + j] = 1;
      this.load[j] = at(this.load, j) + 1;
      return true;
    }
    return false;
  }

  private makeRoom(j: number): boolean {
    if (this.room(j) > 0) return true;
    for (; at(this.nextE, j) < this.n; this.nextE[j] = at(this.nextE, j) + 1) {
      const i = at(this.nextE, j);
      if (at(this.levelA, i) !== at(this.levelE, j) + 1 || at(this.reads, i * this.m + j) === 0 || !this.extend(i)) continue;
      this.reads[i * this.m + j] = 0;
      this.load[j] = at(this.load, j) - 1;
      return true;
    }
    return false;
  }

  private take(i: number, j: number): void {
    this.reads[i * this.m + j] = 1;
    this.load[j] = at(this.load, j) + 1;
    this.lacking[i] = at(this.lacking, i) - 1;
  }

  private free = (i: number, j: number): boolean => at(this.problem.affinity, i * this.m + j) >= 0 && at(this.reads, i * this.m + j) === 0;

  private room = (j: number): number => (this.problem.experts[j]?.room ?? 0) - at(this.load, j);
}

/** Inside its bounds a typed array has no holes. */
const at = (numbers: Int32Array | Uint8Array, index: number): number => numbers[index] ?? 0;
