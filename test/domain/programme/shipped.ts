import { readFileSync } from 'node:fs';
import { parseProgramme } from '../../../domain/programme/parse.js';
import type { Programme } from '../../../domain/programme/schema.js';

/** A programme of programmes/, by its key. */
export function shipped(key: string): Programme {
  const parsed = parseProgramme(readFileSync(`programmes/${key}.yaml`, 'utf8'), `${key}.yaml`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.programme;
}
