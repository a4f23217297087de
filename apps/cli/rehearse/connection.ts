import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { issueOperatorToken, readOperatorToken, forgetOperatorToken } from '../local/operator-token.js';
import { readSettings } from '../local/settings.js';
import { LocalSystem } from '../local/system.js';

/** A system to rehearse on, and the right to do so. */
export interface Connection {
  baseUrl: string;
  token: string;
  /** Stops the system if it was started for this. */
  close(): Promise<void>;
}

/**
 * The system that XUEHUI_URL and XUEHUI_TOKEN name (a service token of an administrator), else the one that runs on this
 * machine, else one that is started for the time being.
 */
export async function connect(environment: NodeJS.ProcessEnv, tell: (line: string) => void): Promise<Connection> {
  const { XUEHUI_URL: url, XUEHUI_TOKEN: given } = environment;
  if (url && given) return { baseUrl: url.replace(/\/+$/, ''), token: given, close: nothing };
  const settings = readSettings(environment);
  const running = await runningApi(settings.data);
  const token = readOperatorToken(settings.data);
  if (running !== undefined && token !== undefined) return { baseUrl: running, token, close: nothing };
  return startFor(settings, tell);
}

const nothing = (): Promise<void> => Promise.resolve();

async function runningApi(data: string): Promise<string | undefined> {
  try {
    const { api } = JSON.parse(readFileSync(path.join(data, 'addresses.json'), 'utf8')) as { api: string };
    return (await fetch(`${api}/healthz`, { signal: AbortSignal.timeout(5_000) })).ok ? api : undefined;
  } catch {
    return undefined;
  }
}

async function startFor(settings: ReturnType<typeof readSettings>, tell: (line: string) => void): Promise<Connection> {
  const system = new LocalSystem(settings, tell);
  const close = async (): Promise<void> => {
    await system.stop();
    rmSync(path.join(settings.data, 'addresses.json'), { force: true });
    forgetOperatorToken(settings.data);
  };
  try {
    const addresses = await Promise.race([system.start(), system.failed]);
    if (addresses instanceof Error) throw addresses;
    return { baseUrl: addresses.api, token: await issueOperatorToken(settings.data, addresses.databaseUrl), close };
  } catch (error) {
    await close();
    throw error;
  }
}
