import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Failure, causeOf } from './failure.mjs';
import { message } from './messages.mjs';

/** The repository's root: everything here runs from it. */
export const ROOT = path.resolve(import.meta.dirname, '..');

/**
 * Runs a command quietly, its output going to `.cache/logs/<name>.log`, and turns a failure into one sentence.
 * `step` is what the user knows it as; `need` is the disk space, in GB, that it wants at most.
 */
export async function quietly(step, name, command, args, { env = {}, cwd = ROOT, need = 2 } = {}) {
  const log = path.join('.cache', 'logs', `${name}.log`);
  const { code, output } = await run(command, args, { env, cwd, log });
  if (code === 0) return;
  const cause = causeOf(output);
  if (cause) throw new Failure(message(cause, { step, place: cwd, need }));
  throw new Failure(message('stepFailed', { step, log, line: mainLine(output) }));
}

const running = new Set();

/** Ends what still runs: a failed step leaves nothing behind that goes on by itself. */
export function endCommands() {
  for (const child of running) child.kill();
}

/** Runs a command to its end; resolves with its exit code and output, never rejects. `detached` children survive Ctrl-C of the terminal. */
export async function run(command, args, { env = {}, cwd = ROOT, log, inherit = false } = {}) {
  if (log) await mkdir(path.dirname(path.join(ROOT, log)), { recursive: true });
  const file = log ? createWriteStream(path.join(ROOT, log)) : undefined;
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', inherit ? 'inherit' : 'pipe', inherit ? 'inherit' : 'pipe'] });
    running.add(child);
    let output = '';
    const keep = (chunk) => {
      output += chunk;
      file?.write(chunk);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => {
      file?.end();
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** The line of a failed command's output that most likely says why. */
function mainLine(output) {
  const lines = output.split('\n').map((line) => line.trim()).filter(Boolean);
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'no output';
}
