import { setTimeout as wait } from 'node:timers/promises';
import type { Exit } from './server-process.js';
import { StartUpError } from './start-up-error.js';

/** A part that runs; what `startPostgres` and its like return. */
export interface Running {
  pid: number;
  exited: Promise<Exit>;
  lastWords(): string;
  stop(): Promise<Exit>;
}

export interface Part<R extends Running> {
  name: string;
  logFile: string;
  start(): Promise<R>;
}

export interface SupervisorEvents {
  restarting(part: string, how: string, seconds: number): void;
  restarted(part: string): void;
  /** The system cannot go on; said once. */
  gaveUp(error: StartUpError): void;
}

const MAX_CRASHES = 5;
const WITHIN_MS = 60_000;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 8_000;

/** Starts a part, and starts it again whenever it ends by itself: at once after 0.5 s, later up to 8 s; not after five times in a minute. */
export class Supervised<R extends Running> {
  private stopping = false;
  private readonly pause = new AbortController();
  private readonly loop: Promise<void>;

  private constructor(
    private readonly part: Part<R>,
    private readonly events: SupervisorEvents,
    public current: R,
    private readonly firstPauseMs: number,
  ) {
    this.loop = this.watch();
  }

  /** The first start must succeed: its error is for whoever started the system. */
  static async start<R extends Running>(part: Part<R>, events: SupervisorEvents, firstPauseMs = FIRST_PAUSE_MS): Promise<Supervised<R>> {
    return new Supervised(part, events, await part.start(), firstPauseMs);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.pause.abort();
    await this.current.stop();
    await this.loop;
  }

  private async watch(): Promise<void> {
    const crashes: number[] = [];
    let how = describe(await this.current.exited);
    while (!this.stopping) {
      const now = performance.now();
      crashes.push(now);
      const recent = crashes.filter((at) => now - at < WITHIN_MS).length;
      if (recent >= MAX_CRASHES) {
        this.events.gaveUp(new StartUpError('partCrashes', { part: this.part.name, log: this.part.logFile, line: this.current.lastWords() || how }));
        return;
      }
      const pauseMs = Math.min(this.firstPauseMs * 2 ** (recent - 1), MAX_PAUSE_MS);
      this.events.restarting(this.part.name, how, pauseMs / 1000);
      await wait(pauseMs, undefined, { signal: this.pause.signal }).catch(() => undefined);
      if (!this.stopping) how = await this.again();
    }
  }

  /** Runs the part until it ends, and says how. */
  private async again(): Promise<string> {
    try {
      this.current = await this.part.start();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    // Asked to stop while it started: nobody else knows of this one.
    if (this.stopping) await this.current.stop();
    else this.events.restarted(this.part.name);
    return describe(await this.current.exited);
  }
}

function describe({ code, signal }: Exit): string {
  return signal ?? `exit ${code}`;
}
