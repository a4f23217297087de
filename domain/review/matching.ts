/**
 * The assignment as a transport problem: applications that need so many readings, experts who have room for so many, and
 * for each pair how well it fits, or that it may not be. Rows and columns stand in the order of codes, so that the same
 * input gives the same problem whatever order it arrives in.
 */
import { compareCodes } from '../assessment/rank.js';

export interface ApplicationToAssign {
  code: string;
  group: string;
  /** Codes of experts who must not read it. */
  conflicts: readonly string[];
}

export interface AvailableExpert {
  code: string;
  /** Groups of applications that the expert may read. */
  groups: readonly string[];
  /** At most so many applications. */
  maxLoad: number;
}

export interface AssignmentInput {
  applications: readonly ApplicationToAssign[];
  experts: readonly AvailableExpert[];
  /** Experts per application. */
  perApplication: number;
  /** How well a pair fits, a whole number from 0 on; by code. Without it all pairs fit alike. */
  affinity?: (application: string, expert: string) => number;
  /** Readings that stay as they are: accepted ones, when one is assigned anew. */
  fixed?: readonly { application: string; expert: string }[];
  /** Needed of one application where it is not `perApplication`: those that go on with fewer. */
  needs?: ReadonlyMap<string, number>;
  /** Written into the printed record: who comes first among equals is drawn from it. */
  seed: string | number;
}

export interface Matching {
  applications: { code: string; group: string; need: number }[];
  /** `base`: readings that are fixed; `room`: how many more. */
  experts: { code: string; base: number; room: number }[];
  /** Row by row, application × expert; −1 where the pair may not be. */
  affinity: Int32Array;
}

export function matchingOf(input: AssignmentInput): Matching {
  const applications = byCode(input.applications);
  const experts = byCode(input.experts);
  const fixed = new Set((input.fixed ?? []).map((pair) => pairKey(pair.application, pair.expert)));
  const count = (of: 'application' | 'expert', code: string) => (input.fixed ?? []).filter((pair) => pair[of] === code).length;
  const affinity = new Int32Array(applications.length * experts.length).fill(-1);
  applications.forEach((application, i) => {
    const conflicts = new Set(application.conflicts);
    experts.forEach((expert, j) => {
      if (!expert.groups.includes(application.group) || conflicts.has(expert.code) || fixed.has(pairKey(application.code, expert.code))) return;
      affinity[i * experts.length + j] = Math.max(0, Math.round(input.affinity?.(application.code, expert.code) ?? 0));
    });
  });
  return {
    applications: applications.map(({ code, group }) => ({
      code, group, need: Math.max(0, (input.needs?.get(code) ?? input.perApplication) - count('application', code)),
    })),
    experts: experts.map(({ code, maxLoad }) => {
      const base = count('expert', code);
      return { code, base, room: Math.max(0, maxLoad - base) };
    }),
    affinity,
  };
}

const pairKey = (application: string, expert: string): string => `${application}\u0000${expert}`;

const byCode = <T extends { code: string }>(items: readonly T[]): T[] => [...items].sort((a, b) => compareCodes(a.code, b.code));
