/**
 * The assignments that are still possible, and what is asked of them next. A face begins as everything that conflicts and
 * loads allow; each proven optimum narrows it to the assignments that reach it (complementary slackness).
 */
import type { Matching } from './matching.js';

export interface Face {
  problem: Matching;
  /** By pair: −1 may not be, 0 may be, 1 is so in every assignment of the face. */
  state: Int8Array;
  /** By expert: further readings at least and at most, without the fixed ones. */
  lowest: Int32Array;
  highest: Int32Array;
}

export function firstFace(problem: Matching): Face {
  return {
    problem,
    state: Int8Array.from(problem.affinity, (value) => (value < 0 ? -1 : 0)),
    lowest: new Int32Array(problem.experts.length),
    highest: Int32Array.from(problem.experts, ({ room }) => room),
  };
}

/** Whole numbers: then an optimal basis has whole prices, and the proof needs no tolerance. */
export interface Objective {
  /** Gain by pair; row by row. */
  gain: Int32Array;
  /** Cost of an expert's k-th further reading, k from 1; never falling in k. */
  cost(expert: number, k: number): number;
  /** Costs are all zero: loads need no columns of their own. */
  costFree: boolean;
}

export interface Prices {
  application: Int32Array;
  expert: Int32Array;
}

export function valueOf(face: Face, objective: Objective, reads: Uint8Array): number {
  const m = face.problem.experts.length;
  const load = new Int32Array(m);
  let value = 0;
  reads.forEach((one, pair) => {
    if (one === 0) return;
    value += objective.gain[pair] ?? 0;
    load[pair % m] = (load[pair % m] ?? 0) + 1;
  });
  if (!objective.costFree) load.forEach((own, j) => { for (let k = 1; k <= own; k += 1) value -= objective.cost(j, k); });
  return value;
}

/**
 * The most that any assignment of the face can be worth, for any prices at all (weak duality): each application's need at
 * its price, each pair at what it gains above both prices, each reading's room at what its price exceeds its cost.
 */
export function boundOf(face: Face, objective: Objective, prices: Prices): number {
  const { problem, state } = face;
  const m = problem.experts.length;
  let bound = 0;
  problem.applications.forEach(({ need }, i) => {
    const price = prices.application[i] ?? 0;
    bound += need * price;
    for (let j = 0; j < m; j += 1) {
      const own = state[i * m + j];
      if (own === -1) continue;
      const surplus = (objective.gain[i * m + j] ?? 0) - price - (prices.expert[j] ?? 0);
      if (own === 1 || surplus > 0) bound += surplus;
    }
  });
  problem.experts.forEach((_, j) => {
    const price = prices.expert[j] ?? 0;
    for (let k = 1; k <= (face.highest[j] ?? 0); k += 1) {
      const surplus = price - objective.cost(j, k);
      if (k <= (face.lowest[j] ?? 0) || surplus > 0) bound += surplus;
    }
  });
  return bound;
}

/** Exactly the assignments of the face that are worth the bound at these prices. */
export function narrowed(face: Face, objective: Objective, prices: Prices): Face {
  const m = face.problem.experts.length;
  const state = face.state.map((own, pair) => {
    if (own !== 0) return own;
    return Math.sign((objective.gain[pair] ?? 0) - (prices.application[Math.floor(pair / m)] ?? 0) - (prices.expert[pair % m] ?? 0));
  });
  const lowest = face.lowest.slice();
  const highest = face.highest.slice();
  face.problem.experts.forEach((_, j) => {
    const price = prices.expert[j] ?? 0;
    const [low, high] = [lowest[j] ?? 0, highest[j] ?? 0];
    for (let k = low + 1; k <= high; k += 1) {
      const surplus = price - objective.cost(j, k);
      if (surplus > 0) lowest[j] = k;
      if (surplus < 0) {
        highest[j] = k - 1;
        break;
      }
    }
  });
  return { ...face, state, lowest, highest };
}
