import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root.js';
import { ServerProcess } from './server-process.js';
import { StartUpError } from './start-up-error.js';
import type { Part, Running } from './supervised.js';

export interface NodePart {
  name: string;
  /** Below dist/. */
  program: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Resolves when it does its work; may be given up when the process has ended. */
  ready: (process: ServerProcess) => Promise<unknown>;
  onLine?: (line: string) => void;
}

/** One of our own programs as a part of the system. */
export function nodePart({ name, program, env, logFile, ready, onLine }: NodePart): Part<Running> {
  return {
    name,
    logFile,
    async start() {
      const file = path.join(ROOT, 'dist', program);
      if (!existsSync(file)) throw new StartUpError('partMissing', { file });
      const preload = pathToFileURL(path.join(ROOT, 'dist', 'apps', 'cli', 'local', 'exit-with-parent.js')).href;
      const args = ['--enable-source-maps', '--disable-warning=ExperimentalWarning', '--import', preload, file];
      const server = new ServerProcess({ command: process.execPath, args, cwd: ROOT, env: { ...process.env, NODE_OPTIONS: '', ...env }, logFile, onLine });
      const ended = await Promise.race([ready(server).then(() => false), server.exited.then(() => true)]);
      if (ended) throw new StartUpError('partFailed', { part: name, log: logFile, line: server.lastWords() });
      return {
        pid: server.pid ?? 0,
        exited: server.exited,
        lastWords: () => server.lastWords(),
        stop: () => server.stop(),
      };
    },
  };
}
