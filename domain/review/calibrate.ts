/**
 * Least-squares calibration: a total is what the application is worth plus what this expert gives more or less than others,
 * y = q(application) + b(expert) + rest. Worth and biases are chosen to make
 *
 *   Σ (y − q − b)² + λ · Σ b²
 *
 * smallest. Without the ridge λ one could add a constant to all q and take it from all b; with λ > 0 the answer is unique, and
 * within each connected part of the graph of who scored what the biases add up to zero. An expert with few totals is drawn
 * towards zero: of a raw deviation d over n totals about d·n/(n + λ) counts. Parts that share no expert are compared only as
 * far as their experts are equally severe on average: `components` says how many there are.
 * The additive model is that of two-way analysis of variance without interaction; the ridge is Tikhonov's regularisation.
 */
import { compareCodes } from '../assessment/rank.js';

interface Total {
  application: string;
  expert: string;
  total: number;
}

export interface Calibration {
  /** Points that each expert gives above (+) or below (−) the others. */
  bias: Map<string, number>;
  /** Connected parts; 1 when everybody can be compared through shared experts. */
  components: number;
}

/** [C] As much doubt about a bias as one total would take away. */
export const DEFAULT_RIDGE = 1;

export function calibrateExperts(scores: readonly Total[], ridge = DEFAULT_RIDGE): Calibration {
  if (!(ridge > 0)) throw new RangeError('the ridge must be above zero');
  const experts = [...new Set(scores.map(({ expert }) => expert))].sort(compareCodes);
  const index = new Map(experts.map((expert, n) => [expert, n]));
  const perApplication = new Map<string, Total[]>();
  for (const score of [...scores].sort((a, b) => compareCodes(a.application, b.application) || compareCodes(a.expert, b.expert))) {
    perApplication.set(score.application, [...(perApplication.get(score.application) ?? []), score]);
  }
  // q is eliminated: q = mean(y − b) of the application. What is left is a symmetric positive definite system for b.
  const matrix = experts.map((_, row) => experts.map((__, column) => (row === column ? ridge : 0)));
  const right = experts.map(() => 0);
  for (const own of perApplication.values()) {
    const mean = own.reduce((sum, { total }) => sum + total, 0) / own.length;
    for (const one of own) {
      const row = index.get(one.expert) ?? 0;
      right[row] = (right[row] ?? 0) + one.total - mean;
      for (const other of own) {
        const column = index.get(other.expert) ?? 0;
        const cells = matrix[row];
        if (cells) cells[column] = (cells[column] ?? 0) + (row === column ? 1 : 0) - 1 / own.length;
      }
    }
  }
  const solved = solve(matrix, right);
  return { bias: new Map(experts.map((expert, n) => [expert, solved[n] ?? 0])), components: componentsOf([...perApplication.values()].map((own) => own.map(({ expert }) => expert))) };
}

/** Gaussian elimination; the matrix is positive definite, so that no pivot is zero. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, n) => [...row, right[n] ?? 0]);
  rows.forEach((pivot, n) => {
    for (const row of rows.slice(n + 1)) {
      const factor = (row[n] ?? 0) / (pivot[n] ?? 1);
      for (let column = n; column < row.length; column += 1) row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0);
    }
  });
  const answer = right.map(() => 0);
  for (let n = rows.length - 1; n >= 0; n -= 1) {
    const row = rows[n] ?? [];
    // What is not solved yet is still zero.
    answer[n] = answer.reduce((rest, value, column) => rest - (row[column] ?? 0) * value, row.at(-1) ?? 0) / (row[n] ?? 1);
  }
  return answer;
}

/** Experts who scored a common application are in one part. */
function componentsOf(groups: readonly (readonly string[])[]): number {
  const part = new Map<string, string>();
  const find = (expert: string): string => {
    let at = expert;
    for (let next = part.get(at); next !== undefined && next !== at; next = part.get(at)) at = next;
    return at;
  };
  for (const [first, ...others] of groups) {
    if (first === undefined) continue;
    if (!part.has(first)) part.set(first, first);
    for (const other of others) {
      if (!part.has(other)) part.set(other, other);
      part.set(find(other), find(first));
    }
  }
  return new Set([...part.keys()].map(find)).size;
}
