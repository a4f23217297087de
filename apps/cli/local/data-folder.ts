import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine, isAlive } from './processes.js';
import { StartUpError } from './start-up-error.js';

/** Generated once for a data folder; the file is readable by its owner only. */
export interface Secrets {
  /** Password of the database's superuser. */
  superuser: string;
  owner: string;
  app: string;
  temporal: string;
  /** Signs the API's sessions. */
  auth: string;
}

const NAMES = ['superuser', 'owner', 'app', 'temporal', 'auth'] as const;

/** Makes the folder if need be. */
export function openDataFolder(folder: string): void {
  writing(folder, () => mkdirSync(path.join(folder, 'logs'), { recursive: true, mode: 0o755 }));
}

/** One system per data folder. The lock of a process that is gone is taken over. Returns how to give it back. */
export function lockDataFolder(folder: string): () => void {
  const file = path.join(folder, 'lock');
  for (;;) {
    if (writing(folder, () => create(file, String(process.pid)))) return () => rmSync(file, { force: true });
    const holder = Number.parseInt(read(file) ?? '', 10);
    // After a reboot the number may belong to anybody; ours runs in Node.
    if (isAlive(holder) && holder !== process.pid && /node/.test(commandLine(holder))) throw new StartUpError('alreadyRunning', { place: folder, pid: holder });
    rmSync(file, { force: true });
  }
}

export function secretsOf(folder: string): Secrets {
  const file = path.join(folder, 'secrets.json');
  const fresh = Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('base64url')]));
  writing(folder, () => create(file, JSON.stringify(fresh)));
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
  if (!NAMES.every((name) => kept[name])) throw new StartUpError('databaseSecretsLost', { place: folder });
  return kept as Secrets;
}

/** Replaces a file that other programs read, and which may hold passwords. */
export function writePrivate(file: string, content: string): void {
  writing(file, () => writeFileSync(file, content, { mode: 0o600 }));
}

/** False if the file exists. */
function create(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function writing<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new StartUpError('noSpace', { place }, { cause: error });
    throw new StartUpError('noWrite', { place, reason: code ?? String(error) }, { cause: error });
  }
}
