/**
 * Runs a rehearsal to its end: what is due at an instant is done by whoever owes it; then, when all is quiet, the clock
 * steps to the next instant at which something is due or somebody acts. Everything goes through the public API.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { auditorActs } from './actors/auditor.js';
import { defenceActs } from './actors/defence.js';
import { expertActs } from './actors/expert.js';
import { extendingActs } from './actors/extending.js';
import { financeActs } from './actors/finance.js';
import { leadershipActs } from './actors/leadership.js';
import { publicityActs } from './actors/public.js';
import { sanctioningActs } from './actors/sanctioning.js';
import { societyActs } from './actors/society.js';
import { staffActs } from './actors/staff.js';
import { stuckActs } from './actors/stuck.js';
import { volunteerActs } from './actors/suggesting.js';
import type { Act, Cast, Scene, Task } from './cast.js';
import { ask, codeOf, together } from './session.js';

export interface Progress {
  /** Epoch milliseconds, by the rehearsal's clock. */
  now: number;
  /** Key of the open stage; undefined before the first and after the last. */
  stage: string | undefined;
  openTasks: number;
  /** So far. */
  acts: number;
  steps: number;
}

export interface Course {
  tell?: (progress: Progress) => void;
  /** Where it stops; without it at the end. Epoch milliseconds, by the rehearsal's clock. */
  until?: number;
}

export async function drive(cast: Cast, { tell, until = Infinity }: Course = {}): Promise<Progress> {
  const done = new Set<string>();
  const seen = new Map<string, number>();
  let clock = await step(cast, undefined);
  const progress: Progress = { now: clock.now, stage: undefined, openTasks: 0, acts: 0, steps: 0 };
  for (;;) {
    const scene = await look(cast, clock.now, seen);
    const acts = (await actsOf(cast, scene)).filter(({ key }) => !done.has(key));
    const due = acts.filter(({ at }) => at <= clock.now);
    Object.assign(progress, { now: clock.now, stage: scene.stage?.type, openTasks: scene.tasks.length });
    tell?.(progress);
    if (due.length > 0) {
      await together(due.map((act) => () => act.run()));
      for (const { key } of due) done.add(key);
      progress.acts += due.length;
      clock = await step(cast, clock.now, clock.now);
      continue;
    }
    const next = Math.min(...acts.map(({ at }) => at));
    if (clock.now >= until || (Math.min(next, until) === Infinity && clock.nextDue === null)) return progress;
    clock = await step(cast, clock.now, Math.min(next, until));
    progress.steps += 1;
  }
}

async function actsOf(cast: Cast, scene: Scene): Promise<Act[]> {
  const players = [
    societyActs, expertActs, defenceActs, auditorActs, financeActs, staffActs, extendingActs, leadershipActs, publicityActs, stuckActs, volunteerActs, sanctioningActs,
  ];
  return (await Promise.all(players.map(async (player) => player(cast, scene)))).flat();
}

async function look(cast: Cast, now: number, seen: Map<string, number>): Promise<Scene> {
  const since = (key: string): number => {
    const first = seen.get(key) ?? now;
    seen.set(key, first);
    return first;
  };
  const [tasks, stage] = await Promise.all([openTasks(cast), openStage(cast)]);
  return { now, tasks, stage, since };
}

const PAGE = 500;

async function openTasks(cast: Cast): Promise<Task[]> {
  const { client } = await cast.role('staff');
  const tasks: Task[] = [];
  let cursor: string | undefined;
  do {
    const after = cursor === undefined ? {} : { cursor };
    const page = await ask(() => client.GET('/api/v1/tasks', { params: { query: { roundId: cast.roundId, state: 'open', whose: 'all', limit: PAGE, ...after } } }));
    tasks.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return tasks;
}

/** Until the announcement; afterwards every project is at a step of its own. */
async function openStage(cast: Cast): Promise<Scene['stage']> {
  if (cast.announced) return undefined;
  const { client } = await cast.role('staff');
  const round = await ask(() => client.GET('/api/v1/rounds/{id}', { params: { path: { id: cast.roundId } } }));
  cast.announced = round.status !== 'running';
  return round.stages.find(({ status }) => status === 'open');
}

interface Clock {
  now: number;
  nextDue: number | null;
}

/** Real time that a rehearsal may take to come to rest: servers are killed in some. */
const PATIENCE_MS = 180_000;

/** `from`: where we saw the clock, so that a repeated request steps once. `to`: at most to there. */
async function step(cast: Cast, from: number | undefined, to = Infinity): Promise<Clock> {
  const { operator, realm } = cast.setting;
  const body = from === undefined ? { to: (await here(cast)).now } : { from: instant(from), ...(to === Infinity ? {} : { to: instant(to) }) };
  const patience = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const stepped = await ask(() => operator.client.POST('/api/v1/rehearsals/{id}/steps', { params: { path: { id: realm } }, body }));
      return { now: Date.parse(stepped.now), nextDue: stepped.nextDue === null ? null : Date.parse(stepped.nextDue) };
    } catch (error) {
      if (codeOf(error) !== 'NOT_QUIESCENT' || performance.now() > patience) throw error;
      await pause(100);
    }
  }
}

const here = (cast: Cast) => ask(() => cast.setting.operator.client.GET('/api/v1/rehearsals/{id}', { params: { path: { id: cast.setting.realm } } }));

const instant = (ms: number): string => new Date(ms).toISOString();
