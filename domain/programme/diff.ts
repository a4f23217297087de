/** What differs between two versions of a programme, setting by setting: list items go by their key, as in `choices`. */
import type { Programme } from './schema.js';

export interface Change {
  /** Dotted, list items by their key: `stages.review.perApplication`. `….order` when only the order of a list differs. */
  path: string;
  /** Undefined: it was not there. */
  before: unknown;
  /** Undefined: it is not there any more. */
  after: unknown;
  /** Whether either version lists it under `choices`: a setting of ours. */
  choice: boolean;
}

/** In the order of the new version, then what it has no longer. */
export function diffProgrammes(before: Programme, after: Programme): Change[] {
  const choices = [...before.choices, ...after.choices].map(({ path }) => path);
  const isChoice = (path: string) => choices.some((choice) => path === choice || path.startsWith(`${choice}.`) || choice.startsWith(`${path}.`));
  const leave = ({ choices: _, ...rest }: Programme): Omit<Programme, 'choices'> => rest;
  return differences(leave(before), leave(after), '').map((change) => ({ ...change, choice: isChoice(change.path) }));
}

type Difference = Omit<Change, 'choice'>;

function differences(before: unknown, after: unknown, path: string): Difference[] {
  if (same(before, after)) return [];
  if (isKeyed(before) && isKeyed(after)) return inLists(before, after, path);
  if (isRecord(before) && isRecord(after)) {
    const names = [...Object.keys(after), ...Object.keys(before).filter((name) => !(name in after))];
    return names.flatMap((name) => differences(before[name], after[name], path === '' ? name : `${path}.${name}`));
  }
  return [{ path, before, after }];
}

function inLists(before: readonly object[], after: readonly object[], path: string): Difference[] {
  const old = new Map(before.map((item) => [nameOf(item) ?? '', item]));
  const now = new Map(after.map((item) => [nameOf(item) ?? '', item]));
  const kept = (names: Iterable<string>, others: ReadonlyMap<string, object>) => [...names].filter((name) => others.has(name));
  const [orderBefore, orderAfter] = [kept(old.keys(), now), kept(now.keys(), old)];
  return [
    ...[...now].flatMap(([name, item]) => differences(old.get(name), item, `${path}.${name}`)),
    ...[...old].filter(([name]) => !now.has(name)).map(([name, item]) => ({ path: `${path}.${name}`, before: item, after: undefined })),
    ...(same(orderBefore, orderAfter) ? [] : [{ path: `${path}.order`, before: orderBefore, after: orderAfter }]),
  ];
}

/** Undefined and absent are the same; the order of fields plays no part. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, n) => same(item, b[n]));
  if (!isRecord(a) || !isRecord(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => same(a[name], b[name]));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isKeyed = (value: unknown): value is readonly object[] => Array.isArray(value) && value.length > 0 && value.every((item) => nameOf(item) !== undefined);

/** Items go by their key, things owed by their kind. */
function nameOf(item: unknown): string | undefined {
  if (!isRecord(item)) return undefined;
  if (typeof item['key'] === 'string') return item['key'];
  return typeof item['kind'] === 'string' ? item['kind'] : undefined;
}
