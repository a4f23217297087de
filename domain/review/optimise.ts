/**
 * The best assignment of a face, and its proof. Not all pairs are given to the solver: it starts with promising ones, and
 * as long as a pair that was left out gains more than both prices, it is added (column generation). Then the prices hold
 * for every pair: the bound they give equals the value, in whole numbers, and nothing better exists.
 *
 * A linear program is enough: rows are applications and experts, each reading stands in one of each with coefficient 1,
 * each unit of load in one with −1. Such a matrix is totally unimodular (network matrix: Hoffman and Kruskal, "Integral
 * boundary points of convex polyhedra", 1956), so that a basic optimum is whole, and so are its prices.
 */
import { accept, refuse, type Result } from '../refusal.js';
import { boundOf, type Face, type Objective, type Prices, valueOf } from './face.js';
import type { LpColumn, LpRow, LpSession, LpSolver } from './linear-program.js';

export interface Optimum {
  reads: Uint8Array;
  value: number;
  prices: Prices;
  /** Rounds of pricing, and pairs that the solver has seen. */
  rounds: number;
  columns: number;
}

/** Pairs that an application starts with, beside those of the assignment known already, and that a round adds at most. */
const AT_FIRST = 8;
const PER_ROUND = 4;

/** `known` is any assignment of the face: it keeps the program feasible from the start. */
export function optimise(face: Face, objective: Objective, known: Uint8Array, solver: LpSolver): Result<Optimum> {
  const columns = new Columns(face, objective);
  const first = columns.pairs(firstPairs(face, objective, known));
  if (first.length === 0 && columns.loads().length === 0) return settled(face, objective, columns);
  return solver(rowsOf(face, objective), [...columns.loads(), ...first], (session) => generate(face, objective, columns, session));
}

/** Nothing is open any more: the face is a single assignment, whatever the prices. */
function settled(face: Face, objective: Objective, columns: Columns): Result<Optimum> {
  const reads = columns.readsOf([]);
  return accept({ reads, value: valueOf(face, objective, reads), prices: pricesOf(face, []), rounds: 0, columns: 0 });
}

function generate(face: Face, objective: Objective, columns: Columns, session: LpSession): Result<Optimum> {
  for (let rounds = 1; ; rounds += 1) {
    const found = session.solve();
    if (found.status === 'timeLimit') return refuse({ code: 'ASSIGNMENT_TOO_SLOW' });
    if (found.status === 'failed') return refuse({ code: 'ASSIGNMENT_NOT_PROVEN', params: { reason: found.reason } });
    const prices = pricesOf(face, found.prices);
    const missing = columns.worthAdding(prices);
    if (missing.length > 0) {
      session.add(columns.pairs(missing));
      continue;
    }
    const reads = columns.readsOf(found.values);
    const value = valueOf(face, objective, reads);
    // Whole numbers on both sides: equality is the proof, whatever the solver's tolerances were.
    if (boundOf(face, objective, prices) !== value || !covers(face, reads)) return refuse({ code: 'ASSIGNMENT_NOT_PROVEN', params: { reason: 'bound' } });
    return accept({ reads, value, prices, rounds, columns: columns.count });
  }
}

/** Every application has what it needs, every load lies in its range, and no pair is used that may not be. */
function covers({ problem, state, lowest, highest }: Face, reads: Uint8Array): boolean {
  const m = problem.experts.length;
  const load = new Int32Array(m);
  const full = problem.applications.every(({ need }, i) => {
    let own = 0;
    for (let j = 0; j < m; j += 1) {
      const read = reads[i * m + j] ?? 0;
      const may = state[i * m + j] ?? -1;
      if ((may === -1 && read === 1) || (may === 1 && read === 0)) return false;
      own += read;
      load[j] = (load[j] ?? 0) + read;
    }
    return own === need;
  });
  return full && load.every((own, j) => own >= (lowest[j] ?? 0) && own <= (highest[j] ?? 0));
}

const pricesOf = ({ problem }: Face, prices: ArrayLike<number>): Prices => ({
  application: Int32Array.from(problem.applications, (_, i) => Math.round(prices[i] ?? 0)),
  expert: Int32Array.from(problem.experts, (_, j) => Math.round(prices[problem.applications.length + j] ?? 0)),
});

/** First the applications, then the experts. What every assignment of the face has is taken off. */
function rowsOf(face: Face, objective: Objective): LpRow[] {
  const { problem } = face;
  const m = problem.experts.length;
  const forced = { application: new Int32Array(problem.applications.length), expert: new Int32Array(m) };
  face.state.forEach((own, pair) => {
    if (own !== 1) return;
    const [i, j] = [Math.floor(pair / m), pair % m];
    forced.application[i] = (forced.application[i] ?? 0) + 1;
    forced.expert[j] = (forced.expert[j] ?? 0) + 1;
  });
  return [
    ...problem.applications.map(({ need }, i) => ({ lower: need - (forced.application[i] ?? 0), upper: need - (forced.application[i] ?? 0) })),
    ...problem.experts.map((_, j) => {
      const lower = (face.lowest[j] ?? 0) - (forced.expert[j] ?? 0);
      // Readings beyond the lowest load are columns of their own when they cost something.
      return { lower, upper: objective.costFree ? (face.highest[j] ?? 0) - (forced.expert[j] ?? 0) : lower };
    }),
  ];
}

function firstPairs(face: Face, { gain }: Objective, known: Uint8Array): number[] {
  const m = face.problem.experts.length;
  return face.problem.applications.flatMap((_, i) => {
    const own = Array.from({ length: m }, (__, j) => i * m + j).filter((pair) => face.state[pair] === 0);
    const best = [...own].sort((a, b) => (gain[b] ?? 0) - (gain[a] ?? 0) || rotated(a, i, m) - rotated(b, i, m)).slice(0, AT_FIRST);
    return [...new Set([...own.filter((pair) => known[pair] === 1), ...best])];
  });
}

/** Among equals each application starts with other experts. */
const rotated = (pair: number, i: number, m: number): number => ((pair % m) + m - ((i * 7) % m)) % m;

/** The pairs that the solver knows, in its order. */
class Columns {
  private readonly known = new Map<number, number>();
  private readonly loadCount: number;
  private readonly n: number;
  private readonly m: number;

  constructor(
    private readonly face: Face,
    private readonly objective: Objective,
  ) {
    this.n = face.problem.applications.length;
    this.m = face.problem.experts.length;
    this.loadCount = this.loads().length;
  }

  get count(): number {
    return this.known.size;
  }

  /** One for each reading beyond an expert's lowest load, at its cost. */
  loads(): LpColumn[] {
    if (this.objective.costFree) return [];
    return this.face.problem.experts.flatMap((_, j) => {
      const [low, high] = [this.face.lowest[j] ?? 0, this.face.highest[j] ?? 0];
      return Array.from({ length: Math.max(0, high - low) }, (__, k) => ({
        cost: -this.objective.cost(j, low + k + 1), lower: 0, upper: 1, rows: [this.n + j], entries: [-1],
      }));
    });
  }

  pairs(pairs: readonly number[]): LpColumn[] {
    return pairs.map((pair) => {
      this.known.set(pair, this.loadCount + this.known.size);
      return { cost: this.objective.gain[pair] ?? 0, lower: 0, upper: 1, rows: [Math.floor(pair / this.m), this.n + (pair % this.m)], entries: [1, 1] };
    });
  }

  /** For each application the pairs that gain most above both prices, of those the solver does not know. */
  worthAdding({ application, expert }: Prices): number[] {
    const { gain } = this.objective;
    const found: number[] = [];
    for (let i = 0; i < this.n; i += 1) {
      const own: { pair: number; surplus: number }[] = [];
      for (let j = 0; j < this.m; j += 1) {
        const pair = i * this.m + j;
        if (this.face.state[pair] !== 0) continue;
        const surplus = (gain[pair] ?? 0) - (application[i] ?? 0) - (expert[j] ?? 0);
        if (surplus > 0 && !this.known.has(pair)) own.push({ pair, surplus });
      }
      own.sort((a, b) => b.surplus - a.surplus || rotated(a.pair, i, this.m) - rotated(b.pair, i, this.m));
      found.push(...own.slice(0, PER_ROUND).map(({ pair }) => pair));
    }
    return found;
  }

  readsOf(values: ArrayLike<number>): Uint8Array {
    const reads = Uint8Array.from(this.face.state, (own) => (own === 1 ? 1 : 0));
    for (const [pair, column] of this.known) reads[pair] = Math.round(values[column] ?? 0);
    return reads;
  }
}
