/**
 * Why there is no assignment. By the theorem of maximum flow and minimum cut there is then a set of applications whose
 * needs exceed what everybody who may read them can give (Hall's condition, with capacities). Of all sets with the full
 * deficit the smallest is named, one for each independent shortage.
 */
import { compareCodes } from '../assessment/rank.js';
import { fill, type Filling } from './flow.js';
import type { Matching } from './matching.js';

export interface Shortage {
  /** Discipline groups of the applications concerned. */
  groups: string[];
  /** Codes of the applications that need more together than can be given to them. */
  applications: string[];
  /** Codes of all experts whose room is used up by them. */
  experts: string[];
  /** Readings that they need. */
  needed: number;
  /** Room of those experts, and single readings that others can still give. */
  possible: number;
  /** `needed − possible`: so many readings are missing whatever one tries. */
  short: number;
}

/** Empty exactly when everything can be assigned. */
export function shortagesOf(problem: Matching, filling: Filling = fill(problem)): Shortage[] {
  const parts = new Parts(problem.applications.length + problem.experts.length);
  const { n, m, inside, insideE } = sides(problem, filling);
  for (const i of inside) {
    for (const j of insideE) if (allowed(problem, i, j)) parts.join(i, n + j);
  }
  const found = new Map<number, Shortage>();
  for (const i of inside) {
    const application = problem.applications[i];
    if (!application) continue;
    const one = found.get(parts.of(i)) ?? { groups: [], applications: [], experts: [], needed: 0, possible: 0, short: 0 };
    found.set(parts.of(i), one);
    if (!one.groups.includes(application.group)) one.groups.push(application.group);
    one.applications.push(application.code);
    one.needed += application.need;
    for (let j = 0; j < m; j += 1) if (filling.reached.experts[j] !== 1 && allowed(problem, i, j)) one.possible += 1;
  }
  for (const j of insideE) {
    const one = found.get(parts.of(n + j));
    const expert = problem.experts[j];
    if (!one || !expert) continue;
    one.experts.push(expert.code);
    one.possible += expert.room;
  }
  return [...found.values()]
    .map((one) => ({ ...one, groups: one.groups.sort(compareCodes), short: one.needed - one.possible }))
    .filter((one) => one.short > 0)
    .sort((a, b) => compareCodes(a.applications[0] ?? '', b.applications[0] ?? ''));
}

function sides(problem: Matching, { reached }: Filling) {
  return {
    n: problem.applications.length,
    m: problem.experts.length,
    inside: [...problem.applications.keys()].filter((i) => reached.applications[i] === 1),
    insideE: [...problem.experts.keys()].filter((j) => reached.experts[j] === 1),
  };
}

const allowed = (problem: Matching, i: number, j: number): boolean => (problem.affinity[i * problem.experts.length + j] ?? -1) >= 0;

/** Disjoint sets of numbers. */
class Parts {
  private readonly parent: number[];

  constructor(size: number) {
    this.parent = Array.from({ length: size }, (_, n) => n);
  }

  of(n: number): number {
    let root = n;
    while (this.parent[root] !== root) root = this.parent[root] ?? root;
    this.parent[n] = root;
    return root;
  }

  join(a: number, b: number): void {
    this.parent[this.of(a)] = this.of(b);
  }
}
