/**
 * Expert assignment at the size that the office will not exceed: 1,000 applications, 400 experts, five readings each. The
 * floor is what reading the input and building the problem take; the rest is finding and proving. Three shapes of affinity:
 * all different, in demand (everybody wants the same experts), and coarse (many equals).
 */
import { highsSolver } from '../activities/solving/highs.js';
import { stableHash } from '../domain/hash.js';
import { assignExperts, assignmentShortages } from '../domain/review/assign.js';
import type { LpSolver } from '../domain/review/linear-program.js';
import { type AssignmentInput, matchingOf } from '../domain/review/matching.js';
import { bestByPaths } from './min-cost-flow.js';
import { table } from './results.js';

const APPLICATIONS = 1000;
const EXPERTS = 400;
const EACH = 5;
const LOAD = 16;
const GROUPS = ['science', 'engineering', 'agriculture', 'medicine'];

type Shape = 'different' | 'inDemand' | 'coarse';

export async function assign(): Promise<string> {
  const solver = await highsSolver();
  const rows = (['different', 'inDemand', 'coarse'] as const).flatMap((shape) => ['any', 'own'].map((reach) => measured(shape, reach, solver)));
  const infeasible = { ...inputOf('different', 'own'), perApplication: EACH + 2 };
  const begun = performance.now();
  const shortages = assignmentShortages(infeasible);
  const took = performance.now() - begun;
  return [
    `${APPLICATIONS} applications, ${EXPERTS} experts, ${EACH} readings each, at most ${LOAD} an expert, about 2 % of the pairs in conflict. Every result is proven by its prices; "paths" is the same optimum by successive shortest paths, which share no code with it.`,
    '',
    table(['affinity', 'groups', 'floor ms', 'whole ms', 'of it CPU ms', 'whole ÷ floor', 'total affinity', 'bound', 'paths', 'loads', 'same'], rows),
    '',
    `Impossible (${EACH + 2} readings each): named in **${took.toFixed(0)} ms**: ${shortages.map((one) => `${one.groups.join('+')} needs ${one.needed}, has ${one.possible}, ${one.short} short`).join('; ')}.`,
  ].join('\n');
}

function measured(shape: Shape, reach: string, solver: LpSolver): (string | number)[] {
  const input = inputOf(shape, reach);
  let begun = performance.now();
  const problem = matchingOf(input);
  const floor = performance.now() - begun;
  const cpuBefore = process.cpuUsage();
  begun = performance.now();
  const found = assignExperts(input, solver);
  const whole = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpu = ((user + system) / 1000).toFixed(0);
  if (!found.ok) return [shape, reach, floor.toFixed(0), whole.toFixed(0), cpu, '', found.refusal.code, '', '', '', ''];
  const paths = bestByPaths(problem);
  const loads = found.value.loads.map(({ load }) => load);
  return [
    shape, reach, floor.toFixed(0), `**${whole.toFixed(0)}**`, cpu, (whole / floor).toFixed(1), found.value.affinity, found.value.bound, paths,
    `${Math.min(...loads)} … ${Math.max(...loads)}`, paths === found.value.affinity ? 'yes' : 'NO',
  ];
}

function inputOf(shape: Shape, reach: string): AssignmentInput {
  const group = (n: number) => GROUPS[n % GROUPS.length] ?? '';
  const chance = (...keys: (string | number)[]) => stableHash(keys.join('/')) / 2 ** 32;
  const experts = Array.from({ length: EXPERTS }, (_, n) => ({ code: `E${String(n).padStart(4, '0')}`, groups: reach === 'any' ? GROUPS : [group(n)], maxLoad: LOAD }));
  const applications = Array.from({ length: APPLICATIONS }, (_, n) => {
    const code = `A${String(n).padStart(4, '0')}`;
    return { code, group: group(n), conflicts: experts.filter((expert) => chance(code, expert.code, 'conflict') < 0.02).map((expert) => expert.code) };
  });
  const score: Record<Shape, (a: string, e: string) => number> = {
    different: (a, e) => Math.floor(1001 * chance(a, e)),
    inDemand: (a, e) => Math.floor(700 * chance(e) ** 3 + 300 * chance(a, e)),
    coarse: (a, e) => 250 * Math.floor(5 * chance(a, e) ** 2),
  };
  return { applications, experts, perApplication: EACH, affinity: score[shape], seed: 'bench' };
}
