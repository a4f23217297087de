/** The programmes that come with the system: published at the start, so that staff find them without loading a file. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseProgramme } from '../../../domain/programme/parse.js';
import { type Pool, unscoped } from '../../../records/pool.js';
import { publishProgramme } from '../../../records/programmes.js';

/** Problems in words for the log; a version that staff have published differently under the same number is left alone. */
export async function publishShipped(pool: Pool, folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const problems: string[] = [];
  for (const name of names) {
    const source = await readFile(path.join(folder, name), 'utf8');
    const parsed = parseProgramme(source, name);
    if (!parsed.ok) problems.push(`${name}: ${parsed.problems.map(({ line, code }) => `line ${line} ${code}`).join(', ')}`);
    else if ((await publishProgramme(unscoped(pool), parsed.programme, source, null)) === 'versionExists') problems.push(`${name}: version ${parsed.programme.version} exists with other contents`);
  }
  return problems;
}
