import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** SHA-256 over names and contents of the files, in hex; a folder stands for the files in it whose names match. */
export async function fingerprint(root, entries, matches = () => true) {
  const hash = createHash('sha256');
  for (const entry of [...entries].sort()) {
    for (const file of await filesOf(path.join(root, entry), matches)) {
      hash.update(path.relative(root, file)).update('\0').update(await readFile(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesOf(place, matches) {
  if (!existsSync(place)) return [];
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (!entries) return [place];
  return entries
    .filter((entry) => entry.isFile() && matches(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Does `work` unless it was done for the same `value` and `product` still exists. The stamp is written after the work. */
export async function once(stamp, value, product, work) {
  const known = await readFile(stamp, 'utf8').catch(() => '');
  if (known === value && existsSync(product)) return false;
  await work();
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, value);
  return true;
}
