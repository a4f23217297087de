import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';

/** PostgreSQL refuses to run as root. This is who it runs as instead; undefined means: as we do. */
export interface DatabaseUser {
  uid: number;
  gid: number;
}

/**
 * The owner of an existing cluster, else the system's `postgres`, else `nobody`, which every Unix has: nothing is installed
 * or created for it.
 */
export function databaseUser(cluster: string): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  return lookUp('postgres') ?? lookUp('nobody') ?? { uid: 65_534, gid: 65_534 };
}

/** True if this user can enter the folder, that is, every existing folder above it lets others (or its owner) through. */
export function canEnter(folder: string, user: DatabaseUser | undefined): boolean {
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    if (existsSync(place) && !passes(place, user)) return false;
    if (place === path.dirname(place)) return true;
  }
}

function passes(place: string, user: DatabaseUser | undefined): boolean {
  if (!user) {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  const { mode, uid, gid } = statSync(place);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

function lookUp(name: string): DatabaseUser | undefined {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
