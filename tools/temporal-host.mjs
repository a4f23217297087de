// Finds the Temporal server to run, or builds it: TEMPORAL_ADDRESS → cached build → Go → `temporal` on PATH.
// Run by itself it prints the path on standard output, and what it does on standard error.
import { accessSync, constants, existsSync } from 'node:fs';
import { chmod, mkdir, open, readFile, rename, rm, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ROOT, run } from './command.mjs';
import { Failure, causeOf } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { message } from './messages.mjs';

const SOURCE = path.join(ROOT, 'temporal-server');
const LOG = path.join('.cache', 'logs', 'temporal-server-build.log');
/** Debugging information is stripped at the end: it is not made in the first place. With GOGC the compiler collects less often. */
const FLAGS = ['-buildvcs=false', '-gcflags=all=-dwarf=false', '-ldflags=-s -w'];
/** Modules, compiled packages and the result, in GB. */
const NEEDED_GB = 4;

/** The environment that tells `up` and the tests which server to run: `{}` where TEMPORAL_ADDRESS names a running one. */
export async function temporalHost(say) {
  if (process.env.TEMPORAL_ADDRESS) return {};
  const cached = await cachedPath();
  if (existsSync(cached)) return { XUEHUI_TEMPORAL_HOST: cached };
  const go = onPath('go');
  if (go) return { XUEHUI_TEMPORAL_HOST: await build(go, cached, say) };
  const cli = onPath('temporal');
  if (!cli) throw new Failure(message('noGo'));
  say(message('usingCli', { path: cli }));
  return { XUEHUI_TEMPORAL_CLI: cli };
}

/** Outside the clone, so that every clone of the same source shares one build. */
async function cachedPath() {
  const cache = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'xuehui');
  const source = await fingerprint(SOURCE, ['.'], (name) => /\.go$|^go\.(mod|sum)$/.test(name));
  return path.join(cache, `temporal-server-${process.platform}-${process.arch}-${source.slice(0, 16)}`);
}

async function build(go, target, say) {
  await mkdir(path.dirname(target), { recursive: true }).catch(() => {
    throw new Failure(message('noWrite', { place: path.dirname(target) }));
  });
  const unlock = await lock(`${target}.lock`, say);
  try {
    // Whoever held the lock has built it meanwhile.
    if (existsSync(target)) return target;
    const space = await statfs(path.dirname(target));
    if (space.bavail * space.bsize < NEEDED_GB * 2 ** 30) throw new Failure(message('noSpace', { place: path.dirname(target), need: NEEDED_GB }));
    await compile(go, target, say);
    return target;
  } finally {
    await unlock();
  }
}

async function compile(go, target, say) {
  say(message('buildingHost'));
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  const progress = setInterval(() => say(message('stillBuilding', { seconds: seconds() })), 30_000);
  const draft = `${target}.${process.pid}`;
  try {
    const { code, output } = await run(go, ['build', ...FLAGS, '-o', draft, '.'], { cwd: SOURCE, log: LOG, env: { GOGC: process.env.GOGC ?? '400' } });
    if (code !== 0) {
      const step = 'go build';
      const cause = causeOf(output);
      const line = output.trim().split('\n').findLast((text) => !text.startsWith('go: downloading')) ?? '';
      throw new Failure(cause ? message(cause, { step, place: path.dirname(target), need: NEEDED_GB }) : message('stepFailed', { step, log: LOG, line }));
    }
    await chmod(draft, 0o755);
    await rename(draft, target);
    say(message('builtHost', { seconds: seconds() }));
  } finally {
    clearInterval(progress);
    await rm(draft, { force: true });
  }
}

/** One build at a time on this machine. A lock whose process is gone is taken over. */
async function lock(file, say) {
  for (let told = false; ; told = true) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw new Failure(message('noWrite', { place: path.dirname(file) }));
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (holder && !alive(holder)) await rm(file, { force: true });
    else if (!told) say(message('waitingForHost'));
    await sleep(500);
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function onPath(name) {
  const places = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return places.map((place) => path.join(place, name)).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(JSON.stringify(await temporalHost((line) => console.error(line))));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
