/** One hash for what came of a rehearsal. The same seed gives the same hash, whatever was slow, killed or started again. */
import { createHash } from 'node:crypto';
import type { Schemas } from '../apps/api/client.js';
import { canonicalJson } from '../domain/hash.js';

/** SHA-256 in hex over outcomes by society code; their order does not matter. */
export function outcomeHash(outcomes: readonly Schemas['SocietyOutcome'][]): string {
  const sorted = [...outcomes].sort((a, b) => (a.code < b.code ? -1 : 1));
  return createHash('sha256').update(canonicalJson(sorted)).digest('hex');
}
