/**
 * Whether a running round may go on by another version of its programme. What has begun is finished by the rules it began
 * with; what is still to come may change. Every obstacle is named with its place and the reason.
 */
import type { Refusal } from '../refusal.js';
import { checkSettings } from './check-settings.js';
import { type Change, diffProgrammes } from './diff.js';
import type { Programme } from './schema.js';
import type { DatedSettings } from './settings.js';
import { timeline } from './timeline.js';
import type { TimelineEntry } from './timeline-entry.js';

/** Where the round stands. */
export interface Standing {
  status: 'draft' | 'running' | 'announced' | 'closed' | 'cancelled';
  /** Of the stages that have begun: the latest attempt of each. */
  begun: readonly { key: string; type: string; status: 'open' | 'done' | 'cancelled' }[];
  /** Whether applications have been ranked: tiers and quotas are counted from then on. */
  ranked: boolean;
}

/** `field` is the dotted path in the new version. */
export type Obstacle = Refusal & { field: string };

export interface MovedDate {
  key: string;
  of: TimelineEntry['of'];
  year: number | undefined;
  /** Epoch milliseconds; null where one of the versions does not have it, or cannot compute it. */
  dueBeforeMs: number | null;
  dueMs: number | null;
}

export interface Migration {
  changes: Change[];
  obstacles: Obstacle[];
  /** Due dates still to come that differ; what is open keeps its own. */
  dates: MovedDate[];
}

export function migration(before: Programme, after: Programme, settings: DatedSettings, standing: Standing): Migration {
  const changes = diffProgrammes(before, after);
  const obstacles = [...ofTheRound(before, after, standing), ...stageOrder(after, standing), ...changes.flatMap((change) => ofChange(change, standing)), ...ofSettings(after, settings)];
  return { changes, obstacles, dates: movedDates(before, after, settings, standing) };
}

function ofTheRound(before: Programme, after: Programme, { status }: Standing): Obstacle[] {
  return [
    ...(status === 'running' ? [] : [{ code: 'MIGRATION_NOT_RUNNING', field: '', params: { status } }]),
    ...(after.key === before.key ? [] : [{ code: 'MIGRATION_OTHER_PROGRAMME', field: 'key', params: { before: before.key, after: after.key } }]),
    ...(after.version === before.version && after.key === before.key ? [{ code: 'MIGRATION_SAME_VERSION', field: 'version', params: { version: after.version } }] : []),
  ];
}

/** The stages that have begun come first in the new version too, in the same order and of the same type. */
function stageOrder(after: Programme, { begun }: Standing): Obstacle[] {
  return begun.flatMap(({ key, type }, n): Obstacle[] => {
    const there = after.stages.find((stage) => stage.key === key);
    if (!there) return [{ code: 'MIGRATION_STAGE_GONE', field: 'stages', params: { stage: key } }];
    if (there.type !== type) return [{ code: 'MIGRATION_STAGE_TYPE', field: `stages.${key}.type`, params: { stage: key, before: type, after: there.type } }];
    return after.stages[n]?.key === key ? [] : [{ code: 'MIGRATION_STAGE_ORDER', field: `stages.${after.stages[n]?.key ?? key}`, params: { stage: key } }];
  });
}

/** Texts that nobody decides by. */
const WORDS = /(^|\.)(name|clause|why)(\.|$)/;
/** Dates inside an open stage: what is open keeps its deadline, what opens later takes the new one. */
const DATES = /^stages\.[^.]+\.(opens|due|handIn\.due|conflictDeclaration\.due|defence\.due|scoring\.due)(\.|$)/;

function ofChange({ path }: Change, standing: Standing): Obstacle[] {
  const [top = '', second = '', third] = path.split('.');
  const started = standing.begun.length > 0;
  if (WORDS.test(path)) return [];
  switch (top) {
    case 'stages': {
      const stage = standing.begun.find((one) => one.key === second);
      // A stage that is gone or of another type has been named already.
      if (!stage || third === undefined || third === 'type') return [];
      if (stage.status === 'open' && DATES.test(path)) return [];
      return [{ code: 'MIGRATION_STAGE_BEGUN', field: path, params: { stage: second, path } }];
    }
    case 'quota':
    case 'disciplineGroups':
      return standing.ranked ? [{ code: 'MIGRATION_AFTER_RANKING', field: path, params: { path } }] : [];
    case 'frame':
      return standing.begun.some(({ type }) => type === 'applicationWindow') ? [{ code: 'MIGRATION_FRAME_IN_USE', field: path, params: { path } }] : [];
    case 'year':
    case 'authority':
      return started ? [{ code: 'MIGRATION_FOUNDATION', field: path, params: { path } }] : [];
    default:
      return [];
  }
}

/** The round's own dates and quotas must mean something in the new version. */
const ofSettings = (after: Programme, settings: DatedSettings): Obstacle[] =>
  checkSettings(after, settings).map(({ code, field = 'settings', params = {} }) => ({ code: 'MIGRATION_SETTINGS', field, params: { ...params, problem: code, path: field } }));

function movedDates(before: Programme, after: Programme, settings: DatedSettings, { begun }: Standing): MovedDate[] {
  const [old, now] = [entriesOf(before, settings), entriesOf(after, settings)];
  const started = new Set(begun.map(({ key }) => key));
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const entry = is ?? was;
    if (!entry || was?.dueMs === is?.dueMs || (entry.of === 'stage' && started.has(entry.key))) return [];
    return [{ key: entry.key, of: entry.of, year: entry.year, dueBeforeMs: was?.dueMs ?? null, dueMs: is?.dueMs ?? null }];
  });
}

const entriesOf = (programme: Programme, settings: DatedSettings): Map<string, TimelineEntry> =>
  new Map(timeline(programme, settings).entries.map((entry) => [`${entry.key}.${entry.year ?? ''}`, entry]));
