/** Programme definitions, by key and version. A published version never changes: rounds are pinned to it. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/hash.js';
import type { Programme } from '../domain/programme/schema.js';
import { only, type Tx } from './pool.js';

export interface ProgrammeVersion {
  id: string;
  key: string;
  version: number;
  definition: Programme;
  /** The file as staff wrote it. */
  source: string;
  hash: string;
  created_by: string | null;
  created_at: number;
}

export type ProgrammeSummary = Omit<ProgrammeVersion, 'definition' | 'source'> & { name: Programme['name']; authority: Programme['authority']; year: number };

const SUMMARY = `id, key, version, hash, created_by, created_at, definition->'name' AS name, definition->>'authority' AS authority, (definition->>'year')::int AS year`;

/** By key, the newest version first. */
export async function listProgrammes(tx: Tx): Promise<ProgrammeSummary[]> {
  return (await tx.query<ProgrammeSummary>(`SELECT ${SUMMARY} FROM programme_version ORDER BY key, version DESC`)).rows;
}

/** Societies and experts carry the key of a group whatever the round; its name is the newest version's. In the programmes' order. */
export async function disciplineGroups(tx: Tx): Promise<{ key: string; name: Programme['name'] }[]> {
  return (await tx.query<{ key: string; name: Programme['name'] }>(
    `SELECT key, name FROM (SELECT DISTINCT ON (g.value->>'key') g.value->>'key' AS key, g.value->'name' AS name, g.ordinality AS n
       FROM programme_version p, jsonb_array_elements(p.definition->'disciplineGroups') WITH ORDINALITY g ORDER BY g.value->>'key', p.created_at DESC, p.id) named
     ORDER BY n, key`)).rows;
}

export async function findProgramme(tx: Tx, id: string): Promise<ProgrammeVersion | undefined> {
  return (await tx.query<ProgrammeVersion>('SELECT * FROM programme_version WHERE id = $1', [id])).rows[0];
}

/** More versions than are ever in use at once. */
const MOST_KEPT = 50;
const kept = new Map<string, Programme>();

/** A round's programme, read once per process: a published version never changes, so nobody may change what this answers. */
export async function programmeOf(tx: Tx, versionId: string): Promise<Programme> {
  const known = kept.get(versionId);
  if (known !== undefined) return known;
  const version = await findProgramme(tx, versionId);
  if (version === undefined) throw new Error(`no programme version ${versionId}`);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  const programme = frozen(version.definition);
  kept.set(versionId, programme);
  return programme;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** The same definition again is the version that exists; another one under the same number is refused. */
export async function publishProgramme(tx: Tx, programme: Programme, source: string, by: string | null): Promise<ProgrammeVersion | 'versionExists'> {
  const hash = createHash('sha256').update(canonicalJson(programme)).digest('hex');
  await tx.query(
    `INSERT INTO programme_version (key, version, definition, source, hash, created_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (key, version) DO NOTHING`,
    [programme.key, programme.version, programme, source, hash, by],
  );
  const version = only((await tx.query<ProgrammeVersion>('SELECT * FROM programme_version WHERE key = $1 AND version = $2', [programme.key, programme.version])).rows);
  return version.hash === hash ? version : 'versionExists';
}
