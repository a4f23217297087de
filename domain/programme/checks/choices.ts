/** Nothing of ours passes for the source's: what is marked a choice has its reason, and every reason is about something. */
import type { Finding } from '../finding.js';
import type { PathStep } from '../locate.js';
import type { Programme } from '../schema.js';

export function checkChoices(programme: Programme): Finding[] {
  const { choices, ...rest } = programme;
  const listed = choices.map(({ path }) => path);
  const covered = (path: string) => listed.some((entry) => path === entry || path.startsWith(`${entry}.`));
  return [
    ...choices.flatMap(({ path }, n) => (exists(rest, path.split('.')) ? [] : [{ path: ['choices', n, 'path'], code: 'UNKNOWN_REFERENCE', params: { reference: path } }])),
    ...marked(rest, [], '').flatMap(({ path, readable }) => (covered(readable) ? [] : [{ path, code: 'CHOICE_NOT_LISTED', params: { path: readable } }])),
  ];
}

/** The places marked as ours: `choice: true` on a date, or a clause of the document `choice`. */
function marked(value: unknown, path: PathStep[], readable: string): { path: PathStep[]; readable: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, n) => marked(item, [...path, n], join(readable, nameOf(item) ?? String(n))));
  }
  const here = ('choice' in value && value.choice === true) || ('clause' in value && isChoice(value.clause)) ? [{ path, readable }] : [];
  return [...here, ...Object.entries(value).flatMap(([key, inner]) => marked(inner, [...path, key], join(readable, key)))];
}

const isChoice = (clause: unknown): boolean => typeof clause === 'object' && clause !== null && 'document' in clause && clause.document === 'choice';

function exists(value: unknown, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return true;
  if (Array.isArray(value)) {
    const item: unknown = value.find((candidate: unknown, n) => (nameOf(candidate) ?? String(n)) === step);
    return item !== undefined && exists(item, rest);
  }
  return typeof value === 'object' && value !== null && step in value && exists((value as Record<string, unknown>)[step], rest);
}

/** List items go by their key, things owed by their kind. */
function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  if ('key' in item && typeof item.key === 'string') return item.key;
  return 'kind' in item && typeof item.kind === 'string' ? item.kind : undefined;
}

const join = (head: string, tail: string): string => (head === '' ? tail : `${head}.${tail}`);
