/**
 * Which expert reads which application (000 §5.3: by discipline group). Conflicts, loads and the number of readings are
 * hard. Among the assignments that keep them: first the greatest total affinity; among those the most even loads (least
 * sum of squares, fixed readings counted); among those the one that a lot from the recorded seed prefers. Each of the
 * three is proven best before the next begins, so that the result does not depend on how the solver got there.
 */
import { compareCodes } from '../assessment/rank.js';
import { stableHash } from '../hash.js';
import { accept, refuse, type Result } from '../refusal.js';
import { type Face, firstFace, narrowed, type Objective } from './face.js';
import { fill } from './flow.js';
import type { LpSolver } from './linear-program.js';
import { type AssignmentInput, type Matching, matchingOf } from './matching.js';
import { optimise } from './optimise.js';
import { type Shortage, shortagesOf } from './shortage.js';

export interface Assignment {
  /** By application, its new experts by code; fixed readings are not repeated. */
  assignments: { application: string; experts: string[] }[];
  /** By expert, with the fixed readings. */
  loads: { expert: string; load: number }[];
  /** Total affinity of the new readings. */
  affinity: number;
  /** What no assignment can exceed, by the prices of the last program: equal to `affinity`, which proves it best. */
  bound: number;
  /** Sum of the squares of all loads. */
  unevenness: number;
  seed: string;
}

export function assignExperts(input: AssignmentInput, solver: LpSolver): Result<Assignment> {
  const problem = matchingOf(input);
  const filling = fill(problem);
  const shortages = shortagesOf(problem, filling);
  if (shortages.length > 0) return refuse(tooFew(shortages));

  let face = firstFace(problem);
  let reads = filling.reads;
  let best = { affinity: 0, unevenness: 0 };
  for (const aim of ['affinity', 'evenness', 'lot'] as const) {
    const objective = objectiveOf(aim, face, input.seed);
    const found = optimise(face, objective, reads, solver);
    if (!found.ok) return found;
    ({ reads } = found.value);
    face = narrowed(face, objective, found.value.prices);
    if (aim === 'affinity') best = { ...best, affinity: found.value.value };
    if (aim === 'evenness') best = { ...best, unevenness: problem.experts.reduce((sum, { base }) => sum + base ** 2, -found.value.value) };
  }
  return accept({ ...decoded(problem, reads), affinity: best.affinity, bound: best.affinity, unevenness: best.unevenness, seed: String(input.seed) });
}

/** What keeps it from being possible; empty when it is possible. Needs no solver. */
export const assignmentShortages = (input: AssignmentInput): Shortage[] => shortagesOf(matchingOf(input));

function tooFew(shortages: readonly Shortage[]) {
  return {
    code: 'EXPERTS_TOO_FEW',
    rule: { document: '000', clause: '§5.3' },
    params: {
      groups: shortages.map(({ groups, short }) => `${groups.join('+')}: ${short}`).join(', '),
      short: shortages.reduce((sum, { short }) => sum + short, 0),
      applications: shortages.flatMap((one) => one.applications).join(', '),
      needed: shortages.reduce((sum, { needed }) => sum + needed, 0),
      possible: shortages.reduce((sum, { possible }) => sum + possible, 0),
    },
  };
}

function objectiveOf(aim: 'affinity' | 'evenness' | 'lot', face: Face, seed: string | number): Objective {
  const { problem } = face;
  const m = problem.experts.length;
  const free = { cost: () => 0, costFree: true };
  if (aim === 'affinity') return { gain: problem.affinity, ...free };
  if (aim === 'lot') {
    const gain = new Int32Array(face.state.length);
    face.state.forEach((own, pair) => {
      if (own === 0) gain[pair] = stableHash(`${seed}|${problem.applications[Math.floor(pair / m)]?.code}|${problem.experts[pair % m]?.code}`) >>> LOT_SHIFT;
    });
    return { gain, ...free };
  }
  // (b + k)² − (b + k − 1)²: the squares of the loads, one reading at a time.
  return { gain: new Int32Array(face.state.length), cost: (j, k) => 2 * ((problem.experts[j]?.base ?? 0) + k) - 1, costFree: false };
}

/** Lots of 20 bits: two assignments are practically never equal in their sum. */
const LOT_SHIFT = 12;

function decoded({ applications, experts }: Matching, reads: Uint8Array): Pick<Assignment, 'assignments' | 'loads'> {
  const m = experts.length;
  const assignments = applications.map(({ code }, i) => {
    const own = experts.filter((_, j) => reads[i * m + j] === 1);
    return { application: code, experts: own.map((expert) => expert.code).sort(compareCodes) };
  });
  return { assignments, loads: experts.map(({ code, base }, j) => ({ expert: code, load: base + applications.filter((_, i) => reads[i * m + j] === 1).length })) };
}
