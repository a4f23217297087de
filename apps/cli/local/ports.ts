import { randomInt } from 'node:crypto';
import net from 'node:net';
import { StartUpError } from './start-up-error.js';

/** A port that one part of the system listens on, and the environment variable that changes it. */
export interface Port {
  part: string;
  variable: string;
  number: number;
}

export function portFrom(environment: NodeJS.ProcessEnv, variable: string, part: string, otherwise: number): Port {
  const value = environment[variable]?.trim();
  if (!value) return { part, variable, number: otherwise };
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) throw new StartUpError('portInvalid', { variable, value });
  return { part, variable, number };
}

/** Refuses, naming the port and how to change it, when something already listens there. */
export async function assertPortFree({ part, variable, number }: Port): Promise<void> {
  if (!(await isFree(number))) throw new StartUpError('portTaken', { port: number, part, variable });
}

/** Below the ports that operating systems give to outgoing connections: one of those could take it between here and its server's start. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** A port that nobody listens on at this moment; for tests and benchmarks. */
export async function freePort(): Promise<number> {
  for (;;) {
    const number = randomInt(LOWEST, HIGHEST);
    if (await isFree(number)) return number;
  }
}

/** Both the loopback and the wildcard address are tried: a server on either is in the way. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', undefined]) {
    const free = await new Promise<boolean>((resolve) => {
      const server = net.createServer();
      server.once('error', () => resolve(false));
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
    });
    if (!free) return false;
  }
  return true;
}
