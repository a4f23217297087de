import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface Launch {
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Output is appended here. */
  logFile: string;
  onLine?: (line: string) => void;
}

/** How a process ended: its exit code, or the signal that killed it. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/**
 * One server of the local system. It runs in a process group of its own, so that Ctrl-C reaches the supervisor only, which
 * stops the parts in order; its standard input is a pipe, whose end tells it that the supervisor is gone.
 */
export class ServerProcess {
  /** Settles when the process has ended, for whatever reason. */
  readonly exited: Promise<Exit>;
  private readonly child: ChildProcess;
  private readonly tail: string[] = [];
  private readonly listeners = new Set<(line: string) => void>();

  constructor(readonly launch: Launch) {
    mkdirSync(path.dirname(launch.logFile), { recursive: true });
    const log = createWriteStream(launch.logFile, { flags: 'a' });
    // A full disk must not take the supervisor down with it.
    log.on('error', () => undefined);
    this.child = spawn(launch.command, launch.args, { cwd: launch.cwd, env: launch.env ?? process.env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    this.child.stdin?.on('error', () => undefined);
    for (const stream of [this.child.stdout, this.child.stderr]) if (stream) this.read(stream, log);
    this.exited = new Promise((resolve) => {
      this.child.once('error', (error) => {
        this.keep(error.message);
        resolve({ code: 127, signal: null });
      });
      this.child.once('close', (code, signal) => {
        log.end();
        resolve({ code, signal });
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves with the first line that satisfies `test`, or with undefined when the process ends before it. */
  async line(test: (line: string) => boolean): Promise<string | undefined> {
    return new Promise((resolve) => {
      const early = this.tail.find(test);
      if (early !== undefined) return resolve(early);
      const listener = (line: string) => {
        if (!test(line)) return;
        this.listeners.delete(listener);
        resolve(line);
      };
      this.listeners.add(listener);
      void this.exited.then(() => resolve(undefined));
    });
  }

  /** The line of the last output that most likely says why the process ended. */
  lastWords(): string {
    return this.tail.findLast((line) => /fatal|error|panic/i.test(line)) ?? this.tail.at(-1) ?? '';
  }

  /** Closes its input and sends `signal`; after `patienceMs` it is killed. */
  async stop(signal: NodeJS.Signals = 'SIGTERM', patienceMs = 15_000): Promise<Exit> {
    if (this.running) {
      this.child.stdin?.end();
      this.child.kill(signal);
    }
    const kill = setTimeout(() => this.child.kill('SIGKILL'), patienceMs);
    try {
      return await this.exited;
    } finally {
      clearTimeout(kill);
    }
  }

  private read(stream: Readable, log: NodeJS.WritableStream): void {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      this.keep(line);
    });
  }

  private keep(line: string): void {
    if (this.tail.push(line) > 50) this.tail.shift();
    for (const listener of this.listeners) listener(line);
    this.launch.onLine?.(line);
  }
}
