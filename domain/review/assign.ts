/**
 * Which expert reads which application (000 §5.3: by discipline group). Conflicts are hard. A maximum flow: a solution is
 * found whenever there is one. Then loads are evened out until no exchange makes them more even, which also makes the
 * highest load as low as it can be. Who comes first among equals is drawn by lot from the seed.
 */
import { compareCodes } from '../assessment/rank.js';
import { stableHash } from '../hash.js';
import { type Result, accept, refuse } from '../refusal.js';

export interface ApplicationToAssign {
  code: string;
  group: string;
  /** Codes of experts who must not read it. */
  conflicts: readonly string[];
}

export interface AvailableExpert {
  code: string;
  group: string;
  /** At most so many applications. */
  maxLoad: number;
}

export interface AssignmentInput {
  applications: readonly ApplicationToAssign[];
  experts: readonly AvailableExpert[];
  /** Experts per application. */
  perApplication: number;
  /** Written into the printed record of the draw: the same seed gives the same result on every machine. */
  seed: string | number;
}

export interface Assignments {
  /** By application, its experts by code. */
  assignments: { application: string; experts: string[] }[];
}

export interface GroupShortfall {
  group: string;
  /** Readings needed and possible. */
  needed: number;
  possible: number;
  short: number;
  /** Applications left without enough experts, and how many each lacks, in one best attempt. */
  applications: { code: string; lacking: number }[];
}

export function assignExperts(input: AssignmentInput): Result<Assignments> {
  const { readers, shortfalls } = distribute(input);
  if (shortfalls.length > 0) {
    return refuse({
      code: 'EXPERTS_TOO_FEW',
      rule: { document: '000', clause: '§5.3' },
      params: {
        groups: shortfalls.map(({ group, short }) => `${group}: ${short}`).join(', '),
        short: shortfalls.reduce((sum, { short }) => sum + short, 0),
        applications: shortfalls.flatMap((one) => one.applications.map(({ code }) => code)).join(', '),
      },
    });
  }
  const assignments = [...readers].map(([application, experts]) => ({ application, experts: [...experts].sort(compareCodes) }));
  return accept({ assignments: assignments.sort((a, b) => compareCodes(a.application, b.application)) });
}

/** By group, what is missing; empty when everything can be assigned. */
export const assignmentShortfalls = (input: AssignmentInput): GroupShortfall[] => distribute(input).shortfalls;

type Readers = Map<string, Set<string>>;

function distribute({ applications, experts, perApplication, seed }: AssignmentInput): { readers: Readers; shortfalls: GroupShortfall[] } {
  const readers: Readers = new Map();
  const shortfalls: GroupShortfall[] = [];
  for (const group of [...new Set(applications.map((application) => application.group))].sort(compareCodes)) {
    const inGroup = new Panel(
      byLot(applications.filter((application) => application.group === group), seed),
      byLot(experts.filter((expert) => expert.group === group), seed),
    );
    inGroup.fill(perApplication);
    inGroup.even();
    for (const [code, own] of inGroup.readers) readers.set(code, own);

    const lacking = [...inGroup.readers].map(([code, own]) => ({ code, lacking: perApplication - own.size })).filter((one) => one.lacking > 0);
    const short = lacking.reduce((sum, one) => sum + one.lacking, 0);
    const needed = inGroup.readers.size * perApplication;
    if (short > 0) shortfalls.push({ group, needed, possible: needed - short, short, applications: lacking.sort((a, b) => compareCodes(a.code, b.code)) });
  }
  return { readers, shortfalls };
}

/** In an order drawn from the seed; the code settles what the draw leaves equal. */
const byLot = <T extends { code: string }>(items: readonly T[], seed: string | number): T[] =>
  [...items].sort((a, b) => stableHash(`${seed}|${a.code}`) - stableHash(`${seed}|${b.code}`) || compareCodes(a.code, b.code));

/** The applications and experts of one discipline group, and who reads what so far. */
class Panel {
  readonly readers: Readers;
  private readonly loads = new Map<string, number>();

  constructor(
    private readonly applications: readonly ApplicationToAssign[],
    private readonly experts: readonly AvailableExpert[],
  ) {
    this.readers = new Map(applications.map(({ code }) => [code, new Set<string>()]));
  }

  /** Augmenting paths: an application takes an expert with room, or one whose reading another expert can take over. */
  fill(perApplication: number): void {
    for (let round = 0; round < perApplication; round += 1) {
      for (const application of this.applications) {
        const first = this.experts.filter((expert) => this.mayRead(expert, application));
        const path = this.cheapestPath(first, Number.POSITIVE_INFINITY);
        if (path) this.handOver(application, path);
      }
    }
  }

  /** As long as a reading can move, over whatever stations, to somebody with at least two fewer. */
  even(): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const expert of this.experts) {
        const path = this.cheapestPath([expert], this.load(expert) - 1);
        if (!path || path.length < 2) continue;
        this.handOver(undefined, path);
        moved = true;
      }
    }
  }

  /**
   * The path from one of `starts` to the expert with the lowest load below `limit` who has room. Each step is a reading
   * that the one gives to the next.
   */
  private cheapestPath(starts: readonly AvailableExpert[], limit: number): Step[] | undefined {
    const reached = new Map<string, Step>(starts.map((expert) => [expert.code, { expert }]));
    const lowest = Math.min(...this.experts.filter((expert) => this.load(expert) < expert.maxLoad).map((expert) => this.load(expert)));
    let best: Step | undefined;
    // The map grows while it is walked: a breadth-first search.
    for (const step of reached.values()) {
      const load = this.load(step.expert);
      if (load < limit && load < step.expert.maxLoad && (!best || load < this.load(best.expert))) best = step;
      if (best && this.load(best.expert) === lowest) break;
      for (const given of this.applications) {
        if (!this.readers.get(given.code)?.has(step.expert.code)) continue;
        for (const expert of this.experts) {
          if (!reached.has(expert.code) && this.mayRead(expert, given)) reached.set(expert.code, { expert, from: step, given });
        }
      }
    }
    const path: Step[] = [];
    for (let step = best; step; step = step.from) path.unshift(step);
    return path.length > 0 ? path : undefined;
  }

  /** Each on the path gives its reading to the next; the first takes the new application, if there is one. */
  private handOver(application: ApplicationToAssign | undefined, path: readonly Step[]): void {
    for (const { expert, from, given } of path) {
      if (!from || !given) continue;
      this.readers.get(given.code)?.delete(from.expert.code);
      this.readers.get(given.code)?.add(expert.code);
    }
    const [first] = path;
    const last = path.at(-1);
    if (!first || !last) return;
    if (application) this.readers.get(application.code)?.add(first.expert.code);
    else this.loads.set(first.expert.code, this.load(first.expert) - 1);
    this.loads.set(last.expert.code, this.load(last.expert) + 1);
  }

  private mayRead(expert: AvailableExpert, application: ApplicationToAssign): boolean {
    return !application.conflicts.includes(expert.code) && !this.readers.get(application.code)?.has(expert.code);
  }

  private load(expert: AvailableExpert): number {
    return this.loads.get(expert.code) ?? 0;
  }
}

interface Step {
  expert: AvailableExpert;
  from?: Step;
  /** What `from` gives to `expert`. */
  given?: ApplicationToAssign;
}
