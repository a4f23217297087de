import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder with package.json, whether this runs from the sources or from dist. */
export const ROOT = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : findRoot(path.dirname(folder));
}
